package web

import (
	"slices"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/web/pages"
)

// contactForm is the one form for one meeting (docs/rules.md section 4): how and
// when are asked for, all else may be left out. Seen and visited follow from how
// and where. "Still there: no" is saved first; where they are is asked after.
var contactForm = form{
	path: "contact", title: "Record a contact", done: "Contact recorded", link: "A contact",
	lead: "For when you and the young person were in touch with each other. If you tried and were not, record an attempt.",
	fact: care.ContactMade{}, area: care.AreaContact, today: []string{"when"},
	fields: func(s subject) []field {
		fields := append(byField(s),
			choice{name: "how", legend: "How were you in touch?", items: s.wary(options(care.Hows)), reveals: map[string][]field{
				string(care.SawElsewhere): {choice{name: "where", legend: "Where was it?", items: seenAt}},
			}},
			moment{name: "when", legend: "When was it?"},
			choice{name: "stillThere", legend: "Are they still living there?", hint: s.home(), items: stillItems, inline: true},
			choice{name: "activityStill", legend: "Are they still doing the same?", hint: s.activity(), items: stillItems, inline: true},
			passage{name: "note", label: "Note (optional)", hint: "You can add it within two working days"},
			date{name: "next", legend: "When will you next be in touch? (optional)"},
			tick{name: "worried", label: "I am worried about them", hint: "Tells the manager now"},
		)
		fields = append(fields, stillRefusesField(s)...)
		fields = append(fields, fulfilsField(s)...)
		fields = append(fields, placeField(s, "accommodation")...)
		return append(fields, more{"More about this contact", append(standInFields(), toldOnField())})
	},
	then: func(f care.Fact) string {
		if c, ok := f.(care.ContactMade); ok && c.StillThere == care.StillNo {
			return "where-now"
		}
		return ""
	},
}

// stillRefusesField asks whether a refusal stands, where one is in force: a contact
// without a yes ends it (docs/rules.md section 7).
func stillRefusesField(s subject) []field {
	if s.record == nil || !slices.Contains(s.record.Standing.Flags, duty.RefusalFlag) {
		return nil
	}
	return []field{choice{name: "stillRefuses", legend: "Do they still not want contact?", hint: "They said so before. Unless they say that it stands, this contact ends it", items: yesNo, inline: true}}
}

// seenAt are the places where somebody is seen who is not seen at home.
var seenAt = []pages.Choice{
	{Value: string(care.Elsewhere), Text: "Somewhere else, in town or at the office"},
	{Value: string(care.InCustody), Text: "In custody"},
	{Value: string(care.InHospital), Text: "In hospital"},
}

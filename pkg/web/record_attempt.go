package web

import care "intouch/pkg/careleaver"

// attemptForm records that somebody tried. It moves no clock but "last tried"
// (I3). What somebody who answered said belongs to it: one form.
var attemptForm = form{
	path: "attempt", title: "Record a failed attempt", done: "Attempt recorded", link: "A failed attempt",
	lead: "For when you tried to be in touch and were not. It shows that you tried; it does not count as contact.",
	fact: care.Attempted{}, area: care.AreaContact, today: []string{"when"},
	fields: func(s subject) []field {
		fields := append(byField(s),
			choice{name: "how", legend: "How did you try?", items: s.wary(options(care.AttemptHows))},
			moment{name: "when", legend: "When did you try?"},
			choice{name: "outcome", legend: "What came of it?", items: options(care.Outcomes)},
			s.contactPointField("contactPoint", "Which number, address or account? (optional)", "If it no longer works, it is marked so"),
			choice{name: "anyone", legend: "Did you speak to anyone?", opens: "told", items: yesNo, reveals: map[string][]field{
				string(care.Yes): hearsayFields(s, "told-"),
			}},
			noteField(),
			toldOnField(),
		)
		return append(fields, fulfilsField(s)...)
	},
	then: func(f care.Fact) string {
		if a, ok := f.(care.Attempted); ok && a.Outcome == care.MovedAway {
			return "where-now"
		}
		return ""
	},
}

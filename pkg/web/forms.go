package web

import (
	"reflect"
	"slices"

	care "intouch/pkg/careleaver"
	"intouch/pkg/web/pages"
)

// forms are all that can be recorded on a page, in the order in which a
// person's page offers them.
var forms = []form{
	contactForm, attemptForm, toldForm, refusedForm,
	movedInForm, movedOutForm, wentAwayForm, cameBackForm, confirmedForm, notKnownForm, missingForm, foundForm,
	activityForm, activityEndedForm,
	allocatedForm, frequencyForm,
	acknowledgeForm, oversightForm, questionForm, compareForm,
}

// formAt is the form of that path, and whether there is one.
func formAt(path string) (form, bool) {
	i := slices.IndexFunc(forms, func(f form) bool { return f.path == path })
	if i < 0 {
		return form{}, false
	}
	return forms[i], true
}

// formFor is the form that records facts of that kind, and whether there is one.
func formFor(fact care.Fact) (form, bool) {
	all := append(slices.Clip(forms), registerForm)
	i := slices.IndexFunc(all, func(f form) bool { return reflect.TypeOf(f.fact) == reflect.TypeOf(fact) })
	if i < 0 {
		return form{}, false
	}
	return all[i], true
}

// What several forms ask for.

var stillItems = []pages.Choice{{Value: string(care.StillYes), Text: "Yes"}, {Value: string(care.StillNo), Text: "No"}, {Value: string(care.StillNotAsked), Text: "Not asked"}}

var yesNo = options(care.YesNos)

func noteField() field { return passage{name: "note", label: "Note (optional)"} }

func toldOnField() field {
	return date{name: "toldOn", legend: "When did we learn of it? (if later)", hint: "Leave empty if it was the same day"}
}

func howKnownField() field {
	known := slices.DeleteFunc(slices.Clone(care.Knowledges), func(k care.Code[care.Knowledge]) bool {
		return k.Code == care.FromFeed || k.Code == care.FromImport
	})
	return choice{name: "howKnown", legend: "How do you know?", items: options(known)}
}

// informants are whom we may have been told by.
func hearsayFields(prefix string) []field {
	return []field{
		pick{name: prefix + "informant", label: "Who told us?", items: options(care.Informants)},
		line{name: prefix + "who", label: "Who exactly? (optional)", hint: "For example, their aunt"},
		line{name: prefix + "what", label: "What did they say? (optional)"},
		choice{name: prefix + "stillThere", legend: "Did they say the young person is still living there?", items: stillItems, inline: true},
	}
}

// byField asks who was in touch of those who were not: whoever records for
// others, and the operator of the machine.
func byField(s subject) []field {
	if !s.forOthers {
		return nil
	}
	return []field{pick{name: "by-staff", label: "Who was in touch?", items: s.staffItems()}}
}

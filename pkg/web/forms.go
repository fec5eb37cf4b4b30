package web

import (
	"reflect"
	"slices"
	"strings"

	care "intouch/pkg/careleaver"
	"intouch/pkg/web/pages"
)

// forms are all that can be recorded of a person on a page. Within a group of
// the person's page they stand in this order.
var forms = []form{
	contactForm, attemptForm, toldForm, movedInForm, activityForm,

	refusedForm, refusalApprovedForm, refusalRenewedForm, plannedForm, planCancelledForm, contactPointDeadForm, comparedForm,
	movedOutForm, wentAwayForm, cameBackForm, confirmedForm, notKnownForm, missingForm, foundForm, suitableForm, contradictionForm,
	activityEndedForm, activityConfirmedForm,
	planAgreedForm, planReviewedForm, earlyReviewForm, circumstancesForm, frequencyForm, needsForm, programmeForm, programmeEndedForm,
	offerForm, post21Form, supportRequestedForm, supportStoppedForm, supportResumedForm,
	categoryForm, carePeriodForm, careEndedForm, returnedToCareForm,
	allocatedForm, unallocatedForm, teamForm, handoverForm, handoverAcceptedForm, handoverRefusedForm,
	safetyForm, restrictedForm, restrictionEndedForm,
	detailsForm, oversightForm, diedForm, deathConfirmedForm, transferOfferedForm, transferReceivedForm, mergedForm, unmergedForm, inErrorForm,

	acknowledgeForm, silenceForm, silenceEndedForm, notUsefulForm, notPursuedForm, questionForm,
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
func hearsayFields(s subject, prefix string) []field {
	fields := []field{
		pick{name: prefix + "informant", label: "Who told us?", items: options(care.Informants)},
		line{name: prefix + "who", label: "Who exactly? (optional)", hint: "For example, their aunt"},
		line{name: prefix + "what", label: "What did they say? (optional)"},
		choice{name: prefix + "stillThere", legend: "Did they say the young person is still living there?", items: stillItems, inline: true},
		choice{name: prefix + "activityStill", legend: "Did they say the young person is still doing the same?", items: stillItems, inline: true},
	}
	return append(fields, placeField(s, prefix+"accommodation")...)
}

// byField asks who was in touch of those who were not: whoever records for
// others, and the operator of the machine.
func byField(s subject) []field {
	if !s.forOthers {
		return nil
	}
	return []field{
		pick{name: "by-staff", label: "Who was in touch?", items: s.staffItems()},
		choice{name: "by-capacity", legend: "In which capacity? (optional)", items: options(care.Capacities)},
	}
}

// standInFields ask what else matters of a visit: who was there, and whether
// whoever went stood in for the personal adviser (reg. 8(2) asks for that).
func standInFields() []field {
	return []field{
		tick{name: "by-standIn", label: "Whoever went stood in for the personal adviser", hint: "Named for it beforehand: then the visit counts as the adviser's"},
		repeated{name: "present", legend: "Who else was there? (optional)", hint: "For example, an interpreter", spare: 2,
			row: func(prefix string) []field { return []field{line{name: strings.TrimSuffix(prefix, "-"), label: "Who"}} }},
	}
}

// approverField asks which manager approves.
func approverField(s subject) field {
	return pick{name: "approver", label: "Which manager approves?", items: s.managerItems()}
}

// approverIfField asks it where it need not be anybody.
func approverIfField(s subject) field {
	return pick{name: "approver", label: "Which manager approved it? (optional)", items: s.managerItems()}
}

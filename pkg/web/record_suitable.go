package web

import care "intouch/pkg/careleaver"

// suitableForm records the judgement under reg. 9(2) of the Care Leavers
// Regulations, with what Schedule 2 asks to have regard to.
var suitableForm = form{
	path: "suitability", title: "Assess whether the home is suitable", done: "Suitability recorded", group: groupWhere,
	fact: care.SuitabilityAssessed{}, area: care.AreaAccommodation, onto: "home", of: func(rec record) []target { return rec.homeTarget("Is the home suitable?") },
	fields: func(s subject) []field {
		return []field{
			date{name: "on", legend: "When was it assessed?"},
			choice{name: "suitable", legend: "Is it suitable?", hint: s.home(), items: yesNo, inline: true},
			under{"What makes it so (Schedule 2)", "Leave out what was not looked at", checklistFields()},
			passage{name: "rationale", label: "Why? (optional)"},
			howKnownField(),
		}
	},
}

func checklistFields() []field {
	var all []field
	for _, q := range []struct{ field, asks string }{
		{"facilities", "Are the facilities and services right?"}, {"repair", "Is it in good repair?"}, {"safety", "Is it safe?"}, {"location", "Is it in the right place?"},
		{"support", "Is there the support they need?"}, {"tenancy", "Is the tenancy sound?"}, {"cost", "Can they afford it?"}, {"views", "Were their own views asked for?"},
	} {
		all = append(all, choice{name: "checklist-" + q.field, legend: q.asks, items: yesNo, inline: true})
	}
	return all
}

// homeTarget is the home of now.
func (rec record) homeTarget(text string) []target {
	if home, ok := rec.homeLast(); ok {
		return []target{{string(home.Record), text}}
	}
	return nil
}

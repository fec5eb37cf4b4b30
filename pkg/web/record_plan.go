package web

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/web/pages"
)

// planAgreedForm records a first or new pathway plan.
var planAgreedForm = form{
	path: "plan-agreed", title: "Record that the pathway plan was agreed", done: "Pathway plan recorded", group: groupPlan, link: "Pathway plan agreed",
	fact: care.PlanAgreed{}, area: care.AreaPathway,
	fields: func(subject) []field {
		return []field{date{name: "on", legend: "When was it agreed?"}, noteField()}
	},
}

// planReviewedForm records a review (reg. 7), also that of a new home (reg. 7(3)).
var planReviewedForm = form{
	path: "plan-reviewed", title: "Record a review of the pathway plan", done: "Review recorded", group: groupPlan, link: "Pathway plan reviewed",
	fact: care.PlanReviewed{}, area: care.AreaPathway,
	fields: func(s subject) []field {
		return []field{
			date{name: "on", legend: "When was it reviewed?"},
			pick{name: "accommodation", label: "Of which home is it the review? (optional)", hint: "A new home has a review of its own: reg. 7(3)", items: s.homeItems()},
			date{name: "nextBy", legend: "By when is the next review to be? (optional)"},
			noteField(),
			howKnownField(),
		}
	},
}

// earlyReviewForm asks for a review before its day (reg. 7(2)).
var earlyReviewForm = form{
	path: "review-brought-forward", title: "Bring the review of the pathway plan forward", done: "Review brought forward", group: groupPlan, link: "Bring the review forward",
	fact: care.ReviewBroughtForward{}, area: care.AreaPathway, today: []string{"on"},
	fields: func(subject) []field {
		return []field{passage{name: "trigger", label: "What brings it forward?"}, date{name: "on", legend: "When was it asked for?"}}
	},
}

// circumstancesForm puts the question whether the contact frequency is still right.
var circumstancesForm = form{
	path: "circumstances", title: "Record that their circumstances changed", done: "Change recorded", group: groupPlan, link: "Circumstances changed",
	lead: "An eviction, a charge, a pregnancy: whoever works with them is asked whether the contact frequency is still right.",
	fact: care.CircumstancesChanged{}, area: care.AreaPathway, today: []string{"on"},
	fields: func(subject) []field {
		return []field{
			choice{name: "what", legend: "What changed?", items: options(care.Circumstances)},
			date{name: "on", legend: "When?"},
			noteField(),
			toldOnField(),
		}
	},
}

// needsForm records an assessment of needs (reg. 5).
var needsForm = form{
	path: "needs-assessed", title: "Record an assessment of needs", done: "Assessment recorded", group: groupPlan, link: "Needs assessed",
	fact: care.NeedsAssessed{}, area: care.AreaPathway,
	fields: func(subject) []field {
		return []field{date{name: "on", legend: "When was it done?"}, noteField()}
	},
}

// programmeForm puts a programme of education or training into the plan: duties
// go on past 21, and past 25, while it runs (s.23C(7), s.23CA).
var programmeForm = form{
	path: "programme", title: "Record a programme of education or training", done: "Programme recorded", group: groupPlan, link: "A programme agreed",
	lead: "One that is agreed in the pathway plan. While it runs, duties go on past 21, and past 25.",
	fact: care.ProgrammeAgreed{}, area: care.AreaPathway,
	fields: func(subject) []field {
		return []field{
			line{name: "what", label: "Which programme?", hint: "For example, the degree and the university"},
			date{name: "from", legend: "From when?"},
			date{name: "until", legend: "Last day (if known)"},
		}
	},
}

// programmeEndedForm ends it before or after its agreed day.
var programmeEndedForm = form{
	path: "programme-ended", title: "Record that the programme ended", done: "End of the programme recorded", group: groupPlan,
	fact: care.ProgrammeEnded{}, area: care.AreaPathway, onto: "programme", of: record.programmesOpen,
	fields: func(subject) []field {
		return []field{date{name: "on", legend: "Which was its last day?"}, line{name: "reason", label: "Why did it end? (optional)"}}
	},
}

func (rec record) programmesOpen() []target {
	var open []target
	for _, p := range rec.facts.Programmes {
		if p.Ended == nil {
			open = append(open, target{string(p.Record), "Ended: " + p.Facts.What})
		}
	}
	return open
}

// homeItems are the homes to choose from, the latest first.
func (who subject) homeItems() []pages.Choice {
	if who.record == nil {
		return nil
	}
	var homes []target
	for _, t := range who.record.places() {
		if _, is := who.record.homeOf(care.RecordID(t.of)); is {
			homes = append(homes, t)
		}
	}
	return chosenFrom(homes)
}

func (rec record) homeOf(id care.RecordID) (care.Home, bool) {
	for _, h := range rec.facts.Homes {
		if h.Record == id {
			return h, true
		}
	}
	return care.Home{}, false
}

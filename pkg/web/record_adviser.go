package web

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/web/pages"
)

// allocatedForm records who works with somebody. A new personal adviser ends the
// one before on that day.
var allocatedForm = form{
	path: "adviser", title: "Allocate a personal adviser", done: "Allocation recorded", group: groupWith, link: "Allocate a personal adviser or other worker",
	lead: "Whoever had the role before no longer has it from that day.",
	fact: care.AdviserAllocated{}, area: care.AreaCaseload, record: care.RecordAdviser,
	fields: func(s subject) []field {
		return []field{
			pick{name: "staff", label: "Who?", items: s.staffItems()},
			choice{name: "role", legend: "In which role?", items: options(care.Roles)},
			line{name: "team", label: "Team (optional)", hint: "Their own team, if left empty"},
			date{name: "from", legend: "From when?"},
		}
	},
}

// unallocatedForm ends an allocation without another.
var unallocatedForm = form{
	path: "adviser-ended", title: "Record that somebody no longer works with them", done: "End of the allocation recorded", group: groupWith,
	lead: "Without a personal adviser they are listed as having none. To hand them over, offer a handover instead.",
	fact: care.AdviserUnallocated{}, area: care.AreaCaseload, record: care.RecordAdviser, of: record.allocatedNow,
	fields: func(s subject) []field {
		return []field{
			pick{name: "staff", label: "Who?", items: s.allocatedItems()},
			choice{name: "role", legend: "In which role?", items: options(care.Roles)},
			date{name: "on", legend: "From when do they no longer work with them?"},
			line{name: "reason", label: "Why? (optional)"},
		}
	},
}

func (rec record) allocatedNow() []target {
	for _, a := range rec.facts.Allocations {
		if a.Facts.From <= rec.On && a.Until > rec.On {
			return []target{{"", "No longer allocated"}}
		}
	}
	return nil
}

// allocatedItems are those who work with them now, or will.
func (who subject) allocatedItems() []pages.Choice {
	if who.record == nil {
		return who.staffItems()
	}
	var items []pages.Choice
	for _, a := range who.record.facts.Allocations {
		if a.Until > who.today {
			items = append(items, pages.Choice{Value: a.Facts.Staff.String(), Text: who.staff.named(a.Facts.Staff) + ", " + lower(care.Roles.Label(a.Facts.Role))})
		}
	}
	return items
}

// teamForm records which team answers for somebody.
var teamForm = form{
	path: "team", title: "Allocate a team", done: "Team recorded", group: groupWith, link: "Allocate a team",
	fact: care.TeamAllocated{}, area: care.AreaCaseload, record: care.RecordAdviser,
	fields: func(s subject) []field {
		return []field{line{name: "team", label: "Which team?", hint: s.teamHint()}, date{name: "from", legend: "From when?"}}
	},
}

func (who subject) teamHint() string {
	var names []string
	for _, t := range who.staff.teams {
		names = append(names, t.Name)
	}
	if len(names) == 0 {
		return ""
	}
	return "One of " + joined(names)
}

// handoverForm offers somebody to another worker, with a brief. Nothing changes
// until it is accepted.
var handoverForm = form{
	path: "handover", title: "Offer a handover", done: "Handover offered", group: groupWith, link: "Offer a handover",
	lead: "Whoever has them keeps them until the other accepts.",
	fact: care.HandoverOffered{}, area: care.AreaCaseload, record: care.RecordAdviser, today: []string{"on"},
	fields: func(s subject) []field {
		return []field{
			ownID{"handover"},
			pick{name: "to", label: "To whom?", items: s.staffItems()},
			choice{name: "role", legend: "In which role?", items: options(care.Roles)},
			pick{name: "from", label: "From whom? (optional)", items: s.allocatedItems()},
			line{name: "team", label: "Team (optional)", hint: "Their own team, if left empty"},
			date{name: "on", legend: "When is it offered?"},
			date{name: "acceptBy", legend: "By when is it to be accepted?"},
			passage{name: "brief", label: "What does the other need to know? (optional)"},
		}
	},
}

// handoverAcceptedForm and handoverRefusedForm answer an offer: by whom it was
// made to, or a manager.
var handoverAcceptedForm = form{
	path: "handover-accepted", title: "Accept a handover", done: "Handover accepted", group: groupWith,
	lead: "From that day whoever accepts has the role.",
	fact: care.HandoverAccepted{}, area: care.AreaCaseload, record: care.RecordAdviser, of: func(rec record) []target { return rec.handoversOpen("Accept") },
	fields: func(s subject) []field {
		return []field{choice{name: "handover", legend: "Which handover?", items: s.handoverItems()}, date{name: "on", legend: "From which day?"}}
	},
}

var handoverRefusedForm = form{
	path: "handover-refused", title: "Refuse a handover", done: "Handover refused", group: groupWith,
	lead: "Whoever has them keeps them.",
	fact: care.HandoverRefused{}, area: care.AreaCaseload, record: care.RecordAdviser, of: func(rec record) []target { return rec.handoversOpen("Refuse") },
	fields: func(s subject) []field {
		return []field{choice{name: "handover", legend: "Which handover?", items: s.handoverItems()}, date{name: "on", legend: "On which day?"}, passage{name: "reason", label: "Why?"}}
	},
}

func (rec record) handoversOpen(verb string) []target {
	for _, h := range rec.facts.Handovers {
		if h.Accepted == nil && h.Refused == nil {
			return []target{{"", verb + " the handover that is offered"}}
		}
	}
	return nil
}

func (who subject) handoverItems() []pages.Choice {
	if who.record == nil {
		return nil
	}
	var items []pages.Choice
	for _, h := range who.record.facts.Handovers {
		if h.Accepted == nil && h.Refused == nil {
			items = append(items, pages.Choice{Value: h.Facts.Handover.String(), Text: "To " + who.staff.named(h.Facts.To) + ", " + lower(care.Roles.Label(h.Facts.Role)) + ", offered " + h.Facts.On.Long()})
		}
	}
	return items
}

// frequencyForm records how often we must be in touch with somebody: the pathway
// plan is its legal home.
var frequencyForm = form{
	path: "frequency", title: "Set the contact frequency", done: "Contact frequency recorded", group: groupPlan, link: "Contact frequency and risk",
	lead: "A frequency longer than the policy needs a manager, a reason and a review within six months. Lengthening it does not touch a lapse that is open.",
	fact: care.FrequencySet{}, area: care.AreaPathway, record: care.RecordFrequency,
	fields: func(s subject) []field {
		return []field{
			number{name: "everyDays", label: "In touch at least every", suffix: "days"},
			number{name: "seenEveryDays", label: "Seen at least every (optional)", suffix: "days", hint: "As the policy says, if left empty"},
			choice{name: "risk", legend: "Level of risk", items: options(care.Risks)},
			date{name: "from", legend: "From when?"},
			passage{name: "reason", label: "Why? (optional, needed if longer than the policy)"},
			pick{name: "approver", label: "Which manager approves? (needed if longer than the policy)", items: s.managerItems()},
			date{name: "reviewOn", legend: "When is it to be reviewed? (if longer than the policy)"},
		}
	},
}

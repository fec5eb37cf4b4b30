package web

import care "intouch/pkg/careleaver"

// allocatedForm records who works with somebody. A new personal adviser ends the
// one before on that day.
var allocatedForm = form{
	path: "adviser", title: "Allocate a personal adviser", done: "Allocation recorded",
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

// frequencyForm records how often we must be in touch with somebody: the pathway
// plan is its legal home.
var frequencyForm = form{
	path: "frequency", title: "Set the contact frequency", done: "Contact frequency recorded",
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

package web

import care "intouch/pkg/careleaver"

// activityForm records what somebody does: education, training, work, or none
// with the reason.
var activityForm = form{
	path: "activity", title: "Record what they are doing", done: "Activity recorded",
	fact: care.ActivityStarted{}, area: care.AreaPathway,
	fields: func(subject) []field {
		return []field{
			choice{name: "code", legend: "What are they doing?", items: options(care.ActivityCodes)},
			date{name: "from", legend: "Since when?"},
			choice{name: "fromIs", legend: "How sure is that day?", items: options(care.Precisions)},
			line{name: "provider", label: "Where? (optional)", hint: "For example, the college or the employer"},
			number{name: "hours", label: "Hours a week (optional)"},
			date{name: "until", legend: "Last day (if known)"},
			howKnownField(),
			toldOnField(),
		}
	},
}

// activityEndedForm records that it is over.
var activityEndedForm = form{
	path: "activity-ended", title: "Record that this activity ended", done: "End of the activity recorded",
	fact: care.ActivityEnded{}, area: care.AreaPathway, onto: "activity",
	fields: func(subject) []field {
		return []field{
			date{name: "on", legend: "When did it end?"},
			line{name: "reason", label: "Why? (optional)"},
			howKnownField(),
			toldOnField(),
		}
	},
}

package web

import care "intouch/pkg/careleaver"

// categoryForm records that another category holds from a day.
var categoryForm = form{
	path: "category", title: "Change the category", done: "Category recorded", group: groupCategory, link: "Category changed",
	lead: "Relevant and eligible become former relevant on the 18th birthday by themselves: record only what does not follow by date.",
	fact: care.EligibilityChanged{}, area: care.AreaCaseload, record: care.RecordPerson,
	fields: func(s subject) []field {
		return []field{
			choice{name: "category", legend: "Which category of care leaver?", items: options(care.Categories)},
			date{name: "since", legend: "Since when does it hold?"},
			passage{name: "reason", label: "Why? (optional)"},
			approverIfField(s),
		}
	},
}

// carePeriodForm records a period of being looked after: it counts towards the
// thirteen weeks, unless it is one of short breaks.
var carePeriodForm = form{
	path: "care-period", title: "Record a period of care", done: "Period of care recorded", group: groupCategory, link: "A period of care",
	fact: care.CarePeriodRecorded{}, area: care.AreaCaseload, record: care.RecordPerson,
	fields: func(subject) []field {
		return []field{
			ownID{"period"},
			date{name: "from", legend: "When did it begin?"},
			date{name: "to", legend: "When did it end? (if it has)"},
			line{name: "legalStatus", label: "Legal status, 903 code (optional)", hint: "For example, C2; V3 and V4 are short breaks", classes: "govuk-input--width-3"},
			line{name: "reasonEnded", label: "Reason it ended, 903 code (optional)", hint: "For example, E15", classes: "govuk-input--width-3"},
		}
	},
}

// careEndedForm records that they stopped being looked after.
var careEndedForm = form{
	path: "care-ended", title: "Record that they left care", done: "Leaving care recorded", group: groupCategory, link: "Left care",
	fact: care.CareEnded{}, area: care.AreaCaseload, record: care.RecordPerson,
	fields: func(subject) []field {
		return []field{date{name: "on", legend: "When did they leave care?"}, line{name: "reason", label: "Why? (optional)"}, toldOnField()}
	},
}

// returnedToCareForm records that they are looked after again, under 18.
var returnedToCareForm = form{
	path: "returned-to-care", title: "Record that they came back into care", done: "Return to care recorded", group: groupCategory, link: "Came back into care",
	fact: care.ReturnedToCare{}, area: care.AreaCaseload, record: care.RecordPerson,
	fields: func(subject) []field {
		return []field{date{name: "on", legend: "When did they come back?"}, toldOnField()}
	},
}

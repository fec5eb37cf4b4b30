package web

import care "intouch/pkg/careleaver"

// offerForm records an offer of a personal adviser's support from 21 to 25
// (s.23CZB). To a number that no longer works it is only an attempt.
var offerForm = form{
	path: "offer", title: "Record an offer of support", done: "Offer recorded", group: groupSupport, link: "Support offered",
	lead: "The offer of a personal adviser that is owed once a year from 21 to 25.",
	fact: care.OfferMade{}, area: care.AreaPathway, today: []string{"on"},
	fields: func(s subject) []field {
		return []field{
			choice{name: "how", legend: "How was it made?", items: s.wary(options(care.AttemptHows))},
			s.contactPointField("contactPoint", "To which number, address or account? (optional)", "To one that no longer works it counts as an attempt only"),
			date{name: "on", legend: "When was it made?"},
			choice{name: "answer", legend: "What did they answer?", items: options(care.Answers)},
			noteField(),
		}
	},
}

// post21Form records what happens after 21. Without it nobody leaves the duty
// by date (docs/rules.md section 2).
var post21Form = form{
	path: "post-21", title: "Record the decision of what happens after 21", done: "Decision recorded", group: groupSupport, link: "Decision at 21",
	lead: "What the young person wants, as they said it. If they could not be reached, a manager approves.",
	fact: care.Post21Decided{}, area: care.AreaPathway, record: care.RecordPost21, today: []string{"on"},
	fields: func(s subject) []field {
		return []field{
			choice{name: "wish", legend: "What do they want?", items: options(care.Wishes), reveals: map[string][]field{
				string(care.NotReached): {passage{name: "tried", label: "What was tried to reach them?"}, approverField(s)},
			}},
			date{name: "saidOn", legend: "When did they say so?", hint: "Leave empty if they could not be reached"},
			pick{name: "saidTo", label: "To whom did they say so? (optional)", items: s.staffItems()},
			date{name: "on", legend: "When was it decided?"},
		}
	},
}

// supportRequestedForm records that the young person asked for support.
var supportRequestedForm = form{
	path: "support-requested", title: "Record that they asked for support", done: "Request recorded", group: groupSupport, link: "Asked for support",
	lead: "On any day before 25. From that day they are owed contact again.",
	fact: care.SupportRequested{}, area: care.AreaCaseload, record: care.RecordPerson,
	fields: func(subject) []field {
		return []field{date{name: "on", legend: "When did they ask?"}, line{name: "what", label: "What for? (optional)"}, line{name: "toldBy", label: "Who told us? (optional)"}}
	},
}

// supportStoppedForm records that support after 21 stopped.
var supportStoppedForm = form{
	path: "support-stopped", title: "Record that support stopped", done: "Recorded that support stopped", group: groupSupport, link: "Support stopped",
	lead: "Under 21 this ends no duty. From 21 the offer of support is owed once a year.",
	fact: care.SupportStopped{}, area: care.AreaCaseload, record: care.RecordPerson, today: []string{"on"},
	fields: func(s subject) []field {
		return []field{
			date{name: "on", legend: "When did it stop?"},
			line{name: "reason", label: "Why did it stop?"},
			line{name: "toldBy", label: "Who told us? (optional)"},
			passage{name: "rationale", label: "What speaks for it? (optional)"},
			approverIfField(s),
		}
	},
}

// supportResumedForm records that support goes on again.
var supportResumedForm = form{
	path: "support-resumed", title: "Record that support resumed", done: "Recorded that support resumed", group: groupSupport, link: "Support resumed",
	fact: care.SupportResumed{}, area: care.AreaCaseload, record: care.RecordPerson,
	fields: func(subject) []field { return []field{date{name: "on", legend: "From when?"}} },
}

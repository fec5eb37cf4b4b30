package web

import care "intouch/pkg/careleaver"

// refusedForm records what the young person said they do not want. A worker's
// opinion, silence or a relative's word is never that (docs/rules.md section 7).
var refusedForm = form{
	path: "refused", title: "Record that they do not want contact or services", done: "Recorded. Duties go on until a manager approves",
	lead: "Only what the young person said to us themselves. It changes nothing that is owed until a manager has approved it.",
	fact: care.Refused{}, area: care.AreaContact,
	fields: func(s subject) []field {
		return append(byField(s),
			choice{name: "what", legend: "What do they not want?", items: options(care.Refusals)},
			choice{name: "how", legend: "How did they say so?", items: options(care.Hows)},
			moment{name: "when", legend: "When did they say so?"},
			passage{name: "words", label: "In their own words (optional)"},
			tick{name: "knownSafe", label: "They are known to be safe"},
		)
	},
}

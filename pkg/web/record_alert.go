package web

import care "intouch/pkg/careleaver"

// acknowledgeForm says who does what about an alert until when. It never stops
// the clock of the lapse.
var acknowledgeForm = form{
	path: "acknowledge", title: "Say what you will do about this alert", done: "Acknowledged",
	lead: "If nothing that counts has happened by the day you give, it is open for everyone again. The lapse goes on either way.",
	fact: care.AlertAcknowledged{}, area: care.AreaAlert, onto: "alert",
	fields: func(subject) []field {
		return []field{
			passage{name: "what", label: "What will you do?"},
			date{name: "until", legend: "By when?"},
		}
	},
}

// oversightForm records a manager's decision about somebody who is not accounted
// for, also the decision not to act.
var oversightForm = form{
	path: "oversight", title: "Record management oversight", done: "Management oversight recorded",
	fact: care.OversightDecided{}, area: care.AreaOversight, today: []string{"on"},
	fields: func(s subject) []field {
		return []field{
			pick{name: "manager", label: "Which manager decides?", items: s.managerItems()},
			date{name: "on", legend: "When was it decided?"},
			choice{name: "decision", legend: "What is decided?", items: options(care.Decisions)},
			passage{name: "rationale", label: "Why?"},
			date{name: "reviewOn", legend: "When is it to be looked at again? (optional)"},
		}
	},
}

// questionForm settles a question that an import left.
var questionForm = form{
	path: "settle-question", title: "Settle a question from an import", done: "Question settled",
	lead: "Record the fact itself first, where there is one; this only says that the question is answered.",
	fact: care.CellSettled{}, area: care.AreaImport, onto: "question",
	fields: func(subject) []field {
		return []field{passage{name: "how", label: "How was it settled?"}}
	},
}

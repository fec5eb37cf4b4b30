package web

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/web/pages"
)

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

// silenceForm stops the notices of an alert for a time, for one of a few reasons.
var silenceForm = form{
	path: "silence", title: "Stop the notices of this alert for a time", done: "Silenced",
	lead: "Nobody is told of it until then. It stays listed, and the lapse goes on. Never for somebody under 18, missing or at high risk.",
	fact: care.AlertSilenced{}, area: care.AreaAlert, onto: "alert",
	fields: func(s subject) []field {
		return []field{
			choice{name: "reason", legend: "Why?", items: options(care.SilenceReasons)},
			pick{name: "cites", label: "Which planned visit or stay? (optional)", items: s.citable()},
			date{name: "until", legend: "Until which day?"},
		}
	},
}

// citable is what a silence may point to: the contacts that are planned, and
// the homes and stays.
func (who subject) citable() []pages.Choice {
	if who.record == nil {
		return nil
	}
	return chosenFrom(append(who.record.planned("Planned: "), who.record.places()...))
}

// silenceEndedForm ends a silence before its day.
var silenceEndedForm = form{
	path: "silence-ended", title: "End the silence of this alert", done: "Silence ended",
	fact: care.SilenceEnded{}, area: care.AreaAlert, onto: "alert",
	fields: func(subject) []field { return []field{line{name: "because", label: "Why does it end?"}} },
}

// notUsefulForm is feedback; it changes nothing else.
var notUsefulForm = form{
	path: "not-useful", title: "Say that this alert was not useful", done: "Thank you: recorded that it was not useful",
	lead: "It changes nothing about the alert. It helps to make the policy better.",
	fact: care.AlertNotUseful{}, area: care.AreaAlert, onto: "alert",
	fields: func(subject) []field { return []field{passage{name: "reason", label: "Why was it not useful?"}} },
}

// notPursuedForm closes an alert without what the duty asks for: a manager's
// decision. All else closes it by itself (I6).
var notPursuedForm = form{
	path: "not-pursued", title: "Decide not to pursue this alert", done: "Closed: decided not to pursue",
	lead: "Once what the duty asks for is recorded, an alert closes by itself. This closes it without: the decision, who made it and why are kept.",
	fact: care.AlertClosed{}, area: care.AreaAlert, onto: "alert", me: []string{"approver"},
	fields: func(s subject) []field {
		return []field{the{name: "reason", value: string(care.ClosedNotPursued)}, passage{name: "rationale", label: "Why is it not pursued?"}, approverField(s)}
	},
}

// oversightForm records a manager's decision about somebody who is not accounted
// for, also the decision not to act.
var oversightForm = form{
	path: "oversight", title: "Record management oversight", done: "Management oversight recorded", group: groupCase, link: "Management oversight",
	fact: care.OversightDecided{}, area: care.AreaOversight, today: []string{"on"}, me: []string{"manager"},
	fields: func(s subject) []field {
		return []field{
			pick{name: "manager", label: "Which manager decides?", items: s.managerItems()},
			date{name: "on", legend: "When was it decided?"},
			choice{name: "decision", legend: "What is decided?", items: options(care.Decisions)},
			passage{name: "rationale", label: "Why?"},
			repeated{name: "actions", legend: "Who does what by when?", spare: 1, row: func(prefix string) []field {
				return []field{pick{name: prefix + "who", label: "Who", items: s.staffItems()}, line{name: prefix + "what", label: "What"}, date{name: prefix + "by", legend: "By when"}}
			}},
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

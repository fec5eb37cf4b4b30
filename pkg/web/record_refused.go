package web

import care "intouch/pkg/careleaver"

// refusedForm records what the young person said they do not want. A worker's
// opinion, silence or a relative's word is never that (docs/rules.md section 7).
var refusedForm = form{
	path: "refused", title: "Record that they do not want contact or services", done: "Recorded. Duties go on until a manager approves", group: groupContact, link: "Does not want contact",
	lead: "Only what the young person said to us themselves. It changes nothing that is owed until a manager has approved it.",
	fact: care.Refused{}, area: care.AreaContact,
	fields: func(s subject) []field {
		return append(byField(s),
			choice{name: "what", legend: "What do they not want?", items: options(care.Refusals)},
			choice{name: "how", legend: "How did they say so?", items: options(care.Hows)},
			moment{name: "when", legend: "When did they say so?"},
			passage{name: "words", label: "In their own words (optional)"},
			tick{name: "knownSafe", label: "They are known to be safe"},
			toldOnField(),
		)
	},
}

// refusalApprovedForm is a manager's word, after which the refusal changes what
// is owed.
var refusalApprovedForm = form{
	path: "refusal-approved", title: "Approve that they do not want contact", done: "Refusal approved", group: groupContact,
	lead: "From then on contact is owed no more while it is renewed in time. That nobody knows where they are is never hidden by it.",
	fact: care.RefusalApproved{}, area: care.AreaContact, onto: "refusal", of: func(rec record) []target { return rec.refusals(false, "Approve: ") },
	today: []string{"on"}, me: []string{"approver"},
	fields: func(s subject) []field {
		return []field{
			approverField(s),
			date{name: "on", legend: "When was it approved?"},
			passage{name: "attempts", label: "What was attempted?", hint: "Who tried what, and when"},
		}
	},
}

// refusalRenewedForm is an offer to a working contact point, and a manager's
// word that the refusal stands.
var refusalRenewedForm = form{
	path: "refusal-renewed", title: "Renew that they do not want contact", done: "Refusal renewed", group: groupContact,
	lead: "Contact was offered again, to a number or address that works, and the refusal stands.",
	fact: care.RefusalRenewed{}, area: care.AreaContact, onto: "refusal", of: func(rec record) []target { return rec.refusals(true, "Renew: ") },
	today: []string{"on"}, me: []string{"approver"},
	fields: func(s subject) []field {
		return []field{
			approverField(s),
			choice{name: "how", legend: "How was contact offered?", items: s.wary(options(care.AttemptHows))},
			s.contactPointField("contactPoint", "To which number, address or account? (optional)", "One that works"),
			date{name: "on", legend: "When was it renewed?"},
			noteField(),
		}
	},
}

// refusals are those of contact or services that are approved, or not yet.
func (rec record) refusals(approved bool, text string) []target {
	var all []target
	for _, r := range rec.facts.Refusals {
		lasting := r.Facts.What == care.RefusesContact || r.Facts.What == care.RefusesServices
		if lasting && len(r.Approved) > 0 == approved {
			all = append(all, target{string(r.Record), text + "does not want " + lower(care.Refusals.Label(r.Facts.What)) + ", " + long(r.Facts.When)})
		}
	}
	return all
}

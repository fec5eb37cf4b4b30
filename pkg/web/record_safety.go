package web

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/web/pages"
)

// safetyForm says how somebody can be contacted safely: the latest word holds,
// so it begins with the one before (docs/rules.md section 10).
var safetyForm = form{
	path: "safety", title: "Say how to be in touch safely", done: "Recorded", group: groupSafety, link: "How to be in touch safely",
	lead: "Shown above every form in which something is recorded of them. What stands here replaces what stood before.",
	fact: care.ContactSafetySet{}, area: care.AreaCaseload, record: care.RecordSafety,
	starts: func(s subject) care.Fact {
		if s.safety == nil {
			return care.ContactSafetySet{}
		}
		return *s.safety
	},
	shape: func(s subject, f *filling, all facts) {
		if len(all) == 0 && s.safety == nil {
			f.wrong("safeWays", "Say at least one thing about how to be in touch safely")
		}
	},
	fields: func(subject) []field {
		return []field{
			several{name: "safeWays", legend: "Which ways are safe?", items: options(care.AttemptHows)},
			several{name: "unsafeWays", legend: "Which ways must not be used?", hint: "Nobody but a manager can plan a contact in such a way", items: options(care.AttemptHows)},
			passage{name: "wording", label: "What to say, and what never to say (optional)"},
			repeated{name: "mayAsk", legend: "Whom may we ask about them?", spare: 1, row: func(prefix string) []field {
				return []field{line{name: prefix + "who", label: "Who"}, line{name: prefix + "mayBeTold", label: "What they may be told"}}
			}},
			line{name: "language", label: "Language (optional)"},
			line{name: "needs", label: "Needs (optional)", hint: "For example, an interpreter"},
			tick{name: "visitInPairs", label: "Visit in twos"},
			date{name: "reviewOn", legend: "When is this to be looked at again? (optional)"},
		}
	},
}

// restrictedForm limits who opens the record to the people it names.
var restrictedForm = form{
	path: "restrict", title: "Restrict who may open the record", done: "Access restricted", group: groupSafety, link: "Restrict who may open the record",
	lead: "Only those you name can open it from then on, whoever else exists. Name yourself if you are to see it. In lists it stands as a restricted record.",
	fact: care.AccessRestricted{}, area: care.AreaCaseload, me: []string{"approver"},
	fields: func(s subject) []field {
		return []field{
			several{name: "only", legend: "Who may open it?", items: s.staffItems()},
			line{name: "reason", label: "Why?"},
			date{name: "until", legend: "Until when? (optional)", hint: "Its last day; until it is ended, if left empty"},
			approverField(s),
		}
	},
}

// restrictionEndedForm opens it again.
var restrictionEndedForm = form{
	path: "restriction-ended", title: "End the restriction", done: "Restriction ended", group: groupSafety,
	fact: care.AccessRestrictionEnded{}, area: care.AreaCaseload, onto: "restriction", of: record.restrictions, me: []string{"approver"},
	fields: func(s subject) []field {
		return []field{line{name: "reason", label: "Why does it end?"}, approverField(s)}
	},
}

func (rec record) restrictions() []target {
	var open []target
	for _, r := range rec.facts.Restricted {
		if r.Ended == nil {
			open = append(open, target{string(r.Record), "End the restriction of " + care.DayOf(r.RecordedAt).Long()})
		}
	}
	return open
}

// wary marks the ways that are unsafe for this person, where somebody chooses one.
func (who subject) wary(items []pages.Choice) []pages.Choice {
	if who.safety == nil {
		return items
	}
	for i := range items {
		if who.unsafe(items[i].Value) {
			items[i].Hint = "Not safe for them: do not use it without a manager"
		}
	}
	return items
}

// unsafe reports whether a way of being in touch, of contacts or of attempts, is
// one that must not be used.
func (who subject) unsafe(way string) bool {
	return who.safety.Unsafe(care.AttemptHow(way)) || who.safety.Unsafe(care.How(way).Way())
}

package web

import (
	"maps"
	"reflect"
	"slices"

	care "intouch/pkg/careleaver"
	"intouch/pkg/web/pages"
)

// detailsForm changes what is known of a person apart from what happens to them.
// It begins with what is on record; what is other than that is the change.
var detailsForm = form{
	path: "details", title: "Change details", done: "Details changed", group: groupCase, link: "Change details: name, date of birth, numbers",
	lead: "Correcting a detail moves nothing else. A date of birth that closes the case, or takes a duty away, needs a manager.",
	fact: care.DetailsChanged{}, area: care.AreaCaseload, record: care.RecordPerson,
	starts: func(s subject) care.Fact {
		shown, _ := s.detailsNow()
		return care.DetailsChanged{Details: shown}
	},
	shape: func(s subject, f *filling, all facts) { s.onlyChanged(f, all) },
	fields: func(s subject) []field {
		return []field{
			line{name: "givenName", label: "Given name"}, line{name: "familyName", label: "Family name"}, line{name: "knownAs", label: "Known as"},
			date{name: "dateOfBirth", legend: "Date of birth"},
			choice{name: "dateOfBirthStatus", legend: "How sure is it?", items: options(care.BirthStatuses)},
			pick{name: "approver", label: "Which manager approves the date of birth? (if it takes a duty away)", items: s.managerItems()},
			repeated{name: "contactPoints", legend: "Numbers, addresses and accounts", spare: 1, row: contactPointRow},
			repeated{name: "identifiers", legend: "More ids", hint: "Those on record stay: only add others", spare: 1, row: identifierRow},
			line{name: "sex", label: "Sex", classes: "govuk-input--width-10"}, line{name: "gender", label: "Gender", classes: "govuk-input--width-10"},
			line{name: "ethnicity", label: "Ethnicity", classes: "govuk-input--width-10"},
			choice{name: "uasc", legend: "Are or were they an unaccompanied asylum seeking child?", items: yesNo, inline: true},
			choice{name: "disability", legend: "Have they a disability?", items: yesNo, inline: true},
			line{name: "reason", label: "Why is it changed? (optional)"},
		}
	},
}

func contactPointRow(prefix string) []field {
	kinds := []pages.Choice{{Value: "phone", Text: "Phone"}, {Value: "email", Text: "Email"}, {Value: "app", Text: "App or account"}, {Value: "address", Text: "Address"}}
	return []field{pick{name: prefix + "kind", label: "Kind", items: kinds}, line{name: prefix + "value", label: "Number or address"}, line{name: prefix + "note", label: "Note (optional)"}}
}

func identifierRow(prefix string) []field {
	return []field{pick{name: prefix + "kind", label: "Kind", items: options(care.IDKinds)}, line{name: prefix + "id", label: "Id", classes: "govuk-input--width-20"}}
}

// detailsNow are the details on record that a form begins with: ids are only added
// to. Hidden are the numbers and addresses that whoever records may not know.
func (who subject) detailsNow() (shown care.Details, hidden []care.ContactPoint) {
	if who.record == nil {
		return
	}
	shown = who.record.facts.Details
	shown.Identifiers, shown.ContactPoints = nil, nil
	for _, c := range who.record.facts.Details.ContactPoints {
		if who.record.hidesPoint(visit{Caller: who.you}, c) {
			hidden = append(hidden, c)
		} else {
			shown.ContactPoints = append(shown.ContactPoints, c)
		}
	}
	return shown, hidden
}

// onlyChanged leaves of the facts what is other than on record, and names what
// was emptied. A field that the form was sent without is as it was.
func (who subject) onlyChanged(f *filling, all facts) {
	shown, hidden := who.detailsNow()
	was, err := factsOf(care.DetailsChanged{Details: shown})
	if err != nil {
		f.wrong("givenName", "The details on record could not be read. Look at the person's page, and begin again")
		return
	}
	now, err := plainFacts(all)
	if err != nil {
		f.wrong("givenName", "Something in this form could not be read. Go back to the person and begin again")
		return
	}
	var cleared []any
	for _, name := range slices.Sorted(maps.Keys(was)) {
		switch {
		case reflect.DeepEqual(was[name], now[name]):
			delete(all, name)
		case now[name] == nil && slices.Contains(care.Clearable, name):
			cleared = append(cleared, name)
		}
	}
	cleared = all.keep(hidden, cleared)
	if len(cleared) > 0 {
		all["cleared"] = cleared
	}
	if changes := len(all) - counting(all, "approver", "reason"); changes == 0 && len(f.problems) == 0 {
		f.wrong("givenName", "Change what is not right any more, or go back without recording")
	}
}

// keep adds to changed numbers and addresses those that whoever changed them did not
// see, and returns what is still to be emptied.
func (all facts) keep(hidden []care.ContactPoint, cleared []any) []any {
	const points = "contactPoints"
	emptied := slices.Index(cleared, any(points))
	if len(hidden) == 0 || all[points] == nil && emptied < 0 {
		return cleared
	}
	list, _ := all[points].([]any)
	for _, c := range hidden {
		list = append(list, c)
	}
	if all[points] = list; emptied >= 0 {
		cleared = slices.Delete(cleared, emptied, emptied+1)
	}
	return cleared
}

func counting(all facts, names ...string) (n int) {
	for _, name := range names {
		if all[name] != nil {
			n++
		}
	}
	return n
}

// diedForm closes the case at once, to be confirmed by a manager.
var diedForm = form{
	path: "died", title: "Record that they died", done: "Death recorded", group: groupCase, link: "Died",
	lead: "It closes the case at once, and nothing more is sent. Another manager confirms it. If it is a mistake, take it back on the timeline.",
	fact: care.Died{}, area: care.AreaCaseload, record: care.RecordPerson, of: func(rec record) []target { return when(rec.facts.Died == nil, "Died", "") },
	fields: func(subject) []field {
		return []field{
			date{name: "on", legend: "When did they die?"},
			choice{name: "onIs", legend: "How sure is that day?", items: options(care.Precisions)},
			line{name: "toldBy", label: "Who told us? (optional)"},
			howKnownField(),
			toldOnField(),
		}
	},
}

// deathConfirmedForm is a manager's word that it is true.
var deathConfirmedForm = form{
	path: "death-confirmed", title: "Confirm the death", done: "Death confirmed", group: groupCase,
	lead: "By another manager than the one who recorded it. Until then the death is shown as to be confirmed.",
	fact: care.DeathConfirmed{}, area: care.AreaCaseload, record: care.RecordPerson,
	of: func(rec record) []target {
		return when(rec.facts.Died != nil && rec.facts.DeathSure == nil, "Confirm the death", "")
	},
	today: []string{"on"}, me: []string{"approver"},
	fields: func(s subject) []field {
		return []field{
			pick{name: "approver", label: "Which manager confirms it?", items: s.managerItems()},
			date{name: "on", legend: "When was it confirmed?"},
			choice{name: "notificationMade", legend: "Was the notification made?", items: yesNo, inline: true},
		}
	},
}

// transferOfferedForm offers the case to another authority. Nothing ends by it.
var transferOfferedForm = form{
	path: "transfer-offered", title: "Offer the case to another authority", done: "Offer recorded", group: groupCase, link: "Transfer offered",
	lead: "Nothing ends by the offer. Moving to another area ends nothing either.",
	fact: care.TransferOffered{}, area: care.AreaCaseload, record: care.RecordPerson, today: []string{"on"},
	fields: func(subject) []field {
		return []field{line{name: "to", label: "To which authority?"}, date{name: "on", legend: "When?"}}
	},
}

// transferReceivedForm records the other authority's receipt: the case is theirs.
var transferReceivedForm = form{
	path: "transfer-received", title: "Record that another authority took the case over", done: "Transfer recorded", group: groupCase, link: "Transfer received by the other authority",
	lead: "Only with their receipt in hand. It closes the case here.",
	fact: care.TransferReceived{}, area: care.AreaCaseload, record: care.RecordPerson, today: []string{"on"},
	fields: func(subject) []field {
		return []field{line{name: "by", label: "Which authority?"}, date{name: "on", legend: "When did they take it over?"}, line{name: "receipt", label: "Where is their receipt kept?"}}
	},
}

// inErrorForm says that the person was never ours. It takes two people.
var inErrorForm = form{
	path: "in-error", title: "Record that they were registered in error", done: "Recorded: registered in error", group: groupCase, link: "Registered in error",
	lead: "For somebody who was never ours: they leave the register, and every count of it. It takes two people: name another manager than yourself.",
	fact: care.RegisteredInError{}, area: care.AreaCaseload, record: care.RecordPerson,
	fields: func(s subject) []field {
		return []field{passage{name: "reason", label: "Why were they never ours?"}, approverField(s)}
	},
}

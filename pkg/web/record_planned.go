package web

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/web/pages"
)

// plannedForm records a contact that was agreed or booked. It is a step still to
// come, so an unsafe way is not taken without a manager (docs/rules.md section 10).
var plannedForm = form{
	path: "planned", title: "Plan a contact", done: "Planned", group: groupContact, link: "Plan a contact",
	lead: "For a visit or talk that is agreed or booked. It counts as nothing until it has happened.",
	fact: care.Planned{}, area: care.AreaContact,
	fields: func(s subject) []field {
		return append(byField(s),
			moment{name: "on", legend: "When will it be?"},
			choice{name: "how", legend: "How will you be in touch?", items: s.wary(options(care.Hows)), reveals: map[string][]field{
				string(care.SawElsewhere): {choice{name: "where", legend: "Where will it be?", items: seenAt}},
			}},
		)
	},
}

// planCancelledForm records that it will not be.
var planCancelledForm = form{
	path: "plan-cancelled", title: "Cancel a planned contact", done: "Planned contact cancelled", group: groupContact,
	fact: care.PlanCancelled{}, area: care.AreaContact, onto: "planned contact", of: func(rec record) []target { return rec.planned("Cancel: ") },
	fields: func(subject) []field { return []field{line{name: "reason", label: "Why is it cancelled?"}} },
}

// planned are the planned contacts that are open: neither cancelled nor followed
// by a contact or attempt that says it was this one.
func (rec record) planned(text string) []target {
	done := map[care.RecordID]bool{}
	for _, c := range rec.facts.Contacts {
		done[c.Facts.Fulfils] = true
	}
	for _, a := range rec.facts.Attempts {
		done[a.Facts.Fulfils] = true
	}
	var open []target
	for _, p := range rec.facts.Plans {
		if p.Cancelled == nil && !done[p.Record] {
			open = append(open, target{string(p.Record), text + lower(care.Hows.Label(p.Facts.How)) + ", " + long(p.Facts.On)})
		}
	}
	return open
}

// fulfilsField asks which planned contact this was, where one is open.
func fulfilsField(s subject) []field {
	if s.record == nil {
		return nil
	}
	open := s.record.planned("")
	if len(open) == 0 {
		return nil
	}
	return []field{pick{name: "fulfils", label: "Was this a planned contact? (optional)", items: chosenFrom(open)}}
}

// chosenFrom makes choices of targets.
func chosenFrom(all []target) []pages.Choice {
	items := make([]pages.Choice, len(all))
	for i, t := range all {
		items[i] = pages.Choice{Value: t.of, Text: t.text}
	}
	return items
}

// placeField asks which home or stay was meant, where there is more than the one
// of now.
func placeField(s subject, name string) []field {
	if s.record == nil {
		return nil
	}
	places := s.record.places()
	if len(places) < 2 {
		return nil
	}
	return []field{pick{name: name, label: "Which home or stay was it about? (optional)", hint: "Where they were on that day, if left empty", items: chosenFrom(places)}}
}

// places are all homes and absences, the latest first.
func (rec record) places() []target {
	var all []target
	for i := len(rec.facts.Homes) - 1; i >= 0; i-- {
		h := rec.facts.Homes[i]
		text := living(care.AtHome, string(h.Facts.Residence)) + ", from " + h.Facts.From.From.Long()
		if h.Facts.Address != "" && !h.Facts.Protected && !rec.sealed(h.Event) {
			text += ": " + h.Facts.Address
		}
		all = append(all, target{string(h.Record), text})
	}
	for i := len(rec.facts.Absences) - 1; i >= 0; i-- {
		a := rec.facts.Absences[i]
		all = append(all, target{string(a.Record), living(care.Away, string(a.Facts.Kind)) + ", from " + a.Facts.From.From.Long()})
	}
	return all
}

// contactPointDeadForm records that a number or address no longer works, learnt
// without an attempt.
var contactPointDeadForm = form{
	path: "contact-point-dead", title: "Record that a number or address no longer works", done: "Recorded", group: groupContact, link: "A number or address no longer works",
	lead: "For when you learnt it without trying. If you tried, record the failed attempt: it says so itself.",
	fact: care.ContactPointDead{}, area: care.AreaContact, today: []string{"on"},
	fields: func(s subject) []field {
		return []field{
			s.contactPointField("contactPoint", "Which number, address or account?", "As it is written in their details"),
			date{name: "on", legend: "When did you learn it?"},
			line{name: "howKnown", label: "How do you know? (optional)"},
		}
	},
}

// contactPointField asks for a number or address, and names those on record.
func (who subject) contactPointField(name, label, hint string) field {
	if who.record != nil {
		for _, c := range who.record.facts.Details.ContactPoints {
			if !who.record.hidesPoint(visit{Caller: who.you}, c) {
				hint += "; on record: " + c.Value
			}
		}
	}
	return line{name: name, label: label, hint: hint}
}

// comparedForm says whether two contacts of one day are the same meeting, which
// counts once (docs/rules.md section 8).
var comparedForm = form{
	path: "compared", title: "Say whether two contacts are the same meeting", done: "Compared", group: groupContact,
	lead: "The same meeting counts once. Nothing is deleted.",
	fact: care.Compared{}, area: care.AreaContact, onto: "contact", of: record.comparable,
	fields: func(s subject) []field {
		return []field{
			pick{name: "with", label: "Compare with which contact?", items: s.contactItems()},
			choice{name: "same", legend: "Are they the same meeting?", items: yesNo, inline: true},
			line{name: "reason", label: "How do you know? (optional)"},
		}
	},
}

// comparable are the contacts that may be the same meeting as another, and of
// which nobody has said yet whether the two are.
func (rec record) comparable() []target {
	var all []target
	listed := map[care.RecordID]bool{}
	for _, p := range rec.suspected() {
		if c := p.A; !listed[c.Record] {
			listed[c.Record] = true
			all = append(all, target{string(c.Record), "Recorded twice? " + lower(care.Hows.Label(c.Facts.How)) + ", " + long(c.Facts.When)})
		}
	}
	return all
}

func (who subject) contactItems() []pages.Choice {
	if who.record == nil {
		return nil
	}
	var items []pages.Choice
	for i := len(who.record.facts.Contacts) - 1; i >= 0; i-- {
		c := who.record.facts.Contacts[i]
		items = append(items, pages.Choice{Value: string(c.Record), Text: factTitle(c.Facts) + ", " + long(c.Facts.When) + ", by " + who.staff.named(c.Actor)})
	}
	return items
}

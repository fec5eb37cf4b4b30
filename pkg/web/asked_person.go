package web

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// openAt opens a person's record at a moment. Who may open it, what of it is
// sealed and which addresses are protected is of now, whatever moment is asked
// for (docs/rules.md section 10).
func (s *server) openAt(ctx context.Context, v visit, id care.PersonID, m asAt) (record, error) {
	if !m.past() {
		return s.open(ctx, v, id, m.on)
	}
	now, err := s.now(ctx, v, id)
	if err != nil {
		return record{}, err
	}
	was, gone := s.council(v).View(ctx, id, m.on, m.known)
	if now, err = s.withParted(ctx, v, now, append(was.Absorbed, was.ID)); err != nil {
		return record{}, err
	}
	look := access.Question{View: access.Open, Person: id, Only: restrictedTo(now.facts, v.today), Detail: m.audit()}
	if err := firstOf(s.looks(ctx, v, look), gone); err != nil {
		return record{}, err
	}
	records := care.Records(was.Events)
	rec := record{PersonView: was.PersonView, events: was.Events, records: records, force: inForce(records), facts: care.PersonOf(id, records), now: &now}
	if rec.staff, err = s.roster.list(ctx, v.Authority); err != nil {
		return record{}, err
	}
	rec.moment = m
	if rec.contradicted, err = s.contradictions(ctx, v, rec); err != nil {
		return record{}, err
	}
	rec.cover()
	return rec, nil
}

// audit is what an entry says of the moment.
func (m asAt) audit() string {
	text := "as at " + m.on.String()
	if m.said != "" {
		text += " as known " + m.said
	}
	return text
}

// now is what is known now of a person, or of whoever they are merged into,
// before anybody may see it.
func (s *server) now(ctx context.Context, v visit, id care.PersonID) (record, error) {
	view, err := s.DB.Person(ctx, v.Authority, id, v.today)
	if err != nil && !errors.Is(err, store.ErrNotFound) { // their registration may have been taken back since
		return record{}, err
	}
	if view.LeadsTo != uuid.Nil {
		id = view.LeadsTo
		if view, err = s.DB.Person(ctx, v.Authority, id, v.today); err != nil {
			return record{}, err
		}
	}
	events, _, err := s.DB.Events(ctx, v.Authority, id)
	if err != nil {
		return record{}, err
	}
	events = care.WithRemains(events)
	records := care.Records(events)
	return record{PersonView: view, events: events, force: inForce(records), facts: care.PersonOf(id, records)}, nil
}

// withParted adds to what is known now what is known now of those whose record was
// one with theirs and has been parted since. That is closed, sealed and protected
// by whatever closes, seals and protects either.
func (s *server) withParted(ctx context.Context, v visit, now record, family []care.PersonID) (record, error) {
	known := append([]care.PersonID{now.ID, uuid.Nil}, now.Absorbed...)
	for _, id := range family {
		if slices.Contains(known, id) {
			continue
		}
		other, err := s.now(ctx, v, id)
		if err != nil {
			return now, err
		}
		known = append(append(known, id, other.ID), other.Absorbed...)
		now.events, now.parted = append(now.events, other.events...), true
	}
	if now.parted {
		slices.SortStableFunc(now.events, func(a, b care.Event) int { return cmp.Compare(a.Position, b.Position) })
		records := care.Records(now.events)
		now.force, now.facts = inForce(records), care.PersonOf(now.ID, records)
	}
	return now, nil
}

// current is the record as it is now.
func (rec *record) current() *record {
	if rec.now != nil {
		return rec.now
	}
	return rec
}

// cover takes out of what is shown what is sealed now, and marks as protected
// the addresses that are protected now: a protected address protects its earlier
// records too.
func (rec *record) cover() {
	rec.protected, rec.shelters = rec.current().protectedPlaces()
	for id, e := range rec.force {
		if rec.sealed(e.Event) {
			delete(rec.force, id)
		}
	}
	for _, c := range []*duty.Clock{&rec.Seen, &rec.Spoken, &rec.HeardOf, &rec.Tried} {
		if rec.sealedBy(c.Event) {
			c.How = howSealed
		}
	}
	w := &rec.Whereabouts
	w.Protected = rec.isProtected(w.Protected, w.Address, w.Postcode)
	if rec.sealedBy(w.SaidBy) {
		w.Address, w.Postcode = "", ""
	}
	if rec.sealedBy(rec.Activity.SaidBy) {
		rec.Activity.Provider = ""
	}
	for i := range rec.facts.Homes {
		h := &rec.facts.Homes[i]
		h.Facts.Protected = rec.isProtected(h.Facts.Protected, h.Facts.Address, h.Facts.Postcode)
		if rec.sealedBy(h.SaidBy()) {
			h.Facts.Address, h.Facts.Postcode = "", ""
		}
	}
}

// howSealed stands for what moved a clock where that is sealed.
const howSealed = "sealed"

func (rec *record) sealedBy(id care.EventID) bool {
	e, ok := rec.event(id)
	return ok && rec.sealed(e)
}

// destroyedSince says how many records are gone that were there at the moment,
// if any are: nobody can see them any more, whatever moment is asked for.
func (rec *record) destroyedSince(m asAt) string {
	n := 0
	for _, e := range rec.current().events {
		if _, gone := e.Fact.(care.Destroyed); gone && !slices.ContainsFunc(rec.events, func(x care.Event) bool { return x.ID == e.ID }) {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return " " + counted(n, "record") + " of it " + map[bool]string{true: "has", false: "have"}[n == 1] + " been destroyed since and cannot be shown for any day."
}

// shownOf leaves out of the events of a record what on its day had neither
// happened nor been recorded.
func (rec *record) shownOf(m asAt) []happening {
	all := rec.happenings()
	if !m.past() {
		return all
	}
	for i := range all {
		all[i].inForce = false // what is past is neither corrected nor taken back on this page
	}
	return slices.DeleteFunc(all, func(h happening) bool { return m.before(h.Event) })
}

// before reports whether an event had on the day neither happened nor been
// recorded.
func (m asAt) before(e care.Event) bool {
	return m.past() && e.HappenedOn() > m.on && e.RecordedOn() > m.on
}

package web

import (
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
	look := access.Question{View: access.Open, Person: id, Only: restrictedTo(now.facts, v.today), Detail: m.audit()}
	if err := s.looks(ctx, v, look); err != nil {
		return record{}, err
	}
	was, err := s.council(v).View(ctx, id, m.on, m.known)
	if err != nil {
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
	rec.protected = rec.current().protectedPlaces()
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

// place is an address as it is compared.
type place struct{ address, postcode string }

func placeOf(address, postcode string) place {
	return place{care.Normalised(address), care.Normalised(postcode)}
}

// isProtected reports whether an address is protected, by what is said of it or
// by what is known of that place now.
func (rec *record) isProtected(said bool, address, postcode string) bool {
	return said || address+postcode != "" && rec.protected[placeOf(address, postcode)]
}

// protectedPlaces are the addresses that are protected, with those that the same
// records gave before they were corrected.
func (rec *record) protectedPlaces() map[place]bool {
	protected := map[care.RecordID]bool{}
	for _, h := range rec.facts.Homes {
		protected[h.Record] = h.Facts.Protected
	}
	for _, a := range rec.facts.Absences {
		protected[a.Record] = a.Facts.Protected
	}
	all := map[place]bool{}
	for _, e := range rec.events {
		if !protected[e.Record] {
			continue
		}
		switch f := saidIn(e.Fact).(type) {
		case care.MovedIn:
			all[placeOf(f.Address, f.Postcode)] = true
		case care.WentAway:
			all[placeOf(f.Address, f.Postcode)] = true
		}
	}
	return all
}

// saidIn is the fact, or the facts that a correction gives in its place.
func saidIn(f care.Fact) care.Fact {
	if c, ok := f.(care.Corrected); ok {
		return c.Facts
	}
	return f
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

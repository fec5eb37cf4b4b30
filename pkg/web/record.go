package web

import (
	"context"
	"net/http"
	"slices"

	"github.com/google/uuid"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/problem"
	"intouch/pkg/store"
)

// record is a person's record, opened by somebody who may: what is stored of
// them as a day has it, and the events that say so.
type record struct {
	store.PersonView
	events  []care.Event
	records []care.Record
	force   map[care.EventID]care.Entry // those in force, with their facts as they stand now
	facts   care.Person                 // typed
	staff   staffList

	now          *record                // where this is a record of the past: as it is now
	parted       bool                   // it holds what is known of somebody parted from this person since
	moment       asAt                   // where this is a record of the past: of which
	protected    map[place]bool         // the addresses that are protected now
	shelters     map[care.RecordID]bool // the homes and absences that are at one
	contradicted []duty.Contradiction   // what disagrees about where they are
	known        []duty.Value           // the values whose source a page links to; nil where none does
}

// open opens a person's record on a day for the caller, and enters that.
func (s *server) open(ctx context.Context, v visit, id care.PersonID, on care.Day) (record, error) {
	events, _, err := s.DB.Events(ctx, v.Authority, id)
	if err != nil {
		return record{}, err
	}
	events = care.WithRemains(events)
	records := care.Records(events)
	rec := record{events: events, records: records, force: inForce(records), facts: care.PersonOf(id, records)}
	if err := s.looks(ctx, v, access.Question{View: access.Open, Person: id, Only: restrictedTo(rec.facts, v.today)}); err != nil {
		return record{}, err
	}
	if rec.PersonView, err = s.DB.Person(ctx, v.Authority, id, on); err != nil {
		return record{}, err
	}
	if rec.contradicted, err = s.contradictions(ctx, v, rec); err != nil {
		return record{}, err
	}
	rec.staff, err = s.roster.list(ctx, v.Authority)
	rec.cover()
	return rec, err
}

// inForce are the events in force; nothing of what is sealed or destroyed.
func inForce(records []care.Record) map[care.EventID]care.Entry {
	all := map[care.EventID]care.Entry{}
	for _, r := range records {
		for _, e := range r.Force {
			if r.Sealed == nil && r.Gone == nil {
				all[e.ID] = e
			}
		}
	}
	return all
}

// restrictedTo are the people who alone may open the record, if it is
// restricted to any.
func restrictedTo(p care.Person, today care.Day) []care.StaffID { return p.OpenTo(today) }

// event is the event with that id, and whether the record has it.
func (rec record) event(id care.EventID) (care.Event, bool) {
	i := slices.IndexFunc(rec.events, func(e care.Event) bool { return e.ID == id })
	if id == uuid.Nil || i < 0 {
		return care.Event{}, false
	}
	return rec.events[i], true
}

// called is what the person is called on a page.
func (rec record) called() string { return name(rec.GivenName, rec.FamilyName, rec.KnownAs) }

// provenance says where a value comes from; nil where no event says it.
func (rec record) provenance(id care.EventID) *provenance {
	e, ok := rec.event(id)
	if !ok {
		return nil
	}
	p := &provenance{
		Event: e.ID, By: workerOf(e.Actor, rec.staff.named(e.Actor)), RecordedAt: e.RecordedAt, Source: e.Source,
		Happened: e.Fact.Happened(), HowKnown: howKnown(e.Fact), SealedAs: rec.sealedAs(e),
	}
	if e.OnBehalfOf != uuid.Nil {
		p.OnBehalfOf = workerOf(e.OnBehalfOf, rec.staff.named(e.OnBehalfOf))
	}
	if c, ok := e.Fact.(care.Corrected); ok {
		p.Replaces, p.Happened, p.HowKnown = rec.corrects(e, c), c.Facts.Happened(), howKnown(c.Facts)
	}
	if on := (care.Entry{Event: e}).KnownOn(); on > p.Happened.Day() && !p.Happened.IsZero() {
		p.ToldOn = on
	}
	return p
}

// corrects is the event whose facts a correction replaces: the one it names,
// or else its record's first.
func (rec record) corrects(e care.Event, c care.Corrected) care.EventID {
	if c.Of != uuid.Nil {
		return c.Of
	}
	return rec.first(e).ID
}

// first is the first event of the record that an event stands on.
func (rec record) first(e care.Event) care.Event {
	for _, x := range rec.events {
		if x.Person == e.Person && x.Area == e.Area && x.Record == e.Record {
			return x
		}
	}
	return e
}

// position is that of the last event of a record: what the next one follows.
// Of merged people each has their own "person", "adviser" and so on.
func (rec record) position(of care.PersonID, area care.Area, id care.RecordID) (last uint64) {
	for _, e := range rec.events {
		if e.Person == of && e.Area == area && e.Record == id {
			last = e.Position
		}
	}
	return last
}

// lastOn is the last event of a record, whoever of merged people it is of.
func (rec record) lastOn(area care.Area, id care.RecordID) (last care.Event) {
	for _, e := range rec.events {
		if e.Area == area && e.Record == id {
			last = e
		}
	}
	return last
}

// howKnown is how a fact of whereabouts or activity is known; empty for others.
func howKnown(f care.Fact) care.Knowledge {
	switch f := f.(type) {
	case care.MovedIn:
		return f.HowKnown
	case care.MovedOut:
		return f.HowKnown
	case care.WentAway:
		return f.HowKnown
	case care.CameBack:
		return f.HowKnown
	case care.WhereaboutsConfirmed:
		return f.HowKnown
	case care.ActivityStarted:
		return f.HowKnown
	case care.ActivityEnded:
		return f.HowKnown
	case care.ToldBySomeoneElse:
		return f.Knowledge()
	}
	return ""
}

// personIn is the id of the person in an address.
func personIn(r *http.Request) (care.PersonID, error) {
	id, err := uuid.Parse(r.PathValue("person"))
	if err != nil {
		return uuid.Nil, problem.New(problem.NotFound, "There is nobody under this address. Look for the person in the register.")
	}
	return id, nil
}

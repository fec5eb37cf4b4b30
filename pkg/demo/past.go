package demo

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
	"intouch/pkg/store"
)

// past is what is in the log of the demonstration's own commands.
type past struct {
	mu       sync.Mutex
	stored   map[care.EventID]bool
	last     map[place]uint64 // of each record, the position of its last event that we know of
	latest   time.Time        // when the last event was recorded, by anybody
	reached  care.Day         // the last day of which something was made
	imported bool             // the list, to its end
}

// place is a record.
type place struct {
	person care.PersonID
	area   care.Area
	record care.RecordID
}

func placeOf(e care.Event) place { return place{e.Person, e.Area, e.Record} }

func (p *past) keep(e care.Event, position uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stored[e.ID] = true
	p.last[placeOf(e)] = max(p.last[placeOf(e)], position)
	if e.RecordedAt.After(p.latest) {
		p.latest = e.RecordedAt
	}
	if e.Source == Source {
		p.reached = max(p.reached, e.RecordedOn())
	}
}

// saw notes where a record stands that others wrote on.
func (p *past) saw(e care.Event, position uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last[placeOf(e)] = max(p.last[placeOf(e)], position)
}

func (p *past) has(e care.Event) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.stored[e.ID]
}

// after is the position that the event follows on its record; 0 where it opens
// the record, or stands on one of which each person has one.
func (p *past) after(e care.Event) uint64 {
	if _, err := uuid.Parse(string(e.Record)); err != nil || e.Record == care.NewRecordID(e.ID) {
		return 0
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.last[placeOf(e)]
}

// Found is the first day of a demonstration that is in the log already; zero
// when the log is empty. It fails for a log that was not begun by one: there may
// be real people in it.
func Found(ctx context.Context, db *store.DB, log *eventlog.Log) (care.Day, error) {
	bounds, err := log.Bounds(ctx, Authority)
	if err != nil || bounds.Last == 0 {
		return 0, err
	}
	if err := db.WaitFor(ctx, Authority, bounds.Last); err != nil {
		return 0, err
	}
	policies, err := db.EventsOfNobody(ctx, Authority, care.AreaPolicy)
	if err != nil {
		return 0, err
	}
	if len(policies) == 0 || policies[0].Position != bounds.First || policies[0].Source != Source {
		return 0, fmt.Errorf("the authority %q in this data folder was not made up by `intouch demo`, and may be somebody's: choose another folder with --data", Authority)
	}
	return policies[0].RecordedOn(), nil
}

// remember reads what is in the log already of the people of a plan and of
// nobody.
func (m Maker) remember(ctx context.Context, plan Plan) (*past, error) {
	bounds, err := m.Monitor.Log.Bounds(ctx, Authority)
	if err != nil {
		return nil, err
	}
	if err := m.DB.WaitFor(ctx, Authority, bounds.Last); err != nil {
		return nil, err
	}
	p := &past{stored: map[care.EventID]bool{}, last: map[place]uint64{}}
	for _, area := range []care.Area{care.AreaPolicy, care.AreaStaff, care.AreaImport} {
		events, err := m.DB.EventsOfNobody(ctx, Authority, area)
		if err != nil {
			return nil, err
		}
		p.keepAll(events)
	}
	if len(p.stored) == 0 {
		return p, nil
	}
	for _, id := range plan.people() {
		events, _, err := m.DB.Events(ctx, Authority, id)
		if err != nil {
			return nil, err
		}
		p.keepAll(events)
	}
	return p, nil
}

func (p *past) keepAll(events []care.Event) {
	for _, e := range events {
		if _, finished := e.Fact.(care.ImportFinished); finished {
			p.imported = true
		}
		p.keep(e, e.Position)
	}
}

// people are those of whom the plan says anything, each once.
func (p Plan) people() []care.PersonID {
	var all []care.PersonID
	seen := map[care.PersonID]bool{{}: true}
	for _, s := range p.Steps {
		for _, e := range s.Events {
			if !seen[e.Person] {
				seen[e.Person] = true
				all = append(all, e.Person)
			}
		}
	}
	return all
}

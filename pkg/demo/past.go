package demo

import (
	"cmp"
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
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

func newPast() *past { return &past{stored: map[care.EventID]bool{}, last: map[place]uint64{}} }

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

// remember reads what is in the log already, and plans the rest.
func (m *making) remember(ctx context.Context) error {
	bounds, err := m.Monitor.Log.Bounds(ctx, Authority)
	if err != nil {
		return err
	}
	if err := m.DB.WaitFor(ctx, Authority, bounds.Last); err != nil {
		return err
	}
	if err := m.findFirstDay(ctx, bounds); err != nil {
		return err
	}
	m.plan, m.reader, m.past = m.World.Plan(m.Until), m.World.reader(), newPast()
	if bounds.Last == 0 {
		return nil
	}
	return m.readPast(ctx)
}

// findFirstDay finds the first day of what is there, or of what is to be made.
func (m *making) findFirstDay(ctx context.Context, bounds eventlog.Bounds) error {
	if bounds.Last == 0 {
		m.World.From = cmp.Or(m.World.From, care.DayOf(m.Until).AddMonths(-12*years))
		return nil
	}
	policies, err := m.DB.EventsOfNobody(ctx, Authority, care.AreaPolicy)
	if err != nil {
		return err
	}
	if len(policies) == 0 || policies[0].Position != bounds.First || policies[0].Source != Source {
		return fmt.Errorf("the authority %q of this data folder was not made up by `intouch demo`, and may be somebody's: choose another folder with --data", Authority)
	}
	m.World.From = policies[0].RecordedOn()
	return nil
}

// readPast reads what is in the log of nobody, and of the people of the plan.
func (m *making) readPast(ctx context.Context) error {
	for _, area := range []care.Area{care.AreaPolicy, care.AreaStaff, care.AreaImport} {
		events, err := m.DB.EventsOfNobody(ctx, Authority, area)
		if err != nil {
			return err
		}
		m.past.keepAll(events)
	}
	for _, id := range m.plan.people() {
		events, _, err := m.DB.Events(ctx, Authority, id)
		if err != nil {
			return err
		}
		m.past.keepAll(events)
	}
	return nil
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

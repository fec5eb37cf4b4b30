package importing

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
)

const council = "E10000099"

// register is the log of one authority in memory: it stores an event once,
// checks it, and knows its records' last positions, as intake does.
type register struct {
	testing.TB
	mu     sync.Mutex
	now    time.Time
	events []care.Event
	refuse func(care.Event) error // what the log answers instead, if not nil

	indexed int
	of      map[care.PersonID][]care.Event
}

// ofOne are the events of a person, or of nobody, in log order.
func (g *register) ofOne(id care.PersonID) []care.Event {
	if g.of == nil {
		g.of = map[care.PersonID][]care.Event{}
	}
	for ; g.indexed < len(g.events); g.indexed++ {
		e := g.events[g.indexed]
		g.of[e.Person] = append(g.of[e.Person], e)
	}
	return g.of[id]
}

func newRegister(t testing.TB) *register {
	return &register{TB: t, now: time.Date(2026, time.June, 3, 12, 0, 0, 0, care.London)}
}

func (g *register) send(_ context.Context, e care.Event, after uint64) (Reply, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.refuse != nil {
		if err := g.refuse(e); err != nil {
			return Reply{}, err
		}
	}
	var last uint64
	for _, x := range g.ofOne(e.Person) {
		if x.Area != e.Area || x.Record != e.Record {
			continue
		}
		if x.ID == e.ID {
			if !reflect.DeepEqual(x.Fact, e.Fact) {
				return Reply{Outcome: Taken, Position: x.Position}, nil
			}
			return Reply{Outcome: Already, Position: x.Position}, nil
		}
		last = x.Position
	}
	if err := e.Fact.Validate(); err != nil {
		return Reply{Outcome: Refused, Detail: err.Error()}, nil
	}
	if _, err := uuid.Parse(string(e.Record)); err == nil && last != after {
		return Reply{}, errors.New("somebody else has changed this meanwhile")
	}
	return Reply{Position: g.append(e)}, nil
}

// append stores an event that people recorded, or that was sent.
func (g *register) append(e care.Event) uint64 {
	e.Authority, e.RecordedAt, e.Position = council, g.now, uint64(len(g.events)+1)
	g.now = g.now.Add(time.Millisecond)
	g.events = append(g.events, e)
	return e.Position
}

func (g *register) eventsOf(_ context.Context, id care.PersonID) ([]care.Event, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	all := slices.Clone(g.ofOne(id))
	for _, e := range g.ofOne(id) {
		if f, ok := e.Fact.(care.Absorbed); ok {
			all = append(all, g.ofOne(f.Other)...)
		}
	}
	slices.SortFunc(all, func(a, b care.Event) int { return int(a.Position) - int(b.Position) })
	return all, nil
}

// merges makes two people one, as a person would.
func (g *register) merges(local, into string) {
	g.follows(local, care.AreaCaseload, care.RecordPerson, care.Merged{Into: idOf(into), Reason: "the same"})
	g.follows(into, care.AreaCaseload, care.RecordPerson, care.Absorbed{Other: idOf(local), Reason: "the same"})
}

// everyone are those on the register.
func (g *register) everyone(context.Context) ([]care.PersonID, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	var all []care.PersonID
	for _, e := range g.events {
		if _, ok := e.Fact.(care.Registered); ok {
			all = append(all, e.Person)
		}
	}
	return all, nil
}

// find finds people by ids of any kind, as the store does.
func (g *register) find(_ context.Context, ids []string) ([]Named, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	var all []Named
	for _, e := range g.events {
		f, ok := e.Fact.(care.Registered)
		if !ok {
			continue
		}
		for _, id := range append([]care.Identifier{{Kind: care.LocalID, ID: f.LocalID}}, f.Identifiers...) {
			if slices.ContainsFunc(ids, func(x string) bool { return spelling(x) == spelling(id.ID) }) {
				all = append(all, Named{id.ID, id.Kind, e.Person})
			}
		}
	}
	return all, nil
}

func (g *register) job(asAt care.Day, file []byte) Job {
	return Job{Caller: access.OperatorOf(council), AsAt: asAt, File: bytes.NewReader(file), Name: "list.csv", Send: g.send, Events: g.eventsOf, Find: g.find, Everyone: g.everyone}
}

// imported imports a list of that day, and returns its report.
func (g *register) imported(asAt care.Day, people ...person) Report {
	g.Helper()
	report, err := List9(g.Context(), g.job(asAt, listOf(people...).csv(',')))
	if err != nil {
		g.Fatal(err)
	}
	return report
}

func idOf(local string) care.PersonID { return care.NewPersonID(council, care.LocalID, local) }

// person is what is in force of somebody.
func (g *register) person(local string) care.Person {
	events, _ := g.eventsOf(g.Context(), idOf(local))
	return care.PersonOf(idOf(local), care.Records(events))
}

// byHand records a fact that opens a record, as a person would.
func (g *register) byHand(local string, area care.Area, f care.Fact) care.RecordID {
	id := uuid.New()
	g.append(care.Event{ID: id, Person: idOf(local), Area: area, Record: care.NewRecordID(id), Fact: f})
	return care.NewRecordID(id)
}

// follows records a fact on a record that is there.
func (g *register) follows(local string, area care.Area, record care.RecordID, f care.Fact) {
	g.append(care.Event{ID: uuid.New(), Person: idOf(local), Area: area, Record: record, Fact: f})
}

// registersByHand puts somebody on the register as a person would, on a day.
func (g *register) registersByHand(local string, on care.Day, category care.Category) {
	g.on(on)
	g.append(care.Event{ID: idOf(local), Person: idOf(local), Area: care.AreaCaseload, Record: care.RecordPerson,
		Fact: care.Registered{LocalID: local, Category: category, Details: care.Details{DateOfBirth: care.NewDay(2006, time.March, 27)}}})
}

// on moves the register's clock to noon of a day.
func (g *register) on(day care.Day) { g.now = day.Start().Add(12 * time.Hour) }

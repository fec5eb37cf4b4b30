package history

import (
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
	"intouch/pkg/wire"
)

// Told is everything that was recorded under one person, or under several who
// are one.
type Told struct {
	Person care.PersonID
	Events []care.Event // in log order, as far as they can be read
	Bad    *Unapplied   // the first that cannot be read; nothing after it is among Events
}

// Unapplied is an event that could not be applied.
type Unapplied struct {
	Position uint64
	On       care.Day // since when the record is incomplete
	Why      string   // a sentence for people
}

// Incomplete is what the rules are told of it; nil when all could be applied.
func (u *Unapplied) Incomplete() *duty.Incomplete {
	if u == nil {
		return nil
	}
	return &duty.Incomplete{Since: u.On, Why: u.Why}
}

// Read decodes what was recorded under a person, up to the first event that
// this program cannot read.
func Read(events []store.Raw) Told {
	t := Told{Events: make([]care.Event, 0, len(events))}
	for _, raw := range events {
		m := raw.Message()
		e, err := wire.Decode(m)
		if t.Person == uuid.Nil {
			t.Person = e.Person
		}
		if err != nil {
			t.Bad = t.unreadable(e, m)
			break
		}
		t.Events = append(t.Events, e)
	}
	t.Events = care.WithRemains(t.Events)
	return t
}

// unreadable says no more of the event than its type and position: an error may
// quote what was recorded.
func (t *Told) unreadable(e care.Event, m wire.Message) *Unapplied {
	u := &Unapplied{Position: m.Position, On: e.RecordedOn()}
	if u.On.IsZero() && len(t.Events) > 0 {
		u.On = t.Events[len(t.Events)-1].RecordedOn()
	}
	u.Why = fmt.Sprintf("The event at position %d (%s) cannot be read by this version of the program.", m.Position, m.Get(wire.HeaderType))
	return u
}

// RecordedAt is when any of it was recorded last.
func (t *Told) RecordedAt() (last time.Time) {
	for _, e := range t.Events {
		if e.RecordedAt.After(last) {
			last = e.RecordedAt
		}
	}
	return last
}

// Into is whom the person is merged into, as their own events say; zero: nobody.
func (t *Told) Into() care.PersonID {
	if !slices.ContainsFunc(t.Events, func(e care.Event) bool { _, ok := e.Fact.(care.Merged); return ok }) {
		return care.PersonID{}
	}
	return care.PersonOf(t.Person, care.Records(t.Events)).MergedInto
}

func (t *Told) registered() bool {
	return care.PersonOf(t.Person, care.Records(t.Events)).Registered.ID != uuid.Nil
}

// together is what was recorded under several people who are one, in log order,
// up to the first event that could not be applied.
func together(person care.PersonID, all []Told) Told {
	if len(all) == 1 {
		return all[0]
	}
	sum := Told{Person: person}
	for _, t := range all {
		sum.Events = append(sum.Events, t.Events...)
		if t.Bad != nil && (sum.Bad == nil || t.Bad.Position < sum.Bad.Position) {
			sum.Bad = t.Bad
		}
	}
	slices.SortFunc(sum.Events, func(a, b care.Event) int { return int(int64(a.Position) - int64(b.Position)) })
	if sum.Bad != nil {
		i := slices.IndexFunc(sum.Events, func(e care.Event) bool { return e.Position > sum.Bad.Position })
		if i >= 0 {
			sum.Events = sum.Events[:i]
		}
	}
	return sum
}

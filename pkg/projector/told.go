package projector

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/store"
	"intouch/pkg/wire"
)

// told is everything that was recorded under one person.
type told struct {
	person care.PersonID
	events []care.Event // in log order, as far as they can be read
	bad    *unapplied   // the first that cannot be read; nothing after it is among events
}

// unapplied is an event that could not be applied.
type unapplied struct {
	position uint64
	on       care.Day // since when the record is incomplete
	why      string   // a sentence for people
}

// read decodes what was recorded under a person, up to the first event that
// this program cannot read.
func read(events []store.Raw) told {
	t := told{events: make([]care.Event, 0, len(events))}
	for _, raw := range events {
		m := raw.Message()
		e, err := wire.Decode(m)
		if t.person == uuid.Nil {
			t.person = e.Person
		}
		if err != nil {
			t.bad = t.unreadable(e, m)
			break
		}
		t.events = append(t.events, e)
	}
	return t
}

// unreadable says no more of the event than its type and position: an error may
// quote what was recorded.
func (t *told) unreadable(e care.Event, m wire.Message) *unapplied {
	u := &unapplied{position: m.Position, on: e.RecordedOn()}
	if u.on.IsZero() && len(t.events) > 0 {
		u.on = t.events[len(t.events)-1].RecordedOn()
	}
	u.why = fmt.Sprintf("The event at position %d (%s) cannot be read by this version of the program.", m.Position, m.Get(wire.HeaderType))
	return u
}

// into is whom the person is merged into, as their own events say.
func (t *told) into() care.PersonID {
	if !slices.ContainsFunc(t.events, func(e care.Event) bool { _, ok := e.Fact.(care.Merged); return ok }) {
		return care.PersonID{}
	}
	return care.PersonOf(t.person, care.Records(t.events)).MergedInto
}

func (t *told) registered() bool {
	return care.PersonOf(t.person, care.Records(t.events)).Registered.ID != uuid.Nil
}

// together is what was recorded under several people who are one, in log order,
// up to the first event that could not be applied.
func together(person care.PersonID, all []told) told {
	if len(all) == 1 {
		return all[0]
	}
	sum := told{person: person}
	for _, t := range all {
		sum.events = append(sum.events, t.events...)
		if t.bad != nil && (sum.bad == nil || t.bad.position < sum.bad.position) {
			sum.bad = t.bad
		}
	}
	slices.SortFunc(sum.events, func(a, b care.Event) int { return int(int64(a.Position) - int64(b.Position)) })
	if sum.bad != nil {
		i := slices.IndexFunc(sum.events, func(e care.Event) bool { return e.Position > sum.bad.position })
		if i >= 0 {
			sum.events = sum.events[:i]
		}
	}
	return sum
}

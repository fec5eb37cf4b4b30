package store_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/store"
	"intouch/pkg/wire"
)

func positions(events []store.Published) []uint64 {
	var all []uint64
	for _, e := range events {
		all = append(all, e.Position)
	}
	return all
}

// merged is two people who are one, with a fact under each.
func merged(h *house) {
	h.tell(joined("adam", ""), registered(1, "A", "B"), registered(2, "A", "C"), called(1, 3), called(2, 4), registered(3, "X", "Y"),
		fact(person(2), care.AreaCaseload, care.RecordPerson, care.Merged{Into: person(1), Reason: "same"}, 5))
}

func TestATimelineIsOfAllWhoAreMerged(t *testing.T) {
	h := newHouse(t)
	merged(h)
	first, err := h.db.Timeline(h.ctx(), authority, person(1), 0, 3)
	h.do(err)
	rest, err := h.db.Timeline(h.ctx(), authority, person(1), first[2].Position, 0)
	h.do(err)
	if got := append(positions(first), positions(rest)...); !slices.Equal(got, []uint64{7, 5, 4, 3, 2}) {
		t.Errorf("positions %v", got)
	}
	if e := first[1]; e.Type != "care.contact.made.v1" || e.Fact.(care.ContactMade).Note != "all well" || e.Actor != adam || e.Err != nil {
		t.Errorf("%+v", e)
	}
	events, whole, err := h.db.Events(h.ctx(), authority, person(1))
	h.do(err)
	if len(events) != 5 || !whole || events[0].Position != 2 || events[4].Position != 7 {
		t.Errorf("%d events, whole %t", len(events), whole)
	}
}

func TestAnEventThatCannotBeReadIsShownAsSuch(t *testing.T) {
	h := newHouse(t)
	merged(h)
	h.exec(`UPDATE read.event SET head = convert_to(replace(convert_from(head, 'UTF8'), 'care.contact.made.v1', 'care.contact.dreamt.v1'), 'UTF8') WHERE seq = 4`)
	events, err := h.db.Timeline(h.ctx(), authority, person(1), 5, 1)
	h.do(err)
	if e := events[0]; !errors.Is(e.Err, wire.ErrUnknownType) || e.Type != "care.contact.dreamt.v1" || e.Actor != adam {
		t.Errorf("%+v", e)
	}
	known, whole, err := h.db.Events(h.ctx(), authority, person(1))
	if err != nil || whole || len(known) != 2 {
		t.Errorf("%d events, whole %t, %v; want the two before it", len(known), whole, err)
	}
}

func TestOneEvent(t *testing.T) {
	h := newHouse(t)
	merged(h)
	for _, tt := range []struct {
		name   string
		person care.PersonID
		id     care.EventID
		found  bool
	}{
		{"of a person", person(1), h.log[3].ID, true},
		{"of one merged into them", person(1), h.log[4].ID, true},
		{"of somebody else", person(3), h.log[3].ID, false},
		{"of nobody", noOne, h.log[0].ID, true},
		{"of a person, asked as of nobody", noOne, h.log[3].ID, false},
		{"that never was", person(1), uuid.New(), false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, err := h.db.EventByID(h.ctx(), authority, tt.person, tt.id)
			if tt.found && (err != nil || e.ID != tt.id) || !tt.found && !errors.Is(err, store.ErrNotFound) {
				t.Errorf("%s, %v", e.ID, err)
			}
		})
	}
}

func TestEventsOfNobodyAreOfTheirArea(t *testing.T) {
	h := newHouse(t)
	h.tell(joined("adam", ""), opens(noOne, care.AreaImport, care.ImportStarted{Format: "oc3", AsAt: on(1)}, 1), joined("eve", ""), registered(1, "A", "B"))
	events, err := h.db.EventsOfNobody(h.ctx(), authority, care.AreaStaff)
	h.do(err)
	if len(events) != 2 || events[0].Position != 1 || events[1].Position != 3 {
		t.Errorf("%+v", events)
	}
}

func TestWaitingForAPosition(t *testing.T) {
	h := newHouse(t)
	short, cancel := context.WithTimeout(h.ctx(), 20*time.Millisecond)
	defer cancel()
	if err := h.db.WaitFor(short, authority, 1); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("what never comes: %v, want the context's error", err)
	}
	seen := make(chan error, 1)
	go func() { seen <- h.db.WaitFor(h.ctx(), authority, 2) }()
	h.tell(registered(1, "A", "B"), called(1, 2))
	if err := <-seen; err != nil {
		t.Error(err)
	}
	p, err := h.db.Position(h.ctx(), authority)
	if err != nil || p.Stored != 2 || p.Meant != 2 || !p.RecordedAt.Equal(h.log[1].RecordedAt) {
		t.Errorf("%+v, %v", p, err)
	}
}

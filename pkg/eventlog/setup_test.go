package eventlog

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go"

	care "intouch/pkg/careleaver"
	"intouch/pkg/eventlog/embedded"
	"intouch/pkg/wire"
)

const authority = "E09000002"

// house is a NATS server as deployed, with the log of one authority.
type house struct {
	*embedded.Server
	t testing.TB
}

func newHouse(t testing.TB) house {
	t.Helper()
	s, err := embedded.Start(embedded.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	h := house{s, t}
	if err := Create(t.Context(), h.conn("admin"), authority, Options{}); err != nil {
		t.Fatal(err)
	}
	return h
}

func (h house) conn(user string) *nats.Conn {
	h.t.Helper()
	nc, err := h.Connect(user, nats.ErrorHandler(func(*nats.Conn, *nats.Subscription, error) {}))
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(nc.Close)
	return nc
}

func (h house) log(user string) *Log {
	h.t.Helper()
	return opened(h.t, h.conn(user))
}

func opened(t testing.TB, nc *nats.Conn) *Log {
	t.Helper()
	l, err := Open(t.Context(), nc)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

var (
	sam  = care.NewPersonID(authority, care.LocalID, "1")
	may1 = care.NewDay(2026, time.May, 1)
	adam = care.NewStaffID(authority, "adam")
	noon = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
)

// event is a fact on a record; each call makes another event.
func event(area care.Area, on care.RecordID, fact care.Fact) care.Event {
	return care.Event{
		ID: uuid.New(), Authority: authority, Person: sam, Area: area, Record: on,
		Fact: fact, RecordedAt: noon, Actor: adam, Source: "/intouch/test",
	}
}

// contact opens a record of its own.
func contact(note string) care.Event {
	e := event(care.AreaContact, "", care.ContactMade{How: care.Called, When: care.OnDay(may1), Note: note})
	e.Record = care.NewRecordID(e.ID)
	return e
}

// voided takes back the record that an event stands on.
func voided(e care.Event) care.Event {
	return event(e.Area, e.Record, care.Voided{Reason: "duplicate"})
}

// allocated is a fact on the record of which each person has one.
func allocated() care.Event {
	return event(care.AreaCaseload, care.RecordAdviser, care.AdviserAllocated{Staff: adam, Role: care.PersonalAdviser, From: may1})
}

func address(e care.Event) wire.Address {
	return wire.Address{Authority: e.Authority, Person: e.Person, Area: e.Area, Record: e.Record}
}

// stored appends an event that must be new, and returns its position.
func stored(t testing.TB, l *Log, e care.Event, after uint64) uint64 {
	t.Helper()
	s, err := l.Append(t.Context(), e, after)
	if err != nil || s.Already {
		t.Fatalf("append %s after %d: %+v, %v", e.ID, after, s, err)
	}
	return s.Position
}

func ids(events []care.Event) []care.EventID {
	all := make([]care.EventID, len(events))
	for i, e := range events {
		all[i] = e.ID
	}
	return all
}

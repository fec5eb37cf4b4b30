package projector_test

import (
	"errors"
	"testing"

	"github.com/nats-io/nats.go"

	care "intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
	"intouch/pkg/projector"
	"intouch/pkg/wire"
)

// spoilt is an event whose message was changed on its way into the log.
func spoilt(h *house, e care.Event, spoil func(*nats.Msg)) {
	h.t.Helper()
	m := must(wire.Encode(e))
	msg := &nats.Msg{Subject: m.Subject, Header: m.Header, Data: m.Body}
	spoil(msg)
	h.send(msg)
}

func TestAnEventThatCannotBeAppliedStopsItsOwnPersonOnly(t *testing.T) {
	for _, tt := range []struct {
		name  string
		event care.Event
		spoil func(*nats.Msg)
	}{
		{"the body is no JSON", called(1, 10), func(m *nats.Msg) { m.Data = []byte("{") }},
		{"a newer program's type", called(1, 10), func(m *nats.Msg) { m.Header[wire.HeaderType] = []string{"care.contact.dreamt.v1"} }},
		{"no time", called(1, 10), func(m *nats.Msg) { delete(m.Header, wire.HeaderTime) }},
		{"no id", called(1, 10), func(m *nats.Msg) { delete(m.Header, wire.HeaderID) }},
		{"a day that is none", called(1, 10), func(m *nats.Msg) { m.Data = []byte(`{"how":"call","when":"yesterday"}`) }},
		{"rows that PostgreSQL cannot hold", event(person(1), care.AreaAlert, "no-id", raised(1, 10).Fact, 10), func(*nats.Msg) {}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := newHouse(t)
			stop := h.run()
			h.publish(registered(1), registered(2), called(1, 5))
			h.wait()
			spoilt(h, tt.event, tt.spoil)
			h.publish(called(1, 11), called(2, 11))
			h.wait()
			if got := h.bucket(1, 12); got != "unaccounted" {
				t.Errorf("the person is %s, want unaccounted", got)
			}
			if got := one[string](h, "SELECT incomplete FROM read.person WHERE person = $1", person(1)); got == "" {
				t.Error("the record is not shown as incomplete")
			}
			if got := h.bucket(2, 12); got != "in_touch" {
				t.Errorf("somebody else is %s, want in_touch", got)
			}
			stop()
			h.wantRebuiltSame()
		})
	}
}

func TestWhatIsKnownBeforeTheBadEventIsKept(t *testing.T) {
	h := newHouse(t)
	h.publish(registered(1), called(1, 5))
	spoilt(h, called(1, 10), func(m *nats.Msg) { m.Data = nil })
	h.publish(called(1, 11))
	h.catchUp()
	if got := one[care.Day](h, "SELECT spoken_on FROM read.person"); got != onDay(5) {
		t.Errorf("last spoken to %s, want %s: what comes after the bad event waits", got, onDay(5))
	}
	if got := one[uint64](h, "SELECT parked_at FROM read.dirty"); got != 3 {
		t.Errorf("parked at %d, want 3", got)
	}
	if got := h.bucket(1, 6); got != "in_touch" {
		t.Errorf("before the bad event the person was %s, want in_touch", got)
	}
}

func TestSomebodyWhoseRegistrationCannotBeReadIsOnTheRegister(t *testing.T) {
	h := newHouse(t)
	spoilt(h, registered(1), func(m *nats.Msg) { m.Data = []byte("[]") })
	h.publish(called(1, 5))
	h.catchUp()
	if got := h.bucket(1, 6); got != "unaccounted" {
		t.Errorf("bucket %s, want unaccounted", got)
	}
	h.wantRebuiltSame()
}

func TestWhatNobodyCanHaveTypedIsReplaced(t *testing.T) {
	h := newHouse(t)
	e := registered(1)
	f := e.Fact.(care.Registered)
	f.FamilyName = "Nu\x00ll"
	e.Fact = f
	h.publish(e)
	h.catchUp()
	if got := one[string](h, "SELECT family_name FROM read.person"); got != "Nu\uFFFDll" {
		t.Errorf("family name %q", got)
	}
	h.wantRebuiltSame()
}

func TestAParkedPersonGoesOnWhenTheBadEventIsDestroyed(t *testing.T) {
	h := newHouse(t)
	stop := h.run()
	bad := called(1, 10)
	h.publish(registered(1), called(1, 5))
	spoilt(h, bad, func(m *nats.Msg) { m.Data = []byte("{") })
	h.publish(called(1, 12))
	h.wait()
	h.publish(follow(bad, care.Destroyed{Reason: "unreadable", Approvers: []care.StaffID{adam, eve}, Positions: []uint64{3}, Kind: "contact"}, 13))
	h.wait()
	if got := one[care.Day](h, "SELECT spoken_on FROM read.person"); got != onDay(12) {
		t.Errorf("last spoken to %s, want %s", got, onDay(12))
	}
	if n := one[int](h, "SELECT count(*) FROM read.event WHERE seq = 3"); n != 0 {
		t.Error("a destroyed event is still in the tables")
	}
	stop()
	h.erase(3)
	h.wantRebuiltSame() // the log has a hole now, and the destroyed event names it
}

func TestADestroyedEventTakesOutOnlyItsOwnRecord(t *testing.T) {
	h := newHouse(t)
	first := called(1, 5)
	h.publish(registered(1), first, called(1, 6))
	h.publish(follow(first, care.Destroyed{Reason: "asked", Approvers: []care.StaffID{adam, eve}, Positions: []uint64{2, 3}, Kind: "contact"}, 13))
	h.catchUp()
	if n := one[int](h, "SELECT count(*) FROM read.event WHERE seq IN (2, 3)"); n != 1 {
		t.Errorf("%d of two events are left, want that of the other record", n)
	}
}

func TestEventsLostFromTheLogStopTheProjector(t *testing.T) {
	h := newHouse(t)
	h.publish(registered(1), called(1, 5), called(1, 6))
	h.erase(2)
	_, done := h.start(h.projector())
	err := <-done
	if lost, ok := errors.AsType[*projector.Lost](err); !ok || lost.Position != 2 {
		t.Errorf("the projector ended with %v, want Lost at position 2", err)
	}
}

func TestTheTablesOfAnotherLogAreRefused(t *testing.T) {
	h := newHouse(t)
	h.publish(registered(1))
	h.catchUp()
	if err := must(newJetStream(h)).DeleteStream(t.Context(), "CARE_"+authority); err != nil {
		t.Fatal(err)
	}
	if err := eventlog.Create(t.Context(), h.seed, authority, eventlog.Options{}); err != nil {
		t.Fatal(err)
	}
	h.publish(registered(2))
	_, done := h.start(h.projector())
	if err := <-done; !errors.Is(err, projector.ErrOtherLog) {
		t.Fatalf("the projector ended with %v, want ErrOtherLog", err)
	}
	h.replay()
	h.catchUp()
	if n := one[int](h, "SELECT count(*) FROM read.person WHERE person = $1", person(2)); n != 1 {
		t.Error("after a replay the tables are not those of the new log")
	}
}

// erase takes a message out of the log, whatever it is.
func (h *house) erase(position uint64) {
	h.t.Helper()
	stream := must(must(newJetStream(h)).Stream(h.t.Context(), "CARE_"+authority))
	if err := stream.SecureDeleteMsg(h.t.Context(), position); err != nil {
		h.t.Fatal(err)
	}
}

package eventlog

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

func TestARecordIsReadInOrderAmongOthers(t *testing.T) {
	l := newHouse(t).log("caseload")
	var want []care.EventID
	var last uint64
	for range 20 {
		e := allocated()
		last = stored(t, l, e, last)
		stored(t, l, contact("in between"), 0)
		want = append(want, e.ID)
	}
	record := address(allocated())
	events, err := l.Record(t.Context(), record)
	if err != nil || !slices.Equal(ids(events), want) {
		t.Errorf("got %v, %v; want %v", ids(events), err, want)
	}
	if e, ok, err := l.Last(t.Context(), record); !ok || err != nil || e.ID != want[19] || e.Position != last {
		t.Errorf("last %s at %d, %v, %v", e.ID, e.Position, ok, err)
	}
}

func TestAnEventIsReadAsItWasWritten(t *testing.T) {
	l := newHouse(t).log("contact")
	e := contact("met")
	e.OnBehalfOf, e.DeviceAt = adam, noon.Add(-time.Hour)
	e.Position = stored(t, l, e, 0)
	got, ok, err := l.Last(t.Context(), address(e))
	if err != nil || !ok || !reflect.DeepEqual(got, e) {
		t.Errorf("got %+v, %v, %v\nwant %+v", got, ok, err, e)
	}
}

func TestWhatIsNotThereIsNotFound(t *testing.T) {
	l := newHouse(t).log("projector")
	nobody := address(contact(""))
	if events, err := l.Record(t.Context(), nobody); len(events) != 0 || err != nil {
		t.Errorf("record: %v, %v", events, err)
	}
	if _, ok, err := l.Last(t.Context(), nobody); ok || err != nil {
		t.Errorf("last: %v, %v", ok, err)
	}
	if _, ok, err := l.Message(t.Context(), authority, 1); ok || err != nil {
		t.Errorf("message: %v, %v", ok, err)
	}
}

func TestAMessageIsAsPublished(t *testing.T) {
	h := newHouse(t)
	e := contact("met")
	at := stored(t, h.log("contact"), e, 0)
	m, ok, err := h.log("projector").Message(t.Context(), authority, at)
	want, _ := wire.Encode(e)
	want.Position = at
	if err != nil || !ok || !reflect.DeepEqual(m, want) {
		t.Errorf("got %+v, %v, %v\nwant %+v", m, ok, err, want)
	}
}

func TestARecordWithATypeFromANewerProgramIsNotDecidedOn(t *testing.T) {
	h := newHouse(t)
	l := h.log("contact")
	e := contact("")
	at := stored(t, l, e, 0)
	newer, _ := wire.Encode(voided(e))
	newer.Header[wire.HeaderType] = []string{"care.contact.undone.v7"}
	js, _ := jetstream.New(h.conn("contact"))
	m := &nats.Msg{Subject: newer.Subject, Header: newer.Header, Data: newer.Body}
	if _, err := js.PublishMsg(t.Context(), m, jetstream.WithExpectLastSequencePerSubject(at)); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Record(t.Context(), address(e)); !errors.Is(err, wire.ErrUnknownType) {
		t.Errorf("record: %v", err)
	}
	if _, err := l.Append(t.Context(), voided(e), at); !errors.Is(err, wire.ErrUnknownType) {
		t.Errorf("append: %v", err)
	}
	if got, err := l.Append(t.Context(), e, 0); got != (Stored{at, true}) || err != nil {
		t.Errorf("a resend of what can be read: %+v, %v", got, err)
	}
}

// destroyed names positions to be erased.
func destroyed(e care.Event, positions ...uint64) care.Event {
	return event(e.Area, e.Record, care.Destroyed{Reason: "court order", Approvers: []care.StaffID{adam, sam}, Positions: positions, Kind: "contact"})
}

func TestErasingNeedsADestroyedEvent(t *testing.T) {
	h := newHouse(t)
	l := h.log("caseload")
	e := contact("to be forgotten")
	at := stored(t, l, e, 0)
	if err := Erase(t.Context(), h.conn("admin"), authority, at); err == nil || !strings.Contains(err.Error(), "destroyed") {
		t.Errorf("erased without: %v", err)
	}
	end := stored(t, l, destroyed(e, at), at)
	for range 2 { // again changes nothing
		if err := Erase(t.Context(), h.conn("admin"), authority, at); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok, err := h.log("projector").Message(t.Context(), authority, at); ok || err != nil {
		t.Errorf("it is still there: %v, %v", ok, err)
	}
	if err := Erase(t.Context(), h.conn("admin"), authority, end); err == nil {
		t.Error("the destroyed event itself was erased")
	}
	if _, err := l.Append(t.Context(), e, 0); !isMoved(err) {
		t.Errorf("a resend of what was erased: %v", err)
	}
}

func isMoved(err error) bool {
	var moved *Moved
	return errors.As(err, &moved)
}

func TestOnlyAdminErases(t *testing.T) {
	h := newHouse(t)
	e := contact("")
	l := h.log("caseload")
	at := stored(t, l, e, 0)
	stored(t, l, destroyed(e, at), at)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if err := Erase(ctx, h.conn("operator"), authority, at); err == nil {
		t.Error("operator erased")
	}
	if _, ok, err := h.log("projector").Message(t.Context(), authority, at); !ok || err != nil {
		t.Errorf("it is gone: %v, %v", ok, err)
	}
}

func TestWhatRemainsOfARecordIsReadAcrossErasures(t *testing.T) {
	h := newHouse(t)
	l := h.log("caseload")
	first := contact("")
	events := []care.Event{first}
	at := []uint64{stored(t, l, first, 0)}
	for i := range 5 {
		events = append(events, voided(first))
		at = append(at, stored(t, l, events[i+1], at[i]))
	}
	events = append(events, destroyed(first, at[1], at[2], at[4]))
	stored(t, l, events[6], at[5])
	for _, i := range []int{1, 2, 4} {
		if err := Erase(t.Context(), h.conn("admin"), authority, at[i]); err != nil {
			t.Fatal(err)
		}
	}
	got, err := l.Record(t.Context(), address(first))
	want := []care.EventID{events[0].ID, events[3].ID, events[5].ID, events[6].ID}
	if err != nil || !slices.Equal(ids(got), want) {
		t.Errorf("got %v, %v; want %v", ids(got), err, want)
	}
}

func TestACopyThatIsBehindIsReadAgain(t *testing.T) {
	broken := errors.New("broken")
	for _, c := range []struct {
		name    string
		answers []error // of the reads; the last one again and again
		want    error
	}{
		{"until it has caught up", []error{errBehind, errBehind, nil}, nil},
		{"but not for ever", []error{errBehind}, ErrUnavailable},
		{"nor when something else is wrong", []error{errBehind, broken}, broken},
	} {
		t.Run(c.name, func(t *testing.T) {
			reads := 0
			err := untilCaughtUp(t.Context(), func() error {
				reads++
				return c.answers[min(reads, len(c.answers))-1]
			})
			if !errors.Is(err, c.want) || reads < len(c.answers) {
				t.Errorf("after %d reads %v, want %v", reads, err, c.want)
			}
		})
	}
}

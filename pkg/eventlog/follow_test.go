package eventlog

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"intouch/pkg/wire"
)

func followed(t testing.TB, l *Log, after uint64) *Follower {
	t.Helper()
	f, err := l.Follow(t.Context(), authority, after)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Close)
	return f
}

// wantNext asks once and compares the positions.
func wantNext(t *testing.T, f *Follower, max int, wait bool, want ...uint64) {
	t.Helper()
	messages, err := f.Next(t.Context(), max, wait)
	if got := positions(messages); err != nil || !slices.Equal(got, want) {
		t.Fatalf("got %v, %v; want %v", got, err, want)
	}
}

func positions(messages []wire.Message) []uint64 {
	var all []uint64
	for _, m := range messages {
		all = append(all, m.Position)
	}
	return all
}

// fill appends n events, each on a record of its own.
func fill(t testing.TB, l *Log, n int) {
	t.Helper()
	for range n {
		stored(t, l, contact("met"), 0)
	}
}

func TestFollowingGivesWhatThereIsAndWaitsOnlyForAFirst(t *testing.T) {
	h := newHouse(t)
	writer := h.log("contact")
	fill(t, writer, 5)
	f := followed(t, h.log("projector"), 1)
	wantNext(t, f, 3, false, 2, 3, 4)
	wantNext(t, f, 3, true, 5)
	wantNext(t, f, 3, false)
	wantNext(t, f, 3, false)
	go func() {
		for range 2 {
			writer.Append(context.Background(), contact("met"), 0)
		}
	}()
	wantNext(t, f, 1, true, 6)
	wantNext(t, f, 10, true, 7)
	wantNext(t, f, 10, false)
}

func TestFollowedMessagesAreAsPublished(t *testing.T) {
	h := newHouse(t)
	projector := h.log("projector")
	fill(t, h.log("contact"), 1)
	messages, err := followed(t, projector, 0).Next(t.Context(), 10, true)
	if err != nil || len(messages) != 1 {
		t.Fatal(messages, err)
	}
	if read, _, err := projector.Message(t.Context(), authority, 1); err != nil || string(read.Body) != string(messages[0].Body) || len(read.Header) != len(messages[0].Header) || read.Subject != messages[0].Subject {
		t.Errorf("followed %+v\nread %+v, %v", messages[0], read, err)
	}
	if e, err := wire.Decode(messages[0]); err != nil || e.Position != 1 {
		t.Errorf("decoded %+v, %v", e, err)
	}
}

func TestErasedMessagesAreLeftOut(t *testing.T) {
	h := newHouse(t)
	writer := h.log("caseload")
	e := contact("")
	at := stored(t, writer, e, 0)
	stored(t, writer, destroyed(e, at), at)
	fill(t, writer, 2)
	if err := Erase(t.Context(), h.conn("admin"), authority, at); err != nil {
		t.Fatal(err)
	}
	wantNext(t, followed(t, h.log("projector"), 0), 10, true, 2, 3, 4)
}

func TestFollowingEndsWithTheContextAndCanGoOn(t *testing.T) {
	h := newHouse(t)
	f := followed(t, h.log("projector"), 0)
	before := f.log.nc.Stats().OutMsgs
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if messages, err := f.Next(ctx, 10, true); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, %v", messages, err)
	}
	if sent := f.log.nc.Stats().OutMsgs - before; sent > 5 {
		t.Errorf("%d requests while there was nothing", sent)
	}
	fill(t, h.log("contact"), 2)
	wantNext(t, f, 10, true, 1, 2)
}

func TestAFollowerTheServerForgotGoesOn(t *testing.T) {
	h := newHouse(t)
	fill(t, h.log("contact"), 30)
	f := followed(t, h.log("projector"), 0)
	js, _ := jetstream.New(h.conn("admin"))
	forget := func() {
		if err := js.DeleteConsumer(t.Context(), f.stream, f.feed.consumer); err != nil {
			t.Fatal(err)
		}
	}
	wantNext(t, f, 2, true, 1, 2)
	wantNext(t, f, 20, false, 3, 4) // all that was asked for meanwhile
	forget()
	wantNext(t, f, 3, false, 5, 6, 7)
	wantNext(t, f, 50, true, 8, 9, 10)
	wantNext(t, f, 20, true, positionsFrom(11, 30)...)
	forget()
	fill(t, h.log("contact"), 1)
	wantNext(t, f, 20, true, 31)
}

func positionsFrom(first, last uint64) []uint64 {
	var all []uint64
	for p := first; p <= last; p++ {
		all = append(all, p)
	}
	return all
}

func TestAMessageLostOnTheWayIsBroughtAgain(t *testing.T) {
	h := newHouse(t)
	fill(t, h.log("contact"), 10)
	f := followed(t, h.log("projector"), 0)
	wantNext(t, f, 5, true, 1, 2, 3, 4, 5)
	if m, err := f.feed.sub.NextMsg(time.Second); err != nil {
		t.Fatal(m, err)
	}
	wantNext(t, f, 5, true, 6, 7, 8, 9, 10)
}

func TestAnotherLogUnderTheSameNameIsNotFollowed(t *testing.T) {
	h := newHouse(t)
	fill(t, h.log("contact"), 3)
	projector := h.log("projector")
	if _, err := projector.Follow(t.Context(), authority, 4); !errors.Is(err, ErrReplaced) {
		t.Errorf("from beyond the end: %v", err)
	}
	f := followed(t, projector, 0)
	wantNext(t, f, 10, true, 1, 2, 3)
	js, _ := jetstream.New(h.conn("admin"))
	if err := js.DeleteStream(t.Context(), f.stream); err != nil {
		t.Fatal(err)
	}
	if messages, err := f.Next(t.Context(), 10, true); !errors.Is(err, ErrNoStream) {
		t.Errorf("gone: %v, %v", positions(messages), err)
	}
	if err := Create(t.Context(), h.conn("admin"), authority, Options{}); err != nil {
		t.Fatal(err)
	}
	fill(t, h.log("contact"), 5)
	if messages, err := f.Next(t.Context(), 10, true); !errors.Is(err, ErrReplaced) {
		t.Errorf("made anew: %v, %v", positions(messages), err)
	}
}

func consumers(t *testing.T, stream jetstream.Stream) []string {
	t.Helper()
	var names []string
	for name := range stream.ConsumerNames(t.Context()).Name() {
		names = append(names, name)
	}
	return names
}

func TestClosingLeavesNothingWithTheServer(t *testing.T) {
	h := newHouse(t)
	fill(t, h.log("contact"), 3)
	f := followed(t, h.log("projector"), 0)
	wantNext(t, f, 2, true, 1, 2)
	f.Close()
	f.Close()
	if err := f.log.nc.Flush(); err != nil {
		t.Fatal(err)
	}
	js, _ := jetstream.New(h.conn("admin"))
	stream, err := js.Stream(t.Context(), f.stream)
	if err != nil {
		t.Fatal(err)
	}
	tick, enough := time.NewTicker(10*time.Millisecond), time.After(10*time.Second)
	defer tick.Stop()
	for left := consumers(t, stream); len(left) > 0; left = consumers(t, stream) {
		select {
		case <-tick.C: // the server deletes when it comes to it
		case <-enough:
			t.Fatalf("consumers %v are still there", left)
		}
	}
	if n := f.log.nc.NumSubscriptions(); n != 1 { // of all requests together
		t.Errorf("%d subscriptions", n)
	}
}

func TestWithoutNATSOnlyWhoWaitsWaits(t *testing.T) {
	h := newHouse(t)
	f := followed(t, h.log("projector"), 0)
	h.Stop()
	if _, err := f.Next(t.Context(), 10, false); !errors.Is(err, ErrUnavailable) {
		t.Errorf("got %v", err)
	}
	f.log.nc.Close()
	if _, err := f.Next(t.Context(), 10, true); !errors.Is(err, ErrUnavailable) {
		t.Errorf("on a closed connection: %v", err)
	}
}

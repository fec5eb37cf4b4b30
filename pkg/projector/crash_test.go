package projector_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	care "intouch/pkg/careleaver"
)

// keepRunning runs projectors, each started again whenever it fails, until the
// test ends or stop is called.
func (h *house) keepRunning(n int) (stop func()) {
	ctx, cancel := context.WithCancel(h.t.Context())
	var running sync.WaitGroup
	for range n {
		running.Go(func() {
			for ctx.Err() == nil {
				h.projector().Run(ctx) // its error is what the test provokes
				pause(ctx, 5*time.Millisecond)
			}
		})
	}
	end := sync.OnceFunc(func() { cancel(); running.Wait() })
	h.t.Cleanup(end)
	return end
}

func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// killBackends ends every connection of the projectors to the database, wherever
// they are.
func (h *house) killBackends() {
	h.t.Helper()
	h.exec(`SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a JOIN pg_locks l ON l.pid = a.pid AND l.locktype = 'advisory' AND l.database = a.datid
		WHERE a.datname = current_database()`)
}

func TestNoKillAtAnyMomentChangesWhatTheTablesSay(t *testing.T) {
	h := newHouse(t)
	stop := h.keepRunning(2)
	defer stop()
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 60 {
		n := random.IntN(8)
		h.publish(something(random, n, round)...)
		pause(t.Context(), time.Duration(random.IntN(12))*time.Millisecond)
		h.killBackends()
	}
	h.wait()
	stop()
	h.wantRebuiltSame()
}

// something is some events of a person; the first of a person registers them.
func something(random *rand.Rand, n, round int) []care.Event {
	events := []care.Event{registered(n), called(n, round), movedIn(n, round), allocated(n, adam, round)}
	if random.IntN(4) == 0 {
		events = append(events, joined("adam"), staff(adam, care.StaffLeft{On: onDay(round)}, round))
	}
	if random.IntN(6) == 0 {
		events = append(events, merged(n, random.IntN(8), round))
	}
	return events
}

func TestNATSMayGoAwayAndComeBack(t *testing.T) {
	h := newHouse(t)
	h.publish(registered(1), called(1, 1))
	stop := h.keepRunning(1)
	h.wait()
	for days := range 3 {
		h.nats.Stop()
		stop()
		h.startNATS()
		stop = h.keepRunning(1)
		h.publish(called(1, 2+days))
		h.wait()
	}
	stop()
	h.wantRebuiltSame()
}

func TestTheSecondProjectorTakesOver(t *testing.T) {
	h := newHouse(t)
	stopFirst, first := h.start(h.projector())
	h.publish(registered(1))
	h.wait()
	stopSecond, second := h.start(h.projector())
	h.publish(called(1, 1))
	h.wait()
	select {
	case err := <-second:
		t.Fatalf("the second projector ended: %v", err)
	case err := <-first:
		t.Fatalf("the first projector ended: %v", err)
	default:
	}
	stopFirst()
	<-first
	h.publish(called(1, 2))
	h.wait()
	stopSecond()
	if err := <-second; !errors.Is(err, context.Canceled) {
		t.Errorf("the second projector ended with %v", err)
	}
	h.wantRebuiltSame()
}

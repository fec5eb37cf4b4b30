package projector_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"intouch/pkg/eventlog"
	"intouch/pkg/projector"
	"intouch/pkg/store"
)

func TestReplayWhileProjectorsWorkAndPeopleRead(t *testing.T) {
	h := newHouse(t)
	h.publish(joined("adam"), registered(1))
	stop := h.keepRunning(2)
	defer stop()
	h.wait()
	random := rand.New(rand.NewPCG(3, 4))
	ctx, enough := context.WithCancel(t.Context())
	var others sync.WaitGroup
	others.Go(func() {
		for round := 0; ctx.Err() == nil; round++ {
			h.publish(something(random, random.IntN(8), round)...)
		}
	})
	others.Go(func() {
		for ctx.Err() == nil {
			if _, err := h.db.Person(t.Context(), authority, person(1), onDay(1)); err != nil {
				t.Errorf("while the tables are replaced: %v", err)
			}
		}
	})
	for range 4 {
		h.replay()
	}
	enough()
	others.Wait()
	h.wait()
	stop()
	h.wantRebuiltSame()
}

func TestAReplayNamesEveryAuthority(t *testing.T) {
	h := newHouse(t)
	const other = "E09000003"
	if err := eventlog.Create(t.Context(), h.seed, other, eventlog.Options{}); err != nil {
		t.Fatal(err)
	}
	h.publish(registered(1))
	h.catchUp()
	r := projector.Replay{DB: h.db, Log: h.log, Authorities: []string{other}, Policy: england}
	if err := r.Run(t.Context()); err == nil || !strings.Contains(err.Error(), authority) {
		t.Errorf("a replay without one of two authorities: %v, want an error that names it", err)
	}
	r.Authorities = []string{other, authority}
	if err := r.Run(t.Context()); err != nil {
		t.Error(err)
	}
	if n := one[int](h, "SELECT count(*) FROM read.cursor"); n != 2 {
		t.Errorf("%d authorities have tables, want 2", n)
	}
}

func TestOneReplayAtATime(t *testing.T) {
	h := newHouse(t)
	h.publish(registered(1))
	h.catchUp()
	next, err := h.db.Next(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r := projector.Replay{DB: h.db, Log: h.log, Authorities: []string{authority}, Policy: england}
	if err := r.Run(t.Context()); !errors.Is(err, store.ErrReplaying) {
		t.Errorf("a second replay: %v, want ErrReplaying", err)
	}
	next.Close()
	h.replay()
}

func TestAReplayThatFailsLeavesTheTablesAsTheyWere(t *testing.T) {
	h := newHouse(t)
	h.publish(registered(1), called(1, 2), called(1, 3))
	h.catchUp()
	before := h.tables()
	h.erase(2) // and nobody said so: the log cannot be followed to its end
	r := projector.Replay{DB: h.db, Log: h.log, Authorities: []string{authority}, Policy: england}
	if err := r.Run(t.Context()); err == nil {
		t.Error("a replay from a log with a hole succeeded")
	}
	wantSame(t, before, h.tables(), "before", "after")
}

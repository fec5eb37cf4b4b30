package eventlog

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"intouch/pkg/wire"
)

func TestAnAuthorityIsACodeAndNothingThatASubjectReadsOtherwise(t *testing.T) {
	h := newHouse(t)
	for _, name := range []string{"E09000002", "local", "demo", "north-east_2"} {
		if err := Create(t.Context(), h.conn("admin"), name, Options{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"", "a.b", "*", ">", "a b", "Hackney Council", "é", strings.Repeat("a", 65)} {
		if err := Create(t.Context(), h.conn("admin"), name, Options{}); err == nil || !strings.Contains(err.Error(), "cannot name an authority") {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestCreatingAgainChangesNothing(t *testing.T) {
	h := newHouse(t)
	l := h.log("admin")
	before := stored(t, l, contact("kept"), 0)
	if err := Create(t.Context(), h.conn("admin"), authority, Options{Replicas: 1}); err != nil {
		t.Fatal(err)
	}
	if b, err := l.Bounds(t.Context(), authority); err != nil || b.Last != before || b.First != 1 || time.Since(b.Created) > time.Minute {
		t.Errorf("bounds %+v, %v", b, err)
	}
}

func TestTwoMayMakeALogAtOnce(t *testing.T) {
	h := newHouse(t)
	admin := h.conn("admin")
	made := make(chan error)
	for range 8 {
		go func() { made <- Create(t.Context(), admin, "x", Options{}) }()
	}
	for range 8 {
		if err := <-made; err != nil {
			t.Error(err)
		}
	}
}

func TestAStreamThatCouldLoseEventsIsNotTakenForTheLog(t *testing.T) {
	for name, spoil := range map[string]func(*jetstream.StreamConfig){
		"its subjects":          func(c *jetstream.StreamConfig) { c.Subjects = []string{"care.x.one.>"} },
		"not kept in files":     func(c *jetstream.StreamConfig) { c.Storage = jetstream.MemoryStorage },
		"what has been read":    func(c *jetstream.StreamConfig) { c.Retention = jetstream.WorkQueuePolicy },
		"old or too much":       func(c *jetstream.StreamConfig) { c.MaxAge = time.Hour },
		"purged":                func(c *jetstream.StreamConfig) { c.DenyPurge = false },
		"cannot be erased":      func(c *jetstream.StreamConfig) { c.DenyDelete = true },
		"read by position":      func(c *jetstream.StreamConfig) { c.AllowDirect = false },
		"takes no batches":      func(c *jetstream.StreamConfig) { c.AllowAtomicPublish = false },
		"duplicates by message": func(c *jetstream.StreamConfig) { c.Duplicates = time.Hour; c.MaxAge = 0 },
		"fed by another":        func(c *jetstream.StreamConfig) { c.Sources = []*jetstream.StreamSource{{Name: "CARE_" + authority}} },
		"sealed":                func(c *jetstream.StreamConfig) { c.NoAck = true },
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			admin := h.conn("admin")
			js, _ := jetstream.New(admin)
			c := config("CARE_x", "x", Options{})
			spoil(&c)
			if _, err := js.CreateStream(t.Context(), c); err != nil {
				t.Fatal(err)
			}
			if err := Create(t.Context(), admin, "x", Options{}); err == nil || !strings.Contains(err.Error(), name) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestMoreReplicasAreAskedOfTheServer(t *testing.T) {
	h := newHouse(t)
	err := Create(t.Context(), h.conn("admin"), authority, Options{Replicas: 3})
	if err == nil || !strings.Contains(err.Error(), "replicas > 1 not supported in non-clustered mode") {
		t.Errorf("a single server kept three copies: %v", err)
	}
}

func TestOnlyAdminMakesALog(t *testing.T) {
	h := newHouse(t)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := Create(ctx, h.conn("projector"), "x", Options{}); err == nil {
		t.Error("projector made a log")
	}
	if _, err := h.log("admin").Bounds(t.Context(), "x"); !errors.Is(err, ErrNoStream) {
		t.Errorf("got %v", err)
	}
}

func TestAnAuthorityWithoutALogIsSaidSo(t *testing.T) {
	h := newHouse(t)
	l := h.log("admin")
	e := contact("")
	e.Authority = "nowhere"
	_, appended := l.Append(t.Context(), e, 0)
	_, _, read := l.Last(t.Context(), address(e))
	_, followed := l.Follow(t.Context(), "nowhere", 0)
	for what, err := range map[string]error{"append": appended, "read": read, "follow": followed} {
		if !errors.Is(err, ErrNoStream) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, _, err := l.Last(t.Context(), wire.Address{Authority: "a.b"}); err == nil || errors.Is(err, ErrNoStream) {
		t.Errorf("an impossible authority: %v", err)
	}
}

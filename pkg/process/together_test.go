package process

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestPartsStopOneAfterTheOtherTheLastFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var stopped []string
		part := func(name string) Part {
			return Part{name, func(ctx context.Context) error {
				<-ctx.Done()
				sleep(t.Context(), time.Second) // of the bubble: tidying up
				mu.Lock()
				defer mu.Unlock()
				stopped = append(stopped, name)
				return ctx.Err()
			}}
		}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Minute, cancel)
		if err := Together(ctx, part("log"), part("services"), part("web")); err != nil {
			t.Errorf("told to stop: %v", err)
		}
		if want := []string{"web", "services", "log"}; !slices.Equal(stopped, want) {
			t.Errorf("stopped %v, want %v", stopped, want)
		}
	})
}

func TestOneFailureStopsAllAndIsNamed(t *testing.T) {
	broken := errors.New("broken")
	others := 0
	wait := func(ctx context.Context) error { <-ctx.Done(); others++; return nil }
	err := Together(t.Context(), Part{"a", wait}, Part{"b", func(context.Context) error { return broken }}, Part{"c", wait})
	if !errors.Is(err, broken) || !strings.HasPrefix(err.Error(), "b: ") {
		t.Errorf("error %v, want b: broken", err)
	}
	if others != 2 {
		t.Errorf("%d of 2 others were stopped", others)
	}
}

func TestAPartThatEndsByItselfIsAFailure(t *testing.T) {
	err := Together(t.Context(), Part{"projector", func(context.Context) error { return nil }})
	if err == nil || !strings.Contains(err.Error(), "projector") {
		t.Errorf("error %v", err)
	}
}

func TestAFailureWhileStoppingIsReported(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	lost := errors.New("lost a record")
	err := Together(ctx, Part{"web", func(ctx context.Context) error { <-ctx.Done(); return lost }})
	if !errors.Is(err, lost) {
		t.Errorf("error %v", err)
	}
}

func TestAProgramThatDoesNotStopIsLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		never := make(chan struct{})
		defer close(never)
		begun := time.Now()
		err := within(ctx, stopWithin, func(context.Context) error { <-never; return nil })
		if err == nil || time.Since(begun) != stopWithin {
			t.Errorf("after %s: %v", time.Since(begun), err)
		}
	})
}

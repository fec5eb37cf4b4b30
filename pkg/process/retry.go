package process

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"sync/atomic"
	"time"
)

const (
	shortestPause = 100 * time.Millisecond
	longestPause  = 10 * time.Second
)

// Retry does it until it succeeds or ctx ends, with ever longer pauses between,
// from a tenth of a second to ten. What took longer than the longest pause was
// well for a while: the pauses begin anew. Failures are logged; what is the
// same as the last one only once.
func Retry(ctx context.Context, what string, do func(context.Context) error) error {
	return retry(ctx, what, do, func(error) {})
}

// Keep runs a part for as long as ctx lasts: whenever it fails, readiness is
// off, with the reason, until it has been started again.
func (s Settings) Keep(ctx context.Context, name string, run func(context.Context) error) error {
	var down atomic.Pointer[error]
	s.Health.Register(name, func(context.Context) error {
		if err := down.Load(); err != nil {
			return *err
		}
		return nil
	})
	s.Health.begun()
	again := func(ctx context.Context) error {
		down.Store(nil)
		return run(ctx)
	}
	return retry(ctx, name, again, func(err error) { down.Store(&err) })
}

func retry(ctx context.Context, what string, do func(context.Context) error, failed func(error)) error {
	pause, said := shortestPause, ""
	for {
		begun := time.Now()
		err := do(ctx)
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		failed(err)
		if time.Since(begun) > longestPause {
			pause, said = shortestPause, ""
		}
		if err.Error() != said {
			said = err.Error()
			slog.WarnContext(ctx, "trying again", "what", what, "error", said)
		}
		if err := sleep(ctx, pause/2+rand.N(pause/2)); err != nil {
			return err
		}
		pause = min(2*pause, longestPause)
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

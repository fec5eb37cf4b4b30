package process

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

var errDown = errors.New("down")

func TestRetryWaitsLongerEachTimeAndNeverSpins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		tries := 0
		err := Retry(ctx, "test", func(context.Context) error { tries++; return errDown })
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
		// An hour of pauses of 5 to 10 seconds, and a few short ones before.
		if tries < 360 || tries > 740 {
			t.Errorf("%d tries in an hour", tries)
		}
	})
}

func TestRetryComesBackSoonAtFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun, tries := time.Now(), 0
		err := Retry(t.Context(), "test", func(context.Context) error {
			if tries++; tries < 4 {
				return errDown
			}
			return nil
		})
		if took := time.Since(begun); err != nil || took > time.Second {
			t.Errorf("after %s: %v", took, err)
		}
	})
}

func TestRetryStartsAnewAfterAGoodWhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var failed []time.Time
		ctx, cancel := context.WithCancel(t.Context())
		Retry(ctx, "test", func(context.Context) error {
			if len(failed) == 20 { // the pauses are ten seconds long by now
				sleep(t.Context(), time.Minute) // of the bubble: it was well
			}
			if len(failed) == 21 {
				cancel()
			}
			failed = append(failed, time.Now())
			return errDown
		})
		if pause := failed[21].Sub(failed[20]); pause > time.Second {
			t.Errorf("pause of %s after a good while", pause)
		}
	})
}

func TestKeepShowsInReadinessWhatIsWrong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := Settings{Health: &Health{}}
		ctx, cancel := context.WithCancel(t.Context())
		var down atomic.Bool
		down.Store(true)
		ended := make(chan error)
		go func() {
			ended <- s.Keep(ctx, "projector", func(ctx context.Context) error {
				if down.Load() {
					return errDown
				}
				<-ctx.Done()
				return ctx.Err()
			})
		}()
		synctest.Wait()
		if faults := s.Health.Faults(ctx); faults["projector"] != "down" {
			t.Errorf("faults %v, want the projector down", faults)
		}
		down.Store(false)
		sleep(t.Context(), longestPause) // of the bubble
		synctest.Wait()
		if faults := s.Health.Faults(ctx); len(faults) != 0 {
			t.Errorf("faults %v, want none", faults)
		}
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("ended with %v", err)
		}
	})
}

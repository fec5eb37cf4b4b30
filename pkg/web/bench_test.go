package web_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"intouch/pkg/store/storetest"
)

// BenchmarkRecordedToVisible records a hundred contacts a second over HTTP and
// measures how long each takes to be in the tables, against the sum of the p99
// of a synced write to the disk and of a commit, each done a hundred times a
// second in the same run (design: at most five times that sum).
func BenchmarkRecordedToVisible(b *testing.B) {
	w := newWorld(b)
	w.at("2026-06-15")
	var people []string
	for n := range 200 {
		people = append(people, w.post("/care-leavers", fmt.Sprintf(`{"localId":"B-%d","category":"former_relevant"}`, n))["person"].(string))
	}
	var next atomic.Int64
	for b.Loop() {
		synced := eachHundredth(b, 3*time.Second, syncedWrite(b))
		committed := eachHundredth(b, 3*time.Second, commit(b))
		visible := eachHundredth(b, 5*time.Second, func() error { return w.seeContact(people[int(next.Add(1))%len(people)]) })
		b.ReportMetric(ms(visible), "ms/visible-p99")
		b.ReportMetric(ms(synced), "ms/sync-p99")
		b.ReportMetric(ms(committed), "ms/commit-p99")
		b.ReportMetric(float64(visible)/float64(synced+committed), "ratio")
	}
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// eachHundredth does it a hundred times a second for a while, each on its own,
// and returns the ninety-ninth percentile of how long it took.
func eachHundredth(b *testing.B, during time.Duration, do func() error) time.Duration {
	b.Helper()
	var mu sync.Mutex
	var all []time.Duration
	var running sync.WaitGroup
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(during); time.Now().Before(end); {
		<-tick.C
		running.Go(func() {
			begun := time.Now()
			err := do()
			took := time.Since(begun)
			mu.Lock()
			defer mu.Unlock()
			if all = append(all, took); err != nil {
				b.Error(err)
			}
		})
	}
	running.Wait()
	slices.Sort(all)
	return all[len(all)*99/100]
}

// seeContact records a contact and returns when the tables mean it.
func (w *world) seeContact(person string) error {
	ctx, cancel := context.WithTimeout(w.Context(), 10*time.Second)
	defer cancel()
	at, err := w.record(ctx, "/care-leavers/"+person+"/contacts/"+id(), `{"how":"call","when":"2026-06-14"}`)
	if err != nil {
		return err
	}
	return w.db.WaitFor(ctx, "local", at)
}

func syncedWrite(b *testing.B) func() error {
	b.Helper()
	f, err := os.Create(filepath.Join(b.TempDir(), "synced"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { f.Close() })
	return func() error {
		if _, err := f.Write(make([]byte, 600)); err != nil {
			return err
		}
		return f.Sync()
	}
}

func commit(b *testing.B) func() error {
	b.Helper()
	pool := storetest.New(b)
	if _, err := pool.Exec(b.Context(), "CREATE TABLE bare (n int)"); err != nil {
		b.Fatal(err)
	}
	return func() error {
		_, err := pool.Exec(b.Context(), "INSERT INTO bare VALUES (1)")
		if err != nil {
			return fmt.Errorf("commit: %w", err)
		}
		return nil
	}
}

package monitor_test

import (
	"sync"
	"testing"

	"intouch/deploy"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/history"
	"intouch/pkg/store"
)

// counted are the counts that were published, the last day first, once the
// tables have them.
func (w *world) counted() []store.Counted {
	w.t.Helper()
	b, err := w.log.Bounds(w.t.Context(), authority)
	if err != nil {
		w.t.Fatal(err)
	}
	if err := w.db.WaitFor(w.t.Context(), authority, b.Last); err != nil {
		w.t.Fatal(err)
	}
	all, err := w.db.CountedDays(w.t.Context(), authority, day("2020-01-01"), day("2030-01-01"))
	if err != nil {
		w.t.Fatal(err)
	}
	return all
}

func TestEachDayIsCountedOnceAfterItIsOver(t *testing.T) {
	w := newWorld(t, "2026-03-02")
	w.sweep()
	if n := len(w.counted()); n != 0 {
		t.Errorf("%d counts of a register with nobody on it", n)
	}
	w.joins("wren")
	w.sweep()
	if n := len(w.counted()); n != 0 {
		t.Errorf("%d counts of a day that is not over", n)
	}
	w.at("2026-03-03")
	w.sweepTogether(3)
	w.sweep()
	all := w.counted()
	if len(all) != 1 {
		t.Fatalf("%d counts by three monitors, want 1", len(all))
	}
	c := all[0]
	if c.Day != day("2026-03-02") || c.Register != 1 || c.Buckets["in_touch"] != 1 || len(c.Buckets) != 7 || c.Late || c.Position == 0 || !c.At.Equal(w.now) {
		t.Errorf("%+v", c)
	}
}

func TestDaysOnWhichNoMonitorRanAreMadeUpFor(t *testing.T) {
	w := newWorld(t, "2026-03-02")
	w.joins("wren")
	w.at("2026-03-06")
	w.sweep()
	all := w.counted()
	if len(all) != 4 || all[3].Day != day("2026-03-02") {
		t.Fatalf("%+v; want the four days since the first registration", all)
	}
	for _, c := range all {
		if c.Late != (c.Day != day("2026-03-05")) {
			t.Errorf("%s is said to be counted late: %v", c.Day, c.Late)
		}
	}
	w.at("2026-06-01")
	w.sweep()
	if all := w.counted(); len(all) != 4+35 || all[34].Day != day("2026-04-27") {
		t.Errorf("%d days are counted, the last of the gap is %s; want 35 more", len(all), all[34].Day)
	}
}

// A count can be proved later: by the log up to its position it is the same,
// whatever was recorded since; nothing that is only recorded is changed by it.
func TestACountIsTheSameWhenItIsCountedAgain(t *testing.T) {
	w := newWorld(t, "2026-03-02")
	wren, robin := w.joins("wren"), w.joins("robin")
	w.at("2026-05-12")
	w.sweep()
	last := w.counted()[0]
	if last.Buckets["overdue"] != 2 {
		t.Fatalf("%+v; want both overdue", last)
	}
	w.met(wren, "2026-05-02") // told late: the day looks different since
	w.tell(robin, care.AreaCaseload, care.RecordPerson, w.last(robin), care.Died{On: day("2026-04-01")})
	w.joins("heron")
	w.sweep()
	council := history.Council{DB: w.db, Authority: authority, Policy: england(t)}
	again, err := council.CountUpTo(t.Context(), last.Day, last.Position)
	if err != nil || again.Digest != last.Digest || again.Register != 2 || again.Buckets["overdue"] != 2 {
		t.Errorf("%+v, %v; want %+v", again, err, last.RegisterCounted)
	}
	if now, err := council.CountUpTo(t.Context(), last.Day, 0); err != nil || now.Digest == last.Digest || now.Register != 1 || now.Closed["died"] != 1 {
		t.Errorf("by what is known now: %+v, %v", now, err)
	}
}

// A sum that is not that of the people who stand there is published as they
// stand, and named.
func TestWhatDoesNotAddUpIsCountedByThePeople(t *testing.T) {
	w := newWorld(t, "2026-03-02")
	w.joins("wren")
	w.sweep()
	if _, err := w.pool.Exec(t.Context(), "UPDATE read.tally SET n = n + 1 WHERE bucket = 'in_touch' AND n > 0"); err != nil {
		t.Fatal(err)
	}
	w.at("2026-03-03")
	if _, err := w.monitor().Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if all := w.counted(); len(all) != 1 || all[0].Register != 1 {
		t.Errorf("%+v; want the one who stands there", all)
	}
}

// last is the position of the last event on a person's own record.
func (w *world) last(who care.PersonID) uint64 {
	w.t.Helper()
	events, _, err := w.db.Events(w.t.Context(), authority, who)
	if err != nil {
		w.t.Fatal(err)
	}
	var at uint64
	for _, e := range events {
		if e.Record == care.RecordPerson {
			at = e.Position
		}
	}
	return at
}

// sweepTogether lets several monitors sweep at the same time.
func (w *world) sweepTogether(n int) {
	w.t.Helper()
	var running sync.WaitGroup
	for range n {
		m := w.monitor()
		running.Go(func() {
			if _, err := m.Sweep(w.t.Context()); err != nil {
				w.t.Errorf("sweep: %v", err)
			}
		})
	}
	running.Wait()
}

// england is the policy that comes with the program.
func england(t testing.TB) duty.Policy {
	t.Helper()
	p, err := duty.ParsePolicy(deploy.Policy, 1, day("2020-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

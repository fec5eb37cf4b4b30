package projector_test

import (
	"fmt"
	"syscall"
	"testing"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/history"
	"intouch/pkg/store"
)

// BenchmarkAsKnown asks for the counts and for the first page of the register of
// a council of 2,000 people and ten years, as at and as known on days of its
// past, and says how much longer that takes than to read the events of all from
// the tables and do nothing with them. Target: about a second on an idle machine.
func BenchmarkAsKnown(b *testing.B) {
	const people, each = 2000, 200
	h := newHouse(b)
	fillLives(h, people, each)
	h.timeCatchUp()
	h.exec("ANALYZE")
	c := h.council()
	asks := []struct {
		name string
		ask  func(on care.Day, known time.Time) error
	}{
		{"counts", func(on care.Day, known time.Time) error { _, err := c.Counts(b.Context(), on, known); return err }},
		{"list", func(on care.Day, known time.Time) error {
			_, err := c.Register(b.Context(), store.RegisterQuery{On: on}, known)
			return err
		}},
		{"everybody's facts", func(_ care.Day, known time.Time) error {
			return c.Each(b.Context(), known, func(history.Person) error { return nil })
		}},
		{"person", func(on care.Day, known time.Time) error {
			_, err := c.View(b.Context(), person(7), on, known)
			return err
		}},
	}
	for _, a := range asks {
		for _, years := range []int{1, 5, 9} {
			b.Run(fmt.Sprintf("%s after %d years", a.name, years), func(b *testing.B) {
				reading, cpu, begun := h.timeReading(), cpuTime(), time.Now()
				for b.Loop() {
					if err := a.ask(onDay(years*365), endOf(years*365)); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(time.Since(begun).Seconds()/float64(b.N)/reading.Seconds(), "×reading")
				b.ReportMetric((cpuTime()-cpu).Seconds()/float64(b.N), "cpu-s/op")
			})
		}
	}
}

// timeReading reads everybody's events as they are kept.
func (h *house) timeReading() time.Duration {
	h.t.Helper()
	begun := time.Now()
	err := h.db.Snapshot(h.t.Context(), authority, func(tx *store.Tx) error {
		people, err := tx.Everybody(h.t.Context())
		if err != nil {
			return err
		}
		return tx.EachPerson(h.t.Context(), people, func([]store.Raw) error { return nil })
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return time.Since(begun)
}

// cpuTime is how long this process has been at work, PostgreSQL not counted.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

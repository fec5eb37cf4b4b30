package monitor_test

import (
	"fmt"
	"testing"
	"time"

	care "intouch/pkg/careleaver"
)

// BenchmarkSweep raises the same number of alerts among few people and among ten
// times as many: a sweep is to cost what is due, not how many people there are,
// so the ratio is to be near one.
func BenchmarkSweep(b *testing.B) {
	const due = 50
	for b.Loop() {
		few, many := sweepOf(b, 10*due, due), sweepOf(b, 100*due, due)
		b.ReportMetric(few.Seconds()*1000, "ms/500-people")
		b.ReportMetric(many.Seconds()*1000, "ms/5000-people")
		b.ReportMetric(many.Seconds()/few.Seconds(), "ratio")
	}
}

// sweepOf is how long a sweep takes among so many people, of whom some lapse.
func sweepOf(b *testing.B, people, due int) time.Duration {
	b.Helper()
	w := newWorld(b, "2026-03-02")
	for n := range people {
		who := care.DerivedID("person", fmt.Sprint(n))
		f := care.Registered{LocalID: fmt.Sprint(n), Category: care.Eligible, Details: care.Details{DateOfBirth: day("2009-06-01")}} // looked after: nothing is due
		if n < due {
			f.Category = care.FormerRelevant
		}
		w.tell(who, care.AreaCaseload, care.RecordPerson, 0, f)
	}
	w.sweep() // the tables have come to the end of the log
	w.at("2026-03-11")
	begun := time.Now()
	if r := w.sweep(); r.Raised < due {
		b.Fatalf("raised %d, want at least %d", r.Raised, due)
	}
	return time.Since(begun)
}

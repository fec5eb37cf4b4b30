package figures

import (
	"fmt"
	"testing"
	"time"

	care "intouch/pkg/careleaver"
)

// tenYears is somebody of whom some 400 things were recorded in ten years.
func tenYears() *past {
	p := born("2003-05-04", care.FormerRelevant).says(care.AreaCaseload, care.RecordAdviser, care.AdviserAllocated{Staff: pat, Role: care.PersonalAdviser, Team: "North", From: day("2016-01-04")}, "2016-01-04")
	for d := day("2016-01-04"); d < day(monday); d += 14 {
		when := d.String()
		switch n := int(d) / 14; {
		case n%26 == 0:
			p.home(when, "U").judged(when, care.Yes)
		case n%13 == 0:
			p.does(when, "F2")
		case n%3 == 0:
			p.met(when, care.SawAtHome)
		case n%3 == 1:
			p.met(when, care.Called)
		default:
			p.says(care.AreaContact, "", care.Attempted{How: care.TriedCall, When: care.OnDay(d), Outcome: care.NoAnswer}, when)
		}
	}
	return p
}

// BenchmarkPicture says what one person adds to the figures of a day with its 13 month
// ends, and to the ledger of six months, once their events are read; as ratios to
// folding the events into the person, which any question about them takes.
func BenchmarkPicture(b *testing.B) {
	rules, past := office(b), tenYears()
	const folds = 100
	begun := time.Now()
	for range folds {
		past.subject()
	}
	fold := time.Since(begun) / folds
	s := past.subject()
	for name, work := range map[string]func(){
		"figures": func() { New(rules, day(monday), time.Time{}).Add(s, rules) },
		"ledger":  func() { NewLedger(rules, day("2026-01-01"), day(monday)).Add(s, rules) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				work()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(fold), fmt.Sprintf("×fold(%d)", len(past.events)))
		})
	}
}

package demo

import (
	"cmp"
	"slices"
	"strings"
	"time"

	care "intouch/pkg/careleaver"
)

// Plan is what is recorded, by whom, when.
type Plan struct {
	List  []byte // the register with which the authority begins: Annex A List 9 as CSV, of its first day
	Steps []Step // in order of time; the list is imported at ImportedAt
}

// Step is what is recorded at one time: side by side, only what is of one person
// in order.
type Step struct {
	At     time.Time
	Events []care.Event // without positions
}

// ImportedAt is when the list is imported.
func (w World) ImportedAt() time.Time { return slot(w.From, 0) }

// Plan makes everything up that is recorded until a time. A plan that reaches
// further begins with the same steps.
func (w World) Plan(until time.Time) Plan {
	s, people := w.staff(), w.people()
	cast := w.cast(people)
	events := w.staffEvents(s)
	lives := make([]*life, len(people))
	for i, p := range people {
		lives[i] = w.life(p, &s, cast[p.N])
	}
	list := w.list(lives)
	for _, l := range lives {
		l.live(care.DayOf(until))
		events = append(events, l.events...)
	}
	return Plan{list, steps(events, until)}
}

// steps sorts events by when they are recorded, those of a record in the order
// in which they were made.
func steps(events []care.Event, until time.Time) []Step {
	slices.SortStableFunc(events, func(a, b care.Event) int {
		return cmp.Or(a.RecordedAt.Compare(b.RecordedAt), strings.Compare(string(a.Person[:]), string(b.Person[:])))
	})
	var all []Step
	for _, e := range events {
		if e.RecordedAt.After(until) {
			break
		}
		if n := len(all); n == 0 || !all[n-1].At.Equal(e.RecordedAt) {
			all = append(all, Step{At: e.RecordedAt})
		}
		last := &all[len(all)-1]
		last.Events = append(last.Events, e)
	}
	return all
}

package history

import (
	"cmp"
	"slices"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// What was recorded after a time makes no difference to where somebody stood on an
// earlier day, by what was known at that time, if none of it counts by that day
// ([duty.CountsFrom]). The tables keep what may: it is little.

// LateOf is what counts on days before it was recorded, in order of time.
func LateOf(events []care.Event) []store.Late {
	var all []store.Late
	for i, from := range duty.CountsFrom(events) {
		if e := events[i]; from < e.RecordedOn() {
			all = append(all, store.Late{At: e.RecordedAt, From: from})
		}
	}
	slices.SortFunc(all, func(a, b store.Late) int { return cmp.Or(a.At.Compare(b.At), int(a.From-b.From)) })
	return all
}

// unmoved reports whether nothing that was recorded of somebody after the time can
// count on the day.
func (w *where) unmoved(p store.StoredPlace) bool {
	if w.on >= care.DayOf(w.known.Add(time.Nanosecond)) {
		return false // what is not late may count too
	}
	known := w.known.Truncate(time.Microsecond)
	return !slices.ContainsFunc(p.Late, func(l store.Late) bool { return l.From <= w.on && !l.At.Before(known) })
}

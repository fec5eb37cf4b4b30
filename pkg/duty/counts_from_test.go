package duty_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Whatever is recorded of later days, after whatever time, makes no difference to
// where somebody stood by what was known at that time.
func TestWhatHappensLaterMakesNoDifference(t *testing.T) {
	r := office(t)
	told := 0
	rapid.Check(t, func(t *rapid.T) {
		l := randomLife(t)
		on := firstDay.AddDays(rapid.IntRange(0, 700).Draw(t, "on"))
		known := on.AddDays(rapid.IntRange(0, 60).Draw(t, "known after")).End()
		later := func(e care.Event) bool { return e.RecordedAt.After(known) }
		counts := map[care.RecordID]bool{} // records of which something recorded later counts on the day
		from := duty.CountsFrom(l.events)
		for i, e := range l.events {
			counts[e.Record] = counts[e.Record] || later(e) && from[i] <= on
		}
		then := slices.DeleteFunc(slices.Clone(l.events), later)
		since := slices.DeleteFunc(slices.Clone(l.events), func(e care.Event) bool { return later(e) && counts[e.Record] })
		told += len(since) - len(then)
		p, q := care.PersonOf(l.id, care.Records(then)), care.PersonOf(l.id, care.Records(since))
		if p.Registered.ID != l.id || q.Registered.ID != l.id {
			return
		}
		if diff := cmp.Diff(r.StandingOn(p, nil, on), r.StandingOn(q, nil, on), cmpopts.IgnoreTypes(duty.Span{}), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("on %s as known at %s (known − all):\n%s", on, known, diff)
		}
	})
	if told == 0 {
		t.Error("nothing was recorded later")
	}
}

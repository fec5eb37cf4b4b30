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

func TestALaterDayMakesNoDifference(t *testing.T) {
	cases := []struct {
		name string
		life func() *life
		on   string // known to the end of the next day
		want duty.Bucket
	}{
		{"a programme that begins later closes nobody of 26 whom a list names", func() *life {
			l := newLife("later programme").registered("2025-01-06", "1999-01-01", care.FormerRelevant)
			l.tell("2025-01-06", care.AreaCaseload, care.Listed{AsAt: day("2025-01-06"), InTouch: care.ListedYes})
			l.tell("2025-03-20", care.AreaPathway, care.ProgrammeAgreed{From: day("2025-03-20")})
			return l
		}, "2025-02-15", duty.Unaccounted},
		{"what is said of a home later does not believe what was set aside", func() *life {
			l := newLife("later evidence").registered("2025-01-06", "2005-01-01", care.FormerRelevant)
			home := l.home("2025-01-07", care.MovedIn{Residence: "U"})
			l.tell("2025-01-08", care.AreaAccommodation, care.ContradictionDecided{On: day("2025-01-08"), SetAside: []care.EventID{l.events[1].ID}, Rationale: "the landlord has him gone"})
			l.contact("2025-06-01", care.Called, "")
			l.tellOn("2025-07-20", care.AreaAccommodation, home, care.WhereaboutsConfirmed{On: day("2025-07-20"), HowKnown: care.SeenByUs})
			return l
		}, "2025-06-15", duty.Unaccounted},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l, r, on := c.life(), office(t), day(c.on)
			then, now := r.On(l.knownAt((on+1).String()), on).Standing, r.On(l.person(), on).Standing
			if then.Bucket != c.want || now.Bucket != c.want {
				t.Errorf("as known then %s %v, by all %s %v; want %s", then.Bucket, then.Reasons, now.Bucket, now.Reasons, c.want)
			}
		})
	}
}

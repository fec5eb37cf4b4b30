package projector_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/history"
	"intouch/pkg/store"
	"intouch/pkg/wire"
)

// Where the tables answer for somebody's past, they say what the rules say of
// what was known: the list is as everybody worked out one by one.
func TestTheTablesAnswerAsTheRulesDo(t *testing.T) {
	h := newHouse(t)
	times := 0
	rapid.Check(t, func(r *rapid.T) {
		times++
		events := h.calm(r)
		c := h.projected(fmt.Sprint("calm", times), events)
		for range 25 {
			known := events[rapid.IntRange(0, len(events)-1).Draw(r, "known")].RecordedAt
			on := care.DayOf(known).AddDays(rapid.IntRange(-12, 4).Draw(r, "on"))
			page, err := c.Register(t.Context(), store.RegisterQuery{Authority: c.Authority, On: on, Buckets: everyBucket, Limit: 1000}, known)
			if err != nil {
				r.Fatal(err)
			}
			got := map[care.PersonID]duty.Standing{}
			for _, row := range page.Rows {
				got[row.Person] = row.Standing
			}
			if diff := cmp.Diff(oneByOne(t, c, on, known), got, cmpopts.IgnoreTypes(duty.Span{}), cmpopts.EquateEmpty()); diff != "" {
				r.Fatalf("on %s as known at %s (rules − list):\n%s", on, known, diff)
			}
		}
	})
}

// oneByOne is where everybody stood.
func oneByOne(t *testing.T, c history.Council, on care.Day, known time.Time) map[care.PersonID]duty.Standing {
	t.Helper()
	rules, err := c.Rules(t.Context(), known)
	if err != nil {
		t.Fatal(err)
	}
	all := map[care.PersonID]duty.Standing{}
	err = c.Each(t.Context(), known, func(p history.Person) error {
		if s := p.On(&rules, on).Standing; s.Bucket != "" {
			all[p.ID] = s
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// calm draws events of people whom no merge and no change of staff or policy
// concerns, some of them recorded late.
func (h *house) calm(r *rapid.T) []care.Event {
	records := [][]care.Event{{joined("adam")}, {opens(care.PersonID{}, care.AreaImport, care.ImportStarted{Format: "oc3", AsAt: onDay(0)}, 0)}}
	for n := range mostPeople {
		e := registered(n)
		if f := e.Fact.(care.Registered); rapid.Bool().Draw(r, "imported") {
			f.HowKnown = care.FromImport
			e.Fact = f
		}
		own := []care.Event{e}
		if rapid.IntRange(0, 3).Draw(r, "left care") == 0 {
			own = append(own, event(person(n), care.AreaCaseload, care.RecordPerson, care.CareEnded{On: onDay(50)}, rapid.IntRange(0, 90).Draw(r, "told")))
		}
		records = append(records, own)
		for range rapid.IntRange(0, 3).Draw(r, "stories") {
			records = append(records, randomStory(r, n))
		}
		for range rapid.IntRange(0, 12).Draw(r, "calls") {
			records = append(records, []care.Event{called(n, rapid.IntRange(0, 90).Draw(r, "call"))})
		}
	}
	seed := rapid.Uint64().Draw(r, "order")
	random := rand.New(rand.NewPCG(seed, seed))
	events := shuffled(records, random)
	slices.SortStableFunc(events, func(a, b care.Event) int { return a.RecordedAt.Compare(b.RecordedAt) })
	last := map[string]time.Time{}
	for i := range events {
		e, record := &events[i], wire.SubjectOf(events[i])
		e.RecordedAt = e.RecordedAt.AddDate(0, 0, []int{0, 0, 1, 3, 20}[random.IntN(5)])
		if before := last[record]; before.After(e.RecordedAt) {
			e.RecordedAt = before // what is said of a record comes after it
		}
		last[record] = e.RecordedAt
	}
	return events
}

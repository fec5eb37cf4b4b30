package oc3

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/history"
)

// The DfE holds an authority to whom it returned as having died last year (rule
// 348). Which file was submitted nobody tells InTouch, so it is any that was taken
// out, as it was known then: of who died it is the union of all. A merge that was
// undone since is not followed back.

// lastTaken is a return of last year as it was taken out.
type lastTaken struct {
	ages  Ages
	known time.Time
	rules duty.Authority
}

// lastYear finds the files of last year that were taken out.
func (c *collector) lastYear(ctx context.Context) error {
	entries, err := c.Council.DB.Taken(ctx, c.Council.Authority, takingOf(c.Year-1), c.Known)
	if err != nil {
		return err
	}
	for _, e := range entries {
		t := takenBy(c.Year-1, e.Detail)
		if !t.submittable() {
			continue
		}
		last := lastTaken{ages: t.Ages, known: t.knownAt(e.At)}
		if last.rules, err = c.Council.Rules(ctx, last.known); err != nil {
			return err
		}
		c.last = append(c.last, last)
	}
	return nil
}

// deadIn are the ids under which somebody, or whoever is merged into them, was
// returned as having died in a file of last year.
func (c *collector) deadIn(p history.Person) []string {
	if !slices.ContainsFunc(care.WithRemains(p.Events), func(e care.Event) bool { _, died := e.Fact.(care.Died); return died }) {
		return nil
	}
	var ids []string
	for _, last := range c.last {
		for _, was := range whoWere(p, last.known) {
			if row, place := Of(&was, &last.rules, c.Year-1, last.ages); place.In && row.InTouch.Value == "DIED" {
				ids = append(ids, strings.ToUpper(row.Child.Value))
			}
		}
	}
	return ids
}

// whoWere are the people whose events count for somebody, as they were known
// then: some may have been merged since.
func whoWere(p history.Person, known time.Time) []care.Person {
	told, merges := map[care.PersonID]*history.Told{}, history.Merges{}
	for _, e := range care.KnownBy(p.Events, func(e care.Event) bool { return !e.RecordedAt.After(known) }) {
		if told[e.Person] == nil {
			told[e.Person] = &history.Told{Person: e.Person}
		}
		told[e.Person].Events = append(told[e.Person].Events, e)
	}
	for _, t := range told {
		merges.Learn(*t)
	}
	var all []care.Person
	for _, fam := range merges.Families(told) {
		for _, c := range fam.Counted(merges) {
			if c.Root == c.Person {
				all = append(all, care.PersonOf(c.Person, care.Records(c.Events)))
			}
		}
	}
	return all
}

// lastFile is what is known of last year's file: who was DIED in it. It is none
// where no file was taken out.
func (c *collector) lastFile() {
	if len(c.last) == 0 {
		return
	}
	lines := []Line{}
	for _, id := range slices.Sorted(maps.Keys(c.dead)) {
		lines = append(lines, Line{"CHILD": id, "IN_TOUCH": "DIED"})
	}
	c.made.known[OC3Last] = lines
}

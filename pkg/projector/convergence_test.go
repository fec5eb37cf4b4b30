package projector_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/history"
	"intouch/pkg/projector"
	"intouch/pkg/store"
	"intouch/pkg/store/storetest"
	"intouch/pkg/wire"
)

// Whatever happened, in whatever order the records came to be interleaved,
// wherever batches ended, whichever came twice, and whenever the projector
// crashed: the same tables, row by row, and those of a rebuild from the log as it
// is now, without what was erased. On every day, past and to come, everybody is
// in one bucket, and the counts are those of the people (I1, I11). A count of
// then can be made again later.
func TestWhateverHappensTheTablesConverge(t *testing.T) {
	pool := storetest.New(t)
	h := &house{t: t, pool: pool, db: store.Open(pool)}
	times := 0
	rapid.Check(t, func(r *rapid.T) {
		times++
		h.clear()
		records := randomHistory(r)
		seed := rapid.Uint64().Draw(r, "order")
		name := func(what string) string { return fmt.Sprint(what, times) }
		one, other := h.fed(r, name("one"), records, seed), h.fed(r, name("other"), records, seed+1)
		one.roughly()
		other.oneByOne()
		wantSame(r, withoutPositions(one.rows()), withoutPositions(other.rows()), "one order", "another")
		one.proveCounts()
		rebuilt := h.fed(r, name("rebuilt"), records, seed)
		rebuilt.erased().atOnce()
		wantSame(r, one.rows(), rebuilt.rows(), "live", "rebuilt")
	})
}

// clear empties the tables, of which the next try is to find nothing.
func (h *house) clear() {
	h.exec(`DO $$ DECLARE t regclass; BEGIN
		FOR t IN SELECT oid FROM pg_class WHERE relnamespace = 'read'::regnamespace AND relkind = 'r' LOOP EXECUTE 'DELETE FROM ' || t; END LOOP;
	END $$`)
}

// fed is an authority whose tables are fed with a history.
type fed struct {
	*house
	*rapid.T
	authority string
	log       []wire.Message
	feed      *projector.Feed
	counts    []care.RegisterCounted // as the tables counted on the way
}

// fed lays the records into a log in one of the orders in which they can have
// come.
func (h *house) fed(r *rapid.T, authority string, records [][]care.Event, seed uint64) *fed {
	f := fed{house: h, T: r, authority: authority}
	for i, e := range inLog(shuffled(records, rand.New(rand.NewPCG(seed, seed)))) {
		e.Authority = authority
		m := must(wire.Encode(e))
		m.Position = uint64(i + 1)
		f.log = append(f.log, m)
	}
	f.feed = must(projector.NewFeed(h.t.Context(), f.projector()))
	return &f
}

func (f *fed) projector() projector.Projector {
	return projector.Projector{DB: f.db, Authority: f.authority, Policy: england}
}

// inLog gives the events their positions; what destroys a record names those of
// the record's events, and says what remains of them.
func inLog(events []care.Event) []care.Event {
	records := map[string][]care.Event{}
	for i := range events {
		e := &events[i]
		e.Position = uint64(i + 1)
		subject := wire.SubjectOf(*e)
		if d, ok := e.Fact.(care.Destroyed); ok {
			d.Remains, d.Positions = care.WhatRemains(records[subject]), nil
			for _, was := range records[subject] {
				d.Positions = append(d.Positions, was.Position)
			}
			e.Fact = d
		}
		records[subject] = append(records[subject], *e)
	}
	return events
}

func (f *fed) oneByOne() {
	for i := range f.log {
		f.must(f.feed.Take(f.t.Context(), f.log[i:i+1], false))
	}
	f.feed.Close()
}

func (f *fed) atOnce() {
	half := len(f.log) / 2
	f.must(f.feed.Take(f.t.Context(), f.log[:half], true))
	f.must(f.feed.Take(f.t.Context(), f.log[half:], false))
	f.feed.Close()
}

// roughly takes batches of any size, crashes, and takes batches twice. On the way
// it counts.
func (f *fed) roughly() {
	ctx := f.t.Context()
	for from := 0; from < len(f.log); {
		to := min(len(f.log), from+rapid.IntRange(1, 9).Draw(f.T, "batch"))
		some, more := f.log[from:to], to < len(f.log) && rapid.IntRange(0, 3).Draw(f.T, "more") == 0
		if rapid.IntRange(0, 3).Draw(f.T, "crash") == 0 {
			f.must(f.feed.Crash(ctx, some, more))
		}
		f.must(f.feed.Take(ctx, some, more))
		if rapid.IntRange(0, 3).Draw(f.T, "twice") == 0 {
			if err := f.feed.Again(ctx, some); !errors.Is(err, store.ErrMovedOn) {
				f.Fatalf("a batch that comes twice: %v, want ErrMovedOn", err)
			}
		}
		if !more && rapid.IntRange(0, 2).Draw(f.T, "count") == 0 {
			f.count(someDay(f.T))
		}
		from = to
	}
	f.feed.Close()
}

// someDay is a day, past or to come.
func someDay(r *rapid.T) care.Day { return onDay(rapid.IntRange(-20, 4000).Draw(r, "day counted")) }

func (f *fed) count(day care.Day) {
	c, err := f.db.CountRegister(f.t.Context(), f.authority, day)
	f.must(err)
	sum := 0
	for bucket, n := range c.Buckets {
		if bucket != "closed" {
			sum += n
		}
	}
	if sum != c.Register {
		f.Errorf("on %s the buckets add up to %d, the register is %d", day, sum, c.Register)
	}
	f.counts = append(f.counts, c)
}

// proveCounts compares the counts of the tables, each as it was made then, with
// counts of the people, each asked of the rules; and what pages show with both.
func (f *fed) proveCounts() {
	for range 3 {
		f.count(someDay(f.T))
	}
	for _, c := range f.counts {
		council := history.Council{DB: f.db, Authority: f.authority, Policy: england}
		again, err := council.CountUpTo(f.t.Context(), c.Day, c.Position)
		f.must(err)
		if diff := cmp.Diff(c, again); diff != "" {
			f.Errorf("on %s, up to position %d of %d (tables − people):\n%s", c.Day, c.Position, len(f.log), diff)
		}
	}
	last := f.counts[len(f.counts)-1]
	shown, err := f.db.Counts(f.t.Context(), f.authority, last.Day)
	f.must(err)
	if shown.Register != last.Register || shown.NotYet != last.NotYet || shown.Buckets["unaccounted"] != last.Buckets["unaccounted"] {
		f.Errorf("on %s pages show %+v, counted are %+v", last.Day, shown, last)
	}
}

// erased is the log as it is once what is destroyed has been erased.
func (f *fed) erased() *fed {
	gone := map[uint64]bool{}
	for _, m := range f.log {
		if d, ok := must(wire.Decode(m)).Fact.(care.Destroyed); ok {
			for _, p := range d.Positions {
				gone[p] = true
			}
		}
	}
	var left []wire.Message
	for _, m := range f.log {
		if !gone[m.Position] {
			left = append(left, m)
		}
	}
	f.log = left
	return f
}

func (f *fed) must(err error) {
	if err != nil {
		f.Fatalf("%s: %v", f.authority, err)
	}
}

// rows are all rows of the authority, but for its name and the age of its log.
func (f *fed) rows() map[string][]string {
	all := f.tables()
	for table, rows := range all {
		var own []string
		for _, row := range rows {
			if rest, ok := strings.CutPrefix(row, "("+f.authority+","); ok {
				own = append(own, strings.ReplaceAll(rest, f.authority, "…"))
			}
		}
		all[table] = own
	}
	return all
}

// withoutPositions leaves out what says where in the log something stands.
func withoutPositions(all map[string][]string) map[string][]string {
	delete(all, "event")
	delete(all, "cursor")
	for _, table := range []string{"alert", "question", "set_aside"} {
		for i, row := range all[table] {
			all[table][i] = row[:strings.LastIndexByte(row, ',')]
		}
	}
	return all
}

package projector_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
	_ "intouch/pkg/drawn"
	"intouch/pkg/eventlog"
)

// What stands in the tables must not depend on how the events of different
// records came to be interleaved in the log, nor on whether they came one by one
// or all at once.
func TestAnyOrderOfRecordsGivesTheSameTables(t *testing.T) {
	h := newHouse(t)
	times := 0
	rapid.Check(t, func(r *rapid.T) {
		times++ // an authority for each try
		records := randomRecords(r)
		seed := rapid.Uint64().Draw(r, "order")
		first := h.inOrder(fmt.Sprint("first", times), records, seed, true)
		second := h.inOrder(fmt.Sprint("other", times), records, seed+1, false)
		wantSame(r, first, second, "one order", "another")
	})
}

// inOrder projects the events in one of the orders in which they could have come
// and returns the rows that cannot depend on it.
func (h *house) inOrder(authority string, records [][]care.Event, seed uint64, live bool) map[string][]string {
	h.t.Helper()
	if err := eventlog.Create(h.t.Context(), h.seed, authority, eventlog.Options{}); err != nil {
		h.t.Fatal(err)
	}
	events := shuffled(records, rand.New(rand.NewPCG(seed, seed)))
	for i := range events {
		events[i].Authority = authority
	}
	p := h.projector()
	p.Authority = authority
	stop, done := h.start(p)
	for some := range chunksOf(events, live) {
		h.publish(some...)
		if live {
			h.waitFor(authority)
		}
	}
	h.waitFor(authority)
	stop()
	<-done
	return h.rowsOf(authority)
}

// chunksOf is the events one by one, or all at once.
func chunksOf(events []care.Event, oneByOne bool) func(func([]care.Event) bool) {
	return func(yield func([]care.Event) bool) {
		if !oneByOne {
			yield(events)
			return
		}
		for _, e := range events {
			if !yield([]care.Event{e}) {
				return
			}
		}
	}
}

// rowsOf are the rows of an authority without its name, and without positions.
func (h *house) rowsOf(authority string) map[string][]string {
	all := h.tables()
	for table, rows := range all {
		var own []string
		for _, row := range rows {
			if name := "(" + authority + ","; strings.HasPrefix(row, name) {
				own = append(own, strings.TrimPrefix(row, name))
			}
		}
		all[table] = own
	}
	delete(all, "event")
	delete(all, "cursor")
	for i, row := range all["alert"] {
		all["alert"][i] = row[:strings.LastIndexByte(row, ',')]
	}
	return all
}

// shuffled interleaves the records at random, each in its own order.
func shuffled(records [][]care.Event, random *rand.Rand) []care.Event {
	left := make([][]care.Event, len(records))
	copy(left, records)
	var events []care.Event
	for len(left) > 0 {
		i := random.IntN(len(left))
		events = append(events, left[i][0])
		if left[i] = left[i][1:]; len(left[i]) == 0 {
			left = append(left[:i], left[i+1:]...)
		}
	}
	return events
}

const mostPeople = 4

// randomRecords draws the records of some people, of the staff and of the
// authority, the events of each in order.
func randomRecords(r *rapid.T) [][]care.Event {
	people := rapid.IntRange(1, mostPeople).Draw(r, "people")
	records := [][]care.Event{{joined("adam")}, {joined("eve")}, {managed("North", eve)}}
	draw := func(what string, most int) int { return rapid.IntRange(0, most).Draw(r, what) }
	for n := range people {
		own := []care.Event{registered(n)}
		for range draw("merges", 2) {
			own = append(own, merged(n, draw("into", mostPeople), draw("merged on", 90)))
			if draw("undone", 1) == 1 {
				own = append(own, unmerged(n, draw("from", mostPeople), draw("unmerged on", 90)))
			}
		}
		adviser := []care.Event{allocated(n, adam, draw("allocated on", 20)), allocated(n, eve, 20+draw("then on", 60))}
		alerts := []care.Event{raised(n, draw("raised on", 90))}
		records = append(records, own, adviser[:draw("allocations", 2)], alerts[:draw("alerts", 1)])
		for range draw("contacts", 4) {
			records = append(records, randomRecord(r, n))
		}
	}
	for i := range records[:2] {
		for range draw("changes of staff", 2) {
			records[i] = append(records[i], randomStaff(r, []care.StaffID{adam, eve}[i]))
		}
	}
	if draw("policy", 2) == 0 {
		records = append(records, []care.Event{published(2, draw("from", 60), string(policyText("everyDays: 56", "everyDays: 28")))})
	}
	if draw("import", 2) == 0 {
		records = append(records, []care.Event{opens(care.PersonID{}, care.AreaImport, care.ImportStarted{Format: "oc3", AsAt: onDay(40)}, draw("imported on", 60))})
	}
	return withoutEmpty(records)
}

func withoutEmpty(records [][]care.Event) [][]care.Event {
	var all [][]care.Event
	for _, r := range records {
		if len(r) > 0 {
			all = append(all, r)
		}
	}
	return all
}

func randomRecord(r *rapid.T, n int) []care.Event {
	days := rapid.IntRange(0, 90).Draw(r, "day")
	switch rapid.IntRange(0, 2).Draw(r, "record") {
	case 0:
		return []care.Event{movedIn(n, days)}
	case 1:
		e := called(n, days)
		return []care.Event{e, follow(e, care.Voided{Reason: "duplicate"}, days+1)}
	}
	return []care.Event{called(n, days)}
}

func randomStaff(r *rapid.T, who care.StaffID) care.Event {
	days := rapid.IntRange(0, 90).Draw(r, "staff day")
	switch rapid.IntRange(0, 3).Draw(r, "staff fact") {
	case 0:
		return staff(who, care.StaffAbsent{From: onDay(days), Cover: []care.StaffID{adam, eve}[days%2]}, days)
	case 1:
		return staff(who, care.RoleChanged{Roles: []care.StaffRole{care.RoleHeadOfService}, Team: "North", On: onDay(days)}, days)
	case 2:
		return staff(who, care.StaffLeft{On: onDay(days)}, days)
	}
	return staff(who, care.RoleChanged{Team: "South", On: onDay(days)}, days)
}

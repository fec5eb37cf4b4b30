package oc3

import (
	"slices"
	"testing"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/history"
)

func TestATakingIsReadAsItWasEntered(t *testing.T) {
	for _, c := range []struct {
		name, entry string
		is          Taking
		file        bool
		known       string
	}{
		{"a file, as known when it was taken", "oc3 2026, csv", Taking{Year: 2026, As: "csv"}, true, "2026-06-15T12:00:00Z"},
		{"with everybody of 22 to 25", "oc3 2026, ages whole, xml", Taking{Year: 2026, Ages: AndWhole, As: "xml"}, true, "2026-06-15T12:00:00Z"},
		{"as known at the end of a day in London", "oc3 2026, as known 2026-05-01, csv", Taking{Year: 2026, Known: "2026-05-01", As: "csv"}, true, "2026-05-01T22:59:59.999999999Z"},
		{"at an instant, whose plus an address made a space", "oc3 2026, as known 2026-05-01T10:00:00 01:00, csv", Taking{Year: 2026, Known: "2026-05-01T10:00:00 01:00", As: "csv"}, true, "2026-05-01T09:00:00Z"},
		{"a look, and at no more than was known", "oc3 2026, ages 17-21, as known 2027-01-01, json", Taking{Year: 2026, Ages: UpTo21, Known: "2027-01-01", As: "json"}, false, "2026-06-15T12:00:00Z"},
		{"the page is no file", "oc3 2026, page", Taking{Year: 2026, As: "page"}, false, "2026-06-15T12:00:00Z"},
	} {
		got := takenBy(2026, c.entry)
		known := got.knownAt(time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC)).UTC().Format(time.RFC3339Nano)
		if got != c.is || got.String() != c.entry || got.submittable() != c.file || known != c.known {
			t.Errorf("%s: %+v, %q, a file: %v, as known %s", c.name, got, got, got.submittable(), known)
		}
	}
}

// Two people who both died, and were found to be one since: each was DIED under
// their own id in what was taken out before, and the one alone in what was after.
func TestWhoDiedIsAsTheFileHadThem(t *testing.T) {
	one, other := born("2006-06-10", care.FormerRelevant), born("2006-06-11", care.FormerRelevant)
	for _, l := range []*life{one, other} {
		l.about("2025-09-01", care.Died{On: day("2025-09-01")})
	}
	other.about("2025-09-02", care.DetailsChanged{Details: care.Details{Identifiers: []care.Identifier{{Kind: care.ChildID, ID: "c2"}}}})
	other.about("2026-05-01", care.Merged{Into: one.id, Reason: "The same passport"})
	events := append(one.events, other.events...)
	slices.SortStableFunc(events, func(a, b care.Event) int { return a.RecordedAt.Compare(b.RecordedAt) })
	p := history.Person{Events: events, Absorbed: []care.PersonID{other.id}}
	p.ID = one.id
	for _, c := range []struct {
		name, taken string
		want        []string
	}{
		{"before anybody died", "2025-08-31", nil},
		{"before they were one", "2026-04-30", []string{"C1", "C2"}},
		{"since", "2026-05-02", []string{"C1"}},
	} {
		job := collector{Job: Job{Year: 2027}, last: []lastTaken{{known: day(c.taken).End(), rules: *office(t)}}}
		got := job.deadIn(p)
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

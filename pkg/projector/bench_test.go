package projector_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	care "intouch/pkg/careleaver"
)

// eachPerson is how many events each person has in the measurements: five years
// of contacts and attempts, now and then a move.
const eachPerson = 100

// fill publishes that many events, in the order in which they would come: the
// people's lives side by side.
func fill(h *house, events int) {
	people := events / eachPerson
	h.publish(joined("adam"), joined("eve"))
	for k := range eachPerson {
		batch := make([]care.Event, people)
		for n := range people {
			batch[n] = lived(n, k)
		}
		h.publish(batch...)
	}
}

// lived is the k-th event of a person.
func lived(n, k int) care.Event {
	days := k * 18
	switch {
	case k == 0:
		return registered(n)
	case k == 1:
		return allocated(n, []care.StaffID{adam, eve}[n%2], 0)
	case k%25 == 2:
		home := care.MovedIn{From: care.From{From: onDay(days)}, Residence: "U", Address: "1 High Street", Postcode: "AB1 2CD"}
		return opens(person(n), care.AreaAccommodation, home, days)
	case k%25 == 3:
		return opens(person(n), care.AreaPathway, care.ActivityStarted{From: care.From{From: onDay(days)}, Code: "F2"}, days)
	case k%4 == 1:
		return opens(person(n), care.AreaContact, care.Attempted{How: care.TriedCall, When: care.OnDay(onDay(days)), Outcome: care.NoAnswer}, days)
	}
	f := care.ContactMade{How: care.Called, When: care.OnDay(onDay(days)), StillThere: care.StillYes, Note: "Spoke about work and the flat; wants help with a form next week."}
	if k%4 == 0 {
		f.How = care.SawAtHome
	}
	return opens(person(n), care.AreaContact, f, days)
}

// BenchmarkCatchUp compares catching up, all on our side counted, with copying
// the same rows inside PostgreSQL.
func BenchmarkCatchUp(b *testing.B) {
	for _, events := range []int{100_000} {
		b.Run(fmt.Sprint(events), func(b *testing.B) {
			h := newHouse(b)
			fill(h, events)
			for b.Loop() {
				begun := time.Now()
				h.catchUpWithin(10 * time.Minute)
				took := time.Since(begun)
				copied := h.copyTables()
				b.ReportMetric(took.Seconds(), "s/catch-up")
				b.ReportMetric(copied.Seconds(), "s/copy")
				b.ReportMetric(copied.Seconds()/took.Seconds(), "ratio")
			}
		})
	}
}

func (h *house) catchUpWithin(limit time.Duration) {
	h.t.Helper()
	stop := h.run()
	defer stop()
	ctx, cancel := context.WithTimeout(h.t.Context(), limit)
	defer cancel()
	bounds, err := h.log.Bounds(ctx, authority)
	if err != nil {
		h.t.Fatal(err)
	}
	if err := h.db.WaitFor(ctx, authority, bounds.Last); err != nil {
		h.t.Fatal(err)
	}
}

// copyTables copies every table of read into one just like it, in one
// transaction, and returns how long that took.
func (h *house) copyTables() time.Duration {
	h.t.Helper()
	tables := one[[]string](h, "SELECT array_agg(relname::text) FROM pg_class WHERE relnamespace = 'read'::regnamespace AND relkind = 'r'")
	var make, fill string
	for _, t := range tables {
		make += "CREATE TABLE copied." + t + " (LIKE read." + t + " INCLUDING ALL);"
		fill += "INSERT INTO copied." + t + " SELECT * FROM read." + t + ";"
	}
	h.exec("DROP SCHEMA IF EXISTS copied CASCADE; CREATE SCHEMA copied;" + make)
	begun := time.Now()
	h.exec("BEGIN;" + fill + "COMMIT;")
	return time.Since(begun)
}

func (h *house) exec(sql string) {
	h.t.Helper()
	if _, err := h.pool.Exec(h.t.Context(), sql); err != nil {
		h.t.Fatal(err)
	}
}

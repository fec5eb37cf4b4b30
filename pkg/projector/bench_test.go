package projector_test

import (
	"context"
	"runtime"
	"runtime/metrics"
	"slices"
	"testing"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/store"
)

const (
	runs       = 5   // interleaved; their median counts
	eachPerson = 100 // events: five years of contacts and attempts, now and then a move
	single     = 200 // events taken one by one
)

// fill publishes that many events.
func fill(h *house, events int) { fillLives(h, events/eachPerson, eachPerson) }

// fillLives publishes so many events of each of the people, in the order in
// which they would come: lives side by side.
func fillLives(h *house, people, each int) {
	h.publish(joined("adam"), joined("eve"))
	var before []care.Event
	for k := range each {
		batch := make([]care.Event, people)
		for n := range people {
			batch[n] = lived(n, k)
			if k%25 != 19 {
				continue
			}
			if f, ok := before[n].Fact.(care.ContactMade); ok { // it was on another day
				f.When = care.OnDay(f.When.Day() - 2)
				batch[n] = follow(before[n], care.Corrected{Facts: f, Reason: "wrong day"}, k*18)
			}
		}
		h.publish(batch...)
		before = batch
	}
}

// note is as long as such notes are.
const note = "Rang at four. He is well and still at the flat; the landlord has mended the boiler. Work is going better since the new rota, " +
	"but money is tight until the end of the month. Wants help with the council tax form; I will bring it on Thursday and we shall " +
	"look at it together. He asked after his sister, whom he means to visit at the weekend."

// lived is the k-th event of a person, one in five of them recorded three days late.
func lived(n, k int) care.Event {
	days := k * 18
	e := lives(n, k, days)
	if k%5 == 0 {
		e.RecordedAt = e.RecordedAt.AddDate(0, 0, 3)
	}
	return e
}

func lives(n, k, days int) care.Event {
	switch {
	case k == 0:
		return registered(n)
	case k == 1:
		return allocated(n, []care.StaffID{adam, eve}[n%2], 0)
	case k%25 == 2:
		return movedIn(n, days)
	case k%25 == 3:
		return opens(person(n), care.AreaPathway, care.ActivityStarted{From: care.From{From: onDay(days)}, Code: "F2"}, days)
	case k%25 == 11:
		return opens(person(n), care.AreaPathway, care.PlanReviewed{On: onDay(days)}, days)
	case k%25 == 13:
		f := care.DetailsChanged{Details: care.Details{ContactPoints: []care.ContactPoint{{Kind: "phone", Value: "07700 900123"}}}}
		return event(person(n), care.AreaCaseload, care.RecordPerson, f, days)
	case k%75 == 14 && n%20 == 0:
		return event(person(n), care.AreaCaseload, care.RecordPerson, care.DetailsChanged{Details: care.Details{KnownAs: "Bee"}}, days)
	case k%4 == 1:
		return opens(person(n), care.AreaContact, care.Attempted{How: care.TriedCall, When: care.OnDay(onDay(days)), Outcome: care.NoAnswer}, days)
	}
	f := care.ContactMade{How: care.Called, When: care.OnDay(onDay(days)), StillThere: care.StillYes, Note: note}
	if k%4 == 0 {
		f.How = care.SawAtHome
	}
	return opens(person(n), care.AreaContact, f, days)
}

// BenchmarkCatchUp compares catching up, everything on our side counted, with
// copying the same rows inside PostgreSQL in one transaction, and with taking
// events one by one, each in a transaction of its own. Target: at least 0.5 times
// as fast as the one, and 25 times as the other.
func BenchmarkCatchUp(b *testing.B) {
	const events = 100_000
	h := newHouse(b)
	fill(h, events)
	for b.Loop() {
		var took, copied []time.Duration
		for range runs {
			h.empty()
			took = append(took, h.timeCatchUp())
			copied = append(copied, h.timeCopy())
		}
		ours := median(took).Seconds()
		b.ReportMetric(ours, "s/catch-up")
		b.ReportMetric(median(copied).Seconds(), "s/copy")
		b.ReportMetric(median(copied).Seconds()/ours, "of-copy")
		b.ReportMetric(h.timeSingle().Seconds()/single*events/ours, "times-one-by-one")
		b.ReportMetric(0, "ns/op")
	}
}

// BenchmarkGrowth compares catching up with ten times as many events of ten
// times as many people. Target: at most 11 times as long, in the same memory.
func BenchmarkGrowth(b *testing.B) {
	for b.Loop() {
		few, fewBytes := timeGrowth(b, 100_000)
		many, manyBytes := timeGrowth(b, 1_000_000)
		b.ReportMetric(few.Seconds(), "s/100k")
		b.ReportMetric(many.Seconds(), "s/1M")
		b.ReportMetric(many.Seconds()/few.Seconds(), "times-as-long")
		b.ReportMetric(float64(fewBytes)/(1<<20), "MB/100k")
		b.ReportMetric(float64(manyBytes)/(1<<20), "MB/1M")
		b.ReportMetric(0, "ns/op")
	}
}

// timeGrowth catches up with that many events; it returns how long that took and
// the most memory in use beyond what was before, the NATS server's included.
func timeGrowth(b *testing.B, events int) (time.Duration, uint64) {
	h := newHouse(b)
	fill(h, events)
	runtime.GC()
	before := inUse()
	ctx, stop := context.WithCancel(b.Context())
	most := make(chan uint64)
	go func() {
		peak := before
		for ctx.Err() == nil {
			peak = max(peak, inUse())
			pause(ctx, 20*time.Millisecond)
		}
		most <- peak
	}()
	took := h.timeCatchUp()
	stop()
	return took, <-most - before
}

// inUse is how many bytes the last garbage collection found in use.
func inUse() uint64 {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	return live[0].Value.Uint64()
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}

// empty makes the tables anew.
func (h *house) empty() {
	h.t.Helper()
	h.exec("DROP SCHEMA read CASCADE")
	if err := store.Migrate(h.t.Context(), h.pool); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) timeCatchUp() time.Duration {
	h.t.Helper()
	begun := time.Now()
	stop := h.run()
	defer stop()
	bounds, err := h.log.Bounds(h.t.Context(), authority)
	if err != nil {
		h.t.Fatal(err)
	}
	if err := h.db.WaitFor(h.t.Context(), authority, bounds.Last); err != nil {
		h.t.Fatal(err)
	}
	return time.Since(begun)
}

// timeCopy copies every table of read into one just like it, in one transaction.
func (h *house) timeCopy() time.Duration {
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

// timeSingle lets a projector take events one by one, each in a transaction of
// its own.
func (h *house) timeSingle() time.Duration {
	h.t.Helper()
	stop := h.run()
	defer stop()
	begun := time.Now()
	for n := range single {
		h.publish(lived(n, eachPerson))
		h.wait()
	}
	return time.Since(begun)
}

func (h *house) exec(sql string) {
	h.t.Helper()
	if _, err := h.pool.Exec(h.t.Context(), sql); err != nil {
		h.t.Fatal(err)
	}
}

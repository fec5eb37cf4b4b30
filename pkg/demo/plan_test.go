package demo

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
	_ "intouch/pkg/drawn"
	"intouch/pkg/duty"
	"intouch/pkg/wire"
)

var monday = care.NewDay(2024, time.June, 17)

// small is a world that is quickly made.
func small(seed uint64) World {
	return World{Seed: seed, From: monday, People: 60, Advisers: 5, Teams: 2}
}

// someWorld draws a small world, and two days of it.
func someWorld(t *rapid.T) (w World, earlier, later time.Time) {
	w = small(rapid.Uint64().Draw(t, "seed"))
	w.From = w.From.AddDays(rapid.IntRange(0, 700).Draw(t, "first day"))
	minutes := rapid.SliceOfN(rapid.IntRange(0, 900*24*60), 2, 2).Draw(t, "minutes")
	slices.Sort(minutes)
	at := func(i int) time.Time { return w.From.Start().Add(time.Duration(minutes[i]) * time.Minute) }
	return w, at(0), at(1)
}

func TestTheSameSeedGivesTheSameBytes(t *testing.T) {
	until := monday.AddDays(730).Start()
	once, again, other := digest(t, small(1).Plan(until)), digest(t, small(1).Plan(until)), digest(t, small(2).Plan(until))
	if once != again {
		t.Error("the same seed gave other events")
	}
	if once == other {
		t.Error("another seed gave the same events")
	}
}

func digest(t *testing.T, p Plan) [32]byte {
	t.Helper()
	h := sha256.New()
	h.Write(p.List)
	for _, e := range p.events() {
		m, err := wire.Encode(e)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(h, m.Subject, m.Header, string(m.Body))
	}
	return [32]byte(h.Sum(nil))
}

func (p Plan) events() (all []care.Event) {
	for _, s := range p.Steps {
		all = append(all, s.Events...)
	}
	return all
}

func TestALongerPlanBeginsWithTheShorter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, earlier, later := someWorld(t)
		short, long := w.Plan(earlier), w.Plan(later)
		if !bytes.Equal(short.List, long.List) {
			t.Fatal("the lists differ")
		}
		if len(short.Steps) > len(long.Steps) {
			t.Fatalf("%d steps until %s, %d until %s", len(short.Steps), earlier, len(long.Steps), later)
		}
		for i, s := range short.Steps {
			if l := long.Steps[i]; !s.At.Equal(l.At) || !slices.EqualFunc(s.Events, l.Events, sameEvent) {
				t.Fatalf("step %d at %s is another until %s than until %s", i, s.At, earlier, later)
			}
		}
	})
}

func sameEvent(a, b care.Event) bool {
	x, _ := wire.Encode(a)
	y, _ := wire.Encode(b)
	return x.Subject == y.Subject && fmt.Sprint(x.Header) == fmt.Sprint(y.Header) && bytes.Equal(x.Body, y.Body)
}

func TestWhatIsRecordedCanBeTrue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, _, later := someWorld(t)
		seen, last := map[care.EventID]bool{}, map[place]time.Time{}
		for _, e := range w.Plan(later).events() {
			if err := e.Fact.Validate(); err != nil {
				t.Fatalf("%T: %v", e.Fact, err)
			}
			if seen[e.ID] {
				t.Fatalf("%T: the id %s is there twice", e.Fact, e.ID)
			}
			_, team := e.Fact.(care.TeamManagerSet)
			_, named := uuid.Parse(string(e.Record))
			if _, begun := last[placeOf(e)]; !team && named == nil && begun == (e.Record == care.NewRecordID(e.ID)) {
				t.Fatalf("%T: on record %s, which is begun: %v", e.Fact, e.Record, begun)
			}
			if e.RecordedAt.Before(last[placeOf(e)]) || e.RecordedAt.After(later) {
				t.Fatalf("%T: recorded at %s, after the last one of its record at %s", e.Fact, e.RecordedAt, last[placeOf(e)])
			}
			seen[e.ID], last[placeOf(e)] = true, e.RecordedAt
		}
	})
}

func TestPeopleWorkWhenPeopleWork(t *testing.T) {
	for _, s := range small(3).Plan(monday.AddDays(500).Start()).Steps {
		day := care.DayOf(s.At)
		for _, e := range s.Events {
			if !duty.WorkingDay(day) {
				t.Errorf("%T is recorded on %s, a %s", e.Fact, day, day.Weekday())
			}
		}
	}
}

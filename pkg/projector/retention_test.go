package projector_test

import (
	"testing"
	"time"

	care "intouch/pkg/careleaver"
)

// Whatever was recorded under the id of a duplicate is kept as long as the
// records of whom it is of (docs/rules.md section 10).
func TestRecordsOfADuplicateAreKeptAsLongAsThosePersonsOwn(t *testing.T) {
	h := newHouse(t)
	born := func(n int, day care.Day) care.Event {
		e := registered(n)
		f := e.Fact.(care.Registered)
		f.DateOfBirth = day
		e.Fact = f
		return e
	}
	right, young := care.NewDay(2007, time.March, 1), onDay(0).AddDays(-17*365)
	h.publish(born(0, right), born(1, care.NewDay(1997, time.March, 1)), born(2, 0), born(3, young), merged(1, 0, 1), merged(2, 0, 2),
		event(person(3), care.AreaCaseload, care.RecordPerson, care.Died{On: onDay(2)}, 3), born(4, right), merged(4, 3, 4))
	h.catchUp()
	due, err := h.db.DueForDestruction(t.Context(), authority, care.Forever-1)
	if err != nil {
		t.Fatal(err)
	}
	fifteen := care.NewDay(onDay(2).Start().Year()+15, onDay(2).Start().Month(), onDay(2).Start().Day())
	until := map[care.PersonID]care.Day{}
	for _, d := range due {
		until[d.Person] = d.Until
	}
	for n, want := range []care.Day{right.Birthday(75), right.Birthday(75), right.Birthday(75), fifteen, fifteen} {
		if until[person(n)] != want {
			t.Errorf("of %d until %s, want %s", n, until[person(n)], want)
		}
	}
}

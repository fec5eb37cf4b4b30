package intake

import (
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// skew is how far ahead of ours a clock may be before what it says is in the future.
const skew = 5 * time.Minute

// firstDay is before anything that can be told of today's care leavers. Lists
// write 1 January 1900 for "not known" (I15).
var firstDay = care.NewDay(1990, time.January, 1)

// notValues are what other systems write where they know nothing (I15), in
// their very spelling: Nan may be whom we may ask.
var notValues = []string{"-", "--", "nan", "NaN", "null", "NULL", "#N/A", "#MULTIVALUE", "NF1 1NF"}

// toCome are the fields that speak of days to come.
var toCome = []string{"next", "until", "expectedEnd", "expectedReturn", "acceptBy", "reviewOn", "nextBy", "by", "effectiveFrom"}

// plausible checks the values that no fact can judge by itself: days against
// the clock and the person's birth, and values that stand for none. What came
// of the body is checked, so each problem names the field as it was sent.
func (d *decision) plausible(p *care.Problems) {
	for _, l := range d.leaves {
		switch v := l.value.(type) {
		case care.Day:
			d.day(p, l.pointer, care.OnDay(v))
		case care.When:
			d.day(p, l.pointer, v)
		case care.RecordID:
			if _, err := uuid.Parse(string(v)); err != nil {
				p.Add(l.pointer, "Enter the id of the record, or leave it out")
			}
		case string:
			if slices.Contains(notValues, strings.TrimSpace(v)) && !d.quotes() {
				p.Add(l.pointer, "Leave it out if it is not known")
			}
		}
	}
}

// quotes reports whether the facts quote cells that could not be read.
func (d *decision) quotes() bool {
	switch d.event.Fact.(type) {
	case care.CellQuestioned, care.RowSetAside:
		return true
	}
	return false
}

func (d *decision) day(p *care.Problems, pointer string, w care.When) {
	field := pointer[strings.LastIndexByte(pointer, '/')+1:]
	switch {
	case w.IsZero():
	case field == "dateOfBirth":
		if d.ahead(w) {
			p.Add(pointer, "Enter a date of birth in the past, or leave it out")
		}
	case w.Day() < firstDay:
		p.Add(pointer, "Enter a day after 1 January 1990, or leave it out if it is not known")
	case w.Day() < d.born():
		p.Add(pointer, "This is before they were born: check the day, or correct the date of birth")
	case d.ahead(w) && !d.mayBeAhead(field):
		p.Add(pointer, "This has not happened yet: enter a day up to today, and check the clock of your device")
	}
}

// ahead reports whether it lies in the future, as far as clocks can be trusted.
func (d *decision) ahead(w care.When) bool {
	now := d.now.Add(skew)
	if at, exact := w.Instant(); exact {
		return at.After(now)
	}
	return w.Day() > care.DayOf(now)
}

// mayBeAhead reports whether the field may name a day to come: what is agreed
// before it happens. Nobody was told, or said, anything tomorrow.
func (d *decision) mayBeAhead(field string) bool {
	if slices.Contains(toCome, field) {
		return true
	}
	if field == "toldOn" || field == "saidOn" {
		return false
	}
	switch facts(d.event.Fact).(type) {
	case care.Planned, care.MovedIn, care.WentAway, care.ActivityStarted, care.ProgrammeAgreed, care.FrequencySet,
		care.EligibilityChanged, care.AdviserAllocated, care.AdviserUnallocated, care.TeamAllocated,
		care.StaffJoined, care.RoleChanged, care.StaffAbsent, care.StaffReturned, care.StaffLeft, care.TeamManagerSet:
		return true
	}
	return false
}

// facts are what an event says: of a correction, what it says instead.
func facts(f care.Fact) care.Fact {
	if c, ok := f.(care.Corrected); ok {
		return c.Facts
	}
	return f
}

package oracle

import (
	"bytes"
	"cmp"
	"slices"

	care "intouch/pkg/careleaver"
)

// fact is something that is in force: as it was last corrected, on the day on
// which it happened, or was recorded when it names no day.
type fact struct {
	care.Event
	when care.When
	day  care.Day
}

// life is all that is in force of one person, in order of time, who works for
// the authority, and what a walk through the days found: a day after a day since
// the first.
type life struct {
	facts  []fact
	staff  []colleague
	born   care.Day // zero: not known
	first  care.Day // of which anything is known
	held   []held
	places []where
}

// "One correction or void takes all of it back": the last correction of each
// event counts, a void takes its event or the whole record out. The walks end on
// the day: nothing that happens later counts on it.
func lifeOf(events []care.Event, staff []colleague, on care.Day) life {
	l := life{staff: staff}
	for _, e := range events {
		if isAboutAnother(e) {
			continue
		}
		if f, ok := asCorrected(e, sameRecord(e, events)); ok {
			l.facts = append(l.facts, f)
		}
	}
	slices.SortStableFunc(l.facts, func(a, b fact) int {
		return cmp.Or(a.when.Compare(b.when), a.RecordedAt.Compare(b.RecordedAt), bytes.Compare(a.ID[:], b.ID[:]))
	})
	l.born, l.first = l.bornOn(), l.firstDay()
	l.held, l.places = l.walkCategory(on), l.walkPlaces(on)
	return l
}

func isAboutAnother(e care.Event) bool {
	switch e.Fact.(type) {
	case care.Corrected, care.Voided:
		return true
	}
	return false
}

func sameRecord(e care.Event, events []care.Event) []care.Event {
	var same []care.Event
	for _, other := range events {
		if other.Area == e.Area && other.Record == e.Record {
			same = append(same, other)
		}
	}
	return same
}

// asCorrected returns the event as the later ones of its record leave it, and
// whether anything of it is left.
func asCorrected(e care.Event, record []care.Event) (fact, bool) {
	for _, later := range record {
		switch f := later.Fact.(type) {
		case care.Corrected:
			if f.Of == e.ID || (f.Of == care.EventID{} && record[0].ID == e.ID) {
				e.Fact = f.Facts
			}
		case care.Voided:
			if f.Of == e.ID || (f.Of == care.EventID{} && !onePerPerson(e.Record)) {
				return fact{}, false
			}
		}
	}
	when := e.Fact.Happened()
	if when.IsZero() {
		when = care.AtInstant(e.RecordedAt)
	}
	return fact{Event: e, when: when, day: when.Day()}, true
}

func onePerPerson(r care.RecordID) bool {
	switch r {
	case care.RecordPerson, care.RecordAdviser, care.RecordFrequency, care.RecordPost21, care.RecordSafety, care.RecordWhereabouts:
		return true
	}
	return false
}

// told is a fact of one kind.
type told[F care.Fact] struct {
	fact
	says F
}

// upTo returns the facts of a kind that had happened by the end of the day, in
// order of time.
func upTo[F care.Fact](l life, d care.Day) []told[F] {
	var all []told[F]
	for _, f := range l.facts {
		if says, ok := f.Fact.(F); ok && f.day <= d {
			all = append(all, told[F]{f, says})
		}
	}
	return all
}

// of returns those of one record.
func of[F care.Fact](r care.RecordID, all []told[F]) []told[F] {
	var some []told[F]
	for _, t := range all {
		if t.Record == r {
			some = append(some, t)
		}
	}
	return some
}

// last returns the latest of them, and whether there is any.
func last[F care.Fact](all []told[F]) (told[F], bool) {
	if len(all) == 0 {
		return told[F]{}, false
	}
	return all[len(all)-1], true
}

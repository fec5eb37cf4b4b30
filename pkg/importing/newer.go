package importing

import (
	"fmt"

	care "intouch/pkg/careleaver"
)

// age is how something on record stands to the list.
type age int

const (
	olderThanList age = iota // the list may replace it
	disputed                 // somebody decides: a person recorded it since, of a day before the list's
	newerThanList            // the list changes nothing
)

// ageOf compares what was told of a day with the list. What a list told counts
// from its day. What a person recorded counts from its day too, or from the day
// of the recording if it was told ahead; on the same day the person is right.
func (t *telling) ageOf(on care.Day, e care.Entry, imported bool) age {
	if imported && e.SaidBy() == e.ID {
		if on > t.asAt {
			return newerThanList
		}
		return olderThanList
	}
	recorded := e.RecordedOn()
	if e.SaidBy() != e.ID {
		recorded = e.Correction.RecordedOn()
	}
	switch {
	case min(on, recorded) >= t.asAt:
		return newerThanList
	case recorded > t.asAt:
		return disputed
	}
	return olderThanList
}

// olderList reports whether a list of a later day has named the person.
func (t *telling) olderList() bool {
	for _, l := range t.person.Listings {
		if l.Facts.AsAt > t.asAt {
			return true
		}
	}
	return false
}

// statement is something that was said of a matter: where they live, who works
// with them.
type statement struct {
	says   string
	on     care.Day
	entry  care.Entry
	listed bool // by a list
}

func said(says string, on care.Day, e care.Entry, listed bool) statement {
	return statement{says, on, e, listed && e.SaidBy() == e.ID}
}

// standing is how all that was said of a matter, in order of time, stands to
// what the list says. A list that only repeats what a list said before a person
// said otherwise brings no news: somebody decides.
func (t *telling) standing(list string, all []statement) age {
	newest, before, last := olderThanList, "", statement{}
	for _, s := range all {
		newest = max(newest, t.ageOf(s.on, s.entry, s.listed))
		if s.listed {
			before = s.says
		}
		last = s
	}
	repeats := !last.listed && before == list && before != ""
	switch {
	case newest == newerThanList:
		return newerThanList
	case last.says != list && (newest == disputed || repeats):
		return disputed
	}
	return olderThanList
}

// yields notes or asks about something that the list says and the register
// says otherwise, unless the list is newer; true if the list yields.
func (t *telling) yields(a age, c Column, what string) bool {
	switch a {
	case newerThanList:
		t.note(fmt.Sprintf("%s: the register holds newer evidence, nothing changed", what))
	case disputed:
		t.ask(c, fmt.Sprintf("Say which is right: somebody recorded otherwise since, about %s.", what))
	}
	return a != olderThanList
}

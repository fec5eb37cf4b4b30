package returns

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

var timelineColumns = []Column{
	{Heading: "Day"}, {Heading: "Time", Wide: 8}, {Heading: "What happened", Wide: 40}, {Heading: "Details", Wide: 80}, {Heading: "State"}, {Heading: "Told on"},
	{Heading: "Recorded on"}, {Heading: "Recorded at", Wide: 8}, {Heading: "Recorded by", Wide: 24}, {Heading: "On behalf of", Wide: 24}, {Heading: "Source", Wide: 18},
	{Heading: "Position", Wide: 8}, {Heading: "Event", Wide: 38},
}

// Words say what happened in a line, and what its facts carry, a line each.
type Words func(e care.Event) (title string, details []string)

// Timeline writes all that was recorded of a person, the first in the world
// first: what was corrected or taken back too, and what became of it. Whether
// whoever takes it out may open the record is decided before.
func (t Take) Timeline(ctx context.Context, w io.Writer, f Format, person care.PersonID, words Words) error {
	all, whole, err := t.Council.DB.Events(ctx, t.Council.Authority, person)
	if err != nil {
		return err
	}
	if !whole {
		return fmt.Errorf("the record is incomplete, so its timeline would be: see deploy/runbooks/parked-person.md")
	}
	rules, err := t.Council.Rules(ctx, t.Known)
	if err != nil {
		return err
	}
	p := care.PersonOf(person, care.Records(all))
	line := timeline{of: &p, staff: rules.Staff, words: words}
	line.events = slices.DeleteFunc(all, func(e care.Event) bool { return !t.Known.IsZero() && e.RecordedAt.After(t.Known) })
	return write(w, f, Head{"Timeline", timelineColumns, t.On, t.Known}, line.rows)
}

// timeline is a record being written down.
type timeline struct {
	of     *care.Person // as they are now: what is closed is so at every time
	events []care.Event
	staff  care.Workforce
	words  Words
}

func (l timeline) rows(row func(Row) error) error {
	states := statesOf(care.Records(l.events))
	slices.SortStableFunc(l.events, func(a, b care.Event) int {
		return cmp.Or(happened(a).Compare(happened(b)), cmp.Compare(a.Position, b.Position))
	})
	for _, e := range l.events {
		if err := row(Row{e.Person, l.cells(e, states[e.ID])}); err != nil {
			return err
		}
	}
	return nil
}

// happened is when it happened, else when it was recorded.
func happened(e care.Event) care.When {
	if w := e.Fact.Happened(); !w.IsZero() {
		return w
	}
	return care.AtInstant(e.RecordedAt)
}

// cells are those of an event. What is sealed shows that it is, and when it was
// recorded; with a protected address no details are in any file.
func (l timeline) cells(e care.Event, state string) []Cell {
	when, id := happened(e), e.ID
	title, details := l.words(e)
	switch {
	case l.of.IsSealed(e) && !aboutRecord(e.Fact):
		title, details, state = "Sealed", nil, "Sealed"
	case l.of.Protected():
		details = []string{"Left out: an address is protected."}
	}
	recorded, at := instant(e.RecordedAt)
	return []Cell{
		date(when.Day(), id), text(clockOf(when), id), text(title, id), text(strings.Join(details, "; "), id), text(state, id), date(toldOn(care.Entry{Event: e}), id),
		date(recorded, id), text(at, id), text(l.staff.Named(e.Actor), id), text(l.staff.Named(e.OnBehalfOf), id), text(sourceOf(e), id),
		number(int(e.Position), id), text(id.String(), id),
	}
}

// aboutRecord reports whether a fact says what became of a record: that it is
// sealed, and why, is shown.
func aboutRecord(f care.Fact) bool {
	switch f.(type) {
	case care.Sealed, care.Destroyed, care.Voided:
		return true
	}
	return false
}

// statesOf says of each event what became of it: in force, corrected, taken
// back. An event about others is none of it.
func statesOf(records []care.Record) map[care.EventID]string {
	states := map[care.EventID]string{}
	for _, r := range records {
		if r.Voided != nil {
			states[r.Opened.ID] = "Taken back"
		}
		for _, e := range r.Force {
			states[e.ID] = "In force"
			if e.Correction.ID != uuid.Nil {
				states[e.ID] = "Corrected since"
				states[e.Correction.ID] = "In force"
			}
		}
	}
	return states
}

package returns

import (
	"context"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

var contactColumns = []Column{
	{Heading: "Local id"}, {Heading: "Given name"}, {Heading: "Family name"}, {Heading: "What", Wide: 22}, {Heading: "Day"}, {Heading: "Time", Wide: 8}, {Heading: "How", Wide: 26},
	{Heading: "Where", Wide: 22}, {Heading: "Outcome", Wide: 22}, {Heading: "Who told us", Wide: 24}, {Heading: "Worker", Wide: 24}, {Heading: "Capacity", Wide: 24}, {Heading: "Still there"},
	{Heading: "Still doing it"}, {Heading: "Who else"}, {Heading: "Worried"}, {Heading: "Next contact"}, {Heading: "Note", Wide: 60}, {Heading: "Told on"}, {Heading: "Recorded on"},
	{Heading: "Source", Wide: 18}, {Heading: "Recorded times"},
}

// noteColumn is where a note stands among them.
var noteColumn = slices.IndexFunc(contactColumns, func(c Column) bool { return c.Heading == "Note" })

// Contacts writes what was done to be in touch and what came of it, from one day
// to another, both included: contacts, attempts, what others told us, and
// refusals. A meeting that is recorded more than once is one row.
func (t Take) Contacts(ctx context.Context, w io.Writer, f Format, from care.Day) error {
	head := Head{"Contacts", contactColumns, t.On, t.Known}
	return write(w, f, head, func(row func(Row) error) error {
		return t.each(ctx, func(s subject) error {
			if s.Shut != "" {
				return nil // each row would say what is in the record
			}
			for _, m := range s.meetings() {
				if m.when.Day() < from || m.when.Day() > t.On {
					continue
				}
				if err := row(Row{s.ID, s.meeting(m)}); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// meeting is a contact, an attempt, a report or a refusal, in words for people.
type meeting struct {
	care.Entry
	when                      care.When
	what, how, where, outcome string
	informant                 string
	by                        care.By
	there, doing              care.Still
	worried                   bool
	next                      care.Day
	who, note                 string // free text
	times                     int    // how often the same meeting is recorded
}

// meetings are all of them in order of time, each once.
func (s subject) meetings() []meeting {
	var all []meeting
	for _, m := range s.Person.Meetings() {
		all = append(all, contactOf(m))
	}
	for _, a := range s.Attempts {
		all = append(all, attemptOf(a))
	}
	for _, r := range s.Reports {
		m := meeting{Entry: r.Entry, when: r.Facts.When, what: "Told by someone else", note: r.Facts.Note, times: 1}
		m.told(r.Facts.Hearsay)
		all = append(all, m)
	}
	for _, r := range s.Refusals {
		f := r.Facts
		all = append(all, meeting{Entry: r.Entry, when: f.When, what: "Refusal", how: blankLabel(care.Hows, f.How), outcome: care.Refusals.Label(f.What), by: f.By, note: f.Words, times: 1})
	}
	slices.SortStableFunc(all, func(a, b meeting) int { return a.when.Compare(b.when) })
	return all
}

func contactOf(m care.Meeting) meeting {
	f := m.Contact.Facts
	how := care.Hows.Label(f.How)
	if f.How == care.NotStated {
		how = "Not stated"
	}
	return meeting{
		Entry: m.Contact.Entry, when: f.When, what: "Contact", how: how, where: blankLabel(care.Places, f.Place()), by: f.By, there: f.StillThere, doing: f.ActivityStill,
		worried: f.Worried, next: f.Next, who: strings.Join(f.Present, "; "), note: f.Note, times: 1 + len(m.Others),
	}
}

func attemptOf(a care.Told[care.Attempted]) meeting {
	f := a.Facts
	m := meeting{Entry: a.Entry, when: f.When, what: "Attempt", how: care.AttemptHows.Label(f.How), outcome: care.Outcomes.Label(f.Outcome), by: f.By, note: f.Note, times: 1}
	if f.Told != nil {
		m.told(*f.Told)
	}
	return m
}

func (m *meeting) told(h care.Hearsay) {
	m.informant, m.there, m.doing = care.Informants.Label(h.Informant), h.StillThere, h.ActivityStill
	m.who, m.note = h.Who, strings.TrimSpace(h.What+" "+m.note)
}

// blankLabel is the label of a code, and nothing for none.
func blankLabel[T ~string](codes care.Codes[T], code T) string {
	if !codes.Has(code) {
		return ""
	}
	return codes.Label(code)
}

// meeting are the cells of a row. Of one that is sealed there are the kind and
// the day; what was noted of somebody with a protected address is in no file.
func (s subject) meeting(m meeting) []Cell {
	says := m.SaidBy()
	cells := make([]Cell, len(contactColumns))
	first := slices.Concat([]Cell{text(s.Registered.Facts.LocalID, s.Registered.SaidBy())}, s.named()[:2], []Cell{text(m.what, says), date(m.when.Day(), says)})
	if s.IsSealed(m.Event) {
		copy(cells, first)
		cells[noteColumn] = text("Sealed", says)
		return cells
	}
	if s.HidesWhere {
		m.note, m.who = "", ""
	}
	worried := ""
	if m.worried {
		worried = "Yes"
	}
	words := []string{clockOf(m.when), m.how, m.where, m.outcome, m.informant, s.rules.Staff.Named(m.worker()), blankLabel(care.Capacities, m.by.Capacity),
		blankLabel(care.Stills, m.there), blankLabel(care.Stills, m.doing), m.who, worried}
	for _, w := range words {
		first = append(first, text(w, says))
	}
	copy(cells, append(first, date(m.next, says), text(m.note, says), date(toldOn(m.Entry), says), date(m.RecordedOn(), m.ID), text(sourceOf(m.Event), says), number(m.times, says)))
	return cells
}

// worker is who was in touch, or tried: as recorded, else on whose behalf it was
// recorded, else who recorded it.
func (m meeting) worker() care.StaffID {
	for _, id := range []care.StaffID{m.by.Staff, m.OnBehalfOf, m.Actor} {
		if id != uuid.Nil {
			return id
		}
	}
	return uuid.Nil
}

// clockOf is the time of day in London; empty when only the day is known.
func clockOf(w care.When) string {
	at, ok := w.Instant()
	if !ok {
		return ""
	}
	return at.In(care.London).Format("15:04")
}

// toldOn is the day on which we were told, where that is another than the day of
// the fact.
func toldOn(e care.Entry) care.Day {
	if on := e.KnownOn(); on != e.HappenedOn() {
		return on
	}
	return 0
}

// sourceOf says from where an event came, in words for people.
func sourceOf(e care.Event) string {
	switch {
	case strings.HasPrefix(e.Source, "/intouch/import"):
		return "Imported list"
	case strings.HasPrefix(e.Source, "/intouch/feed"):
		return "Another system"
	}
	return "InTouch"
}

// instant is the day and the time of day of a recording.
func instant(at time.Time) (care.Day, string) { return care.DayOf(at), clockOf(care.AtInstant(at)) }

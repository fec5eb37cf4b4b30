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

// Contacts writes what was done to be in touch and what came of it, from one day
// to another, both included: contacts, attempts, what others told us, and
// refusals. A meeting that is recorded more than once is one row.
func (t Take) Contacts(ctx context.Context, w io.Writer, f Format, from care.Day) error {
	head := Head{"Contacts", contactColumns, t.On, t.Known}
	return write(w, f, head, func(row func(Row) error) error {
		return t.each(ctx, func(s subject) error {
			if s.shut {
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
	for _, one := range s.Person.Meetings() {
		c, f := one.Contact, one.Contact.Facts
		how := care.Hows.Label(f.How)
		if f.How == care.NotStated {
			how = "Not stated"
		}
		all = append(all, meeting{Entry: c.Entry, when: f.When, what: "Contact", how: how, where: blankLabel(care.Places, f.Place()), by: f.By, there: f.StillThere,
			doing: f.ActivityStill, worried: f.Worried, next: f.Next, who: strings.Join(f.Present, "; "), note: f.Note, times: 1 + len(one.Others)})
	}
	for _, a := range s.Attempts {
		f := a.Facts
		m := meeting{Entry: a.Entry, when: f.When, what: "Attempt", how: care.AttemptHows.Label(f.How), outcome: care.Outcomes.Label(f.Outcome), by: f.By, note: f.Note, times: 1}
		if f.Told != nil {
			m.told(*f.Told)
		}
		all = append(all, m)
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
	cells[0] = text(s.Registered.Facts.LocalID, s.Registered.SaidBy())
	copy(cells[1:], s.named()[:2])
	cells[3], cells[4] = text(m.what, says), date(m.when.Day(), says)
	if s.isSealed(m.Event) {
		cells[17] = text("Sealed", says)
		return cells
	}
	worried, note, who := "", m.note, m.who
	if m.worried {
		worried = "Yes"
	}
	if s.protected {
		note, who = "", ""
	}
	words := []string{clockOf(m.when), m.how, m.where, m.outcome, m.informant, s.rules.Staff.Named(s.worked(m)), blankLabel(care.Capacities, m.by.Capacity),
		blankLabel(care.Stills, m.there), blankLabel(care.Stills, m.doing), who, worried}
	for i, w := range words {
		cells[5+i] = text(w, says)
	}
	cells[16], cells[17], cells[20] = date(m.next, says), text(note, says), text(sourceOf(m.Event), says)
	cells[18], cells[19], cells[21] = date(toldOn(m.Entry), says), date(m.RecordedOn(), m.ID), number(m.times, says)
	return cells
}

// worked is who was in touch, or tried: as recorded, else on whose behalf it was
// recorded, else who recorded it.
func (subject) worked(m meeting) care.StaffID {
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
	if strings.HasPrefix(e.Source, "/intouch/import") {
		return "Imported list"
	}
	return "InTouch"
}

// instant is the day and the time of day of a recording.
func instant(at time.Time) (care.Day, string) { return care.DayOf(at), clockOf(care.AtInstant(at)) }

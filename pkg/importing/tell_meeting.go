package importing

import (
	"strconv"
	"strings"

	care "intouch/pkg/careleaver"
)

// contactRow tells a row of a contacts sheet or of a feed.
func (t *telling) contactRow(e contactEntry) {
	defer t.questions()
	if e.rowID == "" {
		t.contactWithoutID(e)
		return
	}
	if e.nothing() && e.deleted.ask == "" && e.deleted.value != care.Yes {
		e.deleted = says(care.Yes) // it did not take place: what the row said before is taken back
		t.note(e.met.note)
	}
	t.keepsRow("contact", e.rowID, e.deleted, func() (wanted, bool) { return t.wantedContact(e) })
}

// contactWithoutID tells a row that is known by what it says. It is on record
// then, maybe with another note, or was taken back there.
func (t *telling) contactWithoutID(e contactEntry) {
	says := []string{"contact row", e.key(t.row.worker.or("")), strconv.Itoa(e.twin)}
	h := t.historyOf(t.person.eventID(says...))
	switch {
	case e.deleted.ask != "":
		t.ask(ColumnDeleted, askDeleted)
		return
	case e.deleted.value == care.Yes && h.stands():
		t.ask(ColumnDeleted, "Take the contact back if it did not take place: an earlier row told it, and this one is deleted.")
		return
	case e.deleted.value == care.Yes:
		t.note("deleted in the other system: nothing recorded; without the id of the row, what it said in other words before stands")
		return
	}
	if w, ok := t.wantedContact(e); ok && !h.there {
		t.add(t.opens(care.AreaContact), fact{Event: care.Event{Fact: w.fact}, column: ColumnType, what: w.what, reworded: true}, says...)
	}
}

// nothing reports whether the row says for sure that nothing took place.
func (e contactEntry) nothing() bool { return e.on.known() && e.fact == nil && e.ask == "" }

// wantedContact is the fact that the row says, unless it asks about something.
func (t *telling) wantedContact(e contactEntry) (wanted, bool) {
	switch {
	case e.on.ask != "":
		t.ask(ColumnDate, e.on.ask)
	case e.on.missing():
		t.ask(ColumnDate, "Enter the date of the contact.")
	case e.on.value < t.person.Details.DateOfBirth:
		t.ask(ColumnDate, "Enter the date: this one is before they were born.")
	case t.closedBefore(e.on.value) != "":
		t.ask(ColumnDate, t.closedBefore(e.on.value))
	case e.ask != "":
		t.asks = append(t.asks, asked{t.row.number, ColumnOutcome, e.on.value.Long() + ": " + e.said, e.ask})
	case e.fact == nil:
		t.note(e.met.note)
	default:
		if e.met.note != "" {
			t.note(e.met.note)
		}
		return t.contactFact(e), true
	}
	return wanted{}, false
}

// said is what the row says of the contact, as it is spelt.
func (r *row) said() string {
	said := []string{r.texts[ColumnType]}
	if outcome := r.texts[ColumnOutcome]; outcome != "" {
		said = append(said, outcome)
	}
	for _, c := range []Column{ColumnSuccess, ColumnMet, ColumnSeen} {
		if text := r.texts[c]; text != "" {
			said = append(said, strings.ToLower(string(c))+": "+text)
		}
	}
	return strings.Join(said, " / ")
}

// contactFact completes the fact: when, by whom, and the note.
func (t *telling) contactFact(e contactEntry) wanted {
	on := e.when()
	switch f := e.fact.(type) {
	case care.ContactMade:
		f.When, f.By, f.Note = on, t.by(on.Day()), t.noteOf(e)
		return wanted{area: care.AreaContact, fact: f, what: "contact on " + on.Day().Long()}
	case care.Attempted:
		f.When, f.By, f.Note = on, t.by(on.Day()), t.noteOf(e)
		return wanted{area: care.AreaContact, fact: f, what: "attempt on " + on.Day().Long()}
	case care.ToldBySomeoneElse:
		f.When, f.Note = on, t.noteOf(e)
		return wanted{area: care.AreaContact, fact: f, what: "told by someone else on " + on.Day().Long()}
	}
	return wanted{}
}

// by is who was in touch: the worker whom the row names, in the capacity in
// which they were allocated on that day. Of nobody allocated then the sheet
// cannot say that their visits are a personal adviser's.
func (t *telling) by(on care.Day) care.By {
	b := care.By{Capacity: care.AsOtherWorker}
	name := t.row.worker.or("")
	if name == "" {
		return b
	}
	b.Staff = care.NewStaffID(t.authority, name)
	for _, a := range t.person.Allocations {
		if a.Facts.Staff == b.Staff && a.Facts.From <= on && a.Until > on {
			b.Capacity = capacities[a.Facts.Role]
		}
	}
	return b
}

var capacities = map[care.Role]care.Capacity{
	care.PersonalAdviser: care.AsPersonalAdviser, care.SocialWorker: care.AsSocialWorker, care.ActingForUs: care.AsActingForUs, care.DutyWorker: care.AsOtherWorker,
}

// longestNote is how much of a note is taken, in bytes: an event has room for no
// more than a megabyte.
const longestNote = 100_000

func (t *telling) noteOf(e contactEntry) string {
	if len(e.note) <= longestNote {
		return e.note
	}
	t.note("the note is longer than can be kept: its end is in the file alone")
	cut := longestNote
	for cut > 0 && e.note[cut]&0xc0 == 0x80 { // not inside a sign
		cut--
	}
	return e.note[:cut]
}

package importing

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// A row that has an id in its own system is kept in step with it: said again
// with other values it corrects our record, said to be deleted it takes it back.
// What a person has corrected here since stands, until the row says something
// else than it said before; then somebody decides.

const askDeleted = "Say yes or no: this does not say whether the row was deleted."

// wanted is a fact that a row wants to be on record.
type wanted struct {
	area care.Area
	fact care.Fact
	what string
}

// history is what became of an event of ours.
type history struct {
	id      care.EventID
	record  care.RecordID
	there   bool
	said    care.Fact // what its source said last
	changed bool      // a person has corrected it since
	gone    bool      // taken back
	byUs    bool      // by its source
	opened  bool      // it is the first of its record
}

// stands reports whether it is on record, and not taken back.
func (h history) stands() bool { return h.there && !h.gone }

// historyOf finds what became of the event of that id.
func (t *telling) historyOf(id care.EventID) history {
	h := history{id: id}
	if !t.person.ids[id] {
		return h
	}
	for _, e := range t.person.events {
		ours := e.Source == t.source
		switch f := e.Fact.(type) {
		case care.Corrected:
			if !h.there || !h.concerns(e, f.Of) {
				continue
			}
			if h.changed = !ours; ours {
				h.said = f.Facts
			}
		case care.Voided:
			if h.there && (h.concerns(e, f.Of) || h.recordVoided(e, f.Of)) {
				h.gone, h.byUs = true, ours
			}
		case care.Sealed, care.Destroyed:
			if h.there && e.Record == h.record {
				h.gone, h.byUs = true, false
			}
		default:
			if e.ID == id {
				h.there, h.said, h.record = true, f, e.Record
				h.opened = string(e.Record) == id.String()
			}
		}
	}
	return h
}

// concerns reports whether a correction or a void is of this event.
func (h history) concerns(e care.Event, of care.EventID) bool {
	return e.Record == h.record && (of == h.id || of == uuid.Nil && h.opened)
}

// recordVoided reports whether a void takes back the whole record on which the
// event stands.
func (h history) recordVoided(e care.Event, of care.EventID) bool {
	_, err := uuid.Parse(string(h.record))
	return err == nil && e.Record == h.record && (of == uuid.Nil || of.String() == string(h.record))
}

// keepsRow keeps a record of its own in step with a row. Its kind may change: then the
// record of the other kind is taken back.
func (t *telling) keepsRow(sheet, rowID string, deleted reading[care.YesNo], want func() (wanted, bool)) {
	if deleted.ask != "" {
		t.ask(ColumnDeleted, askDeleted)
		return
	}
	if deleted.value == care.Yes {
		t.takeBack(sheet, rowID, "")
		return
	}
	w, ok := want()
	if !ok {
		return
	}
	kind := fmt.Sprintf("%T", w.fact)
	t.takeBack(sheet, rowID, kind)
	t.keeps(record{area: w.area, person: t.person.ID}, w, sheet, rowID, kind)
}

// kindsOfRows are the kinds of record that rows of each sheet can be.
var kindsOfRows = map[string][]care.Fact{
	"contact": {care.ContactMade{}, care.Attempted{}, care.ToldBySomeoneElse{}},
	"move":    {care.MovedIn{}, care.WentAway{}, care.WhereaboutsNotKnown{}},
}

// takeBack takes back what the row told before, but for records of one kind.
func (t *telling) takeBack(sheet, rowID, but string) {
	for _, f := range kindsOfRows[sheet] {
		kind := fmt.Sprintf("%T", f)
		if kind == but {
			continue
		}
		if h := t.latest(sheet, rowID, kind); h.stands() {
			t.voids(areaOf(sheet), h, "the "+sheet)
		}
	}
}

func areaOf(sheet string) care.Area {
	if sheet == "move" {
		return care.AreaAccommodation
	}
	return care.AreaContact
}

// latest is the last event that the row has had under these names: one that was
// deleted and is there again is another.
func (t *telling) latest(names ...string) history {
	h := t.historyOf(t.rowEvent(0, names))
	for n := 1; h.there && h.gone && h.byUs; n++ {
		next := t.historyOf(t.rowEvent(n, names))
		if !next.there {
			break
		}
		h = next
	}
	return h
}

// generation is under which number the next event of the row is told.
func (t *telling) generation(names []string) int {
	n := 0
	for h := t.historyOf(t.rowEvent(0, names)); h.there && h.gone && h.byUs; n++ {
		h = t.historyOf(t.rowEvent(n+1, names))
	}
	return n
}

func (t *telling) rowEvent(n int, names []string) care.EventID {
	return t.person.eventID(append([]string{t.source, fmt.Sprint(n)}, names...)...)
}

// keeps makes what is on record under these names what is wanted. It returns
// the record.
func (t *telling) keeps(on record, w wanted, names ...string) care.RecordID {
	h := t.latest(names...)
	switch {
	case h.there && h.gone && !h.byUs:
		t.note(w.what + ": taken back in InTouch, nothing changed")
		return ""
	case !h.there || h.gone:
		return t.tells(on, w, t.rowEvent(t.generation(names), names))
	case sameFacts(h.said, w.fact):
		return h.record
	case h.changed:
		t.ask(t.column, "Say which is right: "+w.what+" was corrected in InTouch, and has changed since in the other system.")
		return h.record
	}
	t.corrects(on.area, h, w)
	return h.record
}

func (t *telling) tells(on record, w wanted, id care.EventID) care.RecordID {
	if on.id == "" {
		on.id = care.NewRecordID(id)
	}
	t.facts = append(t.facts, fact{column: t.column, what: w.what, Event: care.Event{
		ID: id, Authority: t.authority, Person: on.person, Area: on.area, Record: on.id, Source: t.source, Fact: w.fact}})
	return on.id
}

func (t *telling) corrects(area care.Area, h history, w wanted) {
	text, _ := json.Marshal(w.fact) // texts and numbers only
	f := care.Corrected{Of: h.id, Facts: w.fact, Reason: "corrected in " + t.from}
	t.follows(area, h, f, w.what+", corrected", "corrected", t.saidBy(h), string(text))
}

// saidBy is the last event of the record, so that saying a thing, another, and
// the first once more are three corrections.
func (t *telling) saidBy(h history) string {
	last := h.id
	for _, e := range t.person.events {
		if c, ok := e.Fact.(care.Corrected); ok && h.concerns(e, c.Of) {
			last = e.ID
		}
	}
	return last.String()
}

func (t *telling) voids(area care.Area, h history, what string) {
	if h.changed {
		t.ask(t.column, "Say which is right: "+what+" was corrected in InTouch, and is deleted or of another kind in the other system.")
		return
	}
	t.follows(area, h, care.Voided{Of: h.id, Reason: "entered_in_error", Note: "taken back in " + t.from}, what+", taken back", "taken back", t.saidBy(h))
}

// follows tells what stands on the record of an event.
func (t *telling) follows(area care.Area, h history, f care.Fact, what string, says ...string) {
	id := care.DerivedID(append([]string{t.source, h.id.String()}, says...)...)
	if t.person.ids[id] {
		return
	}
	person := t.person.ID
	for _, e := range t.person.events {
		if e.ID == h.id {
			person = e.Person // of somebody merged, where it stands
		}
	}
	t.facts = append(t.facts, fact{column: t.column, what: what, Event: care.Event{
		ID: id, Authority: t.authority, Person: person, Area: area, Record: h.record, Source: t.source, Fact: f}})
}

// sameFacts reports whether two facts say the same. In which capacity a worker was
// in touch no row says: it follows from who was allocated when it was read first.
func sameFacts(said, now care.Fact) bool {
	switch f := now.(type) {
	case care.ContactMade:
		if s, ok := said.(care.ContactMade); ok && s.By.Staff == f.By.Staff {
			f.By = s.By
			now = f
		}
	case care.Attempted:
		if s, ok := said.(care.Attempted); ok && s.By.Staff == f.By.Staff {
			f.By = s.By
			now = f
		}
	}
	a, _ := json.Marshal(said)
	b, _ := json.Marshal(now)
	return bytes.Equal(a, b)
}

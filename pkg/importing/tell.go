package importing

import (
	"math"
	"slices"
	"strings"

	care "intouch/pkg/careleaver"
)

// fact is an event that a row asks for.
type fact struct {
	care.Event
	column Column // whose cell says so: if it is refused, that cell becomes a question
	what   string // for the report
	quiet  bool   // it changes nothing that anybody would call a change

	reworded bool // an earlier file may have told it with another note
}

// telling is what a row means for a person as the register knows them: new
// facts in order, and what somebody must settle.
type telling struct {
	authority string
	asAt      care.Day // of which the row speaks
	listOf    care.Day // of the list
	until     care.Day // by which what it says had happened
	started   uint64   // the position at which the import began
	source    string
	from      string            // the other system, in words
	column    Column            // whose cell a row that is kept in step is asked about
	about     string            // what tells the row from others of the person, where each is asked about on its own
	idKind    care.IDKind       // of the list's ids
	shown     map[Column]Column // how this list calls the columns of a register
	row       row
	person    known
	retell    func(known) *telling // the same row for somebody else's knowledge; nil: once was enough

	facts []fact
	notes []string // what the row said that changes nothing, and why
	asks  []asked
	home  where // what the suitability is about
}

// tell finds what the row means (rules.md section 8). Telling the same again,
// when its facts are stored, tells nothing.
func (t *telling) tell() {
	t.asks = append(t.row.questions(), t.asks...)
	switch {
	case t.person.registered() && t.closedAgainstList():
		t.listed()
		t.questions()
		return
	case t.person.registered():
		t.details()
		t.category()
	default:
		t.register()
	}
	t.listed()
	t.inTouch()
	t.contact()
	if t.row.inTouch.or(inTouch{}).listed != care.ListedDied {
		t.whereabouts()
		t.suitability()
		t.activity()
	}
	t.review()
	t.team()
	t.advisers()
	t.questions()
}

// add tells a fact, to stand on a record. Its id follows from what it says.
func (t *telling) add(on record, f fact, says ...string) care.RecordID {
	f.ID = care.DerivedID(append([]string{t.person.ID.String()}, says...)...)
	if on.id == "" {
		on.id = care.NewRecordID(f.ID)
	}
	f.Authority, f.Person, f.Area, f.Record, f.Source = t.authority, on.person, on.area, on.id, t.source
	t.facts = append(t.facts, f)
	return on.id
}

// derived reports whether the entry is one that some list told with these words.
func (t *telling) derived(e care.Entry, says ...string) bool {
	return e.ID == t.person.eventID(says...) && e.SaidBy() == e.ID
}

func (t *telling) note(s string)               { t.notes = append(t.notes, s) }
func (t *telling) ask(c Column, reason string) { t.asks = append(t.asks, t.row.ask(c, reason)) }

// name is what the list calls a column.
func (t *telling) name(c Column) Column {
	if own, ok := t.shown[c]; ok {
		return own
	}
	return c
}

// register puts the person on the register. A category that could not be read
// is not recorded, and owed contact as former relevant until settled.
func (t *telling) register() {
	c := t.row.category.or(care.NotRecorded)
	f := care.Registered{LocalID: t.row.id.value, Details: t.listedDetails(), Category: c, HowKnown: care.FromImport}
	if c == care.Eligible {
		f.LookedAfter = care.Yes
	}
	if t.idKind != "" && t.idKind != care.LocalID {
		f.Identifiers = []care.Identifier{{Kind: t.idKind, ID: t.row.id.value}}
	}
	t.facts = append(t.facts, fact{
		Event:  care.Event{ID: t.person.ID, Authority: t.authority, Person: t.person.ID, Area: care.AreaCaseload, Record: care.RecordPerson, Source: t.source, Fact: f},
		column: ColumnID, what: "registered, category " + label(care.Categories, c),
	})
}

func label[T ~string](codes care.Codes[T], code T) string { return strings.ToLower(codes.Label(code)) }

func (t *telling) listedDetails() care.Details {
	d := care.Details{
		DateOfBirth: t.row.birth.or(0), Gender: t.row.gender.or(""), Sex: t.row.sex.or(""), Ethnicity: t.row.ethnicity.or(""),
		UASC: t.row.uasc.or(""), Disability: t.row.disability.or(""),
	}
	if !d.DateOfBirth.IsZero() {
		d.BirthStatus = "stated"
	}
	return d
}

// closedAgainstList asks about somebody who is on record as dead or registered
// in error and on the list all the same: nothing else of the row is taken.
func (t *telling) closedAgainstList() bool {
	switch {
	case t.person.Died != nil && t.row.inTouch.or(inTouch{}).listed != care.ListedDied:
		t.ask(ColumnInTouch, "Say which is right: InTouch has on record that they died, and the list does not say so. A mistake is taken back by name.")
	case t.person.InError != nil:
		t.ask(ColumnID, "Say which is right: InTouch has on record that they were registered in error, and the list names them.")
	case t.person.Transferred != nil:
		t.ask(ColumnID, "Say which is right: InTouch has on record that another authority took over, and the list names them.")
	default:
		return false
	}
	return true
}

// closedBefore is what is to be settled of a row that speaks of a day after the
// death, or after another authority's receipt (rules.md section 2); empty if it
// does not.
func (t *telling) closedBefore(on care.Day) string {
	switch {
	case t.person.Died != nil && on > t.person.Died.Facts.On:
		return "Say which is right: InTouch has on record that they had died by then."
	case t.person.Transferred != nil && on > t.person.Transferred.Facts.On:
		return "Say which is right: InTouch has on record that another authority had taken over by then."
	}
	return ""
}

// listed says that the list named them on its day, and what it said of being in
// touch. It moves no clock.
func (t *telling) listed() {
	said := t.row.inTouch.or(inTouch{}).listed
	for _, l := range t.person.Listings {
		if l.Facts.AsAt == t.asAt && l.Facts.InTouch == said {
			return
		}
	}
	t.add(t.opens(care.AreaCaseload), fact{Event: care.Event{Fact: care.Listed{AsAt: t.asAt, InTouch: said, Row: t.row.number}}, column: ColumnInTouch, what: "listed", quiet: true},
		"listed", string(said), t.asAt.String())
}

// questions tells what somebody must settle.
func (t *telling) questions() {
	for _, a := range t.asks {
		t.question(a)
	}
}

// question tells one question, once however many lists repeat it. The owner is
// the row's worker, or nobody.
func (t *telling) question(a asked) {
	if t.askedBefore(a, math.MaxUint64) {
		return
	}
	column := string(t.name(a.column))
	f := care.CellQuestioned{Column: column, Value: shortened(a.value), Reason: a.reason, AsAt: t.listOf, Row: a.row, Owner: t.row.owner(t.authority)}
	t.add(t.opens(care.AreaImport), fact{Event: care.Event{Fact: f}, column: a.column, what: "question", quiet: true},
		t.questionOf(a)...)
}

// questionOf is what a question is known by: its cell, and which row it is of,
// where each says its own.
func (t *telling) questionOf(a asked) []string {
	says := []string{"question", string(t.name(a.column)), a.value}
	if t.about == "" {
		return append(says, t.listOf.String())
	}
	return append(says, t.source, t.about)
}

// askedBefore reports whether the question is on record from before a position.
func (t *telling) askedBefore(a asked, position uint64) bool {
	if t.about != "" {
		at, asked := t.person.last[care.NewRecordID(t.person.eventID(t.questionOf(a)...))]
		return asked && at < position
	}
	return slices.ContainsFunc(t.person.Questions, func(q care.Question) bool {
		return q.Facts.Column == string(t.name(a.column)) && q.Facts.Value == shortened(a.value) && q.Position < position
	})
}

// owner is who is to settle what the row leaves open: its personal adviser, else
// its worker, else nobody.
func (r *row) owner(authority string) care.StaffID {
	name := r.adviser.or(r.worker.or(""))
	if name == "" {
		return care.StaffID{}
	}
	return care.NewStaffID(authority, name)
}

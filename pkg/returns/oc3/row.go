package oc3

import (
	"slices"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Row is a row of the return, and where each cell comes from.
type Row struct {
	Person   care.PersonID `json:"person"`
	Name     string        `json:"name,omitzero"`
	Age      int           `json:"age,omitzero"` // on the birthday
	Birthday care.Day      `json:"birthday,omitzero"`
	From     care.Day      `json:"windowFrom,omitzero"` // first and last day to which "in touch" relates
	To       care.Day      `json:"windowTo,omitzero"`
	Child    Cell          `json:"child"`
	DOB      Cell          `json:"dob"`
	InTouch  Cell          `json:"inTouch"`
	Activ    Cell          `json:"activ"`
	Accom    Cell          `json:"accom"`
	Troubles []Trouble     `json:"-"` // what is to be settled before it can be submitted: Check says it
	closed   string        // why no more of it is shown; empty: all is
	whole    *Row          // then the row as it is submitted
}

// Cell is what is returned, why, and the events that say so.
type Cell struct {
	Value string         `json:"value"`
	Why   string         `json:"why"`
	From  []care.EventID `json:"from,omitzero"`
}

// Trouble is something about a person that somebody has to settle.
type Trouble struct {
	Code string // of ours, see troubles
	Says string
}

// Cells are the row's cells in the order of the file.
func (r Row) Cells() [5]Cell { return [5]Cell{r.Child, r.DOB, r.InTouch, r.Activ, r.Accom} }

// look is a person in a collection year.
type look struct {
	*care.Person
	rules    *duty.Authority
	year     Year
	ages     Ages
	choices  duty.OC3
	birthday care.Day // zero: the date of birth is not known
	age      int      // on it
	anchor   care.Day // the day that details relate to: the birthday; from 22 on, the last day of the year
	from, to care.Day // "in touch" relates to contact in this time
	troubles []Trouble
	asked    map[care.Day]duty.Look
}

// on is what the rules say of them on a day.
func (l *look) on(day care.Day) duty.Look {
	is, ok := l.asked[day]
	if !ok {
		is = l.rules.On(*l.Person, day)
		l.asked[day] = is
	}
	return is
}

// Of is a person's row in the return of a year, and their place in it: whether
// there is a row, and why. What the policy does not settle for those of 22 to 25
// ages does; empty: as the policy says.
func Of(p *care.Person, rules *duty.Authority, year Year, ages Ages) (Row, Place) {
	l := newLook(p, rules, year, ages)
	place := l.place()
	row := Row{Person: p.ID, Name: nameOf(p), Age: l.age, Birthday: l.birthday, From: l.from, To: l.to, Child: l.child(), DOB: l.dateOfBirth()}
	switch {
	case place.In:
		l.fill(&row, place)
		l.doubts(place)
	case l.leftOutAgainstCategory(place):
		l.trouble(CategoryOrCare, place.Why)
	}
	row.Troubles = l.troubles
	return row, place
}

func newLook(p *care.Person, rules *duty.Authority, year Year, ages Ages) *look {
	l := &look{Person: p, rules: rules, year: year, ages: ages, choices: rules.OC3(year.Last()), asked: map[care.Day]duty.Look{}}
	if l.ages == "" {
		l.ages = usualAges(l.choices)
	}
	if p.Details.DateOfBirth.IsZero() {
		return l
	}
	l.birthday, l.age = year.birthday(p.Details.DateOfBirth)
	l.anchor = l.birthday
	l.from, l.to = rules.Window903(p, l.birthday)
	if l.age > 21 { // details are those at the last contact in the year
		l.anchor, l.from, l.to = year.Last(), year.First(), year.Last()
	}
	return l
}

func (l *look) fill(row *Row, place Place) {
	if place.Reason == NotSupported {
		none := l.nothing("Of 22 to 25 and did not ask for support in the year: no details are returned.")
		row.InTouch, row.Activ, row.Accom = Cell{"NO", none.Why, none.From}, none, none
		if died, ok := l.died(); ok {
			row.InTouch = died
		}
		return
	}
	row.InTouch = l.inTouch()
	if code := row.InTouch.Value; code == "DIED" || code == "RHOM" {
		none := Cell{Value: "0", Why: "Always 0 with " + code + ".", From: row.InTouch.From}
		row.Activ, row.Accom = none, none
		return
	}
	contact := l.nearest()
	row.Activ, row.Accom = l.activity(contact), l.accommodation(contact)
	if row.InTouch.Value == "YES" && row.Activ.Value == "0" {
		l.trouble(ActivityNotKnown, "In touch, and what they do is not known: "+row.Activ.Why)
	}
	if row.InTouch.Value == "YES" && row.Accom.Value == "0" {
		l.trouble(HomeNotRecorded, row.Accom.Why)
	}
}

func (l *look) trouble(code, says string) { l.troubles = append(l.troubles, Trouble{code, says}) }

// child is the id by which the DfE knows them, else the one by which we do.
func (l *look) child() Cell {
	ids := l.Details.IDs(care.ChildID)
	switch {
	case len(ids) == 0:
		return l.cell(l.ReturnedAs(), "The local id: no 903 child id is known.", l.Registered.Entry)
	case len(ids) > 1:
		l.trouble(ChildIDSeveral, "More than one 903 child id is recorded. The last of them is returned.")
	}
	id := l.ReturnedAs()
	return l.cell(id, "The 903 child id.", l.said(func(d care.Details) bool { return d.HasID(care.ChildID, id) }))
}

func (l *look) dateOfBirth() Cell {
	born := l.Details.DateOfBirth
	return l.cell(written(born), "The date of birth as last recorded.", l.said(func(d care.Details) bool { return d.DateOfBirth == born && !born.IsZero() }))
}

// said is the last entry that states a detail: the registration, when no change
// of details does.
func (l *look) said(states func(care.Details) bool) care.Entry {
	for _, c := range slices.Backward(l.Changes) {
		if states(c.Facts.Details) {
			return c.Entry
		}
	}
	return l.Registered.Entry
}

// written is a day as the return has it.
func written(d care.Day) string {
	if d.IsZero() {
		return ""
	}
	text := d.String() // 2006-05-01
	return text[8:] + "/" + text[5:7] + "/" + text[:4]
}

func nameOf(p *care.Person) string {
	first := p.Details.KnownAs
	if first == "" {
		first = p.Details.GivenName
	}
	if first == "" || p.Details.FamilyName == "" {
		return first + p.Details.FamilyName
	}
	return first + " " + p.Details.FamilyName
}

// cell is a cell that comes from these entries. Of a record that is sealed no
// more is said than that it is (docs/rules.md section 10).
func (l *look) cell(value, why string, from ...care.Entry) Cell {
	if slices.ContainsFunc(from, func(e care.Entry) bool { return l.IsSealed(e.Event) }) {
		why = "This comes from a record that is sealed."
	}
	return Cell{value, why, sources(from...)}
}

// nothing is a 0, by the last events that said anything of it; where none did, by
// the one with which they came onto the register.
func (l *look) nothing(why string, said ...care.EventID) Cell {
	said = slices.DeleteFunc(said, func(e care.EventID) bool { return e == uuid.Nil })
	if len(said) == 0 {
		said = sources(l.Registered.Entry)
	}
	return Cell{"0", why, slices.Compact(said)}
}

// sources are the events that say what the entries do.
func sources(entries ...care.Entry) []care.EventID {
	var ids []care.EventID
	for _, e := range entries {
		if id := e.SaidBy(); id != uuid.Nil && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

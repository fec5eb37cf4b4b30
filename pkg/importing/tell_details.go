package importing

import (
	"slices"
	"strings"

	care "intouch/pkg/careleaver"
)

// detail is one of the details that a list may state.
type detail struct {
	column Column
	value  func(*care.Details) *string
}

var details = []detail{
	{ColumnGender, func(d *care.Details) *string { return &d.Gender }},
	{ColumnSex, func(d *care.Details) *string { return &d.Sex }},
	{ColumnEthnicity, func(d *care.Details) *string { return &d.Ethnicity }},
	{ColumnUASC, func(d *care.Details) *string { return (*string)(&d.UASC) }},
	{ColumnDisability, func(d *care.Details) *string { return (*string)(&d.Disability) }},
}

// details fills what the register does not know, and changes what a newer list
// says otherwise. A date of birth is never changed: it decides what somebody is
// owed, so a manager does.
func (t *telling) details() {
	var now care.Details
	var values []string // and of what
	list := t.listedDetails()
	for _, d := range details {
		if v := *d.value(&list); t.differs(d, v) {
			*d.value(&now) = v
			values = append(values, string(d.column), v)
		}
	}
	if len(values) > 0 {
		f := care.DetailsChanged{Details: now, Reason: t.reason()}
		t.add(t.one(care.AreaCaseload, care.RecordPerson), fact{Event: care.Event{Fact: f}, column: ColumnID, what: "details"}, append([]string{"details", t.asAt.String()}, values...)...)
	}
	t.birth(list)
}

func (t *telling) reason() string { return "a list of " + t.asAt.Long() + " says so" }

// differs reports whether the list changes the detail. Own words for a gender
// stay when they mean the same.
func (t *telling) differs(d detail, list string) bool {
	was := *d.value(&t.person.Details)
	same := strings.EqualFold(was, list) || d.column == ColumnGender && readGender(clean(was)).value == list
	if list == "" || same {
		return false
	}
	return was == "" || !t.yields(t.detailAge(d), d.column, strings.ToLower(string(d.column)))
}

// detailAge is how what is on record of the detail stands to the list. What a
// person recorded, a person changes.
func (t *telling) detailAge(d detail) age {
	r := t.person.Registered
	byHand := r.Facts.HowKnown != care.FromImport && *d.value(&r.Facts.Details) != ""
	for _, c := range t.person.changes {
		byHand = byHand || *d.value(&c.Facts.Details) != "" && !t.byList(c)
	}
	switch {
	case t.olderList():
		return newerThanList
	case byHand:
		return disputed
	}
	return olderThanList
}

// byList reports whether it was a list that told a change of details.
func (t *telling) byList(c care.Told[care.DetailsChanged]) bool {
	return slices.ContainsFunc(t.person.Listings, func(l care.Told[care.Listed]) bool {
		return c.Facts.Reason == (&telling{asAt: l.Facts.AsAt}).reason() && c.SaidBy() == c.ID
	})
}

func (t *telling) birth(list care.Details) {
	was := t.person.Details
	switch {
	case list.DateOfBirth.IsZero() || list.DateOfBirth == was.DateOfBirth:
	case was.DateOfBirth.IsZero() && was.BirthStatus != "disputed":
		f := care.DetailsChanged{Details: care.Details{DateOfBirth: list.DateOfBirth, BirthStatus: list.BirthStatus}, Reason: t.reason()}
		t.add(t.one(care.AreaCaseload, care.RecordPerson), fact{Event: care.Event{Fact: f}, column: ColumnBirth, what: "date of birth"}, "date of birth", list.DateOfBirth.String(), t.asAt.String())
	default:
		t.ask(ColumnBirth, "Ask a manager to settle the date of birth: InTouch has another one, or has it as disputed.")
	}
}

package careleaver

import (
	"cmp"
	"slices"
	"strings"
)

// Identifier is an id under which another system knows a person.
type Identifier struct {
	Kind IDKind `json:"kind"`
	ID   string `json:"id"`
}

// ContactPoint is a way of reaching somebody.
type ContactPoint struct {
	Kind  string `json:"kind"` // phone, email, app, address
	Value string `json:"value"`
	Note  string `json:"note,omitzero"`
}

// Details are what is known of a person apart from what happens to them. A
// value that is not known is left out (I15).
type Details struct {
	Identifiers   []Identifier   `json:"identifiers,omitzero"`
	GivenName     string         `json:"givenName,omitzero"`
	FamilyName    string         `json:"familyName,omitzero"`
	KnownAs       string         `json:"knownAs,omitzero"`
	DateOfBirth   Day            `json:"dateOfBirth,omitzero"`
	BirthStatus   BirthStatus    `json:"dateOfBirthStatus,omitzero"`
	ContactPoints []ContactPoint `json:"contactPoints,omitzero"`
	Sex           string         `json:"sex,omitzero"`
	Gender        string         `json:"gender,omitzero"`
	Ethnicity     string         `json:"ethnicity,omitzero"`
	UASC          YesNo          `json:"uasc,omitzero"` // is or was an unaccompanied asylum seeking child
	Disability    YesNo          `json:"disability,omitzero"`
}

// IDs are the ids of a kind under which somebody is known, in the order in which
// they were recorded; one that was written in several ways is one, as it was
// written first.
func (d Details) IDs(kind IDKind) []string {
	var ids []string
	for i, id := range d.Identifiers {
		if id.Kind == kind && !(Details{Identifiers: d.Identifiers[:i]}).HasID(kind, id.ID) {
			ids = append(ids, strings.TrimSpace(id.ID))
		}
	}
	return ids
}

// HasID reports whether the id is among those of the kind, in whatever way it is
// written.
func (d Details) HasID(kind IDKind, id string) bool {
	return slices.ContainsFunc(d.Identifiers, func(x Identifier) bool { return x.Kind == kind && alikeID(x.ID) == alikeID(id) })
}

// ID is the id of a kind to go by, the last of several; empty when none is known.
func (d Details) ID(kind IDKind) string {
	ids := d.IDs(kind)
	if len(ids) == 0 {
		return ""
	}
	return ids[len(ids)-1]
}

// ReturnedAs is the id by which the DfE knows somebody: that of the SSDA903, else
// the local one. A list of Annex A goes by the local id, under which it came in.
func (p *Person) ReturnedAs() string {
	return cmp.Or(p.Details.ID(ChildID), strings.TrimSpace(p.Registered.Facts.LocalID))
}

func (d Details) check(p *Problems) {
	for _, id := range d.Identifiers {
		p.check(IDKinds.Has(id.Kind), "/identifiers", "Select the kind of id")
		p.id(id.ID, "/identifiers", "Enter the id")
	}
	p.check(BirthStatuses.valid(d.BirthStatus), "/dateOfBirthStatus", "Say stated, documents, assessed or disputed")
	p.check(d.DateOfBirth.IsZero() || d.DateOfBirth > NewDay(1900, 1, 1), "/dateOfBirth", "Enter a date of birth after 1 January 1900, or leave it out")
	p.check(YesNos.valid(d.UASC), "/uasc", "Say yes or no, or leave it out")
	p.check(YesNos.valid(d.Disability), "/disability", "Say yes or no, or leave it out")
	for _, c := range d.ContactPoints {
		p.need(c.Value, "/contactPoints", "Enter the number or address")
	}
}

// Registered puts a person on the register. From then on they are in exactly
// one bucket on every day (I1).
type Registered struct {
	LocalID string `json:"localId"`
	Details
	Category    Category  `json:"category"`
	Since       Day       `json:"since,omitzero"` // since when the category holds, if known
	On          Day       `json:"on,omitzero"`    // first on the register, if before it was recorded
	LookedAfter YesNo     `json:"lookedAfter,omitzero"`
	HowKnown    Knowledge `json:"howKnown,omitzero"` // "import" from a list
}

// Validate checks the id and the category; a date of birth is optional.
func (f Registered) Validate() error {
	var p Problems
	p.id(f.LocalID, "/localId", "Enter the id by which your authority knows them")
	p.check(Categories.Has(f.Category), "/category", "Select the category of care leaver")
	p.check(YesNos.valid(f.LookedAfter), "/lookedAfter", "Say yes or no, or leave it out")
	p.check(Knowledges.valid(f.HowKnown), "/howKnown", "Select how this is known")
	f.Details.check(&p)
	return p.Err()
}

// Happened is the first day on the register, if it was stated.
func (f Registered) Happened() When { return OnDay(f.On) }

// DetailsChanged carries only what changed; a field that is to be emptied is
// named in Cleared. It moves no clock (I7).
type DetailsChanged struct {
	Details
	Cleared  []string `json:"cleared,omitzero"`
	Approver StaffID  `json:"approver,omitzero"` // for a date of birth that takes a duty away
	Reason   string   `json:"reason,omitzero"`
}

// Clearable are the fields that DetailsChanged may empty.
var Clearable = []string{"givenName", "familyName", "knownAs", "dateOfBirth", "contactPoints", "sex", "gender", "ethnicity", "uasc", "disability"}

// Validate checks what is there.
func (f DetailsChanged) Validate() error {
	var p Problems
	f.Details.check(&p)
	for _, field := range f.Cleared {
		p.check(slices.Contains(Clearable, field), "/cleared", "This field cannot be emptied: "+field)
	}
	return p.Err()
}

// Happened is never.
func (DetailsChanged) Happened() When { return When{} }

// EligibilityChanged says that another category holds from a day.
type EligibilityChanged struct {
	Category Category `json:"category"`
	Since    Day      `json:"since"`
	Reason   string   `json:"reason,omitzero"`
	Approver StaffID  `json:"approver,omitzero"`
}

// Validate checks the category and the day.
func (f EligibilityChanged) Validate() error {
	var p Problems
	p.check(Categories.Has(f.Category), "/category", "Select the category of care leaver")
	p.check(!f.Since.IsZero(), "/since", "Enter the day from which it holds")
	return p.Err()
}

// Happened is the day from which it holds.
func (f EligibilityChanged) Happened() When { return OnDay(f.Since) }

// CarePeriodRecorded is a period of being looked after. Recorded again under
// the same Period it replaces what was recorded before.
type CarePeriodRecorded struct {
	Period      EventID `json:"period"`
	From        Day     `json:"from"`
	To          Day     `json:"to,omitzero"`
	LegalStatus string  `json:"legalStatus,omitzero"` // 903 code; V3 and V4 are short breaks
	ReasonEnded string  `json:"reasonEnded,omitzero"` // 903 code
}

// Validate checks the days.
func (f CarePeriodRecorded) Validate() error {
	var p Problems
	p.check(f.Period != EventID{}, "/period", "Give the period an id")
	p.check(!f.From.IsZero(), "/from", "Enter the day the period began")
	p.check(f.To.IsZero() || f.To >= f.From, "/to", "It cannot end before it began")
	return p.Err()
}

// Happened is the day it began.
func (f CarePeriodRecorded) Happened() When { return OnDay(f.From) }

// Under reports whether the legal status is one of these codes, in capitals or
// not: so the SSDA903 reads them.
func (f CarePeriodRecorded) Under(codes ...string) bool {
	return slices.Contains(codes, strings.ToUpper(f.LegalStatus))
}

// EndedBy reports whether the reason for which it ended is one of these codes, in
// capitals or not.
func (f CarePeriodRecorded) EndedBy(codes ...string) bool {
	return slices.Contains(codes, strings.ToUpper(f.ReasonEnded))
}

// ShortBreak reports whether the period is one of short breaks, which never
// count towards the thirteen weeks (Care Leavers Regulations reg. 3(3)).
func (f CarePeriodRecorded) ShortBreak() bool { return f.Under("V3", "V4") }

// CareEnded says that they stopped being looked after.
type CareEnded struct {
	On     Day    `json:"on"`
	Reason string `json:"reason,omitzero"`
	ToldOn Day    `json:"toldOn,omitzero"`
}

// Validate checks the day.
func (f CareEnded) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the day care ended")
	return p.Err()
}

// Happened is the day care ended.
func (f CareEnded) Happened() When { return OnDay(f.On) }

// ReturnedToCare says that they are looked after again, under 18.
type ReturnedToCare struct {
	On     Day `json:"on"`
	ToldOn Day `json:"toldOn,omitzero"`
}

// Validate checks the day.
func (f ReturnedToCare) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the day they came back into care")
	return p.Err()
}

// Happened is the day they came back.
func (f ReturnedToCare) Happened() When { return OnDay(f.On) }

// Listed says that an imported list named this person on its day, and what it
// said of being in touch without giving a dated contact (rules.md section 8).
type Listed struct {
	AsAt    Day           `json:"asAt"`
	InTouch ListedInTouch `json:"inTouch,omitzero"`
	Row     int           `json:"row,omitzero"`
}

// Validate checks the list's day.
func (f Listed) Validate() error {
	var p Problems
	p.check(!f.AsAt.IsZero(), "/asAt", "Enter the day of the list")
	p.check(ListedInTouches.valid(f.InTouch), "/inTouch", "Say what the list says of being in touch")
	return p.Err()
}

// Happened is the list's day.
func (f Listed) Happened() When { return OnDay(f.AsAt) }

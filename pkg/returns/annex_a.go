package returns

import (
	"context"
	"io"
	"slices"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// list9Columns are those of Ofsted's Annex A List 9, in order and in its words
// (domain.md 4.1).
var list9Columns = []Column{
	{Heading: "Child Unique ID"}, {Heading: "Gender"}, {Heading: "Ethnicity"}, {Heading: "Date of Birth"}, {Heading: "Age", Wide: 8},
	{Heading: "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)", Wide: 30}, {Heading: "Does the Child have a Disability"},
	{Heading: "Allocated Team", Wide: 24}, {Heading: "Allocated Worker", Wide: 24}, {Heading: "Allocated Personal Advisor", Wide: 24},
	{Heading: "Eligibility Category", Wide: 26}, {Heading: "Latest Pathway Plan Review Date"}, {Heading: "LA in Touch"}, {Heading: "Latest Date of Contact"},
	{Heading: "Type of Accommodation", Wide: 30}, {Heading: "Suitability of Accommodation"}, {Heading: "Activity Status", Wide: 40},
}

// List9 writes Annex A List 9 as at the day: everyone who has reached the
// threshold for leaving care services. Workbook, CSV or JSON.
func (t Take) List9(ctx context.Context, w io.Writer, f Format) error {
	head := Head{"List 9", list9Columns, t.On, t.Known}
	return write(w, f, head, func(row func(Row) error) error {
		return t.each(ctx, func(s subject) error {
			if cells, listed := s.list9(); listed {
				return row(Row{s.ID, cells})
			}
			return nil
		})
	})
}

// list9 are the cells of somebody's row, and whether they are on the list.
func (s subject) list9() ([]Cell, bool) {
	look := s.look()
	if !s.listed(look.Standing) {
		return nil, false
	}
	cells := make([]Cell, len(list9Columns))
	cells[0] = text(s.Registered.Facts.LocalID, s.Registered.SaidBy())
	if s.Shut == "" {
		r := list9Row{s, look, s.rules.List9(s.on)}
		copy(cells[1:], slices.Concat(r.who(), r.whose(), r.touch(), r.where()))
	}
	return cells, true
}

// look is what the rules say on the day. A list may have named somebody of a day
// before their registration.
func (s subject) look() duty.Look {
	if s.Registered.ID != uuid.Nil && s.on < s.Registered.HappenedOn() {
		return s.rules.On(s.Person.Person, s.on)
	}
	return s.On(s.rules, s.on)
}

// listed reports whether somebody is on List 9 on the day: everybody of ours
// whose case is not closed, and those who died, until the day on which they would
// have turned 25. An authority may leave out who is owed the offer alone, and who
// is still looked after.
func (s subject) listed(is duty.Standing) bool {
	born, settings := s.Details.DateOfBirth, s.rules.List9(s.on)
	switch {
	case s.Registered.Facts.LocalID == "" || s.on < s.ours():
		return false
	case s.dead():
		return s.InError == nil && (born.IsZero() || s.on < born.Birthday(closedAt))
	case is.Bucket == duty.Closed:
		return false
	case is.Category == care.Eligible && !settings.Eligible:
		return false
	}
	return settings.OfferOpen || !offerAlone(is)
}

// ours is the first day on which they are known to be ours: that of their
// registration, or of a list that named them before.
func (s subject) ours() care.Day {
	first := s.Registered.HappenedOn()
	for _, l := range s.Listings {
		first = min(first, l.Facts.AsAt)
	}
	return first
}

// closedAt is the age at which a case closes (CA89 s.23CZB; rules.md section 2).
const closedAt = 25

func (s subject) dead() bool { return s.Died != nil && s.Died.Facts.On <= s.on }

// offerAlone reports whether somebody is owed the offer of support and nothing
// else. Whoever refuses contact is owed more.
func offerAlone(is duty.Standing) bool {
	return (is.Bucket == duty.OfferOpen || slices.Contains(is.Reasons, duty.OfferMissed)) && !slices.Contains(is.Flags, duty.RefusalFlag)
}

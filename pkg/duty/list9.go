package duty

import (
	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// Annex A List 9 and the daily payload say what the facts say, never the bucket
// (rules.md section 12). What they ask besides [Authority.On] is here.

// Refused is the refusal of contact or of services that was said last and
// holds on the day, approved or not; nil when none does. A later two-way contact
// ends it, and so does a renewal that was missed for longer than its days of
// grace (rules.md section 7).
func (r Authority) Refused(p *care.Person, day care.Day) *care.Refusal {
	a := r.at(p, day)
	for i := len(p.Refusals) - 1; i >= 0; i-- {
		f := &p.Refusals[i]
		counts := f.Facts.What == care.RefusesContact || f.Facts.What == care.RefusesServices
		if counts && a.reached(f.Facts.When.Day()) && a.holding(f).current {
			return f
		}
	}
	return nil
}

// ReturnedHome reports whether, on the day, six continuous months with a parent
// or a person with parental responsibility were complete before 18, so that a
// relevant child is a qualifying care leaver instead.
func (r Authority) ReturnedHome(p *care.Person, day care.Day) bool {
	a := r.at(p, day)
	if a.category() != care.Qualifying || !a.returnedHome() {
		return false
	}
	if _, byPeriods := a.workedOut(); byPeriods {
		return a.reached(a.care().thirteen)
	}
	stated := a.stated()
	return stated == care.Eligible || stated == care.Relevant
}

// Working is who is allocated in a role on the day and works here; the zero
// Allocation when nobody is.
func (r Authority) Working(p *care.Person, role care.Role, day care.Day) care.Allocation {
	a := r.at(p, day)
	id, ok := a.allocated(role)
	if !ok {
		return care.Allocation{}
	}
	for i := len(p.Allocations) - 1; i >= 0; i-- {
		if al := p.Allocations[i]; al.Facts.Role == role && al.Facts.Staff == id && a.during(al.Facts.From, al.Until) {
			return al
		}
	}
	return care.Allocation{}
}

// Stated is the category as it was last stated by the day, and the entry that
// states it.
func (r Authority) Stated(p *care.Person, day care.Day) (care.Category, care.Entry) {
	a := r.at(p, day)
	if c := lastTold(a, p.Categories); c != nil {
		return c.Facts.Category, c.Entry
	}
	if p.Registered.ID == uuid.Nil {
		return "", care.Entry{}
	}
	return p.Registered.Facts.Category, p.Registered.Entry
}

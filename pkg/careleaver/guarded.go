package careleaver

import (
	"slices"

	"github.com/google/uuid"
)

// noteSealed keeps what sealed or destroyed a record. The record still counts:
// counts, alerts and replays stay right. It is readers who show no more of it
// than that it is sealed (rules.md section 10).
func (p *Person) noteSealed(r Record) {
	for _, e := range []*Event{r.Sealed, r.Gone} {
		if e != nil {
			p.Sealed = append(p.Sealed, *e)
		}
	}
}

// IsSealed reports whether the record that an event stands on is sealed or
// destroyed.
func (p *Person) IsSealed(e Event) bool {
	return slices.ContainsFunc(p.Sealed, func(s Event) bool { return s.Person == e.Person && s.Area == e.Area && s.Record == e.Record })
}

// OpenTo are the people who alone may open the record, if it is restricted to
// any on the day (rules.md section 10): those whom all restrictions name.
func (p *Person) OpenTo(today Day) []StaffID {
	var only []StaffID
	restricted := false
	for _, r := range p.Restricted {
		if r.Ended != nil || !r.Facts.Until.IsZero() && r.Facts.Until < today {
			continue
		}
		if !restricted {
			only, restricted = slices.Clone(r.Facts.Only), true
			continue
		}
		only = slices.DeleteFunc(only, func(id StaffID) bool { return !slices.Contains(r.Facts.Only, id) })
	}
	if restricted && len(only) == 0 {
		return []StaffID{uuid.Max} // restrictions that name nobody together open to nobody
	}
	return only
}

// Protected reports whether any address of theirs is, or was before the move there was
// taken back: then whatever was noted of them is protected too.
func (p *Person) Protected() bool {
	return p.Sheltered || slices.ContainsFunc(p.Homes, func(h Home) bool { return h.Facts.Protected }) ||
		slices.ContainsFunc(p.Absences, func(a Absence) bool { return a.Facts.Protected })
}

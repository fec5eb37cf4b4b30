package careleaver

import "slices"

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

// WithoutAddress is a fact with any address that it carries taken out.
func WithoutAddress(f Fact) Fact {
	switch f := f.(type) {
	case MovedIn:
		f.Address, f.Postcode, f.UPRN = "", "", ""
		return f
	case WentAway:
		f.Place, f.Address, f.Postcode = "", "", ""
		return f
	case Corrected:
		f.Facts = WithoutAddress(f.Facts)
		return f
	}
	return f
}

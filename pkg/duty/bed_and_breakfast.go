package duty

import care "intouch/pkg/careleaver"

// Bed and breakfast is for 16 and 17 year olds only in an exceptional emergency,
// for no more than two working days. Volume 3, 7.12. So is other emergency
// accommodation, letter V. The alert does not wait for the days to pass.
const bedAndBreakfastWorkingDays = 2

func bedAndBreakfast(a *at, o owed) []Deadline {
	h := a.home()
	if o.closed != "" || o.lookedAfter || h == nil || h.Facts.Residence != "W" && h.Facts.Residence != "V" {
		return nil
	}
	if a.Details.DateOfBirth.IsZero() || !a.age(countsBeyondAge) || a.age(fullAge) {
		return nil
	}
	moved := h.Facts.From.From
	return []Deadline{Deadline{Rule: BedAndBreakfast, Lapse: lapse(&h.Entry), AlertFrom: max(moved, a.Details.DateOfBirth.Birthday(countsBeyondAge)), Due: WorkingDays(moved, bedAndBreakfastWorkingDays), Source: "Volume 3, 7.12", Record: h.Record}.
		toldLate(&h.Entry, WorkingDays(h.Entry.KnownOn(), bedAndBreakfastWorkingDays))}
}

// movedOn is met by the move out of the home, or into the next.
func movedOn(p *care.Person, l care.Alert) (care.Entry, bool) {
	for i := range p.Homes {
		h := &p.Homes[i]
		if lapse(&h.Entry) != l.Raised.Facts.Lapse {
			continue
		}
		if i+1 < len(p.Homes) && p.Homes[i+1].Facts.From.From == h.Until {
			return p.Homes[i+1].Entry, true
		}
		if h.Out != nil {
			return h.Out.Entry, true
		}
	}
	return care.Entry{}, false
}

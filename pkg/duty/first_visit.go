package duty

import care "intouch/pkg/careleaver"

// The personal adviser must visit at the accommodation within seven days of the
// young person moving in, where the authority provides it (Care Leavers
// (England) Regulations 2010, reg. 8(2)(a)); Volume 3, 3.39 restates it for any
// move. Letters B C D E K T U V W Y Z. An imported home has no known start and
// starts no visit duty (rules.md section 8).
const firstVisitDays = 7

func firstVisit(a *at, o owed) []Deadline {
	if !o.contact {
		return nil
	}
	var due []Deadline
	for i := range a.Homes {
		h := &a.Homes[i]
		moved := h.Facts.From.From
		if !h.Facts.Residence.NeedsFirstVisit() || !h.Facts.StartKnown() || h.Facts.HowKnown == care.FromImport {
			continue
		}
		if !a.during(moved, h.Until) || a.visited(h.Record, moved) {
			continue
		}
		source := "Volume 3, 3.39"
		if h.Facts.Provided.Provided() {
			source = "reg. 8(2)(a)"
		}
		due = append(due, Deadline{Rule: FirstVisit, Lapse: lapse(&h.Entry), Due: moved.AddDays(firstVisitDays), Source: source, Record: h.Record}.
			toldLate(&h.Entry, h.Entry.KnownOn().AddDays(firstVisitDays)))
	}
	return due
}

// visited reports whether there has been a visit at the home, or in the absence,
// by somebody whose visits count, since a day.
func (a *at) visited(at care.RecordID, since care.Day) bool {
	for i := range a.Visits {
		if v := &a.Visits[i]; v.At == at && v.By.MayVisit() && v.Day() >= since && a.reached(v.Day()) {
			return true
		}
	}
	return false
}

// visitMade is met by the first visit at the home or in the absence whose move
// started the lapse.
func visitMade(p *care.Person, l care.Alert) (care.Entry, bool) {
	for _, v := range p.Visits {
		if v.By.MayVisit() && v.At == l.Raised.Facts.Lapse {
			return v.Entry, true
		}
	}
	return care.Entry{}, false
}

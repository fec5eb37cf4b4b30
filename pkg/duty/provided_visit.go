package duty

import care "intouch/pkg/careleaver"

// Where the authority provides the accommodation, the personal adviser visits at
// it at intervals of not more than two months after the first visit. Care Leavers
// (England) Regulations 2010, reg. 8(2)(c). For relevant and former relevant
// children. A home that nobody has visited yet is the first visit's affair.
const providedVisitMonths = 2

func providedVisit(a *at, o owed) []Deadline {
	h := a.home()
	if !o.contact || !o.planned() || h == nil || !h.Facts.Provided.Provided() {
		return nil
	}
	v := a.lastVisit(h.Record, h.Facts.From.From)
	if v == nil {
		return nil
	}
	return []Deadline{{Rule: ProvidedVisit, Lapse: lapse(&v.Entry), Due: v.Day().AddMonths(providedVisitMonths), Source: "reg. 8(2)(c)", Record: h.Record}}
}

// planned reports whether the category is one of those for whom the Regulations
// ask for a pathway plan, a personal adviser and their visits.
func (o owed) planned() bool { return o.category == care.Relevant || o.category == care.FormerRelevant }

// lastVisit is the last visit at a home since the move there, by somebody whose
// visits count; nil when there was none.
func (a *at) lastVisit(at care.RecordID, moved care.Day) *care.Visit {
	for i := len(a.Visits) - 1; i >= 0; i-- {
		if v := &a.Visits[i]; v.At == at && v.By.MayVisit() && v.Day() >= moved && a.reached(v.Day()) {
			return v
		}
	}
	return nil
}

// visitedAgain is met by the first visit at the same place after the one that
// started the lapse.
func visitedAgain(p *care.Person, l care.Alert) (care.Entry, bool) {
	at := care.RecordID("")
	for i := range p.Visits {
		v := &p.Visits[i]
		if at != "" && v.At == at && v.By.MayVisit() {
			return v.Entry, true
		}
		if lapse(&v.Entry) == l.Raised.Facts.Lapse {
			at = v.At
		}
	}
	return care.Entry{}, false
}

package duty

import care "intouch/pkg/careleaver"

// The authority must appoint a personal adviser for each relevant and former
// relevant child. Children Act 1989, s.23B(2), s.23C(3). Never for people of
// whom only the offer is open (a team is enough) or who are looked after.
func noAdviser(a *at, o owed) []Deadline {
	if !o.contact || (o.category != care.Relevant && o.category != care.FormerRelevant) {
		return nil
	}
	if _, ok := a.allocated(care.PersonalAdviser); ok {
		return nil
	}
	entry, since := &a.Registered.Entry, a.dutyBegan()
	for i := range a.Allocations {
		al := &a.Allocations[i]
		if al.Facts.Role != care.PersonalAdviser || !a.reached(al.Facts.From) {
			continue
		}
		if end := a.endOf(al); end >= since && end > al.Facts.From {
			entry, since = &al.Entry, end
		}
	}
	return []Deadline{{Rule: NoAdviser, Lapse: lapse(entry), Due: WorkingDays(since, a.policy().Duties.NoAdviserWorkingDays), Source: fromPolicy}}
}

// endOf is the first day on which the allocated worker no longer has them: the
// allocation ended, or the worker left.
func (a *at) endOf(al *care.Allocation) care.Day {
	end := al.Until
	if m, ok := a.authority.Staff.Members[al.Facts.Staff]; ok {
		end = min(end, m.Left)
	} else {
		end = al.Facts.From // somebody who was never known to work here: nobody had the case
	}
	if !a.reached(end) {
		return 0
	}
	return end
}

// adviserAllocated is met by the first personal adviser allocated after.
func adviserAllocated(p *care.Person, l care.Alert) (care.Entry, bool) {
	for _, al := range p.Allocations {
		if al.Facts.Role == care.PersonalAdviser && al.Facts.From >= l.Raised.Facts.Due.AddDays(-noAdviserLookBack) && lapse(&al.Entry) != l.Raised.Facts.Lapse {
			return al.Entry, true
		}
	}
	return care.Entry{}, false
}

// noAdviserLookBack is wider than any policy's working days: an allocation from
// then on is one that ends this lapse and not one before it.
const noAdviserLookBack = 31

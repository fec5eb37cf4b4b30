package duty

import care "intouch/pkg/careleaver"

// Six continuous months with a parent or person with parental responsibility,
// complete before 18, and a relevant child is qualifying instead. Breakdown
// before 18 makes them relevant again; after 18 moving home ends nothing.
// Care Leavers (England) Regulations 2010, reg. 3(5)-(6); Volume 3, 2.3.
const returnedHomeMonths = 6

func (a *at) returnedHome() bool {
	eighteen := a.Details.DateOfBirth.Birthday(fullAge)
	if eighteen.IsZero() {
		return false
	}
	for _, s := range a.withParents() {
		complete := s.From.AddMonths(returnedHomeMonths)
		if s.Until < complete || complete > eighteen {
			continue
		}
		brokeDown := s.Until < eighteen
		if a.reached(complete) && !(brokeDown && a.reached(s.Until)) {
			return true
		}
	}
	return false
}

// withParents are the times at homes with a parent, not looked after; a move with
// the parent, or to the other one, does not break them.
func (a *at) withParents() []Span {
	var all []Span
	for i := range a.Homes {
		h := &a.Homes[i]
		if !h.Facts.WithParent {
			continue
		}
		if n := len(all); n > 0 && all[n-1].Until == h.Facts.From.From {
			all[n-1].Until = h.Until
			continue
		}
		all = append(all, Span{h.Facts.From.From, h.Until})
	}
	for i := range all {
		all[i].From = a.outOfCare(all[i])
	}
	return all
}

// outOfCare is the day within a time at home from which they were not looked after:
// a child placed with a parent has not returned home.
func (a *at) outOfCare(s Span) care.Day {
	from := s.From
	for _, d := range a.leavings() {
		if d > from && d < s.Until && a.reached(d) {
			from = d
		}
	}
	if a.on(from).lookedAfter() {
		return s.Until
	}
	return from
}

package duty

import care "intouch/pkg/careleaver"

// What the SSDA903 care leaver return asks of the rules, beyond what On says of
// a day (docs/rules.md section 12).

// OC3 are the choices of the policy in force on a day.
func (r Authority) OC3(on care.Day) OC3 { return r.at(&care.Person{}, on).inForce().oc3 }

// Window903 is the first and the last day of the time around a birthday to which
// the return's "in touch" relates.
func (r Authority) Window903(p *care.Person, birthday care.Day) (first, last care.Day) {
	n := r.at(p, birthday).policy().Window903
	return birthday.AddMonths(-n.MonthsBefore), birthday.AddMonths(n.MonthsAfter)
}

// BackHome is the home with a parent, or a person with parental responsibility,
// with which six months were complete before 18 and by the day, and the day on
// which they were; nil when there is none or it broke down before 18.
func (r Authority) BackHome(p *care.Person, day care.Day) (home *care.Home, complete care.Day) {
	for _, s := range r.at(p, day).withParents() {
		alone := *p
		alone.Homes = nil
		for i := range p.Homes {
			if h := p.Homes[i]; h.Facts.WithParent && h.Facts.From.From >= s.From && h.Until <= s.Until {
				alone.Homes = append(alone.Homes, h)
			}
		}
		if r.at(&alone, day).returnedHome() {
			return &alone.Homes[0], s.From.AddMonths(returnedHomeMonths)
		}
	}
	return nil, 0
}

// RefusedInForce is the refusal of contact or of services that is in force on
// the day: said, approved by a manager and renewed in time (rules.md section 7);
// nil when none is. Refused finds those that nobody approved as well.
func (r Authority) RefusedInForce(p *care.Person, day care.Day) *care.Refusal {
	for i := len(p.Refusals) - 1; i >= 0; i-- {
		alone := *p
		alone.Refusals = p.Refusals[i : i+1]
		if r.at(&alone, day).refusalNow().current {
			return &p.Refusals[i]
		}
	}
	return nil
}

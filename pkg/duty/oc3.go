package duty

import care "intouch/pkg/careleaver"

// What the SSDA903 care leaver return asks of the rules, beyond what On says of
// a day (docs/rules.md section 12).

// ReturnsOn is what the policy in force on the day says of returns.
func (r Authority) ReturnsOn(day care.Day) Returns {
	return r.at(&care.Person{}, day).inForce().Returns
}

// Window903 is the first and the last day of the time around a birthday to which
// the return's "in touch" relates.
func (r Authority) Window903(p care.Person, birthday care.Day) (first, last care.Day) {
	n := r.at(&p, birthday).policy().Window903
	return birthday.AddMonths(-n.MonthsBefore), birthday.AddMonths(n.MonthsAfter)
}

// StatedOn is the category as somebody stated it, whatever follows by date.
func (r Authority) StatedOn(p care.Person, day care.Day) care.Category { return r.at(&p, day).stated() }

// ReturnedHome is the home with a parent, or a person with parental
// responsibility, in which six months were complete before 18 and by the day;
// nil when there is none or it broke down before 18.
func (r Authority) ReturnedHome(p care.Person, day care.Day) *care.Home {
	for i := range p.Homes {
		alone := p
		alone.Homes = p.Homes[i : i+1]
		if r.at(&alone, day).returnedHome() {
			return &p.Homes[i]
		}
	}
	return nil
}

// RefusalOn is a refusal of contact or of services that counts on the day, and
// whether it is in force: approved, and renewed in time. One that a manager has
// not approved counts for as long as it would if one had. Nil: there is none.
func (r Authority) RefusalOn(p care.Person, day care.Day) (said *care.Refusal, inForce bool) {
	if said = r.refusalWith(p, day, false); said != nil {
		return said, true
	}
	return r.refusalWith(p, day, true), false
}

func (r Authority) refusalWith(p care.Person, day care.Day, unapproved bool) *care.Refusal {
	for i := len(p.Refusals) - 1; i >= 0; i-- {
		one, alone := p.Refusals[i], p
		if unapproved {
			one.Approved = approvedWhenSaid(one)
		}
		alone.Refusals = []care.Refusal{one}
		if r.at(&alone, day).refusalNow().current {
			return &p.Refusals[i]
		}
	}
	return nil
}

func approvedWhenSaid(f care.Refusal) []care.Told[care.RefusalApproved] {
	as := care.RefusalApproved{On: f.Facts.When.Day()}
	return []care.Told[care.RefusalApproved]{{Facts: as, Entry: care.Entry{Event: care.Event{Fact: as}}}}
}

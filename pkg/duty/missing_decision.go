package duty

import care "intouch/pkg/careleaver"

// While somebody is reported missing a manager decides, with a record of it,
// what is done: within a working day, then daily. Our choice after what Ofsted
// praises (domain.md section 6.2); for anyone not closed or looked after.
func missingDecision(a *at, o owed) []Deadline {
	if o.lookedAfter {
		return nil
	}
	n, again := a.policy().Duties, false
	decided := lastTold(a, a.Oversights)
	var all []Deadline
	for _, m := range a.reports() {
		since := m.Facts.From.Day()
		if decided != nil && decided.Facts.On >= since {
			again = true
			continue
		}
		all = append(all, Deadline{Rule: MissingDecision, Lapse: lapse(&m.Entry), Due: WorkingDays(since, n.MissingDecisionWorkingDays), Source: fromPolicy}.
			toldLate(&m.Entry, WorkingDays(m.Entry.KnownOn(), n.MissingDecisionWorkingDays)))
	}
	if again {
		all = append(all, Deadline{Rule: MissingDecision, Lapse: lapse(&decided.Entry), Due: decided.Facts.On.AddDays(n.MissingDecisionEveryDays), Source: fromPolicy})
	}
	return all
}

// managerDecided is met by the first decision after what started the lapse, or
// by their being found.
func managerDecided(p *care.Person, l care.Alert) (care.Entry, bool) {
	for _, d := range p.Oversights {
		if d.Facts.On >= l.Raised.Facts.Due && lapse(&d.Entry) != l.Raised.Facts.Lapse {
			return d.Entry, true
		}
	}
	for _, m := range p.Missing {
		if m.Found != nil && lapse(&m.Entry) == l.Raised.Facts.Lapse {
			return m.Found.Entry, true
		}
	}
	return care.Entry{}, false
}

// missing is the first report of missing that is open on the day; nil when there
// is none.
func (a *at) missing() *care.MissingReport {
	if open := a.reports(); len(open) > 0 {
		return open[0]
	}
	return nil
}

// reports are those of missing that are open on the day, in order of time.
func (a *at) reports() []*care.MissingReport {
	var open []*care.MissingReport
	for i := range a.Missing {
		m, until := &a.Missing[i], care.Forever
		if m.Found != nil {
			until = m.Found.Facts.When.Day()
		}
		if a.during(m.Facts.From.Day(), until) {
			open = append(open, m)
		}
	}
	return open
}

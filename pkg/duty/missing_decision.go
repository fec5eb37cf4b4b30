package duty

import care "intouch/pkg/careleaver"

// While somebody is reported missing a manager decides, with a record of it,
// what is done: within a working day, then daily. Our choice after what Ofsted
// praises (domain.md section 6.2); for anyone not closed or looked after.
func missingDecision(a *at, o owed) []Deadline {
	m := a.missing()
	if m == nil || o.lookedAfter {
		return nil
	}
	since := m.Facts.From.Day()
	d := Deadline{Rule: MissingDecision, Lapse: lapse(&m.Entry), Due: WorkingDays(since, a.policy().Duties.MissingDecisionWorkingDays), Source: fromPolicy}
	d = d.toldLate(&m.Entry, WorkingDays(m.Entry.KnownOn(), a.policy().Duties.MissingDecisionWorkingDays))
	if decided := lastTold(a, a.Oversights); decided != nil && decided.Facts.On >= since {
		d = Deadline{Rule: MissingDecision, Lapse: lapse(&decided.Entry), Due: decided.Facts.On.AddDays(a.policy().Duties.MissingDecisionEveryDays), Source: fromPolicy}
	}
	return []Deadline{d}
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

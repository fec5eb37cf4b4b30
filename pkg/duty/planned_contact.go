package duty

import care "intouch/pkg/careleaver"

// A contact that was planned has an outcome: the contact, an attempt, or that it
// was cancelled. Our choice, so that "visit booked" is never the last word
// (rules.md section 6). A to-do, from its day.
func plannedContact(a *at, o owed) []Deadline {
	if o.lookedAfter {
		return nil
	}
	var due []Deadline
	for i := range a.Plans {
		p := &a.Plans[i]
		day := p.Facts.On.Day()
		if !a.reached(day) || a.hasOutcome(p) {
			continue
		}
		due = append(due, Deadline{Rule: PlannedContact, Lapse: lapse(&p.Entry), Due: WorkingDays(day, a.policy().Duties.PlannedContactWorkingDays), Source: fromPolicy, Record: p.Record})
	}
	return due
}

func (a *at) hasOutcome(p *care.Plan) bool {
	if p.Cancelled != nil && a.reached(p.Cancelled.RecordedOn()) {
		return true
	}
	for i := range a.Contacts {
		if c := &a.Contacts[i]; c.Facts.Fulfils == p.Record && a.reached(c.Facts.When.Day()) {
			return true
		}
	}
	for i := range a.Attempts {
		if t := &a.Attempts[i]; t.Facts.Fulfils == p.Record && a.reached(t.Facts.When.Day()) {
			return true
		}
	}
	return false
}

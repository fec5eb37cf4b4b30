package duty

import care "intouch/pkg/careleaver"

// Before a former relevant child is 21 it is decided, with them, what happens
// then; nobody leaves the duty at 21 by date (rules.md section 2). What inspectors
// criticise first: people closed at 21 without a word (domain.md section 6.3).
// How long before is a choice of practice.
func decisionAt21(a *at, o owed) []Deadline {
	twentyOne := a.Details.DateOfBirth.Birthday(leaveAge)
	if !o.contact || o.category != care.FormerRelevant || twentyOne.IsZero() || lastTold(a, a.Post21) != nil {
		return nil
	}
	n := a.policy().Duties
	if !a.reached(twentyOne.AddMonths(-n.DecisionAt21ShownMonths)) {
		return nil
	}
	return []Deadline{{Rule: DecisionAt21, Lapse: lapse(&a.Registered.Entry), Due: twentyOne.AddMonths(-n.DecisionAt21Months), Source: fromPolicy}}
}

// decidedAt21 is met by the first decision.
func decidedAt21(p *care.Person, _ care.Alert) (care.Entry, bool) {
	if len(p.Post21) == 0 {
		return care.Entry{}, false
	}
	return p.Post21[0].Entry, true
}

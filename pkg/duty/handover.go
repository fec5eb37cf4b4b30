package duty

import care "intouch/pkg/careleaver"

// A handover that is offered is accepted or refused by its day: until then
// somebody believes that another has the case. Everyone must know who their
// personal adviser is: Volume 3, 3.18.
func handover(a *at, o owed) []Deadline {
	if o.lookedAfter {
		return nil
	}
	var due []Deadline
	for i := range a.Handovers {
		h := &a.Handovers[i]
		if !a.reached(h.Facts.On) || h.Accepted != nil && a.reached(h.Accepted.Facts.On) || h.Refused != nil && a.reached(h.Refused.Facts.On) {
			continue
		}
		due = append(due, Deadline{Rule: HandoverRule, Lapse: lapse(&h.Entry), Due: h.Facts.AcceptBy, Source: "handover"})
	}
	return due
}

// handoverAnswered is met by the answer.
func handoverAnswered(p *care.Person, l care.Alert) (care.Entry, bool) {
	for i := range p.Handovers {
		h := &p.Handovers[i]
		switch {
		case lapse(&h.Entry) != l.Raised.Facts.Lapse:
		case h.Accepted != nil:
			return h.Accepted.Entry, true
		case h.Refused != nil:
			return h.Refused.Entry, true
		}
	}
	return care.Entry{}, false
}

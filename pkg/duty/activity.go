package duty

import care "intouch/pkg/careleaver"

// doing is what somebody does on the day, by the facts.
func (a *at) doing() Activity {
	for i := len(a.Activities) - 1; i >= 0; i-- {
		x := &a.Activities[i]
		if a.during(x.Facts.From.From, lastsUntil(x)) {
			return a.evidenced(x)
		}
	}
	return Activity{}
}

// lastsUntil is the first day on which it is no longer done.
func lastsUntil(x *care.Activity) care.Day {
	until := care.Forever
	if !x.Facts.Until.IsZero() {
		until = x.Facts.Until + 1
	}
	if x.Ended != nil {
		until = min(until, x.Ended.Facts.On+1)
	}
	return until
}

// evidenced is the activity with its newest evidence. Where that says that they
// no longer do it, what they do is not known from then on.
func (a *at) evidenced(x *care.Activity) Activity {
	act := Activity{Code: x.Facts.Code, Since: x.Facts.From.From, Provider: x.Facts.Provider, SaidBy: x.SaidBy()}
	var newest *care.DoingEvidence
	for i := range a.Doing {
		e := &a.Doing[i]
		if e.On >= x.Facts.From.From && (e.Of == "" || e.Of == x.Record) && a.reached(e.On) {
			newest = e
		}
	}
	if newest == nil {
		return act // told of later than it began, and that day is still to come
	}
	act.EvidenceOn, act.How, act.EvidenceBy = newest.On, newest.How, newest.Entry.SaidBy()
	if ended := x.Ended != nil && newest.Entry.ID == x.Ended.ID; !newest.Still && !ended {
		return Activity{Since: newest.On, EvidenceOn: newest.On, How: newest.How, SaidBy: act.EvidenceBy, EvidenceBy: act.EvidenceBy}
	}
	return act
}

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

// evidenced is the activity with its newest evidence: its start, a confirmation,
// or a contact in which they said that they still do it.
func (a *at) evidenced(x *care.Activity) Activity {
	act := Activity{Code: x.Facts.Code, Since: x.Facts.From.From, Provider: x.Facts.Provider, EvidenceOn: x.Entry.KnownOn(),
		How: x.Facts.HowKnown, SaidBy: x.SaidBy(), EvidenceBy: x.SaidBy()}
	for _, c := range x.Confirmations {
		if c.Facts.Still != care.StillNo && c.Facts.On >= act.EvidenceOn && a.reached(c.Facts.On) {
			act.EvidenceOn, act.How, act.EvidenceBy = c.Facts.On, c.Facts.HowKnown, c.SaidBy()
		}
	}
	for i := range a.Contacts {
		c := &a.Contacts[i]
		on := c.Facts.When.Day()
		if c.Facts.ActivityStill == care.StillYes && on >= act.EvidenceOn && a.reached(on) {
			act.EvidenceOn, act.How, act.EvidenceBy = on, care.ToldByPerson, c.SaidBy()
		}
	}
	return act
}

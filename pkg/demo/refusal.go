package demo

import (
	care "intouch/pkg/careleaver"
)

// refusals begins what refusing people say: no contact, some day in the two
// years; others refuse a meeting now and then.
func (l *life) refusals() {
	switch {
	case l.Temperament == Refusing:
		l.in(between(l.rnd, 20, 640), l.refuse)
	case l.Temperament != AtRisk:
		l.in(l.yearly(0.06), l.refuseMeeting)
	}
}

func (l *life) refuseMeeting() {
	l.in(l.yearly(0.06), l.refuseMeeting)
	if l.owed() && !l.lookedAfter() && !l.isSilent() && l.away == nil {
		l.says(care.RefusesMeeting, "Not this week")
	}
}

func (l *life) says(what care.RefusalOf, words string) care.RecordID {
	_, by := l.worker()
	l.spoken = l.today
	return l.opens(care.AreaContact, care.Refused{What: what, When: care.AtInstant(l.at), How: care.TextOrApp, By: by, Words: words, KnownSafe: true})
}

// refuse is a refusal of contact or of services: a manager approves it as a
// rule, and renews it after half a year, in time or not.
func (l *life) refuse() {
	if l.lookedAfter() || !l.owed() {
		l.in(60, l.refuse)
		return
	}
	l.refused = l.today
	what := pick(l.rnd, []care.RefusalOf{care.RefusesContact, care.RefusesContact, care.RefusesServices})
	r := l.says(what, pick(l.rnd, []string{"I am fine and I want to be left in peace", "I have had social workers all my life, enough", "I will ring if I need something"}))
	if chance(l.rnd, 0.85) {
		l.atWorkIn(between(l.rnd, 2, 15), func() {
			l.decides(care.AreaContact, r, care.RefusalApproved{Approver: l.manager().id, On: l.today, Attempts: "Two visits and a letter explained what is on offer"})
			l.atWorkIn(between(l.rnd, 160, 190), func() { l.renew(r) })
		})
	}
}

// renew is the offer made anew, and a manager's word that the refusal stands;
// of some it is forgotten.
func (l *life) renew(r care.RecordID) {
	if chance(l.rnd, 0.2) {
		l.refused = 0
		return
	}
	l.decides(care.AreaContact, r, care.RefusalRenewed{Approver: l.manager().id, On: l.today, How: care.TriedLetter, Note: "Letter with the offer, and a birthday card"})
	l.atWorkIn(between(l.rnd, 160, 190), func() { l.renew(r) })
}

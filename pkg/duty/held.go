package duty

import care "intouch/pkg/careleaver"

// A change of the date of birth can close a case, alter the category or take a
// duty away. It never ends a lapse that is open: that stays until a manager has
// decided about it (rules.md section 2, I6).

// held reports whether an open alert stays only because of that: another date of
// birth was recorded after it was raised, and by the one of then the rules would
// still ask for it when anything was last recorded.
func (r *Authority) held(p *care.Person, l *care.Alert) bool {
	if !l.Open {
		return false
	}
	then, changed := bornAsOf(p, l)
	if !changed {
		return false
	}
	day := max(p.LastRecorded.RecordedOn(), registeredOn(p))
	if r.asks(p, l, day) {
		return false
	}
	before := *p
	before.Details.DateOfBirth = then
	return r.asks(&before, l, day)
}

// asks reports whether the rules ask for the alert on the day.
func (r *Authority) asks(p *care.Person, l *care.Alert, day care.Day) bool {
	a := r.at(p, day)
	for _, d := range a.deadlines(a.owed()) {
		d.Span = Span{day, day + 1}
		if d.Alerting(day) && string(d.Rule) == l.Raised.Facts.Rule && d.Lapse == l.Raised.Facts.Lapse {
			return true
		}
	}
	return false
}

// bornAsOf is the date of birth that was on record when an alert was raised, and
// whether another has been recorded since.
func bornAsOf(p *care.Person, l *care.Alert) (then care.Day, changed bool) {
	for _, b := range p.Births {
		if b.RecordedAt.After(l.Raised.RecordedAt) {
			changed = changed || b.Day != then
			continue
		}
		then = b.Day
	}
	return then, changed
}

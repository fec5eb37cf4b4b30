package oracle

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// "whereabouts confirmed: contact duty | newest evidence | section 5". "*Whereabouts
// confirmed* is due on the last day before stale." "*Not known*: to be confirmed
// within 2 working days", and so is a place of which a decision believes nothing
// (decisions/0006). A dead contact point starts "*whereabouts confirmed* in
// 2 working days".
func (l life) whereabouts(h held, on care.Day) []deadline {
	if !l.owedContact(h, on) {
		return nil
	}
	s := l.sure(on)
	due := s.stale - 1
	if away, _ := l.awayOn(on); s.at == "" && s.since > away.says.ExpectedEnd && len(l.whereNow(h, on)) > 0 {
		return nil // where-now asks for the same, by the same day
	}
	if s.at == "" || !s.believed {
		due = workingDays(s.since, notKnownWorking)
	}
	all := []deadline{{duty.WhereaboutsRule, due, ofPolicy}}
	if s.at == "" {
		return all // the place is asked for as it is
	}
	for _, dead := range l.deadNews(on) {
		if !l.evidenceSince(dead, on) {
			return append(all, deadline{duty.WhereaboutsRule, workingDays(dead.day, notKnownWorking), ofPolicy}) // the first of several
		}
	}
	return all
}

// evidenceSince: where they are was confirmed after the fact.
func (l life) evidenceSince(f fact, on care.Day) bool {
	for _, e := range l.where(on).pieces {
		if e.there && e.at == l.where(on).at && !l.setAside(e.fact) && e.when.Compare(f.when) >= 0 {
			return true
		}
	}
	return false
}

// "missing: manager's decision: anyone not closed or looked after | reported
// missing | 1 working day, then daily | management oversight with a decision".
func (l life) missingDecision(h held, on care.Day) []deadline {
	if h.lookedAfter() {
		return nil
	}
	var all []deadline
	for _, m := range l.missing(on) {
		due := workingDays(m.day, missingBy)
		for _, decided := range upTo[care.OversightDecided](l, on) {
			if decided.day >= m.day {
				due = decided.day + 1
			}
		}
		all = append(all, deadline{duty.MissingDecision, due, ofPolicy})
	}
	return all
}

// "try again: lapsed, whereabouts not known, or missing | lapse, last attempt | 14
// days; high risk 7 | an attempt".
func (l life) tryAgain(h held, on care.Day) []deadline {
	if h.lookedAfter() {
		return nil
	}
	start := l.tryingSince(h, on)
	if start.IsZero() {
		return nil
	}
	every := care.Day(tryAgainEvery)
	if l.highRisk(on) {
		every = tryAgainHighRisk
	}
	return []deadline{{duty.TryAgain, max(start, lastOn(l.tried(on))) + every, ofPolicy}}
}

func (l life) tryingSince(h held, on care.Day) care.Day {
	var since care.Day
	earliest := func(d care.Day) {
		if since.IsZero() || d < since {
			since = d
		}
	}
	if l.owedContact(h, on) {
		if g := l.keepInTouch(on); on > g.due && len(l.refusals(on)) == 0 {
			earliest(g.due + 1)
		}
		if w := l.where(on); w.at == "" {
			earliest(w.since)
		}
	}
	for _, m := range l.missing(on) {
		earliest(m.day)
	}
	return since
}

// "management oversight: an open lapse of keep in touch, whereabouts, missing,
// custody visit, decision at 21: one per person | alert | 5 working days, then
// every 28 days while open | oversight with a decision". Of baseline it runs from
// the day by which it was to be acted on (section 8).
func (l life) oversight(h held, on care.Day) []deadline {
	if h.lookedAfter() {
		return nil
	}
	var first care.Day
	for _, alert := range upTo[care.AlertRaised](l, care.Forever) {
		from := l.openSince(alert, on)
		if from > 0 && overseen(duty.Rule(alert.says.Rule)) && (first.IsZero() || from < first) {
			first = from
		}
	}
	if first.IsZero() {
		return nil
	}
	due := workingDays(first, oversightBy)
	for _, decided := range upTo[care.OversightDecided](l, on) {
		if decided.day >= first {
			due = decided.day + oversightEvery
		}
	}
	return []deadline{{duty.Oversight, due, ofPolicy}}
}

// openSince is the day from which oversight of an open alert counts; zero: it is
// not open.
func (l life) openSince(alert told[care.AlertRaised], on care.Day) care.Day {
	if alert.RecordedOn() > on || len(of(alert.Record, upTo[care.AlertClosed](l, on))) > 0 {
		return 0
	}
	if alert.says.Origin == care.Baseline {
		return max(alert.RecordedOn(), alert.says.ActBy)
	}
	return alert.RecordedOn()
}

func overseen(r duty.Rule) bool {
	switch r {
	case duty.KeepInTouch, duty.WhereaboutsRule, duty.MissingDecision, duty.CustodyVisit, duty.DecisionAt21:
		return true
	}
	return false
}

package duty

import care "intouch/pkg/careleaver"

// While somebody is not accounted for, a manager decides what is done, and by
// whom and when, and looks at it again. Volume 3, 3.47 makes records the
// supervisor's duty; a decision not to act is a decision, too (domain.md section
// 6.2). One for each person, whatever has lapsed: it runs from the first alert
// that is open; of baseline from the day by which it was to be acted on.
func oversight(a *at, o owed) []Deadline {
	first, since := a.overseen()
	if first == nil || o.lookedAfter {
		return nil
	}
	n := a.policy().Duties
	decided := lastTold(a, a.Oversights)
	if decided == nil || decided.Facts.On < since {
		return []Deadline{{Rule: Oversight, Lapse: lapse(&first.Raised.Entry), Due: WorkingDays(since, n.OversightWorkingDays), Source: fromPolicy}}
	}
	return []Deadline{{Rule: Oversight, Lapse: lapse(&decided.Entry), Due: decided.Facts.On.AddDays(n.OversightEveryDays), Source: fromPolicy}}
}

// needsOversight are the rules whose open lapses a manager must look at.
var needsOversight = map[string]bool{
	string(KeepInTouch): true, string(WhereaboutsRule): true, string(MissingDecision): true, string(CustodyVisit): true, string(DecisionAt21): true,
}

// overseen is the alert that asks first for oversight, and since when; nil when
// none is open.
func (a *at) overseen() (first *care.Alert, since care.Day) {
	for i := range a.Alerts {
		l := &a.Alerts[i]
		if !needsOversight[l.Raised.Facts.Rule] {
			continue
		}
		for _, s := range l.Spans {
			if !a.during(s.From, s.Until) {
				continue
			}
			from := toBeOverseenFrom(l, s.From)
			if first == nil || from < since {
				first, since = l, from
			}
		}
	}
	return first, since
}

// toBeOverseenFrom is when oversight of an alert begins that was opened on a day:
// of baseline not before the day by which it is to be acted on.
func toBeOverseenFrom(l *care.Alert, opened care.Day) care.Day {
	if l.Raised.Facts.Origin == care.Baseline {
		return max(opened, l.ActBy)
	}
	return opened
}

// overseenAgain is met by the first decision on or after the day on which the
// clock started.
func overseenAgain(p *care.Person, l care.Alert) (care.Entry, bool) {
	started := l.Raised.Facts.Lapse
	since := care.Day(0)
	for i := range p.Alerts {
		if x := &p.Alerts[i]; lapse(&x.Raised.Entry) == started {
			since = toBeOverseenFrom(x, x.Raised.RecordedOn())
		}
	}
	for i := range p.Oversights {
		if d := &p.Oversights[i]; lapse(&d.Entry) == started {
			since = d.Facts.On
		}
	}
	for i := range p.Oversights {
		if d := &p.Oversights[i]; d.Facts.On >= since && lapse(&d.Entry) != started {
			return d.Entry, true
		}
	}
	return care.Entry{}, false
}

package duty

import care "intouch/pkg/careleaver"

// OnIncomplete is On for somebody of whom not every event could be applied;
// broken is nil when all could.
func (r Authority) OnIncomplete(p care.Person, broken *Incomplete, day care.Day) Look {
	a := r.at(&p, day)
	look := a.look(broken, true)
	look.over(Span{day, a.next})
	return look
}

// StandingOn is OnIncomplete for those who ask for the standing alone.
func (r Authority) StandingOn(p care.Person, broken *Incomplete, day care.Day) Standing {
	a := r.at(&p, day)
	s := a.look(broken, false).Standing
	s.Span = Span{day, a.next}
	return s
}

// SummaryOn is the person's own row with the four clocks as they stood on a day.
func (r Authority) SummaryOn(p care.Person, broken *Incomplete, day care.Day) Summary {
	s, a := r.summary(&p, broken), r.at(&p, day)
	on := func(marks []care.Mark) Clock {
		if m := a.lastMark(marks); m != nil {
			return clock([]care.Mark{*m})
		}
		return Clock{}
	}
	s.Seen, s.Spoken, s.HeardOf, s.Tried = on(p.Seen), on(p.Spoken), on(p.HeardOf), on(p.Tried)
	return s
}

// AlertsOn are a person's alerts as they stood on a day: only what was recorded
// by then counts, and only facts that had happened met a duty.
func (r Authority) AlertsOn(p care.Person, events []care.Event, day care.Day) []Alert {
	var all []Alert
	for _, l := range care.PersonOf(p.ID, care.Records(of(care.AreaAlert, events, day))).Alerts {
		a := r.alertNow(&p, l)
		if a.MetOn > day {
			a.MetBy, a.MetOn = care.Entry{}, 0
		}
		all = append(all, a)
	}
	return all
}

// QuestionsOn are the questions of imports about a person as they stood on a day.
func QuestionsOn(p care.Person, events []care.Event, day care.Day) []care.Question {
	return care.PersonOf(p.ID, care.Records(of(care.AreaImport, events, day))).Questions
}

// of are the events of an area that were recorded by the end of the day.
func of(area care.Area, events []care.Event, day care.Day) []care.Event {
	var some []care.Event
	for _, e := range events {
		if e.Area == area {
			some = append(some, e)
		}
	}
	return care.KnownBy(some, func(e care.Event) bool { return e.RecordedOn() <= day })
}

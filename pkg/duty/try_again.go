package duty

import care "intouch/pkg/careleaver"

// Where touch is lost, the authority must take reasonable steps to re-establish
// contact (Children Act 1989, s.23C(2)(b)); the next try is due so many days
// after the lapse or the last attempt (rules.md section 6). A to-do: an attempt
// meets it and never moves the bucket (I3).
func tryAgain(a *at, o owed) []Deadline {
	if o.lookedAfter {
		return nil
	}
	entry, start := a.lostTouch(o)
	if entry == nil {
		return nil
	}
	if tried := a.lastMark(a.Tried); tried != nil && tried.Day() >= start {
		entry, start = &tried.Entry, tried.Day()
	}
	return []Deadline{{Rule: TryAgain, Lapse: lapse(entry), Due: start.AddDays(a.policy().Duties.TryAgainDays), Source: fromPolicy}}
}

// lostTouch is what first asks for another try, and since when: contact that has
// lapsed, whereabouts that are not known, a report of missing; nil when nothing does.
func (a *at) lostTouch(o owed) (entry *care.Entry, since care.Day) {
	say := func(e *care.Entry, on care.Day) {
		if entry == nil || on < since {
			entry, since = e, on
		}
	}
	if o.contact && !a.refusalNow().current {
		if t := a.touch(o); a.reached(t.due + 1) {
			say(t.entry, t.due+1)
		}
	}
	if s := a.where(); o.contact && s.lost {
		say(&s.stretch.Entry, s.stretch.From)
	}
	if m := a.missing(); m != nil {
		say(&m.Entry, m.Facts.From.Day())
	}
	return entry, since
}

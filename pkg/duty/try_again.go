package duty

// Where touch is lost, the authority must take reasonable steps to re-establish
// contact (Children Act 1989, s.23C(2)(b)); the next try is due so many days
// after the lapse or the last attempt (rules.md section 6). A to-do: an attempt
// meets it and never moves the bucket (I3).
func tryAgain(a *at, o owed) []Deadline {
	if !o.contact || a.refusalNow().current {
		return nil
	}
	t := a.touch(o)
	entry, start := t.entry, t.due+1
	lapsed := a.reached(t.due + 1)
	if s := a.where(); s.lost {
		if !lapsed {
			entry, start = &s.stretch.Entry, s.stretch.From
		}
		lapsed = true
	}
	if m := a.missing(); m != nil {
		if !lapsed {
			entry, start = &m.Entry, m.Facts.From.Day()
		}
		lapsed = true
	}
	if !lapsed {
		return nil
	}
	if tried := a.lastMark(a.Tried); tried != nil && tried.Day() >= start {
		entry, start = &tried.Entry, tried.Day()
	}
	return []Deadline{{Rule: TryAgain, Lapse: lapse(entry), Due: start.AddDays(a.policy().Duties.TryAgainDays), Source: fromPolicy}}
}

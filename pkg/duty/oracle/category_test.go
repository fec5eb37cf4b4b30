package oracle

import care "intouch/pkg/careleaver"

// registration returns the registration and the first day on the register.
func (l life) registration() (care.Registered, care.Day, bool) {
	for _, f := range l.facts {
		if r, ok := f.Fact.(care.Registered); ok {
			return r, min(f.day, f.RecordedOn()), true
		}
	}
	return care.Registered{}, 0, false
}

// "Date of birth may be missing or disputed." The last word on it counts for
// every day: it is no thing that happens.
func (l life) bornOn() care.Day {
	r, _, _ := l.registration()
	born := r.DateOfBirth
	for _, change := range upTo[care.DetailsChanged](l, care.Forever) {
		if !change.says.DateOfBirth.IsZero() {
			born = change.says.DateOfBirth
		}
		for _, field := range change.says.Cleared {
			if field == "dateOfBirth" {
				born = 0
			}
		}
	}
	return born
}

// hasTurned reports whether they are of that age: never, while the date of birth
// is missing ("treated as under 21, no birthday duties").
func (l life) hasTurned(years int, d care.Day) bool {
	born := l.born
	return !born.IsZero() && d >= born.Birthday(years)
}

// held is the category on a day.
type held struct {
	stated        care.Category // by what was recorded, before birthdays and returns home
	is            care.Category
	leavingUnsaid bool // 18, and nobody has recorded that care ended
	since         care.Day
}

// lookedAfter: "on the 18th birthday looked after ends that day at the latest".
func (h held) lookedAfter() bool { return h.is == care.Eligible }

// "By date, without an event: on the 18th birthday relevant and eligible become
// former relevant." "Returned home: six continuous months with a parent or
// person with PR, complete before 18: qualifying; breakdown before 18: relevant
// again." What was returned home on the day before the 18th birthday stays so.
func (l life) walkCategory(on care.Day) []held {
	r, from, _ := l.registration()
	h := held{stated: r.Category, since: from}
	if !r.Since.IsZero() {
		h.since = r.Since
	}
	var days []held
	var home care.Day // since when out of care and with a parent
	returned, inCare := false, false
	for d := l.first; d <= on; d++ {
		if stated := l.restated(h.stated, d); stated != h.stated {
			h.stated, h.since = stated, d
		}
		if !l.hasTurned(18, d) {
			inCare = h.stated == care.Eligible
		} else if d == l.first {
			inCare = r.Category == care.Eligible
		}
		if !l.hasTurned(18, d-1) {
			returned = !l.born.IsZero() && !home.IsZero() && d >= home.AddMonths(6)
		}
		if !l.isWithParent(d) || h.stated == care.Eligible {
			home = 0
		} else if home.IsZero() {
			home = d
		}
		if !l.hasTurned(18, d) {
			returned = returned && !home.IsZero()
		}
		h.is = l.byDate(h.stated, returned, d)
		h.leavingUnsaid = inCare && l.hasTurned(18, d) && len(upTo[care.CareEnded](l, care.Forever)) == 0
		days = append(days, h)
	}
	return days
}

func (l life) category(d care.Day) held { return l.held[max(0, d-l.first)] }

func (l life) byDate(stated care.Category, returned bool, d care.Day) care.Category {
	switch {
	case stated == care.NotRecorded:
		return care.FormerRelevant
	case stated == care.Relevant && returned:
		return care.Qualifying
	case (stated == care.Relevant || stated == care.Eligible) && l.hasTurned(18, d):
		return care.FormerRelevant
	}
	return stated
}

// restated is the category by what was recorded of that one day.
func (l life) restated(c care.Category, d care.Day) care.Category {
	for _, f := range l.facts {
		if f.day != d {
			continue
		}
		switch says := f.Fact.(type) {
		case care.EligibilityChanged:
			c = says.Category
		case care.CareEnded:
			if c == care.Eligible {
				c = care.Relevant
			}
		case care.ReturnedToCare:
			if !l.hasTurned(18, d) && c == care.Relevant {
				c = care.Eligible
			}
		}
	}
	return c
}

func (l life) firstDay() care.Day {
	_, first, _ := l.registration()
	for _, f := range l.facts {
		first = min(first, f.day)
	}
	return first
}

func (l life) isWithParent(d care.Day) bool {
	home, ok := l.home(d)
	return ok && home.says.WithParent
}

// "One home." "A move ends the old accommodation on the day of the move."
func (l life) home(d care.Day) (told[care.MovedIn], bool) {
	home, ok := last(upTo[care.MovedIn](l, d))
	if !ok {
		return home, false
	}
	_, left := last(of(home.Record, upTo[care.MovedOut](l, d)))
	return home, !left
}

package duty

import care "intouch/pkg/careleaver"

// Personal advisers must have regular face-to-face contact with each care
// leaver. Volume 3, 3.38 and 4.38. A to-do, since the law's own visits have
// duties of their own; not for people abroad or deported.
func seeInPerson(a *at, o owed) []Deadline {
	if !o.contact || a.refusalNow().current || a.abroad() {
		return nil
	}
	entry, start := &a.Registered.Entry, a.dutyBegan()
	if seen := a.lastMark(a.Seen); seen != nil {
		entry, start = &seen.Entry, seen.Day()
	}
	c := a.dueAfter(start, a.intervalSince(start, o.category, a.seenEvery), seenEveryDays)
	return []Deadline{{Rule: SeeInPerson, Lapse: lapse(entry), Due: c.due, Source: c.every.source}}
}

// seenEvery is how often the policy asks us to see somebody; a qualifying care
// leaver as often as it asks us to be in touch (rules.md section 6).
func (a *at) seenEvery(c care.Category) interval {
	if c == care.Qualifying {
		return a.contactEvery(c)
	}
	return interval{a.policy().Contact.SeenEveryDays, fromPolicy}
}

// abroad reports whether the home in force is in another country.
func (a *at) abroad() bool {
	h := a.home()
	return h != nil && h.Facts.Residence.Abroad()
}

// home is the accommodation that they live in by the facts, also while away;
// nil when there is none.
func (a *at) home() *care.Home {
	for i := len(a.Homes) - 1; i >= 0; i-- {
		if h := &a.Homes[i]; a.during(h.Facts.From.From, h.Until) {
			return h
		}
	}
	return nil
}

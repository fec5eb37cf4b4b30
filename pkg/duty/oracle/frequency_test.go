package oracle

import care "intouch/pkg/careleaver"

// "An interval is that of section 2": the person's frequency, else 56 days, 182
// for qualifying.
func (l life) interval(h held, d care.Day) (days int, of number) {
	if f, ok := last(upTo[care.FrequencySet](l, d)); ok {
		return f.says.EveryDays, ofPlan
	}
	if h.is == care.Qualifying {
		return qualifyingDays, ofPolicy
	}
	return everyDays, ofPolicy
}

func (l life) seenInterval(h held, d care.Day) (days int, of number) {
	if f, ok := last(upTo[care.FrequencySet](l, d)); ok && f.says.SeenEveryDays > 0 {
		return f.says.SeenEveryDays, ofPlan
	}
	if h.is == care.Qualifying {
		return qualifyingDays, ofPolicy
	}
	return seenDays, ofPolicy
}

func (l life) highRisk(d care.Day) bool {
	f, ok := last(upTo[care.FrequencySet](l, d))
	return ok && f.says.Risk == care.HighRisk
}

// governed is the day by which something that recurs is due.
type governed struct {
	due    care.Day
	limit  care.Day // unaccounted from the day after
	window int      // days before the deadline that are "due"
	of     number
}

// "The deadline plus half the interval, at least 7 and at most 28 days." "Halves
// and quarters are rounded down, then bounded."
func grace(interval int) care.Day {
	return care.Day(min(max(interval/2, unaccountedMin), unaccountedMax))
}

// "The lesser of 7 days and a quarter of the interval, at least 1."
func window(interval int) int { return max(min(dueWindow, interval/4), 1) }

// "Lengthening does not touch an open lapse; shortening counts from the day it is
// set." So: walk on from the day on which the clock started, and look at each
// day whether the interval is another than on the day before.
func (l life) recurring(start care.Day, first int, on care.Day, interval func(held, care.Day) (int, number)) governed {
	at := func(d care.Day) (int, number) { return interval(l.category(d), d) }
	n, of := at(start)
	due := start + care.Day(n)
	if first > 0 {
		due = start + care.Day(min(first, n))
		if first <= n {
			of = ofPolicy
		}
	}
	g := governed{due, due + grace(n), window(n), of}
	for d := start + 1; d <= on; d++ {
		now, of := at(d)
		switch {
		case now < n:
			if d+care.Day(now) < g.due {
				g.due, g.of = d+care.Day(now), of
			}
			g.limit = min(g.limit, d+care.Day(now)+grace(now))
			g.window, n = window(now), now
		case now > n && d <= g.due:
			if first == 0 {
				g.due = max(g.due, start+care.Day(now))
			}
			g.limit, g.window, n = g.due+grace(now), window(now), now
			if first == 0 {
				g.of = of
			}
		}
	}
	return l.capped(g, start, first, on)
}

// "Never beyond two calendar months where reg 8 applies."
func (l life) capped(g governed, start care.Day, first int, on care.Day) governed {
	home, ok := l.home(on)
	if by := start.AddMonths(providedMonths); first == 0 && ok && reg8(l.category(on), home) && by < g.due {
		g.limit -= g.due - by
		g.due, g.of = by, ofLaw
	}
	return g
}

// "keep in touch: last two-way contact; none: registered | the person's
// frequency; else 56 days; first contact 7 days | two-way contact". A child who
// was looked after when registered comes into the ordinary buckets on leaving
// care: the first contact counts from there.
func (l life) keepInTouch(on care.Day) governed {
	if spoken := lastOn(l.spoken(on)); !spoken.IsZero() {
		return l.recurring(spoken, 0, on, l.interval)
	}
	return l.recurring(l.dutySince(on), firstContact, on, l.interval)
}

// "see in person: last seen; none: registered | the person's; else 56 days".
func (l life) seeInPerson(on care.Day) governed {
	start := lastOn(l.seen(on))
	if start.IsZero() {
		start = l.dutySince(on)
	}
	return l.recurring(start, 0, on, l.seenInterval)
}

// dutySince is the registration, or the day on which care ended after it.
func (l life) dutySince(on care.Day) care.Day {
	_, registered, _ := l.registration()
	d := on
	for d > registered && !l.category(d-1).lookedAfter() {
		d--
	}
	return d
}

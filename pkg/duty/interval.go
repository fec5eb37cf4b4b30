package duty

import care "intouch/pkg/careleaver"

// interval is how often something is owed, and what says so.
type interval struct {
	days   int
	source string
}

// Where a duty's number comes from, as deadlines show it.
const (
	fromPlan   = "pathway plan"
	fromPolicy = "policy"
)

// contactEvery is how often the policy asks us to be in touch with somebody of
// the category (rules.md section 2).
func (a *at) contactEvery(c care.Category) interval { return interval{a.policy().every(c), fromPolicy} }

func (n *Numbers) every(c care.Category) int {
	switch c {
	case care.Eligible:
		return n.Contact.LookedAfterEveryDays
	case care.Qualifying:
		return n.Contact.QualifyingEveryDays
	}
	return n.Contact.EveryDays
}

// dueAfter is the last good day after a start, and the interval it comes from:
// the policy's unless the person's own frequency says otherwise. Of frequencies
// that were set since the start, a longer one does not touch a lapse that is
// open and a shorter one counts from the day it is set (rules.md section 6).
// pick says which number of a frequency is meant; where that is left out it is as
// the policy says.
func (a *at) dueAfter(start care.Day, every interval, pick func(care.FrequencySet) int) running {
	c, usual, now := a.runs(start, every), every, every
	long := c // without what was made shorter since the start
	for _, f := range a.Frequencies {
		set, from := interval{pick(f.Facts), fromPlan}, f.Facts.From
		if !a.reached(from) {
			continue
		}
		if set.days == 0 { // left out: as the policy says
			set = usual
		}
		switch {
		case from > start && set.days < now.days:
			c = c.sooner(a.runs(from, set))
		case from > start && set.days > now.days && from <= c.due && set.days < long.every.days:
			c = long.sooner(a.runs(from, set)) // longer than the last, and still shorter than at the start
		case from <= start, set.days > now.days && from <= c.due:
			c = a.withinLaw(start, set)
			long = c
		}
		now = set
	}
	return c
}

// withinLaw is the clock of a frequency: of the person's own never longer than two
// months where reg. 8(2) applies.
func (a *at) withinLaw(start care.Day, set interval) running {
	c := a.runs(start, set)
	if limit := start.AddMonths(providedVisitMonths); set.source == fromPlan && c.due > limit && a.regulation8() {
		return a.runs(start, interval{int(limit - start), "reg. 8(2)(c)"})
	}
	return c
}

// running is a clock that runs: by when, by which interval, and from when somebody
// is silent beyond accounting for.
type running struct {
	due   care.Day // the last good day
	every interval
	lost  care.Day // the last day on which they are overdue and no more
}

func (a *at) runs(start care.Day, every interval) running {
	due := start.AddDays(every.days)
	return running{due, every, due.AddDays(a.limit(every))}
}

// sooner is what comes first of two clocks that run side by side.
func (c running) sooner(d running) running {
	if d.due < c.due {
		c.due, c.every = d.due, d.every
	}
	c.lost = min(c.lost, d.lost)
	return c
}

// regulation8 reports whether reg. 8(2) of the Care Leavers (England) Regulations
// 2010 applies: no frequency may be longer than its two months then (rules.md
// section 6).
func (a *at) regulation8() bool {
	h := a.home()
	return h != nil && h.Facts.Provided.Provided() && owed{category: a.category()}.planned()
}

func everyDays(f care.FrequencySet) int     { return f.EveryDays }
func seenEveryDays(f care.FrequencySet) int { return f.SeenEveryDays }

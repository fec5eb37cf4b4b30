package duty

import (
	"cmp"
	"slices"

	care "intouch/pkg/careleaver"
)

// Eligible, and so later relevant and former relevant: looked after for at least
// thirteen weeks, in one spell or in total, that began after the 14th birthday
// and ended after the 16th; short breaks do not count. Children Act 1989, Sch. 2
// para 19B and s.23A to 23C; Care Leavers (England) Regulations 2010, reg. 3.
const thirteenWeeksDays = 91

// Care orders, as SSDA903 codes them: an interim one, and a full one.
const (
	interimCareOrder = "C1"
	careOrder        = "C2"
)

// detainedWithinDays is what "immediately before" leaves open: the day of the
// move, or the next.
const detainedWithinDays = 1

// spell is a time of being looked after: Until is the first day not.
type spell struct {
	Span
	shortBreak, order bool
}

// whole is what is so whatever the day, worked out once for all days of a person.
type whole struct {
	careKnown bool
	spells    []spell  // all of them, in order of time
	thirteen  care.Day // when the thirteen weeks were complete and 16 had passed
	sixteen   care.Day // when there had been a day of care after 16
	leftKnown bool
	left      []care.Day // on which they stopped being looked after, in order of time
}

// spells are the periods of care that have begun, in order of time; none where
// none was recorded. One without an end lasts until care ended, at the latest to
// the 18th birthday.
func (a *at) spells() []spell {
	all := a.care().spells
	for i := range all {
		if !a.reached(all[i].From) {
			return all[:i]
		}
	}
	return all
}

func (a *at) care() *whole {
	w := a.whole
	if w.careKnown || len(a.CarePeriod) == 0 {
		return w
	}
	w.careKnown = true
	for i := range a.CarePeriod {
		f := a.CarePeriod[i].Facts
		w.spells = append(w.spells, a.ended(spell{Span{f.From, f.To}, f.ShortBreak(), f.Under(careOrder, interimCareOrder)}))
	}
	for i := range a.BackInCare {
		w.spells = append(w.spells, a.ended(spell{Span: Span{From: a.BackInCare[i].Facts.On}}))
	}
	sortSpells(w.spells)
	w.thirteen, w.sixteen = a.thirteenWeeks(w.spells), afterSixteen(w.spells, a.Details.DateOfBirth)
	return w
}

func (a *at) ended(s spell) spell {
	if s.Until.IsZero() {
		s.Until = care.Forever
		for i := range a.CareEnded {
			if on := a.CareEnded[i].Facts.On; on >= s.From {
				s.Until = min(s.Until, on)
			}
		}
	}
	if eighteen := a.Details.DateOfBirth.Birthday(fullAge); !eighteen.IsZero() {
		s.Until = max(s.From, min(s.Until, eighteen))
	}
	return s
}

// thirteenWeeks is the day on which the thirteen weeks were complete and the
// 16th birthday had passed in care; Forever when that never was.
func (a *at) thirteenWeeks(spells []spell) care.Day {
	born := a.Details.DateOfBirth
	days, complete, counted := 0, care.Forever, care.Day(0)
	var long []spell
	for _, s := range spells {
		if s.shortBreak {
			continue
		}
		long = append(long, s)
		from := max(s.From, born.Birthday(countsFromAge), counted)
		n := int(s.Until - from)
		if n <= 0 {
			continue
		}
		if days < thirteenWeeksDays && days+n >= thirteenWeeksDays {
			complete = from.AddDays(thirteenWeeksDays - days)
		}
		days, counted = days+n, s.Until
	}
	if sixteen := born.Birthday(countsBeyondAge); a.detainedAt(sixteen, complete, long) {
		return sixteen
	}
	return max(complete, afterSixteen(long, born))
}

// afterSixteen is the day by which somebody had been in care for a day after
// their 16th birthday (Volume 3, 2.1: at least 24 hours).
func afterSixteen(spells []spell, born care.Day) care.Day {
	for _, s := range spells {
		if day := max(s.From, born.Birthday(countsBeyondAge)) + 1; day <= s.Until {
			return day
		}
	}
	return care.Forever
}

// detainedAt is the other way to be relevant: on the 16th birthday detained or
// in hospital, and immediately before that looked after for thirteen weeks, not
// under a care order. Care Leavers (England) Regulations 2010, reg. 3.
func (a *at) detainedAt(sixteen, complete care.Day, spells []spell) bool {
	if complete > sixteen {
		return false
	}
	for i := range a.Absences {
		x := &a.Absences[i]
		in := x.Facts.From.From
		if !held(x) || in > sixteen || x.Until <= sixteen {
			continue
		}
		for _, s := range spells {
			if !s.order && s.From < in && s.Until >= in-detainedWithinDays && s.Until <= in+detainedWithinDays {
				return true
			}
		}
	}
	return false
}

func sortSpells(all []spell) {
	slices.SortFunc(all, func(x, y spell) int { return cmp.Or(int(x.From-y.From), int(x.Until-y.Until)) })
}

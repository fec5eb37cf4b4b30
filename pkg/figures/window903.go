package figures

import (
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// The 903 in touch, as a forecast for the collection year of a day: what OC3
// would say if it were made out on that day, and for whom it is still open
// (docs/rules.md section 12; docs/domain.md sections 3.2 to 3.4). It counts; the
// return itself, with its pre-check, is made elsewhere.

// year903 is the collection year that holds the day: 1 April to 31 March.
func year903(on care.Day) (first, last care.Day) {
	y, m, _ := on.Date()
	if m < time.April {
		y--
	}
	return care.NewDay(y, time.April, 1), care.NewDay(y+1, time.March, 31)
}

// window903 is where a person stands in the return of the year; false when they
// are not of its cohort.
func window903(s *Subject, rules duty.Authority, on care.Day) (Answer, bool) {
	_, last := year903(on)
	born := s.Details.DateOfBirth
	if born.IsZero() || s.Registered.Fact == nil || s.InError != nil {
		return Answer{}, false
	}
	age := born.Age(last)
	birthday := born.Birthday(age)
	if age < 17 || age > 25 || s.Transferred != nil && s.Transferred.Facts.On <= on {
		return Answer{}, false
	}
	if age > 21 {
		return after21(s, rules, on, age)
	}
	standing := rules.On(s.Person, birthday).Standing
	if !cohort(standing.Category) || standing.Bucket == duty.LookedAfter {
		return Answer{}, false
	}
	n := rules.NumbersOn(&s.Person, birthday).Window903
	w := window{birthday.AddMonths(-n.MonthsBefore), birthday.AddMonths(n.MonthsAfter), on}
	return Answer{bandOfAge(age), s.within(w)}, true
}

// cohort reports whether a category is of the OC3 cohort; one that was not
// recorded counts as former relevant (docs/rules.md section 2).
func cohort(c care.Category) bool {
	return c == care.Relevant || c == care.FormerRelevant || c == care.NotRecorded || c == ""
}

// after21: 22 to 25 are asked about only if they receive support, and then of
// their last contact in the year (docs/domain.md section 3.3).
func after21(s *Subject, rules duty.Authority, on care.Day, age int) (Answer, bool) {
	first, last := year903(on)
	standing := rules.On(s.Person, on).Standing
	died := s.Died != nil && s.Died.Facts.On <= on
	switch {
	case standing.Category == care.Qualifying || standing.Bucket == duty.LookedAfter:
		return Answer{}, false
	case standing.Bucket == duty.Closed && !died, has(standing.Flags, duty.OfferOnly):
		return Answer{Aged22to25, NoSupport}, true
	}
	return Answer{Aged22to25, s.within(window{first, last, on})}, true
}

// window is the days in which contact counts, as seen on a day.
type window struct{ from, to, on care.Day }

// within is the first of docs/rules.md section 12 that holds, by the day.
func (s *Subject) within(w window) Part {
	by := min(w.on, w.to)
	said, refused := s.refusal(by)
	talked := s.talked(w.from, by)
	switch {
	case s.Died != nil && s.Died.Facts.On <= w.on:
		return Died
	case s.returnedHome(w.on):
		return Rhom
	case talked:
		return Yes
	case refused && w.from <= w.on:
		return said
	case w.on > w.to:
		return No
	case w.on < w.from:
		return ToCome
	}
	return Open
}

// talked reports whether there was two-way contact within the days, other than
// to say that they do not want it.
func (s *Subject) talked(from, to care.Day) bool {
	for _, m := range s.Spoken {
		if _, refusal := m.Entry.Fact.(care.Refused); !refusal && m.Day() >= from && m.Day() <= to {
			return true
		}
	}
	return false
}

// refusal is the code of the last refusal that was said by the day, unless they
// have talked with us since.
func (s *Subject) refusal(by care.Day) (Part, bool) {
	for i := len(s.Refusals) - 1; i >= 0; i-- {
		f := s.Refusals[i].Facts
		if f.When.Day() > by || f.What != care.RefusesContact && f.What != care.RefusesServices {
			continue
		}
		if s.talked(f.When.Day()+1, by) {
			return "", false
		}
		if f.What == care.RefusesServices {
			return Nreq, true
		}
		return Refu, true
	}
	return "", false
}

// Six months with a parent or person with parental responsibility, complete
// before 18 (docs/domain.md section 1; RHOM).
const returnedHomeMonths = 6

func (s *Subject) returnedHome(on care.Day) bool {
	eighteen := s.Details.DateOfBirth.Birthday(18)
	for _, h := range s.Homes {
		complete := h.Facts.From.From.AddMonths(returnedHomeMonths)
		if h.Facts.WithParent && h.Until >= complete && complete <= min(on, eighteen) && h.Until >= min(on, eighteen) {
			return true
		}
	}
	return false
}

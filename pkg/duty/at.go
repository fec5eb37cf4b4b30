package duty

import (
	"sort"

	care "intouch/pkg/careleaver"
)

// at is a person on a day under an authority's policy and staff. It is the one
// way in which a rule may look at time: reached, during and last note the next
// day on which their answer would be another, so that what the rules say holds
// from the day to before the earliest day that was noted.
type at struct {
	*care.Person
	authority *Authority
	day       care.Day
	next      care.Day // the first later day on which any answer given so far changes

	// answers that several rules ask for, once they are known
	numbers *Numbers
	touched *touch
	whole   *whole

	careAlone bool // asked only whether they are looked after: what follows from a return home does not matter
	is        *sureness
}

func (r *Authority) at(p *care.Person, day care.Day) *at {
	return &at{Person: p, authority: r, day: day, next: care.Forever, whole: &whole{}}
}

// on is the same person on another day.
func (a *at) on(day care.Day) *at {
	b := a.authority.at(a.Person, day)
	b.whole = a.whole
	return b
}

// reached reports whether the day has come. A day that is not known never comes.
func (a *at) reached(d care.Day) bool {
	if d.IsZero() {
		return false
	}
	if d <= a.day {
		return true
	}
	a.next = min(a.next, d)
	return false
}

// during reports whether the day is within the span: from its first day to
// before until.
func (a *at) during(from, until care.Day) bool { return a.reached(from) && !a.reached(until) }

// lastMark is the last movement of a clock; nil when it never moved.
func (a *at) lastMark(marks []care.Mark) *care.Mark {
	i := sort.Search(len(marks), func(i int) bool { return marks[i].Day() > a.day })
	if i < len(marks) {
		a.reached(marks[i].Day())
	}
	if i == 0 {
		return nil
	}
	return &marks[i-1]
}

// lastTold is the last fact of a list in order of time whose day has come; nil
// when there is none.
func lastTold[F care.Fact](a *at, list []care.Told[F]) *care.Told[F] {
	for i := len(list) - 1; i >= 0; i-- {
		if a.reached(list[i].HappenedOn()) {
			return &list[i]
		}
	}
	return nil
}

// policy is the numbers of the version in force, for the team and risk of the
// day.
func (a *at) policy() *Numbers {
	if a.numbers == nil {
		a.numbers = a.inForce().Numbers(a.team(), a.risk())
	}
	return a.numbers
}

func (a *at) inForce() *Policy {
	all := a.authority.Policies
	now := &all[0] // the first version holds before its day too: somebody was always owed something
	for i := 1; i < len(all); i++ {
		if p := &all[i]; a.reached(p.EffectiveFrom) && a.reachedBy(p, now) {
			now = p
		}
	}
	return now
}

// risk is the level of risk that the frequency in force was set with.
func (a *at) risk() care.Risk {
	if f := lastTold(a, a.Frequencies); f != nil && f.Facts.Risk != "" {
		return f.Facts.Risk
	}
	return care.StandardRisk
}

// registeredOn is the person's first day on the register.
func registeredOn(p *care.Person) care.Day { return p.Registered.HappenedOn() }

// age reports whether they have reached an age; nobody whose date of birth is
// missing has (rules.md section 2: treated as under 21).
func (a *at) age(years int) bool { return a.reached(a.Details.DateOfBirth.Birthday(years)) }

package figures

import (
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Picture is all figures of a council on a day, as known at a time, with the
// people behind each number and how it was at the month ends before.
type Picture struct {
	On     care.Day
	Known  time.Time // zero: all that is known
	Counts Counts
	Months []Month // the last 13 month ends before the day, oldest first
	Window Window903
	people map[Cell][]Named
}

// Month is the figures at the end of a month, as known at the picture's time.
type Month struct {
	On     care.Day
	Counts Counts
}

// Window903 is how many months before and after a birthday contact counts.
type Window903 struct{ MonthsBefore, MonthsAfter int }

// monthsShown is how many month ends are shown: a year, and the same month of
// the year before.
const monthsShown = 13

// New begins a picture: people are yet to be added.
func New(rules duty.Authority, on care.Day, known time.Time) *Picture {
	p := &Picture{On: on, Known: known, Counts: Counts{}, people: map[Cell][]Named{}}
	n := rules.NumbersOn(&care.Person{}, on).Window903
	p.Window = Window903{n.MonthsBefore, n.MonthsAfter}
	for _, end := range monthEnds(on) {
		p.Months = append(p.Months, Month{end, Counts{}})
	}
	return p
}

// monthEnds are the last days of the 13 months before that of the day, oldest first;
// the month of the day is over on its last day alone.
func monthEnds(on care.Day) []care.Day {
	y, m, _ := (on + 1).Date()
	var ends []care.Day
	for i := monthsShown - 1; i >= 0; i-- {
		ends = append(ends, care.NewDay(y, m-time.Month(i), 1)-1)
	}
	return ends
}

// Add counts a person.
func (p *Picture) Add(s *Subject, rules duty.Authority) {
	answers := safely(s, rules, p.On)
	p.Counts.add(answers)
	for f, a := range answers {
		cell := Cell{f, a.Part, a.Band}
		p.people[cell] = append(p.people[cell], named(&s.Person))
	}
	for _, m := range p.Months {
		m.Counts.add(safely(s, rules, m.On))
	}
}

// Counted is, where people are asked for, all of a figure's counted parts together.
const Counted = countedSum

// People are exactly those who are in a part of a figure and a band; of [Counted],
// those of whom the percentages are.
func (p *Picture) People(c Cell) []Named {
	if c.Part != Counted {
		return p.people[c]
	}
	var all []Named
	for _, part := range c.Figure.Parts() {
		if part.Counted {
			all = append(all, p.people[Cell{c.Figure, part.Code, c.Band}]...)
		}
	}
	inOrder(all)
	return all
}

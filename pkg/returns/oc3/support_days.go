package oc3

import (
	"slices"

	care "intouch/pkg/careleaver"
)

// supportDays are the days of the year on which support can have begun: its first
// day, the 21st birthday, and those of whatever decides it. Between them nobody
// comes to be supported, so no other day need be asked about.
func (l *look) supportDays() []care.Day {
	days := []care.Day{l.year.First()}
	add := func(d care.Day) {
		if d > l.year.First() && d <= l.year.Last() {
			days = append(days, d)
		}
	}
	add(l.Details.DateOfBirth.Birthday(21))
	for _, e := range l.Post21 {
		add(e.Facts.On)
	}
	for _, e := range l.Requests {
		add(e.Facts.On)
	}
	for _, e := range l.Resumptions {
		add(e.Facts.On)
	}
	for _, e := range l.Programmes {
		add(e.Facts.From)
	}
	for _, e := range l.Categories {
		add(e.Facts.Since)
	}
	for _, e := range l.CarePeriod {
		add(e.Facts.From)
		add(e.Facts.To)
	}
	slices.Sort(days)
	return slices.Compact(days)
}

package duty

import (
	"slices"

	care "intouch/pkg/careleaver"
)

// leftCareOn is the last day on which somebody stopped being looked after; zero
// when that never was. What is recorded of care of somebody who was not looked
// after on the day before changes nothing: no clock starts again by it.
func (a *at) leftCareOn() care.Day {
	left := care.Day(0)
	for _, d := range a.leavings() {
		if !a.reached(d) {
			break
		}
		left = d
	}
	return left
}

// leavings are all days on which they stopped being looked after.
func (a *at) leavings() []care.Day {
	if w := a.whole; !w.leftKnown {
		w.leftKnown, w.left = true, a.daysOfLeaving()
	}
	return a.whole.left
}

func (a *at) daysOfLeaving() []care.Day {
	if !a.everInCare() {
		return nil
	}
	days := []care.Day{a.Details.DateOfBirth.Birthday(fullAge)}
	for i := range a.CareEnded {
		days = append(days, a.CareEnded[i].Facts.On)
	}
	for i := range a.Categories {
		days = append(days, a.Categories[i].Facts.Since)
	}
	for _, s := range a.care().spells {
		days = append(days, s.Until)
	}
	slices.Sort(days)
	return slices.DeleteFunc(slices.Compact(days), func(d care.Day) bool {
		return d.IsZero() || !a.on(d-1).lookedAfter() || a.on(d).lookedAfter()
	})
}

// everInCare reports whether anything on record says that they were looked after.
func (a *at) everInCare() bool {
	return a.Registered.Facts.Category == care.Eligible || len(a.CarePeriod)+len(a.BackInCare)+len(a.Categories) > 0
}

// leavingCareUnrecorded reports whether somebody was looked after to their 18th
// birthday and nobody has recorded that care ended.
func (a *at) leavingCareUnrecorded() bool {
	eighteen := a.Details.DateOfBirth.Birthday(fullAge)
	if !a.age(fullAge) || !a.everInCare() || !a.on(eighteen-1).lookedAfter() {
		return false
	}
	for i := range a.CareEnded {
		if a.CareEnded[i].Facts.On >= eighteen {
			return false
		}
	}
	for i := range a.CarePeriod {
		if a.CarePeriod[i].Facts.To >= eighteen {
			return false
		}
	}
	return true
}

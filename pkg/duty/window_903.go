package duty

import care "intouch/pkg/careleaver"

// The SSDA903 return asks whether the authority was in touch around the birthday
// of everybody in its cohort who turned 17 to 21 in the year (domain.md sections
// 3.3 and 3.4). A to-do while the window is open; missed, it is shown until the
// collection year ends on 31 March, since it will stand in the return.
const (
	youngestInReturn = 17
	oldestInReturn   = 21
)

func window903(a *at, o owed) []Deadline {
	born, n := a.Details.DateOfBirth, a.policy().Window903
	if !o.planned() || born.IsZero() {
		return nil
	}
	for age := oldestInReturn; age >= youngestInReturn; age-- {
		birthday := born.Birthday(age)
		opens, closes := birthday.AddMonths(-n.MonthsBefore), birthday.AddMonths(n.MonthsAfter)
		if !a.reached(opens) || a.reached(birthday) && a.on(birthday).lookedAfter() {
			continue
		}
		if a.reached(max(collectionYearEnd(birthday), closes)+1) || a.inTouchBetween(opens, closes) {
			return nil
		}
		return []Deadline{{Rule: Window903, Lapse: lapse(&a.Registered.Entry), Due: closes, Source: "SSDA903"}}
	}
	return nil
}

// collectionYearEnd is the 31 March that ends the collection year of a day.
func collectionYearEnd(d care.Day) care.Day {
	y, m, _ := d.Date()
	if m > 3 {
		y++
	}
	return care.NewDay(y, 3, 31)
}

// inTouchBetween reports whether there was a two-way contact on a day from one to
// another.
func (a *at) inTouchBetween(from, to care.Day) bool {
	for i := range a.Spoken {
		if d := a.Spoken[i].Day(); d >= from && d <= to && a.reached(d) {
			return true
		}
	}
	return false
}

package oracle

import (
	"slices"
	"testing"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// "*n* working days = the n-th working day after the day."
func workingDays(after care.Day, n int) care.Day {
	d := after
	for n > 0 {
		d++
		if isWorkingDay(d) {
			n--
		}
	}
	return d
}

// "England's bank holidays": by the rules by which they are made, for the years
// in which none was added or moved by proclamation (2024 to 2028).
func isWorkingDay(d care.Day) bool {
	if d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
		return false
	}
	year, _, _ := d.Date()
	return !slices.Contains(bankHolidays(year), d)
}

func bankHolidays(year int) []care.Day {
	easter := easterSunday(year)
	newYear, christmas := care.NewDay(year, time.January, 1), care.NewDay(year, time.December, 25)
	days := []care.Day{notAtWeekend(newYear), easter - 2, easter + 1, firstMonday(year, time.May), lastMonday(year, time.May), lastMonday(year, time.August)}
	first := notAtWeekend(christmas)
	second := notAtWeekend(christmas + 1)
	if second <= first || (first != christmas && second == christmas+1) {
		second = notAtWeekend(max(first, second) + 1)
	}
	return append(days, first, second)
}

func notAtWeekend(d care.Day) care.Day {
	for d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
		d++
	}
	return d
}

func firstMonday(year int, m time.Month) care.Day {
	d := care.NewDay(year, m, 1)
	for d.Weekday() != time.Monday {
		d++
	}
	return d
}

func lastMonday(year int, m time.Month) care.Day {
	d := care.NewDay(year, m+1, 1) - 1
	for d.Weekday() != time.Monday {
		d--
	}
	return d
}

// easterSunday is found by the anonymous Gregorian computus.
func easterSunday(y int) care.Day {
	a, b, c := y%19, y/100, y%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return care.NewDay(y, time.Month(n/31), n%31+1)
}

func TestTheWorkingDaysOfFiveYears(t *testing.T) {
	for d := care.NewDay(2024, 1, 1); d < care.NewDay(2029, 1, 1); d++ {
		if duty.WorkingDay(d) != isWorkingDay(d) {
			t.Errorf("%s %s: a working day? list %t, rules %t", d.Weekday(), d, duty.WorkingDay(d), isWorkingDay(d))
		}
	}
	for d := care.NewDay(2024, 1, 1); d < care.NewDay(2028, 12, 1); d++ {
		for _, n := range []int{1, 2, 5, 10} {
			if got, want := duty.WorkingDays(d, n), workingDays(d, n); got != want {
				t.Errorf("%d working days after %s: %s, want %s", n, d, got, want)
			}
		}
	}
}

package oc3

import (
	"fmt"
	"strconv"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Year is a collection year, named by the year in which it ends: 2026 runs from
// 1 April 2025 to 31 March 2026.
type Year int

// ParseYear reads a year that somebody asks for.
func ParseYear(s string) (Year, error) {
	n, err := strconv.Atoi(s)
	if err != nil || Year(n).Validate() != nil {
		return 0, fmt.Errorf("%q is not a collection year: name the year in which it ends, such as 2026", s)
	}
	return Year(n), nil
}

// Validate reports whether it is a year of which there may be a return.
func (y Year) Validate() error {
	if y < 2000 || y > 2100 {
		return fmt.Errorf("%d is not a collection year: name the year in which it ends, such as 2026", y)
	}
	return nil
}

// YearOf is the collection year that a day belongs to.
func YearOf(d care.Day) Year {
	y, m, _ := d.Date()
	if m >= time.April {
		y++
	}
	return Year(y)
}

// First is the first day of the year.
func (y Year) First() care.Day { return care.NewDay(int(y)-1, time.April, 1) }

// Last is the last day of the year.
func (y Year) Last() care.Day { return care.NewDay(int(y), time.March, 31) }

// birthday is the one birthday in the year of somebody born on a day, and how
// old they become.
func (y Year) birthday(born care.Day) (day care.Day, age int) {
	by, _, _ := born.Date()
	for age = int(y) - 1 - by; ; age++ {
		if day = born.Birthday(age); day >= y.First() {
			return day, age
		}
	}
}

func (y Year) has(d care.Day) bool { return d >= y.First() && d <= y.Last() }

// Ages is whom the return covers (docs/domain.md section 3.3).
type Ages string

// Who is covered. Those of 17 to 21 always are.
const (
	UpTo21       Ages = "17-21"
	AndSupported Ages = "supported" // and those of 22 to 25 who asked for support and received it
	AndWhole     Ages = "whole"     // and all others of 22 to 25, as NO, 0, 0
)

// AgesList lists them in words for people.
var AgesList = care.Codes[Ages]{
	{Code: AndSupported, Label: "17 to 21, and 22 to 25 who asked for support and received it"},
	{Code: AndWhole, Label: "17 to 21, and everybody of 22 to 25"},
	{Code: UpTo21, Label: "17 to 21 only"},
}

// usualAges is whom the return covers by the policy.
func usualAges(choices duty.OC3) Ages {
	if choices.From22 == duty.WholeCohort {
		return AndWhole
	}
	return AndSupported
}

package duty

import (
	"bufio"
	_ "embed"
	"fmt"
	"strings"
	"time"

	care "intouch/pkg/careleaver"
)

//go:embed bank_holidays.txt
var holidayText string

// holidays are the bank holidays of England, and how far the list goes.
var holidays, holidaysKnownTo = readHolidays(holidayText)

// readHolidays reads a day a line; the last line is "until" and a day. The list
// is ours and checked by a test, so a fault in it is a fault of the program.
func readHolidays(text string) (map[care.Day]bool, care.Day) {
	days := map[care.Day]bool{}
	for s := bufio.NewScanner(strings.NewReader(text)); s.Scan(); {
		word, rest, _ := strings.Cut(s.Text(), " ")
		if word == "" || word == "#" {
			continue
		}
		if word == "until" {
			return days, mustDay(rest)
		}
		days[mustDay(word)] = true
	}
	panic("bank_holidays.txt does not say until when it holds")
}

func mustDay(s string) care.Day {
	d, err := care.ParseDay(s)
	if err != nil {
		panic(fmt.Sprintf("bank_holidays.txt: %v", err))
	}
	return d
}

// HolidaysKnownTo is the last day for which bank holidays are known. Rules that
// need a later working day count its weekdays, and the program says so at start.
func HolidaysKnownTo() care.Day { return holidaysKnownTo }

// WorkingDay reports whether the day is neither a weekend nor a bank holiday of
// England.
func WorkingDay(d care.Day) bool {
	w := d.Weekday()
	return w != time.Saturday && w != time.Sunday && !holidays[d]
}

// WorkingDays returns the n-th working day after the day (rules.md section 6).
func WorkingDays(after care.Day, n int) care.Day {
	d := after
	for n > 0 {
		d++
		if WorkingDay(d) {
			n--
		}
	}
	return d
}

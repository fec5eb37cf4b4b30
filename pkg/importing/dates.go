package importing

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	care "intouch/pkg/careleaver"
)

// dates says how the dates of a column are to be taken.
type dates struct {
	earliest, latest care.Day // a year of two digits must fall between
	monthFirst       bool     // some date in the column can only be month first
}

// magic are days that stand for "nothing" in some systems (I15).
var magic = map[care.Day]bool{
	care.NewDay(1899, 12, 30): true, care.NewDay(1899, 12, 31): true, care.NewDay(1900, 1, 1): true, care.NewDay(1753, 1, 1): true,
	care.NewDay(1, 1, 1): true, care.NewDay(9999, 12, 31): true, care.NewDay(1901, 1, 1): true, care.NewDay(1970, 1, 1): true,
}

// clock is what may follow a date: a time of day, or nothing.
const clock = `(?:[T ,]+\d{1,2}[:.]\d{2}.*)?$`

var (
	yearFirst = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})` + clock)
	yearLast  = regexp.MustCompile(`^(\d{1,2})([-/. ])(\d{1,2})[-/. ](\d{4}|\d{2})` + clock)
	dayMonth  = regexp.MustCompile(`^(?:[A-Za-z]+,? +)?(\d{1,2})(?:st|nd|rd|th)?[ .\-/]*(?:of )?([A-Za-z]{3,9})[ .,\-/]*(\d{4}|\d{2})` + clock)
	monthDay  = regexp.MustCompile(`^([A-Za-z]{3,9})[ .]*(\d{1,2})(?:st|nd|rd|th)?[ ,]+(\d{4})` + clock)
	zeroDate  = regexp.MustCompile(`^0+[-/.]0+[-/.]0+` + clock)
)

const askDate = "Enter the date: this cannot be read as one."

// read reads a date as councils write them: a real date of a spreadsheet (the
// number of days that it is stored as), dd/mm/yyyy, d/m/yy, ISO, with or without
// a time, or with the month in words. What can be two dates is a question.
func (d dates) read(s string) reading[care.Day] {
	r := d.parse(s)
	switch {
	case saysNothing(s), nobody[strings.ToLower(s)], zeroDate.MatchString(s), magic[r.value]:
		return reading[care.Day]{}
	}
	return r
}

func (d dates) parse(s string) reading[care.Day] {
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		return serial(n)
	}
	if at, err := time.Parse(time.RFC3339, s); err == nil {
		return says(care.DayOf(at))
	}
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		return oneOf(dayOf(m[1], m[2], m[3]))
	}
	if m := yearLast.FindStringSubmatch(s); m != nil {
		return d.numbers(m[1], m[3], m[4], m[2])
	}
	if m := dayMonth.FindStringSubmatch(s); m != nil && monthNamed(m[2]) != "" {
		return d.within(m[3], func(year string) care.Day { return dayOf(year, monthNamed(m[2]), m[1]) })
	}
	if m := monthDay.FindStringSubmatch(s); m != nil && monthNamed(m[1]) != "" {
		return oneOf(dayOf(m[3], monthNamed(m[1]), m[2]))
	}
	return question[care.Day](askDate)
}

// numbers reads a date of three numbers with the year last: day first, as here,
// unless that cannot be or another date of the column was month first.
func (d dates) numbers(first, second, year, sign string) reading[care.Day] {
	dayFirst := d.within(year, func(y string) care.Day { return dayOf(y, second, first) })
	monthFirst := d.within(year, func(y string) care.Day { return dayOf(y, first, second) })
	switch {
	case len(year) == 2 && sign == "-":
		return question[care.Day]("Enter the date with the year in full: this could begin with the day or with the year.")
	case dayFirst.known() && monthFirst.known() && d.monthFirst && dayFirst != monthFirst:
		return question[care.Day]("Enter the date: others in this column have the month first, so this could be two dates.")
	case !dayFirst.known() && monthFirst.known():
		return monthFirst
	}
	return dayFirst
}

// within finds the century of a year of two digits: the one of two in which the
// date falls between the earliest and the latest.
func (d dates) within(year string, day func(year string) care.Day) reading[care.Day] {
	if len(year) == 4 {
		return oneOf(day(year))
	}
	var found []care.Day
	for _, century := range []string{"19", "20"} {
		if on := day(century + year); on >= d.earliest && on <= d.latest && !on.IsZero() {
			found = append(found, on)
		}
	}
	if len(found) != 1 {
		return question[care.Day]("Enter the date with the year in full.")
	}
	return says(found[0])
}

// oneOf is the reading of a day that is none when there is no such date.
func oneOf(on care.Day) reading[care.Day] {
	if on.IsZero() {
		return question[care.Day]("Enter the date: there is no such day.")
	}
	return says(on)
}

// serial reads the number that a spreadsheet stores for a date, whole days
// since 30 December 1899, or a date written as 20260615.
func serial(n float64) reading[care.Day] {
	switch whole := int(math.Floor(n)); {
	case whole == 0 || whole == 1: // a spreadsheet's idea of no date
		return reading[care.Day]{}
	case n >= 10_000 && n < 100_000: // 1927 to 2173
		return says(care.NewDay(1899, 12, 30+whole))
	case n >= 19_000_101 && n <= 29_991_231:
		s := strconv.Itoa(whole)
		return oneOf(dayOf(s[:4], s[4:6], s[6:]))
	}
	return question[care.Day](askDate)
}

// dayOf is the day of that date, none if there is no such date.
func dayOf(year, month, day string) care.Day {
	t, err := time.Parse("2006-1-2", year+"-"+month+"-"+day)
	if err != nil {
		return 0
	}
	return care.NewDay(t.Date())
}

// monthNamed is the number of a month, of which at least three letters are given.
func monthNamed(s string) string {
	for m := time.January; m <= time.December; m++ {
		if strings.HasPrefix(strings.ToLower(m.String()), strings.ToLower(s)) || strings.EqualFold(s, "sept") && m == time.September {
			return strconv.Itoa(int(m))
		}
	}
	return ""
}

// monthFirst reports whether a cell can only be a date that begins with its month.
func monthFirst(s string) bool {
	m := yearLast.FindStringSubmatch(s)
	if m == nil {
		return false
	}
	first, _ := strconv.Atoi(m[1])
	second, _ := strconv.Atoi(m[3])
	return first <= 12 && second > 12 && second <= 31
}

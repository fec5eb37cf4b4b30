package importing

import (
	"fmt"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
)

var june1 = care.NewDay(2026, time.June, 1)

func TestDates(t *testing.T) {
	d := dates{earliest: june1.AddMonths(-12 * 26), latest: june1}
	check(t, func(s string) string { return inWords(d.read(s), care.Day.String) }, []readCase{
		{"as people here write it", "07/08/2002", "2002-08-07"},
		{"without noughts", "7/8/2002", "2002-08-07"},
		{"with dots", "7.8.2002", "2002-08-07"},
		{"with a time", "07/08/2002 00:00:00", "2002-08-07"},
		{"ISO", "2002-08-07", "2002-08-07"},
		{"ISO with a time", "2002-08-07T13:45:00.000", "2002-08-07"},
		{"an instant, on its day in London", "2025-06-30T23:30:00Z", "2025-07-01"},
		{"the number of a spreadsheet", "37475", "2002-08-07"},
		{"the number of a spreadsheet, with a time", "37475.75", "2002-08-07"},
		{"eight digits", "20020807", "2002-08-07"},
		{"with the month in words", "7 Aug 2002", "2002-08-07"},
		{"as databases write it", "07-Aug-02", "2002-08-07"},
		{"in full", "Wednesday, 7th August 2002", "2002-08-07"},
		{"the American way, in words", "August 7, 2002", "2002-08-07"},
		{"the American way, where only that can be", "08/25/2002", "2002-08-25"},
		{"a year of two digits in this century", "7/8/02", "2002-08-07"},
		{"29 February", "29/02/2004", "2004-02-29"},

		{"the day that stands for nothing", "01/01/1900", ""},
		{"the same as ISO", "1900-01-01 00:00:00", ""},
		{"the first number of a spreadsheet", "1", ""},
		{"nought", "0", ""},
		{"the end of time", "31/12/9999", ""},
		{"noughts", "00/00/0000", ""},
		{"not recorded", "Not recorded", ""},
		{"nan", "nan", ""},

		{"a day that is none", "31/02/2024", "?"},
		{"29 February of a common year", "29/02/2023", "?"},
		{"a year of two digits to come", "1/8/27", "?"},
		{"two digits with dashes could begin with the year", "02-08-07", "?"},
		{"a year alone", "2002", "?"},
		{"a month alone", "Aug 2002", "?"},
		{"words", "last week", "?"},
		{"two dates", "07/08/2002, 09/09/2002", "?"},
	})
}

func TestDatesOfAColumnWithTheMonthFirst(t *testing.T) {
	d := dates{latest: june1, monthFirst: true}
	check(t, func(s string) string { return inWords(d.read(s), care.Day.String) }, []readCase{
		{"what can be two dates is a question", "07/08/2002", "?"},
		{"what can be one is read", "08/25/2002", "2002-08-25"},
		{"and so is this", "25/08/2002", "2002-08-25"},
		{"the same either way", "08/08/2002", "2002-08-08"},
	})
	if !monthFirst("08/25/2002") || monthFirst("25/08/2002") || monthFirst("08/07/2002") {
		t.Error("only 08/25/2002 must be month first")
	}
}

// Whatever a council's program writes a day as, it is the same day.
func TestADayIsReadBackFromEveryWayOfWritingIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		on := care.NewDay(2000, 1, 2) + care.Day(rapid.IntRange(0, 9600).Draw(t, "day"))
		d := dates{earliest: june1.AddMonths(-12 * 50), latest: june1.AddMonths(12)}
		y, m, day := on.Date()
		at := time.Date(y, m, day, 9, 30, 0, 0, time.UTC)
		ways := []string{
			at.Format("02/01/2006"), at.Format("2/1/2006"), at.Format("2/1/06"), at.Format("2006-01-02"), at.Format("2006-01-02 15:04:05"), at.Format("2006-01-02T15:04:05"),
			at.Format("02-Jan-2006"), at.Format("2 January 2006"), at.Format("02.01.2006"), at.Format("20060102"),
			strconv.Itoa(int(on - care.NewDay(1899, 12, 30))), fmt.Sprintf("%d.395833", int(on-care.NewDay(1899, 12, 30))),
		}
		for _, w := range ways {
			if r := d.read(clean(w)); r != says(on) {
				t.Errorf("%s was read as %v %s", w, r.value, r.ask)
			}
		}
	})
}

// A date is a value, nothing or a question, whatever stands in the cell.
func TestNoTextBreaksTheReader(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := clean(rapid.StringOf(rapid.OneOf(rapid.SampledFrom([]rune("0123456789/-. aBcUuZ()[]:?&")), rapid.Rune())).Draw(t, "cell"))
		on := dates{earliest: june1.AddMonths(-300), latest: june1}.read(s)
		if on.known() && (on.value < care.NewDay(1, 1, 2) || on.value > care.Forever) {
			t.Errorf("%q was read as %v", s, on.value)
		}
		home, _ := readAccommodation(s)
		if home.known() && home.value != inPlacement && !residenceLetters[string(home.value)] {
			t.Errorf("%q was read as accommodation %q", s, home.value)
		}
		if a := readActivity(s); a.known() && !care.ActivityCodes.Has(a.value) && !care.OldActivityCodes.Has(a.value) {
			t.Errorf("%q was read as activity %q", s, a.value)
		}
		if c := readCategory(s); c.known() && !care.Categories.Has(c.value) {
			t.Errorf("%q was read as category %q", s, c.value)
		}
		if i := readInTouch(s); i.known() && !care.ListedInTouches.Has(i.value.listed) {
			t.Errorf("%q was read as in touch %q", s, i.value)
		}
		if y := readSuitability(s); y.known() && !care.YesNos.Has(y.value) {
			t.Errorf("%q was read as suitability %q", s, y.value)
		}
	})
}

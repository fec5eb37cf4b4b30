package careleaver

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func mustDay(s string) Day {
	d, err := ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestADayIsADayInLondon(t *testing.T) {
	cases := []struct {
		name    string
		instant string
		want    string
	}{
		{"just before midnight in winter", "2026-01-10T23:59:59Z", "2026-01-10"},
		{"midnight in winter", "2026-01-11T00:00:00Z", "2026-01-11"},
		{"just before midnight in summer is 22:59 UTC", "2026-06-14T22:59:59Z", "2026-06-14"},
		{"midnight in summer is 23:00 UTC", "2026-06-14T23:00:00Z", "2026-06-15"},
		{"the hour that is skipped in March", "2026-03-29T01:30:00Z", "2026-03-29"},
		{"the evening of the day that gains an hour", "2026-10-25T23:59:59Z", "2026-10-25"},
		{"a phone in another zone", "2026-06-15T01:00:00+05:00", "2026-06-14"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			at, err := time.Parse(time.RFC3339, c.instant)
			if err != nil {
				t.Fatal(err)
			}
			if got := DayOf(at); got != mustDay(c.want) {
				t.Errorf("%s falls on %s, want %s", c.instant, got, c.want)
			}
		})
	}
}

func TestMonthsLater(t *testing.T) {
	cases := []struct {
		name, from string
		months     int
		want       string
	}{
		{"the same number", "2026-06-15", 2, "2026-08-15"},
		{"the month's last where there is no such number", "2025-12-31", 2, "2026-02-28"},
		{"the last of February in a leap year", "2027-12-31", 2, "2028-02-29"},
		{"back again from a short month is another day", "2026-02-28", 1, "2026-03-28"},
		{"over the end of a year", "2026-11-30", 3, "2027-02-28"},
		{"months before", "2026-08-31", -2, "2026-06-30"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := mustDay(c.from).AddMonths(c.months); got != mustDay(c.want) {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestBirthdays(t *testing.T) {
	cases := []struct {
		name, born string
		years      int
		want       string
	}{
		{"an ordinary birthday", "2008-06-15", 18, "2026-06-15"},
		{"born on 29 February, a common year: 1 March", "2008-02-29", 18, "2026-03-01"},
		{"born on 29 February, a leap year: the day itself", "2008-02-29", 20, "2028-02-29"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			born, want := mustDay(c.born), mustDay(c.want)
			if got := born.Birthday(c.years); got != want {
				t.Fatalf("got %s, want %s", got, want)
			}
			if born.Age(want) != c.years || born.Age(want-1) != c.years-1 {
				t.Errorf("age on the birthday %d, on the day before %d", born.Age(want), born.Age(want-1))
			}
		})
	}
	if !Day(0).Birthday(18).IsZero() {
		t.Error("somebody without a date of birth has a birthday")
	}
}

func TestADayIsReadAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Day(rapid.IntRange(1, int(Forever)).Draw(t, "day"))
		var back Day
		text, _ := json.Marshal(d)
		if err := json.Unmarshal(text, &back); err != nil || back != d {
			t.Fatalf("%s was read as %s: %v", text, back, err)
		}
		if DayOf(d.Start()) != d || DayOf((d-1).End()) != d-1 {
			t.Fatalf("%s does not begin at its start", d)
		}
		if d.AddMonths(0) != d || d < Forever-40 && d.AddMonths(1) <= d {
			t.Fatalf("a month after %s is %s", d, d.AddMonths(1))
		}
	})
}

func TestWhatIsNotADayIsRefused(t *testing.T) {
	for _, s := range []string{"", "2026-02-30", "15/06/2026", "2026-6-5", "0000-01-01", "yesterday"} {
		if d, err := ParseDay(s); err == nil {
			t.Errorf("%q was read as %s", s, d)
		}
	}
}

func TestWhenKeepsWhatWasTold(t *testing.T) {
	instant, err := ParseWhen("2026-06-14T23:30:00+01:00")
	if err != nil {
		t.Fatal(err)
	}
	dayOnly, _ := ParseWhen("2026-06-14")
	if _, known := dayOnly.Instant(); known || instant.Day() != dayOnly.Day() {
		t.Errorf("day %s, instant %s", dayOnly, instant)
	}
	if dayOnly.Compare(instant) >= 0 {
		t.Error("within a day, one of which only the day is known comes first")
	}
	for _, s := range []string{"", "14:30", "2026-06-14T25:00:00Z", "2026-06-14 14:30"} {
		if w, err := ParseWhen(s); err == nil {
			t.Errorf("%q was read as %s", s, w)
		}
	}
}

package careleaver

import (
	"database/sql/driver"
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // a day is a day in London on every machine
)

// London is where days begin and end. Every rule counts days there.
var London = func() *time.Location {
	l, err := time.LoadLocation("Europe/London")
	if err != nil {
		panic(err) // time/tzdata is linked in
	}
	return l
}()

// Day is a calendar day in Europe/London: the number of days since the last day
// of the year 0, so that days compare and subtract as numbers. The zero Day
// means that no day is known.
type Day int32

// Forever is after every day that can matter: the open end of a span of days.
var Forever = NewDay(9999, time.December, 31)

var firstDay = time.Date(1, time.January, 1, 0, 0, 0, 0, time.UTC)

const secondsPerDay = 24 * 60 * 60

// NewDay returns the day of that date; days beyond the month's end run on into
// the next month, as in time.Date.
func NewDay(year int, month time.Month, day int) Day {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return Day((t.Unix()-firstDay.Unix())/secondsPerDay) + 1
}

// DayOf returns the day in London on which the instant falls. The zero time
// falls on no day.
func DayOf(t time.Time) Day {
	if t.IsZero() {
		return 0
	}
	return NewDay(t.In(London).Date())
}

// ParseDay reads a day as it stands in events and in the API: 2026-06-15.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return 0, fmt.Errorf("%q is not a day such as 2026-06-15", s)
	}
	return NewDay(t.Date()), nil
}

// ParseKnown reads the time up to which something was known: the end of a day in
// London, or an RFC 3339 instant, whose plus sign an address may have made a space.
func ParseKnown(s string) (time.Time, error) {
	s = strings.Replace(s, " ", "+", 1)
	if d, err := ParseDay(s); err == nil {
		return d.End(), nil
	}
	return time.Parse(time.RFC3339, s)
}

// Date returns the parts of the day.
func (d Day) Date() (year int, month time.Month, day int) { return d.utc().Date() }

// utc is midnight UTC of the date: for calendar arithmetic only.
func (d Day) utc() time.Time {
	return time.Unix(firstDay.Unix()+int64(d-1)*secondsPerDay, 0).UTC()
}

// Start returns the instant at which the day begins in London.
func (d Day) Start() time.Time {
	y, m, day := d.Date()
	return time.Date(y, m, day, 0, 0, 0, 0, London)
}

// End returns the last instant of the day in London.
func (d Day) End() time.Time { return (d + 1).Start().Add(-time.Nanosecond) }

// IsZero reports whether no day is known.
func (d Day) IsZero() bool { return d == 0 }

// AddDays returns the day n days later.
func (d Day) AddDays(n int) Day { return d + Day(n) }

// AddMonths returns the day with the same number n months later, or that
// month's last day when it has no such number (rules.md section 6).
func (d Day) AddMonths(n int) Day {
	y, m, day := d.Date()
	first := NewDay(y, m+time.Month(n), 1)
	fy, fm, _ := first.Date()
	last := NewDay(fy, fm+1, 1) - 1
	return min(first+Day(day-1), last)
}

// Birthday returns the day on which somebody born on d becomes that many years
// old. Those born on 29 February have it on 1 March in common years
// (rules.md section 6).
func (d Day) Birthday(years int) Day {
	if d.IsZero() {
		return 0
	}
	y, m, day := d.Date()
	return NewDay(y+years, m, day)
}

// Age returns the whole years of somebody born on d, on the given day.
func (d Day) Age(on Day) int {
	y, _, _ := d.Date()
	then, _, _ := on.Date()
	if on < d.Birthday(then-y) {
		return then - y - 1
	}
	return then - y
}

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday { return d.utc().Weekday() }

// String returns the day as 2026-06-15, and nothing when no day is known.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.utc().Format(time.DateOnly)
}

// Long returns the day as people write it: 15 June 2026.
func (d Day) Long() string {
	if d.IsZero() {
		return ""
	}
	return d.utc().Format("2 January 2006")
}

// MarshalText writes the day as 2026-06-15.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads 2026-06-15.
func (d *Day) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDay(string(text))
	return err
}

// Value gives the day to a database as a date; no day is null.
func (d Day) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.utc(), nil
}

// Scan takes a date from a database; null is no day.
func (d *Day) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = 0
	case time.Time:
		*d = NewDay(v.Date())
	default:
		return fmt.Errorf("a day cannot be read from %T", src)
	}
	return nil
}

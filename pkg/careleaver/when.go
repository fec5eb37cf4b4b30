package careleaver

import (
	"fmt"
	"strings"
	"time"
)

// When is when something happened as it was told: an instant, or only a day.
// In JSON it is 2026-06-15T14:30:00+01:00 or 2026-06-15. The zero When says
// nothing.
type When struct {
	day Day
	at  time.Time // zero: only the day is known
}

// OnDay returns a When of which only the day is known.
func OnDay(d Day) When { return When{day: d} }

// AtInstant returns a When that is known to the second.
func AtInstant(t time.Time) When {
	if t.IsZero() {
		return When{}
	}
	return When{day: DayOf(t), at: t.Truncate(time.Second).UTC()}
}

// ParseWhen reads a day or an RFC 3339 instant.
func ParseWhen(s string) (When, error) {
	if !strings.Contains(s, "T") {
		d, err := ParseDay(s)
		return OnDay(d), err
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return When{}, fmt.Errorf("%q is neither a day such as 2026-06-15 nor a time such as 2026-06-15T14:30:00+01:00", s)
	}
	return AtInstant(t), nil
}

// Day returns the day in London.
func (w When) Day() Day { return w.day }

// Instant returns the instant, and whether one was told.
func (w When) Instant() (time.Time, bool) { return w.at, !w.at.IsZero() }

// Earliest returns the first instant that it can have been.
func (w When) Earliest() time.Time {
	if w.at.IsZero() {
		return w.day.Start()
	}
	return w.at
}

// IsZero reports whether nothing was told.
func (w When) IsZero() bool { return w.day.IsZero() }

// Compare orders by day, and within a day by instant; a day without an instant
// comes before those with one.
func (w When) Compare(v When) int {
	if w.day != v.day {
		return int(w.day - v.day)
	}
	return w.at.Compare(v.at)
}

// Equal reports whether both say the same.
func (w When) Equal(v When) bool { return w.Compare(v) == 0 }

// String returns the text that ParseWhen reads.
func (w When) String() string {
	if w.at.IsZero() {
		return w.day.String()
	}
	return w.at.Format(time.RFC3339)
}

// MarshalText writes what String returns.
func (w When) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText reads what ParseWhen reads.
func (w *When) UnmarshalText(text []byte) (err error) {
	*w, err = ParseWhen(string(text))
	return err
}

// Precision says how sure the day of a move is.
type Precision string

// How sure a day is. Left out means that it was on that day.
const (
	OnThatDay    Precision = "on"
	AboutThatDay Precision = "about"
	NotLaterThan Precision = "not_later_than"
)

// From is the day on which something began, and how sure that is. It is
// flattened into the facts that carry it.
type From struct {
	From   Day       `json:"from"`
	FromIs Precision `json:"fromIs,omitzero"`
}

// StartKnown reports whether the day is a day on which it began, rather than
// one by which it had (rules.md section 8: an imported home has no known start).
func (f From) StartKnown() bool { return f.FromIs != NotLaterThan }

func (f From) check(p *Problems) {
	p.check(!f.From.IsZero(), "/from", "Enter the day it began, such as 2026-06-15")
	p.check(Precisions.valid(f.FromIs), "/fromIs", "Say on, about or not_later_than, or leave it out")
}

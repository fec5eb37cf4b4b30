package importing

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"time"

	care "intouch/pkg/careleaver"
)

// usualFeed is what a feed is called that has no other name.
const usualFeed = "case-system"

var feedName = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$`)

// feedDays finds of which day a feed speaks: the one up to which it is complete.
func (j *Job) feedDays() error {
	if j.Source == "" {
		j.Source = usualFeed
	}
	switch {
	case !feedName.MatchString(j.Source):
		return errors.New("name the feed with small letters, digits and dashes, such as case-system (--source)")
	case j.CompleteTo.IsZero():
		return errors.New("say up to when the extract is complete (--complete-to), such as 2026-06-15T06:00")
	}
	j.AsAt = care.DayOf(j.CompleteTo)
	return nil
}

// notOlder refuses an extract that is older than one of which rows are in already,
// be it whole or broken off: it would take back what happened since. One that
// broke off may be sent again.
func (r *run) notOlder(ctx context.Context) error {
	if r.Format != Feed || r.BegunTo == nil {
		return nil
	}
	last, err := r.BegunTo(ctx, r.Source)
	if err != nil {
		return fmt.Errorf("find the last extract of %s: %w", r.Source, err)
	}
	if r.CompleteTo.Before(last) {
		return fmt.Errorf("an extract of %s that is complete to %s was begun already: this one is older, and would undo what happened since", r.Source, last.In(care.London).Format("15:04 on 2 January 2006"))
	}
	return nil
}

// ParseMoment reads up to when an extract is complete: an instant, or a time of
// day as clocks in London show it.
func ParseMoment(s string) (time.Time, error) {
	if at, err := time.Parse(time.RFC3339, s); err == nil {
		return at, nil
	}
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04"} {
		if at, err := time.ParseInLocation(layout, s, care.London); err == nil {
			return at, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no time such as 2026-06-15T06:00", s)
}

package web

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// feeds knows up to when other systems are taken in, and which are expected: the
// policy in force says so. What it read last is good for a moment, since every page
// asks.
type feeds struct {
	db *store.DB

	mu sync.Mutex
	of map[string]feedState
}

// feedState is the feeds of an authority as they were read last.
type feedState struct {
	read     time.Time
	expected []duty.Feed
	fed      map[string]store.Fed
}

// list returns the feeds of an authority.
func (f *feeds) list(ctx context.Context, v visit) (feedState, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	state := f.of[v.Authority]
	if !state.read.IsZero() && v.now.Sub(state.read) < freshFor {
		return state, nil
	}
	published, err := f.db.Policies(ctx, v.Authority)
	if err != nil {
		return state, err
	}
	state = feedState{read: v.now, expected: expectedFeeds(published, v.today)}
	if state.fed, err = f.db.Feeds(ctx, v.Authority); err != nil {
		return state, err
	}
	if f.of == nil {
		f.of = map[string]feedState{}
	}
	f.of[v.Authority] = state
	return state, nil
}

// expectedFeeds are those of the published policy that is in force. The one that
// comes with the program expects none.
func expectedFeeds(published []store.PublishedPolicy, today care.Day) []duty.Feed {
	for _, p := range slices.Backward(published) {
		if p.EffectiveFrom > today {
			continue
		}
		policy, err := duty.ParsePolicy([]byte(p.Text), p.Version, p.EffectiveFrom)
		if err == nil {
			return policy.Feeds
		}
	}
	return nil
}

// coverage is what the line on every page says of the feeds: up to when each is
// complete. Late says which expected ones are not; it is said once, however many
// people's lapses may come of it (docs/lessons.md 2.11).
func (s feedState) coverage(now time.Time) (text string, late string) {
	var complete, missing []string
	for _, e := range s.expected {
		fed, ever := s.fed[e.Name]
		if ever {
			complete = append(complete, e.Name+" complete to "+clockOn(fed.CompleteTo, now))
		}
		switch {
		case !ever:
			missing = append(missing, "No extract of "+e.Name+" has ever been taken in whole.")
		case now.After(e.DueBy(fed.CompleteTo)):
			missing = append(missing, "The extract of "+e.Name+" is late: what was recorded there since "+clockOn(fed.CompleteTo, now)+" is not here, so lapses may be shown that are none.")
		}
	}
	if len(complete) > 0 {
		text = " " + strings.ToUpper(complete[0][:1]) + strings.Join(complete, "; ")[1:] + "."
	}
	return text, strings.Join(missing, " ")
}

// clockOn is a time as it is said: with its day, unless that is today.
func clockOn(at, now time.Time) string {
	if care.DayOf(at) == care.DayOf(now) {
		return at.In(care.London).Format("15:04")
	}
	return clockTime(at)
}

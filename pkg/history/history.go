// Package history is the past: what a person's events mean on a day, as known at
// an instant. It runs the rules that the projector runs, on fewer events.
package history

import (
	"context"
	"fmt"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/store"
)

// Person returns all that is in force of a person, by what the tables hold. It
// is store.ErrNotFound when nothing was ever recorded of them; the bool is false
// when some of their events cannot be read by this program (I10), and then what
// comes after those is left out.
func Person(ctx context.Context, db *store.DB, authority string, id care.PersonID) (care.Person, bool, error) {
	return KnownAt(ctx, db, authority, id, time.Time{})
}

// KnownAt returns what was in force of a person by what had been recorded at the
// instant; the zero instant is now.
func KnownAt(ctx context.Context, db *store.DB, authority string, id care.PersonID, at time.Time) (care.Person, bool, error) {
	events, whole, err := db.Events(ctx, authority, id)
	if err != nil {
		return care.Person{}, false, fmt.Errorf("history of %s: %w", id, err)
	}
	if len(events) == 0 {
		return care.Person{}, false, fmt.Errorf("history of %s: %w", id, store.ErrNotFound)
	}
	return care.PersonOf(id, care.Records(known(events, at))), whole, nil
}

// known are the events recorded by the instant.
func known(events []care.Event, at time.Time) []care.Event {
	if at.IsZero() {
		return events
	}
	var all []care.Event
	for _, e := range events {
		if !e.RecordedAt.After(at) {
			all = append(all, e)
		}
	}
	return all
}

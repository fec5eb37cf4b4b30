package web

import (
	"context"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/returns"
	"intouch/pkg/store"
)

// Words say what happened in the words of the timeline, for whoever writes it
// into a file.
func Words(ctx context.Context, db *store.DB, authority string) (returns.Words, error) {
	staff, err := newRoster(db, time.Now).list(ctx, authority)
	return staff.words, err
}

// words are the title and the rows that a person's page shows of an event.
func (l staffList) words(e care.Event) (title string, details []string) {
	for _, row := range l.told(e.Fact, e.Actor, e.OnBehalfOf) {
		details = append(details, row.Key+": "+row.Value)
	}
	return factTitle(e.Fact), details
}

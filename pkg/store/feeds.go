package store

import (
	"context"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

// Fed is up to when all that another system holds is in InTouch.
type Fed struct {
	Source     string
	CompleteTo time.Time
	TakenAt    time.Time // when the extract was taken in
}

// Feeds returns for each feed up to when it is complete, by name; none for one
// of which no extract was ever taken whole.
func (db *DB) Feeds(ctx context.Context, authority string) (map[string]Fed, error) {
	ends, err := db.extracts(ctx, authority, care.ImportFinished{})
	feeds := map[string]Fed{}
	for _, e := range ends {
		f, _ := e.Fact.(care.ImportFinished)
		if at, told := f.CompleteTo.Instant(); told && at.After(feeds[f.Source].CompleteTo) {
			feeds[f.Source] = Fed{f.Source, at, e.RecordedAt}
		}
	}
	return feeds, err
}

// BegunTo is up to when the newest extract of a feed is complete that was begun,
// be it taken whole or not; zero when none was.
func (db *DB) BegunTo(ctx context.Context, authority, source string) (newest time.Time, err error) {
	begun, err := db.extracts(ctx, authority, care.ImportStarted{})
	for _, e := range begun {
		f, _ := e.Fact.(care.ImportStarted)
		if at, told := f.CompleteTo.Instant(); told && f.Source == source && at.After(newest) {
			newest = at
		}
	}
	return newest, err
}

// extracts returns the facts of one kind that speak of extracts of feeds, in log
// order.
func (db *DB) extracts(ctx context.Context, authority string, kind care.Fact) ([]care.Event, error) {
	t, _ := wire.TypeOf(care.AreaImport, kind)
	from := wire.Subject(authority, uuid.Nil, care.AreaImport, "")
	rows, err := db.pool.Query(ctx, `
		SELECT seq, subject, head, body FROM read.event
		WHERE authority = $1 AND person IS NULL AND subject > $2 AND subject < $3 AND position($4::bytea IN head) > 0 AND position('"completeTo"'::bytea IN body) > 0
		ORDER BY seq`, authority, from, from[:len(from)-1]+"/", []byte(t.Full()))
	if err != nil {
		return nil, err
	}
	messages, err := collectMessages(rows)
	var events []care.Event
	for _, m := range messages {
		if e, broken := wire.Decode(m); broken == nil {
			events = append(events, e)
		}
	}
	return events, err
}

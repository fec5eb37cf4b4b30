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
	finished, _ := wire.TypeOf(care.AreaImport, care.ImportFinished{})
	from := wire.Subject(authority, uuid.Nil, care.AreaImport, "")
	rows, err := db.pool.Query(ctx, `
		SELECT seq, subject, head, body FROM read.event
		WHERE authority = $1 AND person IS NULL AND subject > $2 AND subject < $3 AND position($4::bytea IN head) > 0 AND position('"completeTo"'::bytea IN body) > 0
		ORDER BY seq`, authority, from, from[:len(from)-1]+"/", []byte(finished.Full()))
	if err != nil {
		return nil, err
	}
	messages, err := collectMessages(rows)
	feeds := map[string]Fed{}
	for _, m := range messages {
		e, err := wire.Decode(m)
		if err != nil {
			continue
		}
		f, _ := e.Fact.(care.ImportFinished)
		if at, told := f.CompleteTo.Instant(); told && at.After(feeds[f.Source].CompleteTo) {
			feeds[f.Source] = Fed{f.Source, at, e.RecordedAt}
		}
	}
	return feeds, err
}

// FedTo is up to when the last extract of a feed was complete; zero when none
// was taken whole.
func (db *DB) FedTo(ctx context.Context, authority, source string) (time.Time, error) {
	feeds, err := db.Feeds(ctx, authority)
	return feeds[source].CompleteTo, err
}

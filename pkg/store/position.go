package store

import (
	"context"
	"time"
)

// Position is how far the tables have come along the log.
type Position struct {
	Stored     uint64    // the last event kept
	Meant      uint64    // the last event such that it and all before it are in every row
	RecordedAt time.Time // when the event at Stored was recorded
}

// Position returns how far the tables have come; zero when they have not begun.
func (db *DB) Position(ctx context.Context, authority string) (Position, error) {
	return Position{}, errNotYet
}

// WaitFor returns when the tables mean everything up to the position, or with
// ctx's error when that is over first.
func (db *DB) WaitFor(ctx context.Context, authority string, position uint64) error {
	return errNotYet
}

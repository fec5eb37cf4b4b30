package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Position is how far the tables have come along the log.
type Position struct {
	Stored     uint64    // the last event kept
	Meant      uint64    // the last event such that it and all before it are in every row
	RecordedAt time.Time // when the event at Stored was recorded
}

// Position returns how far the tables have come; zero when they have not begun.
func (db *DB) Position(ctx context.Context, authority string) (Position, error) {
	rows, err := db.pool.Query(ctx, `
		SELECT stored, meant, coalesce(recorded, `+never+`) AS recorded_at FROM read.cursor WHERE authority = $1`, authority)
	if err != nil {
		return Position{}, fmt.Errorf("position of %s: %w", authority, err)
	}
	p, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Position])
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return Position{}, fmt.Errorf("position of %s: %w", authority, err)
	}
	return p, nil
}

// How often WaitFor looks: the longer it has waited, the less often.
const (
	looksFirst = time.Millisecond
	looksLast  = 250 * time.Millisecond
)

// WaitFor returns when the tables mean everything up to the position, or with
// ctx's error when that is over first.
func (db *DB) WaitFor(ctx context.Context, authority string, position uint64) error {
	for pause := looksFirst; ; pause = min(pause+pause/2, looksLast) {
		p, err := db.Position(ctx, authority)
		if err != nil || p.Meant >= position {
			return err
		}
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			timer.Stop()
			return fmt.Errorf("wait for position %d of %s, now at %d: %w", position, authority, p.Meant, ctx.Err())
		case <-timer.C:
		}
	}
}

package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	care "intouch/pkg/careleaver"
)

// ErrMovedOn says that the tables are not where their writer left them: a
// replay has put others in their place. Read the cursor and go on from there.
var ErrMovedOn = errors.New("the tables have been replaced by a replay")

// Cursor is how far the tables of an authority have come, and of which log
// they are, with what of the log as a whole the rows of people depend on.
type Cursor struct {
	Created     time.Time // when the stream was made, to the microsecond
	Stored      uint64    // position of the last event kept
	Meant       uint64    // it and all before it are in every row
	LastID      care.EventID
	Recorded    time.Time // when the event at Stored was recorded
	RecordedTo  care.Day  // the latest day on which any event was recorded
	FirstImport care.Day
	FirstPerson care.Day
	Rules       int // version of the rules that the rows of nobody follow
}

const cursorColumns = `created, stored, meant, coalesce(last_id, '00000000-0000-0000-0000-000000000000') AS last_id,
	coalesce(recorded, ` + never + `) AS recorded, recorded_to, first_import, first_person, rules`

// never is the zero time.Time.
const never = `'0001-01-01 00:00:00+00'::timestamptz`

// Cursor returns where the tables are; the zero Cursor when they are new.
func (w *Writer) Cursor(ctx context.Context) (Cursor, error) {
	return readCursor(ctx, w.conn, w.authority)
}

// Cursor returns where the tables are; the zero Cursor when they are new.
func (tx *Tx) Cursor(ctx context.Context) (Cursor, error) {
	return readCursor(ctx, tx, tx.authority)
}

func readCursor(ctx context.Context, q queryer, authority string) (Cursor, error) {
	rows, err := q.Query(ctx, "SELECT "+cursorColumns+" FROM cursor WHERE authority = $1", authority)
	if err != nil {
		return Cursor{}, fmt.Errorf("read the cursor: %w", err)
	}
	c, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Cursor])
	if errors.Is(err, pgx.ErrNoRows) {
		return Cursor{}, nil
	}
	if err != nil {
		return Cursor{}, fmt.Errorf("read the cursor: %w", err)
	}
	return c, nil
}

// Begin makes the cursor of tables that are new.
func (w *Writer) Begin(ctx context.Context, c Cursor) error {
	_, err := w.conn.Exec(ctx, `
		INSERT INTO cursor (authority, created, stored, meant, rules) VALUES ($1, $2, 0, 0, $3)`, w.authority, c.Created, c.Rules)
	if err != nil {
		return fmt.Errorf("begin the cursor: %w", err)
	}
	return nil
}

// Advance moves the cursor from a position to another; ErrMovedOn if it is not
// there. It is first in each transaction: from then on a replay cannot take the
// tables away before the transaction ends.
func (tx *Tx) Advance(ctx context.Context, from uint64, to Cursor) error {
	moved, err := tx.Exec(ctx, `
		UPDATE cursor SET stored = $3, last_id = $4, recorded = $5, recorded_to = $6, first_import = $7, first_person = $8, rules = $9
		WHERE authority = $1 AND stored = $2`,
		tx.authority, from, to.Stored, orNull(to.LastID), timeOrNull(to.Recorded), to.RecordedTo, to.FirstImport, to.FirstPerson, to.Rules)
	if err != nil {
		return fmt.Errorf("advance the cursor: %w", err)
	}
	if moved.RowsAffected() == 0 {
		return ErrMovedOn
	}
	return nil
}

// Mean notes how far every row has come: to before the first event that still
// waits for its person. It reports whether anybody's rows remain to be derived.
func (tx *Tx) Mean(ctx context.Context) (more bool, err error) {
	err = tx.QueryRow(ctx, `
		UPDATE cursor SET meant = coalesce((SELECT min(seq) - 1 FROM dirty WHERE authority = $1 AND parked_at IS NULL), stored)
		WHERE authority = $1
		RETURNING EXISTS (SELECT FROM dirty WHERE authority = $1 AND parked_at IS NULL)`, tx.authority).Scan(&more)
	if err != nil {
		return false, fmt.Errorf("note what is meant: %w", err)
	}
	return more, nil
}

package store

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

// RecordedAt is when the event was recorded, as it says itself; zero when it
// does not.
func (r Raw) RecordedAt() time.Time {
	const name = "\n" + wire.HeaderTime + ": " // never the first line: ce-actor comes before it
	_, rest, _ := bytes.Cut(r.data[r.subject:r.head], []byte(name))
	value, _, _ := bytes.Cut(rest, []byte("\n"))
	at, err := time.Parse(time.RFC3339Nano, string(value))
	if err != nil {
		return time.Time{}
	}
	return at
}

// Everybody returns all people of whom there are events, in order of their ids.
func (tx *Tx) Everybody(ctx context.Context) ([]care.PersonID, error) {
	rows, err := tx.Query(ctx, `
		WITH RECURSIVE each (person) AS (
			(SELECT person FROM event WHERE authority = $1 AND person IS NOT NULL ORDER BY person LIMIT 1)
			UNION ALL
			SELECT (SELECT e.person FROM event AS e WHERE authority = $1 AND e.person > each.person ORDER BY e.person LIMIT 1)
			FROM each WHERE person IS NOT NULL)
		SELECT person FROM each WHERE person IS NOT NULL`, tx.authority)
	if err != nil {
		return nil, fmt.Errorf("of whom there are events: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[care.PersonID])
}

// EverMerged returns whoever was merged into another at any time, even if that
// was undone, in order of their ids.
func (tx *Tx) EverMerged(ctx context.Context) ([]care.PersonID, error) {
	rows, err := tx.Query(ctx, `
		SELECT DISTINCT person FROM event
		WHERE authority = $1 AND person IS NOT NULL AND position('ce-type: care.caseload.merged.v1'::bytea IN head) > 0
		ORDER BY person`, tx.authority) // as index event_merged says it
	if err != nil {
		return nil, fmt.Errorf("who was ever merged: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[care.PersonID])
}

// FirstOfType returns when the first event of a type, such as
// care.import.started.v1, was recorded of those that were recorded on the day;
// zero when there is none.
func (tx *Tx) FirstOfType(ctx context.Context, name string, on care.Day) (time.Time, error) {
	var first time.Time
	err := tx.QueryRow(ctx, `
		SELECT coalesce(min(recorded), `+never+`) FROM event
		WHERE authority = $1 AND recorded >= $2 AND recorded < $3 AND position($4::bytea IN head) > 0`,
		tx.authority, on.Start(), (on + 1).Start(), []byte(wire.HeaderType+": "+name+"\n")).Scan(&first)
	if err != nil {
		return first, fmt.Errorf("the first %s on %s: %w", name, on, err)
	}
	return first, nil
}

package store

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

// RecordedAt is when the event was recorded, as it says itself; zero when it
// does not.
func (r Raw) RecordedAt() time.Time {
	at, err := time.Parse(time.RFC3339Nano, r.header(wire.HeaderTime))
	if err != nil {
		return time.Time{}
	}
	return at
}

// Hides reports whether the event may take others out of sight: it seals,
// destroys or takes back.
func (r Raw) Hides() bool {
	name := r.header(wire.HeaderType)
	return strings.HasPrefix(name, "care.record.") || strings.HasSuffix(name, ".voided.v1")
}

// hides is [Raw.Hides] as SQL says it.
const hides = `position('ce-type: care.record.'::bytea IN head) > 0 OR position('.voided.v1'::bytea IN head) > 0`

// header is the value of a header; never that of the first, ce-actor.
func (r Raw) header(name string) string {
	_, rest, _ := bytes.Cut(r.data[r.subject:r.head], []byte("\n"+name+": "))
	value, _, _ := bytes.Cut(rest, []byte("\n"))
	return string(value)
}

// RecordedBy returns when the last event up to a position was recorded; zero
// when there is none.
func (tx *Tx) RecordedBy(ctx context.Context, position uint64) (time.Time, error) {
	var at time.Time
	err := tx.QueryRow(ctx, `
		SELECT coalesce((SELECT recorded FROM event WHERE authority = $1 AND seq <= $2 ORDER BY seq DESC LIMIT 1), `+never+`)`,
		tx.authority, int64(position)).Scan(&at)
	if err != nil {
		return at, fmt.Errorf("when the event at %d was recorded: %w", position, err)
	}
	return at, nil
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
// was undone, in order of their ids; and whoever may have been, since something
// of them is destroyed.
func (tx *Tx) EverMerged(ctx context.Context) ([]care.PersonID, error) {
	rows, err := tx.Query(ctx, `
		SELECT DISTINCT person FROM event
		WHERE authority = $1 AND person IS NOT NULL AND (position('ce-type: care.caseload.merged.v1'::bytea IN head) > 0
			OR position('ce-type: care.record.destroyed.v1'::bytea IN head) > 0)
		ORDER BY person`, tx.authority) // as index event_merged says it
	if err != nil {
		return nil, fmt.Errorf("who was ever merged: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[care.PersonID])
}

// FirstOfType returns when the first event of a type, such as
// care.import.started.v1, was recorded of those that were recorded on the day;
// zero when there is none.
func (tx *Tx) FirstOfType(ctx context.Context, name string, on care.Day) (first time.Time, err error) {
	rows, err := tx.Query(ctx, `
		WITH of_type AS (
			SELECT seq, subject, head, body, recorded FROM event
			WHERE authority = $1 AND recorded >= $2 AND recorded < $3 AND position($4::bytea IN head) > 0)
		SELECT seq, subject, head, body FROM of_type
		WHERE recorded = (SELECT min(recorded) FROM of_type)`, // cut to the microsecond: there may be several
		tx.authority, on.Start(), (on + 1).Start(), []byte(wire.HeaderType+": "+name+"\n"))
	if err != nil {
		return first, fmt.Errorf("the first %s on %s: %w", name, on, err)
	}
	defer rows.Close()
	for rows.Next() {
		if at := rawOf(rows.RawValues()).RecordedAt(); first.IsZero() || at.Before(first) {
			first = at
		}
	}
	return first, rows.Err()
}

// EachPersonUntil is EachPerson for the events that were recorded until a time,
// those that do not say when, and those that may have taken some of them out of
// sight since. It may give others that stand before the last of these in the log.
func (tx *Tx) EachPersonUntil(ctx context.Context, people []care.PersonID, known time.Time, do func([]Raw) error) error {
	last, err := tx.lastRecorded(ctx, known)
	if err != nil {
		return err
	}
	rows, err := tx.Query(ctx, `
		SELECT p.n, e.seq, e.subject, e.head, e.body
		FROM unnest($2::uuid[]) WITH ORDINALITY AS p (person, n)
		CROSS JOIN LATERAL (
			SELECT * FROM event WHERE authority = $1 AND event.person = p.person AND seq <= $3
			UNION ALL
			SELECT * FROM event WHERE authority = $1 AND event.person = p.person AND seq > $3 AND person IS NOT NULL AND (recorded IS NULL OR `+hides+`)
			ORDER BY seq) AS e`, tx.authority, people, last) // the second half as index event_hides says it
	if err != nil {
		return fmt.Errorf("read the events of people until %s: %w", known, err)
	}
	return group(rows, do)
}

// lastRecorded is the position of the last event that was recorded until a time;
// 0 when there is none. Nearly always it stands where the next one was recorded
// later, but writers are several, and each has a clock.
func (tx *Tx) lastRecorded(ctx context.Context, known time.Time) (last int64, err error) {
	err = tx.QueryRow(ctx, `SELECT coalesce(max(seq), 0) FROM event WHERE authority = $1 AND recorded <= $2`, tx.authority, known).Scan(&last)
	if err != nil {
		return 0, fmt.Errorf("the last event recorded until %s: %w", known, err)
	}
	return last, nil
}

// TimelineOf returns what was recorded under these people until a time, to the
// microsecond (all when zero): the last in the log first, at most limit of them
// (50 when 0), all before the position (0: from the end).
func (db *DB) TimelineOf(ctx context.Context, authority string, people []care.PersonID, known time.Time, before uint64, limit int) ([]Published, error) {
	if before == 0 {
		before = math.MaxInt64
	}
	rows, err := db.pool.Query(ctx, `
		SELECT seq, subject, head, body FROM read.event
		WHERE authority = $1 AND person = ANY($2) AND seq < $3 AND ($5::timestamptz IS NULL OR recorded IS NULL OR recorded <= $5)
		ORDER BY seq DESC LIMIT $4`, authority, people, int64(before), limited(limit), timeOrNull(known))
	if err != nil {
		return nil, fmt.Errorf("timeline of %s: %w", people[0], err)
	}
	messages, err := collectMessages(rows)
	all := make([]Published, len(messages))
	for i, m := range messages {
		all[i] = published(m)
	}
	return all, err
}

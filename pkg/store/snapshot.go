package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	care "intouch/pkg/careleaver"
)

// ofAnyTime sets up a transaction that reads the past: how much a question touches
// depends on the time that it names, so no plan that was made without it will do,
// and to compile one takes longer than to run it.
const ofAnyTime = "SET LOCAL search_path = read; SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL jit = off"

// Snapshot lets do read the tables of an authority as they are at one moment.
func (db *DB) Snapshot(ctx context.Context, authority string, do func(*Tx) error) error {
	options := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	return pgx.BeginTxFunc(ctx, db.pool, options, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, ofAnyTime); err != nil {
			return fmt.Errorf("read the tables of %s: %w", authority, err)
		}
		return do(&Tx{tx, authority})
	})
}

// People returns at most n people of whom there are events and whose rows are
// up to date, in order of their ids, after the one given (zero: from the first).
func (tx *Tx) People(ctx context.Context, after care.PersonID, n int) ([]care.PersonID, error) {
	rows, err := tx.Query(ctx, `
		WITH RECURSIVE each (person) AS (
			(SELECT person FROM event WHERE authority = $1 AND person > $2 ORDER BY person LIMIT 1)
			UNION ALL
			SELECT (SELECT e.person FROM event AS e WHERE authority = $1 AND e.person > each.person ORDER BY e.person LIMIT 1)
			FROM each WHERE person IS NOT NULL)
		SELECT person FROM each
		WHERE person IS NOT NULL AND NOT EXISTS (
			SELECT FROM dirty WHERE authority = $1 AND dirty.person = each.person AND parked_at IS NULL)
		LIMIT $3`, tx.authority, after, n)
	if err != nil {
		return nil, fmt.Errorf("whose rows are up to date: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[care.PersonID])
}

// EachEvent gives all events that are kept to do, in log order.
func (tx *Tx) EachEvent(ctx context.Context, do func(Raw) error) error {
	rows, err := tx.Query(ctx, "SELECT seq, subject, head, body FROM event WHERE authority = $1 ORDER BY seq", tx.authority)
	if err != nil {
		return fmt.Errorf("read the events: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := do(rawOf(rows.RawValues())); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read the events: %w", err)
	}
	return nil
}

// Differences counts by table the rows of these people that are not as they
// should be: those that are missing and those that are too many.
func (tx *Tx) Differences(ctx context.Context, people []care.PersonID, should []Rows) (map[string]int, error) {
	change, err := tx.difference(ctx, people, should)
	if err != nil {
		return nil, fmt.Errorf("compare the rows of people: %w", err)
	}
	found := map[string]int{}
	for i, d := range change {
		n := len(d.gone)
		for _, r := range d.fresh {
			n += len(r.starts)
		}
		if n > 0 {
			found[ofPeople[i].name] += n
		}
	}
	return found, nil
}

// Miscounted returns how many cells of table tally are not the sum of the
// standings.
func (tx *Tx) Miscounted(ctx context.Context) (int, error) {
	var n int
	err := tx.QueryRow(ctx, `
		WITH ends AS (
			SELECT bucket, CASE bucket WHEN 'closed' THEN coalesce(reasons[1], '') ELSE '' END AS reason, from_day AS day, 1 AS n
			FROM standing WHERE authority = $1
			UNION ALL
			SELECT bucket, CASE bucket WHEN 'closed' THEN coalesce(reasons[1], '') ELSE '' END, until_day, -1
			FROM standing WHERE authority = $1 AND until_day < $2),
		should AS (SELECT bucket, reason, day, sum(n) AS n FROM ends GROUP BY bucket, reason, day HAVING sum(n) <> 0)
		SELECT count(*) FROM should FULL JOIN (SELECT * FROM tally WHERE authority = $1) AS tally USING (bucket, reason, day)
		WHERE tally.n IS DISTINCT FROM should.n`, tx.authority, care.Forever).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("count the standings: %w", err)
	}
	return n, nil
}

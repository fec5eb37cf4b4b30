package store

import (
	"context"
	"fmt"
	"time"

	care "intouch/pkg/careleaver"
)

// Coverage says of how many people the tables and alerts can be trusted (I12).
// Evaluated = Register − Incomplete − Outdated − ToLook; nobody is in two.
type Coverage struct {
	At         time.Time
	On         care.Day // the day of At
	Register   int      // N
	Evaluated  int
	Incomplete int       // an event of theirs could not be applied
	Outdated   int       // their rows follow an older policy or older rules, or wait to be written
	ToLook     int       // the monitor has yet to look at them
	Position   Position  //
	Oldest     time.Time // when the oldest event was recorded that is not in every row; zero: all are
}

// Coverage measures the tables at the instant now. Whether they have come to
// the log's end is for somebody who sees the log: compare Position with it.
func (db *DB) Coverage(ctx context.Context, authority string, now time.Time) (Coverage, error) {
	c := Coverage{At: now, On: care.DayOf(now)}
	const (
		stands = `read.person p JOIN read.standing s ON s.authority = p.authority AND s.person = p.person
				AND s.from_day <= $2 AND s.until_day > $2 AND s.bucket <> 'closed'`
		waits = `(SELECT FROM read.dirty d WHERE d.authority = $1 AND d.person = p.person AND d.parked_at IS NULL)`
	)
	n, err := one[covered](ctx, db, "coverage of "+authority, `
		SELECT
			(SELECT coalesce(sum(n), 0)::int FROM read.tally WHERE authority = $1 AND bucket <> 'closed' AND day <= $2) AS register,
			(SELECT count(*)::int FROM `+stands+` WHERE p.authority = $1 AND p.incomplete <> '') AS incomplete,
			(SELECT count(*)::int FROM `+stands+` WHERE p.authority = $1 AND p.incomplete = '' AND EXISTS `+waits+`) AS outdated,
			(SELECT count(*)::int FROM `+stands+` WHERE p.authority = $1 AND p.incomplete = '' AND NOT EXISTS `+waits+`
				AND p.next_look <= $2 AND p.root IS NULL) AS to_look`, authority, c.On)
	if err != nil {
		return c, err
	}
	c.Register, c.Incomplete, c.Outdated, c.ToLook = n.Register, n.Incomplete, n.Outdated, n.ToLook
	c.Evaluated = c.Register - c.Incomplete - c.Outdated - c.ToLook
	if c.Position, err = db.Position(ctx, authority); err != nil {
		return c, err
	}
	oldest, err := one[struct{ Oldest time.Time }](ctx, db, "oldest event not in every row", `
		SELECT coalesce(min(e.recorded), `+never+`) AS oldest
		FROM read.event e WHERE e.authority = $1 AND e.seq > $2`, authority, c.Position.Meant)
	c.Oldest = oldest.Oldest
	return c, err
}

type covered struct {
	Register, Incomplete, Outdated, ToLook int
}

// Receipt is what a sweep of the monitor proved.
type Receipt struct {
	Authority string
	Coverage
	LogEnd uint64 // the log's last event when the sweep began
	Raised int    // alerts raised, and so on
	Closed int
}

// SaveReceipt keeps what a sweep proved.
func (db *DB) SaveReceipt(ctx context.Context, r Receipt) error {
	_, err := db.pool.Exec(ctx, `
		INSERT INTO kept.receipt (authority, at, on_day, register, evaluated, incomplete, outdated, to_look, stored, meant, recorded_at, oldest, log_end, raised, closed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
		r.Authority, r.At, r.On, r.Register, r.Evaluated, r.Incomplete, r.Outdated, r.ToLook, int64(r.Position.Stored), int64(r.Position.Meant),
		timeOrNull(r.Position.RecordedAt), timeOrNull(r.Oldest), int64(r.LogEnd), r.Raised, r.Closed)
	if err != nil {
		return fmt.Errorf("keep the receipt of %s: %w", r.Authority, err)
	}
	return nil
}

// LastReceipt returns the receipt of the last sweep. ErrNotFound when there
// never was one.
func (db *DB) LastReceipt(ctx context.Context, authority string) (Receipt, error) {
	row, err := one[receiptRead](ctx, db, "last receipt of "+authority, `
		SELECT at, on_day AS "on", register, evaluated, incomplete, outdated, to_look, stored, meant, coalesce(recorded_at, `+never+`) AS recorded_at,
			coalesce(oldest, `+never+`) AS oldest, log_end, raised, closed
		FROM kept.receipt WHERE authority = $1 ORDER BY at DESC, id DESC LIMIT 1`, authority)
	if err != nil {
		return Receipt{}, err
	}
	return row.receipt(authority), nil
}

type receiptRead struct {
	At                                                time.Time
	On                                                care.Day
	Register, Evaluated, Incomplete, Outdated, ToLook int
	Position
	Oldest         time.Time
	LogEnd         uint64
	Raised, Closed int
}

func (r receiptRead) receipt(authority string) Receipt {
	return Receipt{
		Authority: authority,
		Coverage: Coverage{At: r.At, On: r.On, Register: r.Register, Evaluated: r.Evaluated, Incomplete: r.Incomplete,
			Outdated: r.Outdated, ToLook: r.ToLook, Position: r.Position, Oldest: r.Oldest},
		LogEnd: r.LogEnd, Raised: r.Raised, Closed: r.Closed,
	}
}

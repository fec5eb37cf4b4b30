package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Counted is a count of the register as it was published.
type Counted struct {
	care.RegisterCounted
	At    time.Time // when it was counted
	Event care.EventID
}

// CountedDays returns the counts of the days from one (zero: the first) to
// another, both included, the last day first.
func (db *DB) CountedDays(ctx context.Context, authority string, from, to care.Day) ([]Counted, error) {
	rows, err := list[countedRead](ctx, db, "counts of the register", `
		SELECT at, facts, event FROM read.counted
		WHERE authority = $1 AND ($2::date IS NULL OR day >= $2) AND day <= $3 ORDER BY day DESC, record`, authority, from, to)
	if err != nil {
		return nil, err
	}
	all := make([]Counted, len(rows))
	for i, r := range rows {
		if all[i], err = r.counted(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// LastCounted returns the count of the last day that was counted; ErrNotFound
// when none was.
func (db *DB) LastCounted(ctx context.Context, authority string) (Counted, error) {
	row, err := one[countedRead](ctx, db, "last count of the register", `
		SELECT at, facts, event FROM read.counted WHERE authority = $1 ORDER BY day DESC, record LIMIT 1`, authority)
	if err != nil {
		return Counted{}, err
	}
	return row.counted()
}

type countedRead struct {
	At    time.Time
	Facts []byte
	Event care.EventID
}

func (r countedRead) counted() (Counted, error) {
	c := Counted{At: r.At, Event: r.Event}
	if err := json.Unmarshal(r.Facts, &c.RegisterCounted); err != nil {
		return c, fmt.Errorf("count %s: %w", r.Event, err)
	}
	return c, nil
}

func countedRow(r *rows, f care.RegisterCounted, e care.Entry) {
	facts, _ := json.Marshal(f) // texts and numbers only
	r.day(f.Day)
	r.time(e.RecordedAt)
	r.bytes(facts)
	r.id(e.ID)
}

// Uncounted returns the days from one to another, both included, that were not
// counted, oldest first; none before the first registration.
func (db *DB) Uncounted(ctx context.Context, authority string, from, to care.Day) ([]care.Day, error) {
	days, err := list[struct{ Day care.Day }](ctx, db, "days not counted", `
		SELECT d::date AS day
		FROM read.cursor c CROSS JOIN LATERAL generate_series(greatest($2::date, c.first_person), $3::date, '1 day') AS d
		WHERE c.authority = $1 AND c.first_person IS NOT NULL
		  AND NOT EXISTS (SELECT FROM read.counted k WHERE k.authority = $1 AND k.day = d::date)
		ORDER BY d`, authority, from, to)
	all := make([]care.Day, len(days))
	for i, d := range days {
		all[i] = d.Day
	}
	return all, err
}

// ErrNotMeant says that the tables do not mean yet all that they have stored.
var ErrNotMeant = errors.New("not everything that is stored is in every row yet")

// Miscount says that the counts are not those of the people that they count.
type Miscount struct{ Day care.Day }

func (m *Miscount) Error() string {
	return "the sums of " + m.Day.String() + " are not those of the people who stand there: run `intouch verify` (deploy/runbooks/counts-differ.md)"
}

// CountRegister counts who stands where on a day by the tables as they are at
// one moment. It fails with ErrNotMeant while something is yet to be written, and
// with *Miscount, and the count of the people themselves, if the sums that pages
// show are others.
func (db *DB) CountRegister(ctx context.Context, authority string, day care.Day) (care.RegisterCounted, error) {
	var f care.RegisterCounted
	err := db.Snapshot(ctx, authority, func(tx *Tx) error {
		c, err := tx.Cursor(ctx)
		if err != nil {
			return err
		}
		if c.Meant != c.Stored {
			return ErrNotMeant
		}
		if f, err = tx.countPeople(ctx, day); err != nil {
			return err
		}
		f.Position = c.Meant
		return tx.sameAsTally(ctx, f)
	})
	if err != nil {
		return f, fmt.Errorf("count the register of %s on %s: %w", authority, day, err)
	}
	return f, nil
}

// countPeople counts the standings that hold the day.
func (tx *Tx) countPeople(ctx context.Context, day care.Day) (care.RegisterCounted, error) {
	count := duty.NewCount(day)
	rows, err := tx.Query(ctx, `
		SELECT person, bucket, reasons FROM standing
		WHERE authority = $1 AND from_day <= $2 AND until_day > $2 ORDER BY person`, tx.authority, day)
	if err != nil {
		return care.RegisterCounted{}, err
	}
	var person care.PersonID
	var s duty.Standing
	if _, err = pgx.ForEachRow(rows, []any{&person, &s.Bucket, &s.Reasons}, func() error {
		count.Add(person, s)
		return nil
	}); err != nil {
		return care.RegisterCounted{}, err
	}
	f := count.Done()
	err = tx.QueryRow(ctx, `
		SELECT count(*) FROM set_aside
		WHERE authority = $1 AND recorded_on <= $2 AND (settled_on IS NULL OR settled_on > $2)`, tx.authority, day).Scan(&f.NotYet)
	return f, err
}

// sameAsTally compares a count with the sums that pages show.
func (tx *Tx) sameAsTally(ctx context.Context, f care.RegisterCounted) error {
	rows, err := tx.Query(ctx, `
		SELECT bucket, sum(n)::int AS n FROM tally WHERE authority = $1 AND day <= $2 GROUP BY bucket`, tx.authority, f.Day)
	if err != nil {
		return err
	}
	var bucket string
	var n int
	sums := map[string]int{}
	if _, err = pgx.ForEachRow(rows, []any{&bucket, &n}, func() error {
		sums[bucket] = n
		return nil
	}); err != nil {
		return err
	}
	for _, b := range duty.Buckets {
		if sums[string(b.Code)] != f.Buckets[string(b.Code)] {
			return &Miscount{f.Day}
		}
	}
	return nil
}

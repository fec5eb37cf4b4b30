package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"

	care "intouch/pkg/careleaver"
)

// Put makes the rows of these people what is given: it takes out those that
// are there and should not be, adds those that are missing, and leaves the
// others alone. Somebody of whom nothing is given has no rows after it.
func (tx *Tx) Put(ctx context.Context, people []care.PersonID, should []Rows) error {
	change, err := tx.difference(ctx, people, should)
	if err != nil {
		return fmt.Errorf("compare the rows of people: %w", err)
	}
	if err := tx.apply(ctx, ofPeople[:], change); err != nil {
		return fmt.Errorf("write the rows of people: %w", err)
	}
	if err := tx.count(ctx, change[1]); err != nil {
		return fmt.Errorf("count them: %w", err)
	}
	return nil
}

// Try runs do such that nothing of it has happened if it fails, and the
// transaction can go on.
func (tx *Tx) Try(ctx context.Context, do func(*Tx) error) error {
	return pgx.BeginFunc(ctx, tx.Tx, func(part pgx.Tx) error { return do(&Tx{part, tx.authority}) })
}

// Refused reports whether a row was given that PostgreSQL cannot hold, however
// often one tries.
func Refused(err error) bool {
	e, ok := errors.AsType[*pgconn.PgError](err)
	return ok && slices.Contains([]string{"22", "23", "54"}, e.Code[:2]) // data, constraints, limits
}

// difference compares what is stored of these people with what should be, for
// each of the tables ofPeople.
func (tx *Tx) difference(ctx context.Context, people []care.PersonID, should []Rows) ([]delta, error) {
	known := people
	if len(people) > few {
		var err error
		if known, err = tx.known(ctx, people); err != nil {
			return nil, err
		}
	}
	stored, err := tx.stored(ctx, ofPeople[:], "person", known)
	if err != nil {
		return nil, err
	}
	change := make([]delta, len(ofPeople))
	for t := range change {
		pieces := make([]*rows, len(should))
		for i := range should {
			pieces[i] = &should[i].of[t]
		}
		change[t] = compare(stored[t], pieces)
	}
	return change, nil
}

// delta is how the rows of one table change.
type delta struct {
	gone  []pgtype.TID // where they are
	was   []tuple      // what they were
	fresh []*rows
}

// few is up to how many people it is quicker to look for their rows at once.
const few = 10

// known are those of the people who have rows.
func (tx *Tx) known(ctx context.Context, people []care.PersonID) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, "SELECT person FROM person WHERE authority = $1 AND person = ANY($2)", tx.authority, people)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

// storedRow is a row and where it is.
type storedRow struct {
	at  pgtype.TID
	row tuple
}

// stored reads the rows of each table whose column key is one of the keys.
func (tx *Tx) stored(ctx context.Context, tables []table, key string, keys any) ([][]storedRow, error) {
	var b pgx.Batch
	all := make([][]storedRow, len(tables))
	for i, t := range tables {
		sql := "SELECT ctid, " + t.columns + " FROM " + t.name + " WHERE authority = $1 AND " + key + " = ANY($2)"
		b.Queue(sql, tx.authority, keys).Query(func(rows pgx.Rows) error {
			var err error
			all[i], err = pgx.CollectRows(rows, readRow)
			return err
		})
	}
	return all, tx.SendBatch(ctx, &b).Close()
}

func readRow(row pgx.CollectableRow) (storedRow, error) {
	fields := row.RawValues()
	at := fields[0]
	tid := pgtype.TID{BlockNumber: uint32(number(at[:4])), OffsetNumber: uint16(number(at[4:])), Valid: true}
	return storedRow{tid, tupleOf(fields[1:])}, nil
}

// compare says how to come from the stored rows to those that should be.
func compare(stored []storedRow, should []*rows) delta {
	if len(stored) == 0 {
		return delta{fresh: should}
	}
	missing := map[string]int{}
	for _, r := range should {
		for i := range r.starts {
			missing[string(r.row(i))]++
		}
	}
	var d delta
	for _, s := range stored {
		if missing[string(s.row)] > 0 {
			missing[string(s.row)]--
			continue
		}
		d.gone, d.was = append(d.gone, s.at), append(d.was, s.row)
	}
	fresh := &rows{}
	for row, n := range missing {
		for range n {
			fresh.take(tuple(row))
		}
	}
	d.fresh = []*rows{fresh}
	return d
}

// apply takes out and adds rows. The rows that are taken out are where they
// were read: nobody else writes.
func (tx *Tx) apply(ctx context.Context, tables []table, change []delta) error {
	var b pgx.Batch
	for i, d := range change {
		if len(d.gone) > 0 {
			b.Queue("DELETE FROM "+tables[i].name+" WHERE ctid = ANY($1)", d.gone)
		}
	}
	if b.Len() > 0 {
		if err := tx.SendBatch(ctx, &b).Close(); err != nil {
			return err
		}
	}
	for i, d := range change {
		var pieces [][]byte
		for _, r := range d.fresh {
			if len(r.buf) > 0 {
				pieces = append(pieces, r.buf)
			}
		}
		if len(pieces) == 0 {
			continue
		}
		if err := tx.copyFrom(ctx, tables[i], copyStream(pieces)); err != nil {
			return err
		}
	}
	return nil
}

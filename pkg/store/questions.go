package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	care "intouch/pkg/careleaver"
)

// Question is a cell of an import that could not be read: its fact is missing
// until somebody settles it (rules.md section 8).
type Question struct {
	Person     care.PersonID
	Record     care.RecordID
	Column     string
	Value      string
	Reason     string
	AsAt       care.Day
	Row        int
	Owner      care.StaffID
	AskedAt    time.Time
	Position   uint64 // of the record's last event
	Settled    string // how; empty: it is not
	SettledAt  time.Time
	GivenName  string
	FamilyName string
	LocalID    string
}

// Questions returns the questions of an owner (of all when zero) that nobody
// has settled, by family name, given name, person, row and column.
func (db *DB) Questions(ctx context.Context, authority string, owner care.StaffID) ([]Question, error) {
	return list[Question](ctx, db, "questions", `
		SELECT `+questionColumns+`
		FROM read.question q JOIN read.person p ON p.authority = q.authority AND p.person = q.person
		WHERE q.authority = $1 AND q.settled = '' AND ($2 = `+noOne+` OR q.owner = $2)
		ORDER BY p.sort_name, q.person, q.row, q.col, q.record`, authority, owner)
}

const questionColumns = `q.person, q.record, q.col AS "column", q.value, q.reason, q.as_at, q.row, coalesce(q.owner, ` + noOne + `) AS owner, q.asked_at,
	q.position, q.settled, coalesce(q.settled_at, ` + never + `) AS settled_at, p.given_name, p.family_name, p.local_id`

// SetAside is a row of an import that names nobody: not yet on the register.
type SetAside struct {
	Record    care.RecordID
	Facts     care.RowSetAside
	At        time.Time
	Position  uint64 // of the record's last event
	Settled   string // how; empty: it is not
	SettledAt time.Time
	Person    care.PersonID // whom it named, after all
}

// SetAside returns the rows that were set aside, those that nobody has settled
// first, in order of time.
func (db *DB) SetAside(ctx context.Context, authority string) ([]SetAside, error) {
	rows, err := list[setAsideRead](ctx, db, "rows set aside", `
		SELECT record, facts, at, position, settled, coalesce(settled_at, `+never+`) AS settled_at, coalesce(person, `+noOne+`) AS person
		FROM read.set_aside WHERE authority = $1 ORDER BY settled <> '', at, record`, authority)
	if err != nil {
		return nil, err
	}
	all := make([]SetAside, len(rows))
	for i, r := range rows {
		all[i] = SetAside{Record: r.Record, At: r.At, Position: r.Position, Settled: r.Settled, SettledAt: r.SettledAt, Person: r.Person}
		if err := json.Unmarshal(r.Facts, &all[i].Facts); err != nil {
			return nil, fmt.Errorf("row set aside %s: %w", r.Record, err)
		}
	}
	return all, nil
}

type setAsideRead struct {
	Record    care.RecordID
	Facts     []byte
	At        time.Time
	Position  uint64
	Settled   string
	SettledAt time.Time
	Person    care.PersonID
}

package store

import (
	"context"
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
	return nil, errNotYet
}

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

// SetAside returns the rows that are set aside and not settled, the last
// import first, by row.
func (db *DB) SetAside(ctx context.Context, authority string) ([]SetAside, error) {
	return nil, errNotYet
}

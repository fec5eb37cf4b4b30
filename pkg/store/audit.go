package store

import (
	"context"
	"time"

	care "intouch/pkg/careleaver"
)

// AuditEntry says who looked at what, and whether they might.
type AuditEntry struct {
	At        time.Time
	Authority string
	Who       care.StaffID
	Roles     []care.StaffRole
	Action    string        // view_person, list_register, export_oc3
	Person    care.PersonID // zero: of no one person
	Detail    string        // what else tells: a filter, a format; never a name
	Allowed   bool
	Reason    string // why, or why not
}

// Audit keeps an entry; it is on the disk when Audit returns.
func (db *DB) Audit(ctx context.Context, e AuditEntry) error { return errNotYet }

// AuditOf returns who looked at a person, the last first: at most limit
// entries (50 when 0) from before the instant (zero: from the end).
func (db *DB) AuditOf(ctx context.Context, authority string, person care.PersonID, before time.Time, limit int) ([]AuditEntry, error) {
	return nil, errNotYet
}

package store

import (
	"context"
	"fmt"
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
func (db *DB) Audit(ctx context.Context, e AuditEntry) error {
	_, err := db.pool.Exec(ctx, `
		INSERT INTO kept.audit (at, authority, who, roles, action, person, detail, allowed, reason)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, e.At, e.Authority, e.Who, notNil(e.Roles), e.Action, orNull(e.Person), e.Detail, e.Allowed, e.Reason)
	if err != nil {
		return fmt.Errorf("keep who asked: %w", err)
	}
	return nil
}

func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// AuditOf returns who looked at a person, the last first: at most limit
// entries (50 when 0) from before the instant (zero: from the end).
func (db *DB) AuditOf(ctx context.Context, authority string, person care.PersonID, before time.Time, limit int) ([]AuditEntry, error) {
	return list[AuditEntry](ctx, db, "who asked", `
		SELECT at, authority, who, roles, action, coalesce(person, `+noOne+`) AS person, detail, allowed, reason
		FROM kept.audit WHERE authority = $1 AND person = $2 AND ($3::timestamptz IS NULL OR at < $3)
		ORDER BY at DESC, id DESC LIMIT $4`, authority, person, timeOrNull(before), limited(limit))
}

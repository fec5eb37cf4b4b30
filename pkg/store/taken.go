package store

import (
	"context"
	"time"
)

// Taken is what the audit says of something that was taken out.
type Taken struct {
	At     time.Time
	Detail string
}

// Taken returns when something, such as "oc3 2025", was taken out of an
// authority's data by somebody who might, by the time (zero: ever), the first time
// first. What else tells follows in the detail: "oc3 2025, ages whole, csv".
func (db *DB) Taken(ctx context.Context, authority, what string, by time.Time) ([]Taken, error) {
	return list[Taken](ctx, db, "when "+what+" was taken out", `
		SELECT at, detail FROM kept.audit
		WHERE authority = $1 AND action = 'export' AND starts_with(detail, $2 || ', ') AND allowed AND ($3::timestamptz IS NULL OR at <= $3)
		ORDER BY at, id`, authority, what, timeOrNull(by))
}

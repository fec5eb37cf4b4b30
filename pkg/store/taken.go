package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// LastTaken returns when something, such as "oc3 2025", was last taken out of an
// authority's data as a file of any kind ("oc3 2025, csv") by somebody who might;
// zero when it never was.
func (db *DB) LastTaken(ctx context.Context, authority, what string) (time.Time, error) {
	var at time.Time
	err := db.pool.QueryRow(ctx, `
		SELECT at FROM kept.audit
		WHERE authority = $1 AND action = 'export' AND starts_with(detail, $2 || ', ') AND allowed
		ORDER BY at DESC LIMIT 1`, authority, what).Scan(&at)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return time.Time{}, fmt.Errorf("when %s was last taken out: %w", what, err)
	}
	return at, nil
}

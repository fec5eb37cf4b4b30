package store

import (
	"context"
	"time"

	care "intouch/pkg/careleaver"
)

// PublishedPolicy is a version of the policy as it was published.
type PublishedPolicy struct {
	Version       int
	EffectiveFrom care.Day
	Text          string
	Publishers    []care.StaffID
	PublishedAt   time.Time
	Event         care.EventID
}

// Policies returns the versions published, oldest first; none when only the
// one that came with the program holds.
func (db *DB) Policies(ctx context.Context, authority string) ([]PublishedPolicy, error) {
	return list[PublishedPolicy](ctx, db, "policies", `
		SELECT version, effective_from, text, publishers, published_at, event FROM read.policy
		WHERE authority = $1 ORDER BY effective_from, version`, authority)
}

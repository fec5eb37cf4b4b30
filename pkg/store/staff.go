package store

import (
	"context"

	care "intouch/pkg/careleaver"
)

// Staff returns everybody who works or worked for the authority, by name.
func (db *DB) Staff(ctx context.Context, authority string) ([]care.Member, error) {
	return nil, errNotYet
}

// Teams returns the teams that have a manager, or somebody in them, or people
// allocated to them today or later, by name.
func (db *DB) Teams(ctx context.Context, authority string) ([]care.Team, error) {
	return nil, errNotYet
}

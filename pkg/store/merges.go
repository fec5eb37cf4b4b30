package store

import (
	"context"
	"fmt"

	care "intouch/pkg/careleaver"
)

// Merges returns into whom people are merged, as their own events say.
func (tx *Tx) Merges(ctx context.Context) (map[care.PersonID]care.PersonID, error) {
	rows, err := tx.Query(ctx, "SELECT person, merged_into FROM person WHERE authority = $1 AND merged_into IS NOT NULL", tx.authority)
	if err != nil {
		return nil, fmt.Errorf("who is merged: %w", err)
	}
	defer rows.Close()
	into := map[care.PersonID]care.PersonID{}
	for rows.Next() {
		var person, other care.PersonID
		if err := rows.Scan(&person, &other); err != nil {
			return nil, fmt.Errorf("who is merged: %w", err)
		}
		into[person] = other
	}
	return into, rows.Err()
}

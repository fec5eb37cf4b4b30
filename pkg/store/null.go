package store

import (
	"time"

	"github.com/google/uuid"
)

// orNull gives an id to the database; the zero one is null.
func orNull(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

// timeOrNull gives an instant to the database; the zero one is null.
func timeOrNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

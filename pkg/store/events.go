package store

import (
	"context"

	care "intouch/pkg/careleaver"
)

// Published is an event as it stands in the log. Of one that cannot be read,
// such as a type of a newer program, only the envelope is there, and Err says why.
type Published struct {
	care.Event
	Type string // care.contact.made.v1
	Err  error
}

// Timeline returns the events of a person and of those merged into them, the
// last in the log first: at most limit of them (50 when 0), all before the
// position (0: from the end). The next page is before the last one's position.
func (db *DB) Timeline(ctx context.Context, authority string, person care.PersonID, before uint64, limit int) ([]Published, error) {
	return nil, errNotYet
}

// Events returns all events of a person and of those merged into them, in log
// order, for package history. The bool is false when one of them, and so all
// after it, cannot be read by this program (I10).
func (db *DB) Events(ctx context.Context, authority string, person care.PersonID) ([]care.Event, bool, error) {
	return nil, false, errNotYet
}

// EventsOfNobody returns the events of an area that are of no person (staff,
// policy, import, notice, register), in log order; those that cannot be read are
// left out.
func (db *DB) EventsOfNobody(ctx context.Context, authority string, area care.Area) ([]care.Event, error) {
	return nil, errNotYet
}

// EventByID returns an event of a person, or of one merged into them; of
// nobody when person is zero. ErrNotFound when there is none.
func (db *DB) EventByID(ctx context.Context, authority string, person care.PersonID, id care.EventID) (Published, error) {
	return Published{}, errNotYet
}

package store

import (
	"context"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Look is a person whose alerts the monitor must look at, with all it needs.
type Look struct {
	Person    care.PersonID
	On        care.Day // since when they are due
	Standing  duty.Standing
	Birth     care.Day
	Deadlines []duty.Deadline // lapsed on the day asked for, by Due and Rule
	Alerts    []Alert         // all, by when they were raised
}

// DueLooks returns the people whose next look is on the day or before, those
// due longest first: at most limit of them (500 when 0). People whose record is
// incomplete, or merged into another's, are never among them.
func (db *DB) DueLooks(ctx context.Context, authority string, on care.Day, limit int) ([]Look, error) {
	return nil, errNotYet
}

// NextLook returns the earliest day on which somebody is due; care.Forever
// when nobody ever is.
func (db *DB) NextLook(ctx context.Context, authority string) (care.Day, error) {
	return 0, errNotYet
}

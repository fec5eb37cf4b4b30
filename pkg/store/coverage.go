package store

import (
	"context"
	"time"

	care "intouch/pkg/careleaver"
)

// Coverage says of how many people the tables and alerts can be trusted (I12).
// Evaluated = Register − Incomplete − Outdated − ToLook; nobody is in two.
type Coverage struct {
	At         time.Time
	On         care.Day // the day of At
	Register   int      // N
	Evaluated  int
	Incomplete int       // an event of theirs could not be applied
	Outdated   int       // their rows follow an older policy or older rules, or wait to be written
	ToLook     int       // the monitor has yet to look at them
	Position   Position  //
	Oldest     time.Time // when the oldest event was recorded that is not in every row; zero: all are
}

// Coverage measures the tables at the instant now. Whether they have come to
// the log's end is for somebody who sees the log: compare Position with it.
func (db *DB) Coverage(ctx context.Context, authority string, now time.Time) (Coverage, error) {
	return Coverage{}, errNotYet
}

// Receipt is what a sweep of the monitor proved.
type Receipt struct {
	Authority string
	Coverage
	LogEnd uint64 // the log's last event when the sweep began
	Raised int    // alerts raised, and so on
	Closed int
}

// SaveReceipt keeps what a sweep proved.
func (db *DB) SaveReceipt(ctx context.Context, r Receipt) error { return errNotYet }

// LastReceipt returns the receipt of the last sweep. ErrNotFound when there
// never was one.
func (db *DB) LastReceipt(ctx context.Context, authority string) (Receipt, error) {
	return Receipt{}, errNotYet
}

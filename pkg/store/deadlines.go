package store

import (
	"context"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// DeadlineQuery asks for the deadlines that are shown on a day. What is left
// out does not restrict.
type DeadlineQuery struct {
	Authority string
	On        care.Day
	Owner     care.StaffID
	Team      string
	Rules     []duty.Rule
	Until     care.Day // only those to be acted on by this day
	Limit     int      // 50 when left out, at most 1000
	Cursor    string   // DeadlinePage.Next of the page before
}

// DeadlinePage is a page of deadlines.
type DeadlinePage struct {
	Rows []DeadlineRow
	Next string // cursor of the next page; empty: this is the last
}

// DeadlineRow is a deadline with whose it is and who is to act.
type DeadlineRow struct {
	duty.Deadline
	Person      care.PersonID
	GivenName   string
	FamilyName  string
	KnownAs     string
	LocalID     string
	DateOfBirth care.Day
	Bucket      duty.Bucket
	Team        string
	Owner       care.StaffID
	OwnerName   string
}

// Deadlines returns a page of the deadlines that are shown on the day, those
// to be acted on first first.
func (db *DB) Deadlines(ctx context.Context, q DeadlineQuery) (DeadlinePage, error) {
	return DeadlinePage{}, errNotYet
}

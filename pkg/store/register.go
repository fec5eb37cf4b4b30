package store

import (
	"context"
	"errors"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Sort is an order of the register.
type Sort string

// The orders. Each is made unambiguous by the person's id.
const (
	BySilence Sort = "silence" // never in touch first, then the longest silence first
	ByName    Sort = "name"    // family name, given name
	ByOwner   Sort = "owner"   // the owner's name, those without an owner first; then silence
)

// ErrBadCursor says that a cursor is not one that this list gave.
var ErrBadCursor = errors.New("this page marker is not one of this list: start at its first page")

// RegisterQuery asks for the people of the register on a day. What is left out
// does not restrict.
type RegisterQuery struct {
	Authority string
	On        care.Day
	Buckets   []duty.Bucket // none: all but closed
	Team      string        // as written, whatever the case
	Adviser   care.StaffID
	Owner     care.StaffID
	NoOwner   bool   // only those for whom nobody is to act
	Text      string // beginnings of words of a name, or an id of any kind
	Flag      duty.Flag
	Reason    duty.Reason
	Sort      Sort   // BySilence when left out
	Limit     int    // 50 when left out, at most 1000
	Cursor    string // RegisterPage.Next of the page before
}

// RegisterPage is a page of the register.
type RegisterPage struct {
	Rows []RegisterRow
	Next string // cursor of the next page; empty: this is the last
}

// RegisterRow is a person on the register on the day that was asked for.
type RegisterRow struct {
	Person      care.PersonID
	LocalID     string
	GivenName   string
	FamilyName  string
	KnownAs     string
	DateOfBirth care.Day
	BirthStatus care.BirthStatus
	Standing    duty.Standing
	OwnerName   string
	AdviserName string
	Seen        care.When
	Spoken      care.When
	HeardOf     care.When
	Tried       care.When
	TriedHow    string
	Where       care.WhereState // with the next five: zero for a day before their last recording
	WhereKind   string          // the 903 letter of the home, or the kind of absence
	Confidence  duty.Confidence
	Protected   bool
	Worst       duty.Rule // the deadline shown on the day that is to be acted on first; empty: none
	WorstDue    care.Day
	OpenAlerts  int
}

// Register returns a page of the people on the register on the day, in the
// order asked for. Those merged into another are not on it.
func (db *DB) Register(ctx context.Context, q RegisterQuery) (RegisterPage, error) {
	return RegisterPage{}, errNotYet
}

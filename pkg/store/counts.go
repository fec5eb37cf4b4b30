package store

import (
	"context"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Counts is where everybody stands on a day (I1): the buckets other than
// closed add up to Register.
type Counts struct {
	On       care.Day
	Register int // N: everyone not closed
	Buckets  map[duty.Bucket]int
	Closed   map[duty.Reason]int // the closed, by why
	NotYet   int                 // rows of imports that name nobody yet
}

// Counts counts the register on the day.
func (db *DB) Counts(ctx context.Context, authority string, on care.Day) (Counts, error) {
	return Counts{}, errNotYet
}

// Group is how many of a team, or of an adviser, stand in a bucket.
type Group struct {
	Team    string       // empty: no team
	Adviser care.StaffID // zero: no personal adviser
	Name    string       // the adviser's
	Bucket  duty.Bucket
	N       int
}

// CountsByTeam counts the people on the day by team and bucket, ordered by
// team and bucket; the closed are left out. Adviser and Name are empty.
func (db *DB) CountsByTeam(ctx context.Context, authority string, on care.Day) ([]Group, error) {
	return nil, errNotYet
}

// CountsByAdviser counts the people of a team (all teams when empty) on the day
// by adviser and bucket, ordered by name, adviser and bucket; the closed are
// left out. Team is empty.
func (db *DB) CountsByAdviser(ctx context.Context, authority, team string, on care.Day) ([]Group, error) {
	return nil, errNotYet
}

// SeenSince counts the people on the register on the day who were seen on or
// after the day since.
func (db *DB) SeenSince(ctx context.Context, authority string, on, since care.Day) (int, error) {
	return 0, errNotYet
}

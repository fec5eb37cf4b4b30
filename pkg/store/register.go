package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

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
	Hidden    []care.PersonID // of whom whoever asks may not know who they are: by name they come last, and no search finds them
	Sort      Sort            // BySilence when left out
	Limit     int             // 50 when left out, at most 1000
	Cursor    string          // RegisterPage.Next of the page before
}

// Flagged returns who carries a flag on a day, in order of their ids.
func (db *DB) Flagged(ctx context.Context, authority string, on care.Day, flag duty.Flag) ([]care.PersonID, error) {
	latest, err := db.latest(ctx, authority, on)
	if err != nil {
		return nil, err
	}
	rows, err := db.pool.Query(ctx, `
		SELECT s.person FROM read.standing s
		WHERE s.authority = $1 AND s.from_day <= $2 AND s.until_day > $2 AND s.flags @> ARRAY[$3]`+latest+` ORDER BY s.person`, authority, on, flag)
	if err != nil {
		return nil, fmt.Errorf("who is %s: %w", flag, err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[care.PersonID])
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
	WorstDue    care.Day  // by when that is to be acted on
	OpenAlerts  int
}

// Register returns a page of the people on the register on the day, in the
// order asked for. Those merged into another are not on it.
func (db *DB) Register(ctx context.Context, q RegisterQuery) (RegisterPage, error) {
	var after registerMarker
	if q.Cursor != "" {
		if err := readMarker(q.Cursor, &after); err != nil {
			return RegisterPage{}, err
		}
	}
	latest, err := db.latest(ctx, q.Authority, q.On)
	if err != nil {
		return RegisterPage{}, err
	}
	if q.Sort == ByName && q.Cursor != "" && !db.hasRow(ctx, q.Authority, after.Person) {
		return RegisterPage{}, ErrBadCursor // after whose name the page would begin
	}
	rows, err := list[registerRead](ctx, db, "register", q.sql(latest), q.args(after))
	if err != nil {
		return RegisterPage{}, err
	}
	limit := limited(q.Limit)
	page := RegisterPage{Rows: make([]RegisterRow, min(len(rows), limit))}
	for i := range page.Rows {
		page.Rows[i] = rows[i].row()
	}
	if len(rows) > limit {
		page.Next = marker(rows[limit-1].marker())
	}
	return page, nil
}

func (db *DB) hasRow(ctx context.Context, authority string, person care.PersonID) (has bool) {
	err := db.pool.QueryRow(ctx, "SELECT EXISTS (SELECT FROM read.person WHERE authority = $1 AND person = $2)", authority, person).Scan(&has)
	return has || err != nil // then the page says what is wrong
}

// registerMarker is the last person of a page. It is part of an address, so it has
// no name: by which names lists are sorted the tables say.
type registerMarker struct {
	Since  care.Day     `json:",omitzero"`
	Owner  care.StaffID `json:",omitzero"`
	Person care.PersonID
}

// everyBucketButClosed are the buckets that a register without a choice of buckets shows.
var everyBucketButClosed = []duty.Bucket{duty.Unaccounted, duty.Overdue, duty.Due, duty.InTouch, duty.OfferOpen, duty.LookedAfter}

func (q RegisterQuery) args(after registerMarker) pgx.NamedArgs {
	buckets := q.Buckets
	if len(buckets) == 0 {
		buckets = everyBucketButClosed
	}
	return pgx.NamedArgs{
		"authority": q.Authority, "on": q.On, "buckets": asTexts(buckets), "team": care.Normalised(q.Team), "adviser": q.Adviser, "owner": q.Owner,
		"flag": string(q.Flag), "reason": string(q.Reason), "text": searched(q.Text), "hidden": q.Hidden, "limit": limited(q.Limit) + 1,
		"since": after.Since, "after_owner": after.Owner, "person": after.Person,
	}
}

// registerRead is a row of the register as it is read.
type registerRead struct {
	Person                                  care.PersonID
	LocalID, GivenName, FamilyName, KnownAs string
	DateOfBirth                             care.Day
	BirthStatus                             care.BirthStatus
	duty.Standing
	OwnerName, AdviserName             string
	SeenOn, SpokenOn, HeardOn, TriedOn care.Day
	SeenAt, SpokenAt, HeardAt, TriedAt *time.Time
	TriedHow                           string
	Where                              care.WhereState
	WhereKind                          string
	Confidence                         duty.Confidence
	Protected                          bool
	Worst                              duty.Rule
	WorstDue                           care.Day
	OpenAlerts                         int
}

func (r registerRead) row() RegisterRow {
	return RegisterRow{
		Person: r.Person, LocalID: r.LocalID, GivenName: r.GivenName, FamilyName: r.FamilyName, KnownAs: r.KnownAs,
		DateOfBirth: r.DateOfBirth, BirthStatus: r.BirthStatus, Standing: r.Standing, OwnerName: r.OwnerName, AdviserName: r.AdviserName,
		Seen: whenOf(r.SeenOn, r.SeenAt), Spoken: whenOf(r.SpokenOn, r.SpokenAt), HeardOf: whenOf(r.HeardOn, r.HeardAt), Tried: whenOf(r.TriedOn, r.TriedAt),
		TriedHow: r.TriedHow, Where: r.Where, WhereKind: r.WhereKind, Confidence: r.Confidence, Protected: r.Protected,
		Worst: r.Worst, WorstDue: r.WorstDue, OpenAlerts: r.OpenAlerts,
	}
}

func (r registerRead) marker() registerMarker {
	return registerMarker{r.Since, r.Owner, r.Person}
}

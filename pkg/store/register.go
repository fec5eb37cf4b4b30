package store

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"
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
	var after registerMarker
	if q.Cursor != "" {
		if err := readMarker(q.Cursor, &after); err != nil {
			return RegisterPage{}, err
		}
	}
	args := q.args(after)
	rows, err := list[registerRead](ctx, db, "register", q.sql(), args)
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

// registerMarker is the last person of a page: enough for each of the orders.
type registerMarker struct {
	Since     care.Day `json:",omitzero"`
	SortName  string
	OwnerSort string
	Person    care.PersonID
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
		"flag": string(q.Flag), "reason": string(q.Reason), "text": searched(q.Text), "limit": limited(q.Limit) + 1,
		"since": after.Since, "name": after.SortName, "ownersort": after.OwnerSort, "person": after.Person,
	}
}

// searched are the words of a search as a text search asks for them: every word
// of it must begin a word of the person's.
func searched(text string) string {
	var asked []string
	for _, w := range strings.Fields(care.Normalised(text)) {
		asked = append(asked, "'"+strings.ReplaceAll(strings.ReplaceAll(w, `\`, `\\`), "'", "''")+"':*")
	}
	return strings.Join(asked, " & ")
}

// sql picks the people of the page first, each bucket by the index that has them
// in order, and then looks up what is shown of them.
func (q RegisterQuery) sql() string {
	order, key := q.order()
	return `
		WITH page AS (
			SELECT picked.* FROM unnest(@buckets::text[]) AS b (bucket) CROSS JOIN LATERAL (
				SELECT s.*, ` + key + ` AS sort_key
				FROM read.standing s ` + q.joins() + `
				WHERE s.authority = @authority AND s.bucket = b.bucket AND s.from_day <= @on AND s.until_day > @on` + q.latest() + q.wanted() + q.beyond() + `
				ORDER BY ` + order + `, s.person LIMIT @limit) AS picked
			ORDER BY sort_key, person LIMIT @limit)
		SELECT p.person, p.local_id, p.given_name, p.family_name, p.known_as, p.date_of_birth, p.birth_status, p.sort_name,
			` + standingColumns + `, coalesce(o.name, '') AS owner_name, coalesce(m.name, '') AS adviser_name, ` + ownerSort + ` AS owner_sort,
			p.seen_on, p.seen_at, p.spoken_on, p.spoken_at, p.heard_on, p.heard_at, p.tried_on, p.tried_at, p.tried_how,
			coalesce(w.state, '') AS "where", coalesce(w.kind, '') AS where_kind, coalesce(w.confidence, '') AS confidence, coalesce(w.protected, false) AS protected,
			coalesce(d.rule, '') AS worst, d.act_by AS worst_due, (SELECT count(*)::int FROM read.alert a WHERE a.authority = @authority AND a.person = s.person AND a.open) AS open_alerts
		FROM page s
		JOIN read.person p ON p.authority = @authority AND p.person = s.person
		LEFT JOIN read.staff o ON o.authority = @authority AND o.id = s.owner
		LEFT JOIN read.staff m ON m.authority = @authority AND m.id = s.adviser
		LEFT JOIN read.whereabouts w ON w.authority = @authority AND w.person = s.person AND w.from_day <= @on AND w.until_day > @on
		LEFT JOIN LATERAL (
			SELECT rule, act_by FROM read.deadline x
			WHERE x.authority = @authority AND x.person = s.person AND x.from_day <= @on AND x.until_day > @on
			ORDER BY act_by, due, rule LIMIT 1) AS d ON true
		ORDER BY s.sort_key, s.person`
}

// ownerSort has those without an owner first, then owners by name.
const ownerSort = `CASE WHEN s.owner IS NULL THEN '' ELSE '1' || lower(coalesce(o.name, '')) END`

// order is what a page is sorted by within a bucket, and the same as one value
// to merge the buckets by. By owner, the longest silence of each comes first.
func (q RegisterQuery) order() (order, key string) {
	switch q.Sort {
	case ByName:
		return "p.sort_name", "p.sort_name"
	case ByOwner:
		key = "ROW(" + ownerSort + ", coalesce(s.since, '-infinity'))"
		return key, key
	}
	return "coalesce(s.since, '-infinity')", "coalesce(s.since, '-infinity')"
}

// joins are the tables that the order or the choice of people asks for.
func (q RegisterQuery) joins() string {
	joins := ""
	if q.Sort == ByName || q.Text != "" {
		joins += " JOIN read.person p ON p.authority = s.authority AND p.person = s.person"
	}
	if q.Sort == ByOwner {
		joins += " LEFT JOIN read.staff o ON o.authority = s.authority AND o.id = s.owner"
	}
	return joins
}

// latest keeps to the standings that any day from the last recording on needs;
// a day before it needs those of the past too.
func (q RegisterQuery) latest() string {
	return " AND (s.latest OR @on < (SELECT recorded_to FROM read.cursor WHERE authority = @authority))"
}

// wanted is the choice of people.
func (q RegisterQuery) wanted() string {
	where := ""
	add := func(asked bool, condition string) {
		if asked {
			where += " AND " + condition
		}
	}
	add(q.Team != "", "s.team_key = @team")
	add(q.Adviser != uuid.Nil, "s.adviser = @adviser")
	add(q.Owner != uuid.Nil, "s.owner = @owner")
	add(q.NoOwner, "s.owner IS NULL")
	add(q.Flag != "", "s.flags @> ARRAY[@flag]")
	add(q.Reason != "", "s.reasons @> ARRAY[@reason]")
	add(q.Text != "", "array_to_tsvector(p.words) @@ @text::tsquery")
	return where
}

// beyond is what comes after the page before.
func (q RegisterQuery) beyond() string {
	if q.Cursor == "" {
		return ""
	}
	switch q.Sort {
	case ByName:
		return " AND (p.sort_name, s.person) > (@name, @person)"
	case ByOwner:
		return " AND (" + ownerSort + ", coalesce(s.since, '-infinity'), s.person) > (@ownersort, coalesce(@since::date, '-infinity'), @person)"
	}
	return " AND (coalesce(s.since, '-infinity'), s.person) > (coalesce(@since::date, '-infinity'), @person)"
}

// registerRead is a row of the register as it is read.
type registerRead struct {
	Person                                            care.PersonID
	LocalID, GivenName, FamilyName, KnownAs, SortName string
	DateOfBirth                                       care.Day
	BirthStatus                                       care.BirthStatus
	duty.Standing
	OwnerName, AdviserName, OwnerSort  string
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
	return registerMarker{r.Since, r.SortName, r.OwnerSort, r.Person}
}

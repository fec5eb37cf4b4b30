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
	var after deadlineMarker
	if q.Cursor != "" {
		if err := readMarker(q.Cursor, &after); err != nil {
			return DeadlinePage{}, err
		}
	}
	rows, err := list[DeadlineRow](ctx, db, "deadlines", `
		SELECT `+deadlineColumns+`, d.person, p.given_name, p.family_name, p.known_as, p.local_id, p.date_of_birth,
			s.bucket, s.team, coalesce(s.owner, `+noOne+`) AS owner, coalesce(m.name, '') AS owner_name
		FROM read.deadline d
		JOIN read.person p ON p.authority = d.authority AND p.person = d.person
		JOIN read.standing s ON s.authority = d.authority AND s.person = d.person AND s.from_day <= $2 AND s.until_day > $2
		LEFT JOIN read.staff m ON m.authority = d.authority AND m.record = s.owner::text
		WHERE d.authority = $1 AND d.from_day <= $2 AND d.until_day > $2
		  AND ($3 = `+noOne+` OR s.owner = $3)
		  AND ($4 = '' OR s.team_key = $4)
		  AND (cardinality($5::text[]) = 0 OR d.rule = ANY($5))
		  AND ($6::date IS NULL OR d.act_by <= $6)
		  AND ($7::date IS NULL OR (d.act_by, d.person, d.rule, d.lapse) > ($7, $8, $9, $10))
		ORDER BY d.act_by, d.person, d.rule, d.lapse LIMIT $11`,
		q.Authority, q.On, q.Owner, care.Normalised(q.Team), asTexts(q.Rules), q.Until, after.ActBy, after.Person, after.Rule, after.Lapse, limited(q.Limit)+1)
	if err != nil || len(rows) <= limited(q.Limit) {
		return DeadlinePage{Rows: rows}, err
	}
	rows = rows[:limited(q.Limit)]
	last := rows[len(rows)-1]
	return DeadlinePage{rows, marker(deadlineMarker{last.ActBy, last.Person, string(last.Rule), string(last.Lapse)})}, nil
}

// deadlineMarker is the last deadline of a page.
type deadlineMarker struct {
	ActBy       care.Day `json:",omitzero"`
	Person      care.PersonID
	Rule, Lapse string
}

// asTexts gives codes to the database.
func asTexts[T ~string](codes []T) []string {
	texts := make([]string, len(codes))
	for i, c := range codes {
		texts[i] = string(c)
	}
	return texts
}

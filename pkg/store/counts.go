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
	c := Counts{On: on, Buckets: map[duty.Bucket]int{}, Closed: map[duty.Reason]int{}}
	for _, b := range duty.Buckets {
		c.Buckets[b.Code] = 0
	}
	tally, err := list[bucketCount](ctx, db, "counts of "+authority, `
		SELECT bucket, reason, sum(n)::int AS n FROM read.tally WHERE authority = $1 AND day <= $2 GROUP BY bucket, reason`, authority, on)
	if err != nil {
		return c, err
	}
	for _, t := range tally {
		c.Buckets[t.Bucket] += t.N
		if t.Bucket == duty.Closed && t.N > 0 {
			c.Closed[t.Reason] = t.N
		}
		if t.Bucket != duty.Closed {
			c.Register += t.N
		}
	}
	notYet, err := one[struct{ N int }](ctx, db, "rows not yet on the register", `
		SELECT count(*)::int AS n FROM read.set_aside
		WHERE authority = $1 AND recorded_on <= $2 AND (settled_on IS NULL OR settled_on > $2)`, authority, on)
	c.NotYet = notYet.N
	return c, err
}

type bucketCount struct {
	Bucket duty.Bucket
	Reason duty.Reason
	N      int
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
	latest, err := db.latest(ctx, authority, on)
	if err != nil {
		return nil, err
	}
	return list[Group](ctx, db, "counts by team", `
		SELECT min(s.team) AS team, `+noOne+` AS adviser, '' AS name, s.bucket, count(*)::int AS n
		FROM read.standing s
		WHERE s.authority = $1 AND s.from_day <= $2 AND s.until_day > $2 AND s.bucket <> 'closed'`+latest+`
		GROUP BY s.team_key, s.bucket ORDER BY s.team_key, s.bucket`, authority, on)
}

// CountsByAdviser counts the people of a team (all teams when empty) on the day
// by adviser and bucket, ordered by name, adviser and bucket; the closed are
// left out. Team is empty.
func (db *DB) CountsByAdviser(ctx context.Context, authority, team string, on care.Day) ([]Group, error) {
	latest, err := db.latest(ctx, authority, on)
	if err != nil {
		return nil, err
	}
	return list[Group](ctx, db, "counts by adviser", `
		SELECT '' AS team, coalesce(s.adviser, `+noOne+`) AS adviser, coalesce(min(m.name), '') AS name, s.bucket, count(*)::int AS n
		FROM read.standing s LEFT JOIN read.staff m ON m.authority = s.authority AND m.record = s.adviser::text
		WHERE s.authority = $1 AND ($2 = '' OR s.team_key = $2) AND s.from_day <= $3 AND s.until_day > $3 AND s.bucket <> 'closed'`+latest+`
		GROUP BY s.adviser, s.bucket ORDER BY name, s.adviser, s.bucket`, authority, care.Normalised(team), on)
}

// SeenSince counts the people on the register on the day who, by the last time
// that they were seen, were so on or after the day since.
func (db *DB) SeenSince(ctx context.Context, authority string, on, since care.Day) (int, error) {
	latest, err := db.latest(ctx, authority, on)
	if err != nil {
		return 0, err
	}
	row, err := one[struct{ N int }](ctx, db, "how many were seen", `
		SELECT count(*)::int AS n
		FROM read.standing s JOIN read.person p ON p.authority = s.authority AND p.person = s.person
		WHERE s.authority = $1 AND s.from_day <= $2 AND s.until_day > $2 AND s.bucket <> 'closed' AND p.seen_on >= $3`+latest, authority, on, since)
	return row.N, err
}

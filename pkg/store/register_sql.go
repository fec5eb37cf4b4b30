package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// latest is the condition that leaves out standings which no day from the last
// recording on needs; it is empty for a day before that. It is what the indexes
// of table standing are made for.
func (db *DB) latest(ctx context.Context, authority string, on care.Day) (string, error) {
	var to care.Day
	err := db.pool.QueryRow(ctx, "SELECT max(recorded_to) FROM read.cursor WHERE authority = $1", authority).Scan(&to)
	if err != nil {
		return "", fmt.Errorf("until when something was recorded: %w", err)
	}
	if on < to {
		return "", nil
	}
	return " AND s.latest", nil
}

// searched are the words of a search as a text search asks for them: every word
// of it must begin a word of the person's.
func searched(text string) string {
	var asked []string
	for _, w := range strings.Fields(care.Normalised(storable(text))) {
		w = firstRunes(w, longestWord)
		asked = append(asked, "'"+strings.ReplaceAll(strings.ReplaceAll(w, `\`, `\\`), "'", "''")+"':*")
	}
	return strings.Join(asked, " & ")
}

// sql picks the people of the page first, and then looks up what is shown of them.
func (q RegisterQuery) sql(latest string) string {
	return `
		WITH page AS MATERIALIZED (` + q.page(latest) + `)
		SELECT p.person, p.local_id, p.given_name, p.family_name, p.known_as, p.date_of_birth, p.birth_status,
			` + standingColumns + `, coalesce(o.name, '') AS owner_name, coalesce(m.name, '') AS adviser_name,
			p.seen_on, p.seen_at, p.spoken_on, p.spoken_at, p.heard_on, p.heard_at, p.tried_on, p.tried_at, p.tried_how,
			coalesce(w.state, '') AS "where", coalesce(w.kind, '') AS where_kind, coalesce(w.confidence, '') AS confidence, coalesce(w.protected, false) AS protected,
			coalesce(d.rule, '') AS worst, d.act_by AS worst_due,
			(SELECT count(*)::int FROM read.alert a WHERE a.authority = @authority AND a.person = s.person AND a.open) AS open_alerts
		FROM page s
		JOIN read.person p ON p.authority = @authority AND p.person = s.person
		LEFT JOIN read.staff o ON o.authority = @authority AND o.record = s.owner::text
		LEFT JOIN read.staff m ON m.authority = @authority AND m.record = s.adviser::text
		LEFT JOIN read.whereabouts w ON w.authority = @authority AND w.person = s.person AND w.from_day <= @on AND w.until_day > @on
		LEFT JOIN LATERAL (
			SELECT rule, act_by FROM read.deadline x
			WHERE x.authority = @authority AND x.person = s.person AND x.from_day <= @on AND x.until_day > @on
			ORDER BY act_by, due, rule LIMIT 1) AS d ON true
		ORDER BY s.sort_key, s.person`
}

// page is the standings of the page's people, with what they are sorted by.
func (q RegisterQuery) page(latest string) string {
	holds := `s.authority = @authority AND s.from_day <= @on AND s.until_day > @on` + latest + q.wanted() + q.beyond()
	order := ` ORDER BY ` + q.order() + `, s.person LIMIT @limit`
	if q.Sort == ByName || q.Sort == ByOwner || q.Text != "" {
		return `
			SELECT s.*, ` + q.order() + ` AS sort_key FROM read.person p
			JOIN read.standing s ON s.authority = p.authority AND s.person = p.person
			LEFT JOIN read.staff o ON o.authority = s.authority AND o.record = s.owner::text
			WHERE p.authority = @authority AND s.bucket = ANY(@buckets) AND ` + holds + order
	}
	// Each bucket has an index in this order: take as many of each as could be wanted.
	return `
		SELECT picked.* FROM unnest(@buckets::text[]) AS b (bucket) CROSS JOIN LATERAL (
			SELECT s.*, ` + q.order() + ` AS sort_key FROM read.standing s
			WHERE s.bucket = b.bucket AND ` + holds + order + `) AS picked
		ORDER BY sort_key, person LIMIT @limit`
}

// ownerSort has those without an owner first, then owners by name.
const ownerSort = `CASE WHEN s.owner IS NULL THEN '' ELSE '1' || lower(coalesce(o.name, '')) END`

// bySilence has those who never were in touch first, then the longest silence.
const bySilence = `coalesce(s.since, '-infinity')`

// order is what the page is sorted by, as one value. By owner, the longest
// silence of each comes first.
func (q RegisterQuery) order() string {
	switch q.Sort {
	case ByName:
		if len(q.Hidden) > 0 {
			return "ROW(s.person = ANY(@hidden), p.sort_name)"
		}
		return "p.sort_name"
	case ByOwner:
		return "ROW(" + ownerSort + ", " + bySilence + ")"
	}
	return bySilence
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
	add(q.Text != "" && len(q.Hidden) > 0, "s.person <> ALL(@hidden)")
	add(q.Text != "", "array_to_tsvector(p.words) @@ @text::tsquery")
	return where
}

// beyond is what comes after the page before.
func (q RegisterQuery) beyond() string {
	if q.Cursor == "" {
		return ""
	}
	const (
		since = "coalesce(@since::date, '-infinity')"
		name  = "(SELECT x.sort_name FROM read.person x WHERE x.authority = @authority AND x.person = @person)"
		owner = "CASE WHEN @after_owner::uuid = " + noOne + " THEN '' ELSE '1' || coalesce((SELECT lower(x.name) FROM read.staff x WHERE x.authority = @authority AND x.record = @after_owner::text), '') END"
	)
	switch q.Sort {
	case ByName:
		if len(q.Hidden) > 0 {
			return " AND (s.person = ANY(@hidden), p.sort_name, s.person) > (@person = ANY(@hidden), " + name + ", @person)"
		}
		return " AND (p.sort_name, s.person) > (" + name + ", @person)"
	case ByOwner:
		return " AND (" + ownerSort + ", " + bySilence + ", s.person) > (" + owner + ", " + since + ", @person)"
	}
	return " AND (" + bySilence + ", s.person) > (" + since + ", @person)"
}

package store

import (
	"cmp"
	"context"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Look is a person whose alerts the monitor must look at, with all it needs, as
// it was on the day on which they came to be due: what lapses and is over again
// before anybody looks is raised all the same, and then closed.
type Look struct {
	Person        care.PersonID
	On            care.Day // since when they are due
	PolicyVersion int
	Standing      duty.Standing   // on that day
	Deadlines     []duty.Deadline // lapsed on that day, by Due and Rule
	Alerts        []Alert         // all, by when they were raised
}

// dueLook is a row of who is due.
type dueLook struct {
	Person        care.PersonID
	On            care.Day
	PolicyVersion int
	duty.Standing
}

// DueLooks returns the people whose next look is on the day or before, those
// due longest first: at most limit of them (500 when 0). People whose record is
// incomplete, or merged into another's, are never among them.
func (db *DB) DueLooks(ctx context.Context, authority string, on care.Day, limit int) ([]Look, error) {
	const usual = 500
	due, err := list[dueLook](ctx, db, "who is due", `
		SELECT p.person, p.next_look AS "on", p.policy_version, `+standingColumns+`
		FROM read.person p
		JOIN read.standing s ON s.authority = p.authority AND s.person = p.person AND s.from_day <= p.next_look AND s.until_day > p.next_look
		WHERE p.authority = $1 AND p.next_look <= $2 AND p.incomplete = '' AND p.root IS NULL
		ORDER BY p.next_look, p.person
		LIMIT $3`, authority, on, cmp.Or(limit, usual))
	if err != nil || len(due) == 0 {
		return nil, err
	}
	looks := make([]Look, len(due))
	people := make([]care.PersonID, len(due))
	at := make(map[care.PersonID]*Look, len(due))
	for i, d := range due {
		looks[i] = Look{Person: d.Person, On: d.On, PolicyVersion: d.PolicyVersion, Standing: d.Standing}
		people[i], at[d.Person] = d.Person, &looks[i]
	}
	return looks, db.complete(ctx, authority, people, at)
}

// complete adds the lapsed deadlines and the alerts of those who are due.
func (db *DB) complete(ctx context.Context, authority string, people []care.PersonID, at map[care.PersonID]*Look) error {
	lapsed, err := list[personDeadline](ctx, db, "what has lapsed", `
		SELECT `+deadlineColumns+`, d.person
		FROM read.deadline d JOIN read.person p ON p.authority = d.authority AND p.person = d.person
		WHERE d.authority = $1 AND d.person = ANY($2) AND d.from_day <= p.next_look AND d.until_day > p.next_look AND d.alert_from <= p.next_look
		ORDER BY d.due, d.rule`, authority, people)
	if err != nil {
		return err
	}
	for _, d := range lapsed {
		at[d.Person].Deadlines = append(at[d.Person].Deadlines, d.Deadline)
	}
	alerts, err := list[Alert](ctx, db, "alerts of those who are due", `
		SELECT `+alertColumns+` FROM read.alert a WHERE a.authority = $1 AND a.person = ANY($2) ORDER BY a.raised_at, a.id`, authority, people)
	if err != nil {
		return err
	}
	for _, a := range alerts {
		at[a.Person].Alerts = append(at[a.Person].Alerts, a)
	}
	return nil
}

// NextLook returns the earliest day on which somebody is due; care.Forever
// when nobody ever is.
func (db *DB) NextLook(ctx context.Context, authority string) (care.Day, error) {
	row, err := one[struct{ Day care.Day }](ctx, db, "next look", `
		SELECT coalesce(min(next_look), $2) AS day FROM read.person WHERE authority = $1 AND incomplete = '' AND root IS NULL`, authority, care.Forever)
	return row.Day, err
}

package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Place is where somebody stands on a day, with what lists choose and sort
// people by.
type Place struct {
	Person   care.PersonID
	SortName string   // family and given name, case folded
	Words    []string // what a search may begin with
	Standing duty.Standing
	Owner    string // the name of who is to act; not set by Places
}

// PlaceOf is the place of somebody who is not in the tables as they are meant.
func PlaceOf(p duty.Summary, s duty.Standing) Place {
	return Place{Person: p.ID, SortName: sortName(&p), Words: words(&p), Standing: s}
}

// StoredPlace is a place of the tables, with what it depends on.
type StoredPlace struct {
	Place
	Known      bool      // false: nowhere on the day; Place says only whose it is
	RecordedAt time.Time // when anything was recorded last of the person, cut to the microsecond; zero: not known
	Waiting    bool      // their rows wait to be written, or an event of theirs cannot be applied
	Workers    []care.StaffID
	Teams      []string
	Late       []Late
}

// Late is something that counts on a day before it was recorded.
type Late struct {
	At   time.Time // when it was recorded; cut to the microsecond where it is read
	From care.Day  // the first day on which it can count
}

// Places returns everybody who has rows, merged people too, with where they
// stand on the day by all that is known, in order of their ids.
func (tx *Tx) Places(ctx context.Context, on care.Day) ([]StoredPlace, error) {
	rows, err := tx.Query(ctx, `
		SELECT p.person, p.sort_name, p.words, s.person IS NOT NULL AS known, coalesce(p.last_recorded, `+never+`) AS recorded_at,
			EXISTS (SELECT FROM dirty d WHERE d.authority = $1 AND d.person = p.person) AS waiting, p.workers, p.teams, p.late_at, p.late_from,
			s.from_day AS "from", s.until_day AS "until", coalesce(s.bucket, '') AS bucket, s.reasons, s.flags, s.since, s.act_by,
			coalesce(s.category, '') AS category, coalesce(s.team, '') AS team, coalesce(s.adviser, `+noOne+`) AS adviser, coalesce(s.owner, `+noOne+`) AS owner
		FROM person p LEFT JOIN standing s ON s.authority = $1 AND s.person = p.person AND s.from_day <= $2 AND s.until_day > $2
		WHERE p.authority = $1 ORDER BY p.person`, tx.authority, on)
	if err != nil {
		return nil, fmt.Errorf("where everybody stands on %s: %w", on, err)
	}
	read, err := pgx.CollectRows(rows, pgx.RowToStructByName[placeRead])
	if err != nil {
		return nil, fmt.Errorf("where everybody stands on %s: %w", on, err)
	}
	all := make([]StoredPlace, len(read))
	for i, r := range read {
		all[i] = StoredPlace{Place{Person: r.Person, SortName: r.SortName, Words: r.Words, Standing: r.Standing}, r.Known, r.RecordedAt, r.Waiting, r.Workers, r.Teams, r.late()}
	}
	return all, nil
}

type placeRead struct {
	Person         care.PersonID
	SortName       string
	Words          []string
	Known, Waiting bool
	RecordedAt     time.Time
	Workers        []care.StaffID
	Teams          []string
	LateAt         []time.Time
	LateFrom       []care.Day
	duty.Standing
}

func (r *placeRead) late() []Late {
	all := make([]Late, len(r.LateAt))
	for i := range all {
		all[i] = Late{r.LateAt[i], r.LateFrom[i]}
	}
	return all
}

package store

import (
	"context"
	"fmt"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/wire"
)

// DueRecords is somebody whose records need no longer be kept.
type DueRecords struct {
	Person  care.PersonID
	Until   care.Day // the first day on which they need not be
	Records int      // that are not destroyed
}

// typeDestroyed is how the head of an event says that it destroys.
const typeDestroyed = wire.HeaderType + ": care.record.destroyed.v1\n"

// DueForDestruction returns whose records need no longer be kept on the day, and
// of whom some are left, by id. Records under the id of somebody who was merged are
// kept as long as those of whom they are.
func (db *DB) DueForDestruction(ctx context.Context, authority string, on care.Day) ([]DueRecords, error) {
	rows, err := list[keptRead](ctx, db, "whose records are due", `
		SELECT p.person, w.date_of_birth AS born,
			(SELECT min(s.from_day) FROM read.standing s
			 WHERE s.authority = w.authority AND s.person = w.person AND s.bucket = 'closed' AND s.reasons[1] = 'died') AS died,
			(SELECT count(DISTINCT e.subject)::int FROM read.event e
			 WHERE e.authority = p.authority AND e.person = p.person AND position($2::bytea IN e.head) = 0) AS records
		FROM read.person p
		JOIN read.person w ON w.authority = p.authority AND w.person = coalesce(p.root, p.person)
		WHERE p.authority = $1 AND w.date_of_birth IS NOT NULL
		ORDER BY p.person`, authority, []byte(typeDestroyed))
	if err != nil {
		return nil, err
	}
	var due []DueRecords
	for _, r := range rows {
		if until := duty.KeptUntil(r.Born, r.Died); until <= on && r.Records > 0 {
			due = append(due, DueRecords{r.Person, until, r.Records})
		}
	}
	return due, nil
}

type keptRead struct {
	Person     care.PersonID
	Born, Died care.Day
	Records    int
}

// Destructions returns the events by which records were destroyed, in log order.
func (db *DB) Destructions(ctx context.Context, authority string) ([]care.Event, error) {
	rows, err := db.pool.Query(ctx, `
		SELECT seq, subject, head, body FROM read.event
		WHERE authority = $1 AND position($2::bytea IN head) > 0 ORDER BY seq`, authority, []byte(typeDestroyed))
	if err != nil {
		return nil, fmt.Errorf("what was destroyed: %w", err)
	}
	messages, err := collectMessages(rows)
	if err != nil {
		return nil, fmt.Errorf("what was destroyed: %w", err)
	}
	var events []care.Event
	for _, m := range messages {
		e, err := wire.Decode(m)
		if err != nil {
			return nil, fmt.Errorf("what was destroyed: %w", err)
		}
		events = append(events, e)
	}
	return events, nil
}

package store

import (
	"context"
	"fmt"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

// Published is an event as it stands in the log. Of one that cannot be read,
// such as a type of a newer program, only the envelope is there, and Err says why.
type Published struct {
	care.Event
	Type string // care.contact.made.v1
	Err  error
}

// Timeline returns the events of a person and of those merged into them, the
// last in the log first: at most limit of them (50 when 0), all before the
// position (0: from the end). The next page is before the last one's position.
func (db *DB) Timeline(ctx context.Context, authority string, person care.PersonID, before uint64, limit int) ([]Published, error) {
	family, err := db.family(ctx, authority, person)
	if err != nil {
		return nil, err
	}
	return db.TimelineOf(ctx, authority, family, time.Time{}, before, limit)
}

// messages runs a query for events of a person and of those merged into them.
func (db *DB) messages(ctx context.Context, sql, authority string, person care.PersonID, args ...any) ([]wire.Message, error) {
	family, err := db.family(ctx, authority, person)
	if err != nil {
		return nil, err
	}
	rows, err := db.pool.Query(ctx, sql, append([]any{authority, family}, args...)...)
	if err != nil {
		return nil, err
	}
	return collectMessages(rows)
}

// family is a person and those merged into them.
func (db *DB) family(ctx context.Context, authority string, person care.PersonID) ([]care.PersonID, error) {
	merged, err := list[struct{ Person care.PersonID }](ctx, db, "who is merged", `
		SELECT person FROM read.person WHERE authority = $1 AND root = $2 ORDER BY person`, authority, person)
	if err != nil {
		return nil, err
	}
	family := []care.PersonID{person}
	for _, m := range merged {
		family = append(family, m.Person)
	}
	return family, nil
}

func published(m wire.Message) Published {
	e, err := wire.Decode(m)
	return Published{Event: e, Type: m.Get(wire.HeaderType), Err: err}
}

// Events returns all events of a person and of those merged into them, in log
// order. The bool is false when one of them, and so all
// after it, cannot be read by this program (I10).
func (db *DB) Events(ctx context.Context, authority string, person care.PersonID) ([]care.Event, bool, error) {
	messages, err := db.messages(ctx, `
		SELECT seq, subject, head, body FROM read.event WHERE authority = $1 AND person = ANY($2) ORDER BY seq`, authority, person)
	if err != nil {
		return nil, false, fmt.Errorf("events of %s: %w", person, err)
	}
	events := make([]care.Event, 0, len(messages))
	for _, m := range messages {
		e, err := wire.Decode(m)
		if err != nil {
			return events, false, nil // they wait for a program that can read it (I10)
		}
		events = append(events, e)
	}
	return events, true, nil
}

// EventsOfNobody returns the events of an area that are of no person (staff,
// policy, import, notice, register), in log order; those that cannot be read are
// left out.
func (db *DB) EventsOfNobody(ctx context.Context, authority string, area care.Area) ([]care.Event, error) {
	messages, err := eventsOfArea(ctx, db.pool, "read.event", authority, area)
	if err != nil {
		return nil, err
	}
	var events []care.Event
	for _, m := range messages {
		if e, err := wire.Decode(m); err == nil {
			events = append(events, e)
		}
	}
	return events, nil
}

// EventByID returns an event of a person, or of one merged into them; of
// nobody when person is zero. ErrNotFound when there is none.
func (db *DB) EventByID(ctx context.Context, authority string, person care.PersonID, id care.EventID) (Published, error) {
	messages, err := db.messages(ctx, `
		SELECT seq, subject, head, body FROM read.event
		WHERE authority = $1 AND (person = ANY($2) OR person IS NULL AND $2 = ARRAY[`+noOne+`]) AND position($3::bytea IN head) > 0
		ORDER BY seq`, authority, person, []byte(wire.HeaderID+": "+id.String()+"\n"))
	if err != nil {
		return Published{}, fmt.Errorf("event %s: %w", id, err)
	}
	if len(messages) == 0 {
		return Published{}, fmt.Errorf("event %s: %w", id, ErrNotFound)
	}
	return published(messages[0]), nil
}

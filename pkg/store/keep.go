package store

import (
	"context"
	"fmt"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

var eventTable = table{"event", "authority, seq, person, subject, head, body, recorded"}

// Kept is an event as published, with what of it the tables are asked by.
type Kept struct {
	wire.Message
	Person     care.PersonID // zero: of nobody
	RecordedAt time.Time
}

// Keep adds events as they were published.
func (tx *Tx) Keep(ctx context.Context, events []Kept) error {
	rows := make([]tuple, len(events))
	for i, e := range events {
		rows[i] = e.row(tx.authority)
	}
	if err := tx.copyIn(ctx, eventTable, rows); err != nil {
		return fmt.Errorf("keep the events from %d on: %w", events[0].Position, err)
	}
	return nil
}

// row is the event's row in table event.
func (e *Kept) row(authority string) tuple {
	head := Head(e.Header)
	t := make(tuple, 2, len(authority)+len(e.Subject)+len(head)+len(e.Body)+64)
	t.text(authority)
	t.position(e.Position)
	t.id(e.Person)
	t.text(e.Subject)
	t.bytes(head)
	t.bytes(e.Body)
	t.time(e.RecordedAt)
	return t
}

// Forget takes out events of a record, as the log does once they are destroyed.
func (tx *Tx) Forget(ctx context.Context, subject string, positions []uint64) error {
	_, err := tx.Exec(ctx, "DELETE FROM event WHERE authority = $1 AND subject = $2 AND seq = ANY($3)", tx.authority, subject, positions)
	if err != nil {
		return fmt.Errorf("forget destroyed events: %w", err)
	}
	return nil
}

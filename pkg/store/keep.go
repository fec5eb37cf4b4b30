package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

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

// Forget takes out events of a record, as the log does once they are destroyed;
// it does not miss them any more.
func (tx *Tx) Forget(ctx context.Context, subject string, positions []uint64) error {
	var b pgx.Batch
	b.Queue("DELETE FROM event WHERE authority = $1 AND subject = $2 AND seq = ANY($3)", tx.authority, subject, positions)
	b.Queue("DELETE FROM missing WHERE authority = $1 AND seq = ANY($2)", tx.authority, positions)
	if err := tx.SendBatch(ctx, &b).Close(); err != nil {
		return fmt.Errorf("forget destroyed events: %w", err)
	}
	return nil
}

// Miss notes positions that the log does not have.
func (tx *Tx) Miss(ctx context.Context, positions []uint64) error {
	_, err := tx.Exec(ctx, "INSERT INTO missing (authority, seq) SELECT $1, unnest($2::bigint[]) ON CONFLICT DO NOTHING", tx.authority, positions)
	if err != nil {
		return fmt.Errorf("note what is missing: %w", err)
	}
	return nil
}

// Missing returns the first position that was missed and never named by a
// destroyed event; 0 when there is none.
func (tx *Tx) Missing(ctx context.Context) (uint64, error) {
	var first uint64
	if err := tx.QueryRow(ctx, "SELECT coalesce(min(seq), 0) FROM missing WHERE authority = $1", tx.authority).Scan(&first); err != nil {
		return 0, fmt.Errorf("what is missing: %w", err)
	}
	return first, nil
}

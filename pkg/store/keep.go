package store

import (
	"context"
	"fmt"
	"io"
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
	if err := tx.copyFrom(ctx, eventTable, &keeping{authority: tx.authority, events: events}); err != nil {
		return fmt.Errorf("keep the events from %d on: %w", events[0].Position, err)
	}
	return nil
}

// keeping is the rows of events as a stream: they are made while PostgreSQL
// takes in those before.
type keeping struct {
	authority string
	events    []Kept
	at        int // the next event
	made      rows
	rest      []byte // of what is made, yet to be read
	ended     bool
}

const makesAtOnce = 64 // events

func (k *keeping) Read(p []byte) (int, error) {
	if len(k.rest) == 0 && k.ended {
		return 0, io.EOF
	}
	if len(k.rest) == 0 {
		k.make()
	}
	n := copy(p, k.rest)
	k.rest = k.rest[n:]
	return n, nil
}

func (k *keeping) make() {
	k.made.buf, k.made.starts = k.made.buf[:0], k.made.starts[:0]
	if k.at == 0 {
		k.made.buf = append(k.made.buf, copyHead...)
	}
	for range min(makesAtOnce, len(k.events)-k.at) {
		k.events[k.at].row(&k.made, k.authority)
		k.at++
	}
	if k.at == len(k.events) {
		k.made.buf, k.ended = append(k.made.buf, copyTail...), true
	}
	k.rest = k.made.buf
}

// row adds the event's row in table event.
func (e *Kept) row(r *rows, authority string) {
	r.begin()
	r.text(authority)
	r.position(e.Position)
	r.id(e.Person)
	r.text(e.Subject)
	r.bytes(Head(e.Header))
	r.bytes(e.Body)
	r.time(e.RecordedAt)
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

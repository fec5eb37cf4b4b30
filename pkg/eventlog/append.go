package eventlog

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

// patience bounds an append whose context has no deadline.
const patience = 10 * time.Second

// Append is an event to be stored, and the position of the last event of its
// record as the writer saw it; 0 for a new record.
type Append struct {
	Event care.Event
	After uint64
}

// Stored says where an event stands in the log.
type Stored struct {
	Position uint64
	Already  bool // it was there before, with the same facts
}

// Append stores an event, if the record's last is still the one at position
// after. It returns once the event is on the disk. The event's id and time of
// recording are the caller's, and the same at every attempt.
//
// It fails with *Moved if the record is not as the writer saw it, with *Taken
// if the id is stored with other facts, with [ErrUnavailable] if the context
// ended first (it may be stored or not: send it again), with [ErrNoStream], or
// with [ErrForbidden].
func (l *Log) Append(ctx context.Context, e care.Event, after uint64) (Stored, error) {
	stored, err := l.AppendAll(ctx, []Append{{e, after}})
	if err != nil {
		return Stored{}, err
	}
	return stored[0], nil
}

// AppendAll stores events of one authority on different records, all of them
// or none, and returns where they stand, in the same order. Those that were
// there already are left as they are. It fails like Append; *Moved and *Taken
// name the event. At most 1,000 at a time.
func (l *Log) AppendAll(ctx context.Context, appends []Append) ([]Stored, error) {
	entries, err := prepare(appends)
	if err != nil {
		return nil, fmt.Errorf("append: %w", err)
	}
	ctx, span := startSpan(ctx, entries)
	stored, err := l.appendAll(ctx, entries)
	endSpan(span, err)
	return stored, err
}

// entry is an event on its way into the log.
type entry struct {
	Append
	record wire.Address
	msg    wire.Message
	stored Stored // zero until it is
}

func prepare(appends []Append) ([]*entry, error) {
	if len(appends) == 0 || len(appends) > 1000 {
		return nil, fmt.Errorf("%d events at once: must be 1 to 1,000", len(appends))
	}
	subjects := map[string]bool{}
	entries := make([]*entry, len(appends))
	for i, a := range appends {
		e, err := prepared(a)
		if err != nil {
			return nil, fmt.Errorf("event %s: %w", a.Event.ID, err)
		}
		if subjects[e.msg.Subject] || a.Event.Authority != appends[0].Event.Authority {
			return nil, fmt.Errorf("event %s: at once only on different records of one authority", a.Event.ID)
		}
		subjects[e.msg.Subject] = true
		entries[i] = e
	}
	return entries, nil
}

func prepared(a Append) (*entry, error) {
	e := a.Event
	for _, part := range []string{e.Authority, string(e.Area), string(e.Record)} {
		if !token.MatchString(part) {
			return nil, fmt.Errorf("%q cannot stand in a subject", part)
		}
	}
	if e.ID == uuid.Nil || e.RecordedAt.IsZero() {
		return nil, errors.New("it has no id, or no time of recording")
	}
	msg, err := wire.Encode(e)
	record := wire.Address{Authority: e.Authority, Person: e.Person, Area: e.Area, Record: e.Record}
	return &entry{Append: a, record: record, msg: msg}, err
}

func (l *Log) appendAll(ctx context.Context, entries []*entry) ([]Stored, error) {
	ctx, cancel := bounded(ctx)
	defer cancel()
	for try := 0; ; try++ {
		err := l.attempt(ctx, entries, try)
		if err == nil {
			return storedOf(entries), nil
		}
		if !l.mayTryAgain(err, try) || !pause(ctx, try) {
			return nil, outwardly(entries[0], err)
		}
	}
}

// attempt publishes those events that are not stored. The first time a new
// record is not looked at before: that the log refuses it says enough. A
// follow-up is, since the id might stand there before the position that the
// caller named, and the log would take it again.
func (l *Log) attempt(ctx context.Context, entries []*entry, try int) error {
	var open []*entry
	for _, e := range entries {
		if try > 0 || e.After > 0 {
			if err := l.look(ctx, e, try); err != nil {
				return err
			}
		}
		if !e.stored.Already {
			open = append(open, e)
		}
	}
	return l.publish(ctx, open)
}

// look finds out from the record whether the event is there already or cannot
// be appended any more. If neither, it is to be published.
func (l *Log) look(ctx context.Context, e *entry, try int) error {
	record, err := l.read(ctx, e.record)
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(record, func(m wire.Message) bool { return m.ID() == e.Event.ID }); i >= 0 {
		return e.meets(record[i])
	}
	var last uint64
	if len(record) > 0 {
		last = record[len(record)-1].Position
	}
	switch {
	case last == e.After:
		return nil
	case last < e.After && try < settleTries: // behind, unless no event of the record stands there
		return errBehind
	}
	return moved(e.Event.ID, record)
}

// meets compares the event with the stored one that has its id.
func (e *entry) meets(stored wire.Message) error {
	if !bytes.Equal(canonical(e.msg), canonical(stored)) {
		event, _ := wire.Decode(stored) // the envelope, if that is all that can be read
		return &Taken{event}
	}
	e.stored = Stored{Position: stored.Position, Already: true}
	return nil
}

// canonical is an event's type and facts in the one spelling that this program
// gives them; what it cannot read stays as it is.
func canonical(m wire.Message) []byte {
	if e, err := wire.Decode(m); err == nil {
		if again, err := wire.Encode(e); err == nil {
			m.Body = again.Body
		}
	}
	return append([]byte(m.Get(wire.HeaderType)+"\n"), m.Body...)
}

func moved(id care.EventID, record []wire.Message) error {
	events, err := decodeAll(record)
	if err != nil {
		return fmt.Errorf("event %s: its record has moved on: %w", id, err)
	}
	return &Moved{id, events}
}

// outwardly is the error as others may see it: not settled in time is the same
// to them as not reached.
func outwardly(e *entry, err error) error {
	if errors.Is(err, errRefused) || errors.Is(err, errBehind) {
		return fmt.Errorf("append event %s: %w: %w", e.Event.ID, ErrUnavailable, err)
	}
	return err
}

func storedOf(entries []*entry) []Stored {
	stored := make([]Stored, len(entries))
	for i, e := range entries {
		stored[i] = e.stored
	}
	return stored
}

func bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	if _, ok := ctx.Deadline(); ok {
		return ctx, func() {}
	}
	return context.WithTimeout(ctx, patience)
}

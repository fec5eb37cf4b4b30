package eventlog

import (
	"context"
	"errors"
	"slices"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

// Record returns all events of a record in the order of the log; none if there
// is no such record. It fails with wire.ErrUnknownType if a newer program wrote
// one of them, since nobody can decide on half a record.
func (l *Log) Record(ctx context.Context, record wire.Address) ([]care.Event, error) {
	messages, err := l.read(ctx, record)
	if err != nil {
		return nil, err
	}
	return decodeAll(messages)
}

// Last returns the last event of a record, and whether there is one.
func (l *Log) Last(ctx context.Context, record wire.Address) (care.Event, bool, error) {
	m, ok, err := l.get(ctx, record.Authority, get{Last: subjectOf(record)})
	if err != nil || !ok {
		return care.Event{}, false, err
	}
	e, err := wire.Decode(m.Message)
	return e, err == nil, err
}

// Message returns the event at a position as it is stored, and whether it is
// there: it may have been erased, or the log may not reach so far.
func (l *Log) Message(ctx context.Context, authority string, position uint64) (wire.Message, bool, error) {
	m, ok, err := l.at(ctx, authority, position)
	if !errors.Is(err, errBehind) {
		return m.Message, ok, err
	}
	b, err := l.Bounds(ctx, authority)
	if err != nil || b.Last < position {
		return wire.Message{}, false, err
	}
	err = untilCaughtUp(ctx, func() error {
		m, ok, err = l.at(ctx, authority, position)
		return err
	})
	return m.Message, ok, err
}

// read returns a record in order.
func (l *Log) read(ctx context.Context, record wire.Address) (messages []wire.Message, err error) {
	err = untilCaughtUp(ctx, func() error {
		messages, err = l.walk(ctx, record)
		return err
	})
	return messages, err
}

// walk goes from the last event of a record to its first.
func (l *Log) walk(ctx context.Context, record wire.Address) ([]wire.Message, error) {
	var messages []wire.Message
	m, ok, err := l.get(ctx, record.Authority, get{Last: subjectOf(record)})
	for ok && err == nil {
		messages = append(messages, m.Message)
		m, ok, err = l.before(ctx, record, m)
	}
	slices.Reverse(messages)
	return messages, err
}

// before returns the event that stood before m on its record.
func (l *Log) before(ctx context.Context, record wire.Address, m found) (found, bool, error) {
	if m.previous == 0 {
		return found{}, false, nil
	}
	if m.previous < m.Position {
		if p, ok, err := l.at(ctx, record.Authority, m.previous); ok || err != nil {
			return p, ok, err
		}
	}
	return l.lastBefore(ctx, record, m.previous)
}

// lastBefore finds the last event of a record before a position that was
// erased, so that nothing there says what came before it.
func (l *Log) lastBefore(ctx context.Context, record wire.Address, erased uint64) (last found, ok bool, err error) {
	for from := uint64(1); ; from = last.Position + 1 {
		m, more, err := l.get(ctx, record.Authority, get{Position: from, Next: subjectOf(record)})
		switch {
		case err != nil:
			return found{}, false, err
		case !more: // the event that led here is not there either
			return found{}, false, errBehind
		case m.Position >= erased:
			return last, ok, nil
		}
		last, ok = m, true
	}
}

func decodeAll(messages []wire.Message) ([]care.Event, error) {
	events := make([]care.Event, len(messages))
	for i, m := range messages {
		var err error
		if events[i], err = wire.Decode(m); err != nil {
			return nil, err
		}
	}
	return events, nil
}

func subjectOf(a wire.Address) string {
	return wire.Subject(a.Authority, a.Person, a.Area, a.Record)
}

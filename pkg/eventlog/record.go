package eventlog

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

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
	for try := 0; ; try++ {
		m, ok, err := l.get(ctx, authority, get{Position: position, Next: ">"})
		if err != nil || ok {
			return m.Message, ok && m.Position == position, err
		}
		// Nothing at or after the position: the log's end, or a replica that is behind.
		b, err := l.Bounds(ctx, authority)
		if err != nil || b.Last < position {
			return wire.Message{}, false, err
		}
		if try == settleTries || !pause(ctx, try) {
			return wire.Message{}, false, fmt.Errorf("position %d of the log of %s: %w", position, authority, ErrUnavailable)
		}
	}
}

// read walks a record from its last event to its first, and returns it in order.
func (l *Log) read(ctx context.Context, record wire.Address) ([]wire.Message, error) {
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
		if p, ok, err := l.get(ctx, record.Authority, get{Position: m.previous}); ok || err != nil {
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
		if err != nil || !more || m.Position >= erased {
			return last, ok, err
		}
		last, ok = m, true
	}
}

// readTries is how often one message is asked for.
const readTries = 3

// get asks for one message: the one at a position, the first at or after it
// whose subject matches, or the last on a subject.
type get struct {
	Position uint64 `json:"seq,omitempty"`
	Next     string `json:"next_by_subj,omitempty"`
	Last     string `json:"last_by_subj,omitempty"`
}

// found is a message and where the one before it on its record stands: 0 if it
// is the first, its own position if it does not say.
type found struct {
	wire.Message
	previous uint64
}

// get asks a replica of the stream directly. It needs no more than permission
// to publish on $JS.API.DIRECT.GET.
func (l *Log) get(ctx context.Context, authority string, what get) (found, bool, error) {
	name, err := streamName(authority)
	if err != nil {
		return found{}, false, err
	}
	request, err := json.Marshal(what)
	if err != nil {
		return found{}, false, err
	}
	answer, err := l.request(ctx, "$JS.API.DIRECT.GET."+name, request)
	if err != nil {
		return found{}, false, fmt.Errorf("read the log of %s: %w", authority, err)
	}
	switch status := answer.Header.Get("Status"); status {
	case "":
		m, err := foundIn(answer)
		return m, err == nil, err
	case "404":
		return found{}, false, nil
	default:
		return found{}, false, fmt.Errorf("read the log of %s: %s %s", authority, status, answer.Header.Get("Description"))
	}
}

// request asks, and asks again when the answer got lost with a connection.
func (l *Log) request(ctx context.Context, subject string, body []byte) (*nats.Msg, error) {
	for try := 1; ; try++ {
		answer, err := l.requestOnce(ctx, subject, body)
		switch {
		case err == nil:
			return answer, nil
		case errors.Is(err, nats.ErrNoResponders):
			return nil, ErrNoStream
		case try == readTries, ctx.Err() != nil, l.nc.IsClosed():
			return nil, readFailure(err)
		}
	}
}

func (l *Log) requestOnce(ctx context.Context, subject string, body []byte) (*nats.Msg, error) {
	ctx, cancel := context.WithTimeout(ctx, l.tryFor)
	defer cancel()
	return l.nc.RequestWithContext(ctx, subject, body)
}

func foundIn(answer *nats.Msg) (found, error) {
	position, err := strconv.ParseUint(answer.Header.Get(jetstream.SequenceHeader), 10, 64)
	if err != nil {
		return found{}, fmt.Errorf("position of a message read: %w", err)
	}
	previous, err := strconv.ParseUint(answer.Header.Get(jetstream.ExpectedLastSubjSeqHeader), 10, 64)
	if err != nil {
		previous = position
	}
	subject := answer.Header.Get(jetstream.SubjectHeader)
	return found{wire.Message{Subject: subject, Header: envelope(answer.Header), Body: answer.Data, Position: position}, previous}, nil
}

// envelope leaves out what NATS put into a header for its own use.
func envelope(h nats.Header) map[string][]string {
	maps.DeleteFunc(h, func(name string, _ []string) bool { return strings.HasPrefix(name, "Nats-") })
	return h
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

// readFailure says what an error of a request means.
func readFailure(err error) error {
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		return ErrNoStream
	}
	return fmt.Errorf("%w: %w", ErrUnavailable, err)
}

// settleTries is how often something is looked for that a replica may not have
// yet: for about half a second.
const settleTries = 11

// pause waits before another try, 1 ms at first and at most 100 ms, and says
// whether there is still time for one.
func pause(ctx context.Context, try int) bool {
	t := time.NewTimer(min(time.Millisecond<<min(try, 10), 100*time.Millisecond))
	defer t.Stop()
	select {
	case <-t.C:
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
	}
}

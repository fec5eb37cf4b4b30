package eventlog

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strconv"
	"strings"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"intouch/pkg/wire"
)

// readTries is how often one message is asked for.
const readTries = 3

// get is a request for one message: the one at a position, the first at or after it
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

// errBehind says that a replica does not have yet what is known to be there.
var errBehind = errors.New("the copy of the log that was read is behind")

// at returns the message at a position, and whether it is there. If not, it was
// erased, or it is errBehind: there is nothing after it either.
func (l *Log) at(ctx context.Context, authority string, position uint64) (found, bool, error) {
	m, ok, err := l.get(ctx, authority, get{Position: position, Next: ">"})
	if err == nil && !ok {
		err = errBehind
	}
	return m, ok && m.Position == position, err
}

// untilCaughtUp reads again, for about half a second, what was read behind.
func untilCaughtUp(ctx context.Context, read func() error) error {
	for try := 0; ; try++ {
		err := read()
		if !errors.Is(err, errBehind) {
			return err
		}
		if try == settleTries || !pause(ctx, try) {
			return fmt.Errorf("%w: %w", ErrUnavailable, err)
		}
	}
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

// readFailure says what an error of a request means.
func readFailure(err error) error {
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		return ErrNoStream
	}
	return fmt.Errorf("%w: %w", ErrUnavailable, err)
}

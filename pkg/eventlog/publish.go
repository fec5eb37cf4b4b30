package eventlog

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strconv"
	"strings"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/synadia-io/orbit.go/jetstreamext"
)

// errRefused says that the record's last event is not the one expected. Why,
// only the record can tell.
var errRefused = errors.New("the log refused the position named")

// The server's own codes, for what package jetstream has no name for.
const (
	codeWrongLastSequence         = 10071
	codeWrongLastSequenceInFlight = 10164 // in a cluster, while another publish on the subject is under way
	codeBatchIncomplete           = 10176 // the batch was interrupted: nothing of it is stored
)

// publish stores the entries, all or none, and notes where they stand.
func (l *Log) publish(ctx context.Context, entries []*entry) error {
	if len(entries) == 0 {
		return nil
	}
	if !l.nc.IsConnected() { // else it would lie in the client's buffer, to be sent who knows when
		return fmt.Errorf("%w: not connected", ErrUnavailable)
	}
	ctx, cancel := context.WithTimeout(ctx, l.tryFor)
	defer cancel()
	last, err := l.send(ctx, entries)
	if err != nil {
		return l.failure(entries, err)
	}
	for i, e := range entries {
		e.stored = Stored{Position: last - uint64(len(entries)-1-i)}
	}
	return nil
}

// send returns the position of the last of the entries; those of a batch stand
// next to each other.
func (l *Log) send(ctx context.Context, entries []*entry) (uint64, error) {
	if len(entries) == 1 {
		ack, err := l.js.PublishMsg(ctx, message(entries[0]), jetstream.WithRetryAttempts(0))
		if err != nil {
			return 0, err
		}
		return ack.Sequence, nil
	}
	batch := make([]*nats.Msg, len(entries))
	for i, e := range entries {
		batch[i] = message(e)
	}
	flow := jetstreamext.BatchFlowControl{AckFirst: true, AckTimeout: l.tryFor}
	ack, err := jetstreamext.PublishMsgBatch(ctx, l.js, batch, flow)
	if err != nil {
		return 0, err
	}
	return ack.Sequence, nil
}

// message is made anew for each attempt, since publishing adds headers to it.
// The position expected is that on this very subject: over a wildcard the
// server does not keep its promise under replication.
func message(e *entry) *nats.Msg {
	header := nats.Header(maps.Clone(e.msg.Header))
	header.Set(jetstream.ExpectedLastSubjSeqHeader, strconv.FormatUint(e.After, 10))
	return &nats.Msg{Subject: e.msg.Subject, Header: header, Data: e.msg.Body}
}

// failure says what an error of a publish means.
func (l *Log) failure(entries []*entry, err error) error {
	id := entries[0].Event.ID
	var api *jetstream.APIError
	switch {
	case errors.As(err, &api) && (api.ErrorCode == codeWrongLastSequence || api.ErrorCode == codeWrongLastSequenceInFlight):
		return errRefused
	case errors.As(err, &api) && api.Code != 503 && api.Code != 429 && api.ErrorCode != codeBatchIncomplete, errors.Is(err, nats.ErrMaxPayload):
		return fmt.Errorf("append event %s: %w", id, err)
	case errors.Is(err, jetstream.ErrNoStreamResponse), errors.Is(err, nats.ErrNoResponders):
		return fmt.Errorf("append event %s: %w", id, ErrNoStream)
	case l.forbidden(entries):
		return fmt.Errorf("append event %s: %w", id, ErrForbidden)
	}
	return fmt.Errorf("append event %s: %w: %w", id, ErrUnavailable, err)
}

// forbidden says whether the server refused one of the subjects: it never
// answers such a publish, and only notes it on the connection.
func (l *Log) forbidden(entries []*entry) bool {
	err := l.nc.LastError()
	if !errors.Is(err, nats.ErrPermissionViolation) {
		return false
	}
	for _, e := range entries {
		if strings.Contains(err.Error(), `"`+e.msg.Subject+`"`) {
			return true
		}
	}
	return false
}

// startingTries is how often a log that nobody keeps is tried: for about half
// a second, in which a server that is starting may have it.
const startingTries = 10

// mayTryAgain says whether an attempt that failed can go otherwise next time.
func (l *Log) mayTryAgain(err error, try int) bool {
	switch {
	case l.nc.IsClosed():
		return false
	case errors.Is(err, ErrNoStream):
		return try < startingTries
	}
	return errors.Is(err, errRefused) || errors.Is(err, errBehind) || errors.Is(err, ErrUnavailable)
}

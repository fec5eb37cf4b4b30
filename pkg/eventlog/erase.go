package eventlog

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

// Erase overwrites one message of an authority's log, as the NATS user admin:
// one that a destroyed event on the same record names (rules.md section 10), or
// whoever follows the log would miss it and stop. What is erased already stays
// so. Copies elsewhere (backups, read.event) are not the log's to erase.
func Erase(ctx context.Context, nc *nats.Conn, authority string, position uint64) error {
	l, err := Open(ctx, nc)
	if err != nil {
		return err
	}
	if err := l.erase(ctx, authority, position); err != nil {
		return fmt.Errorf("erase position %d of the log of %s: %w", position, authority, err)
	}
	return nil
}

func (l *Log) erase(ctx context.Context, authority string, position uint64) error {
	m, ok, err := l.Message(ctx, authority, position)
	if err != nil || !ok {
		return err
	}
	record, err := wire.ParseSubject(m.Subject)
	if err != nil {
		return err
	}
	events, err := l.Record(ctx, record)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(events, func(e care.Event) bool { return destroys(e, position) }) {
		return errors.New("append a destroyed event that names the position first")
	}
	stream, err := l.js.Stream(ctx, "CARE_"+authority)
	if err != nil {
		return err
	}
	if err := stream.SecureDeleteMsg(ctx, position); !errors.Is(err, jetstream.ErrMsgNotFound) {
		return err
	}
	return nil
}

func destroys(e care.Event, position uint64) bool {
	d, ok := e.Fact.(care.Destroyed)
	return ok && slices.Contains(d.Positions, position)
}

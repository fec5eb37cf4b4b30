package projector

import (
	"context"
	"errors"
	"time"

	"intouch/pkg/duty"
	"intouch/pkg/store"
	"intouch/pkg/wire"
)

// Feed projects messages as a projector does, in the batches that it is given,
// with no log behind it.
type Feed struct {
	projector Projector
	writer    *store.Writer
	at        *following
}

// NewFeed begins the tables of the projector's authority, or goes on with them.
func NewFeed(ctx context.Context, p Projector) (*Feed, error) {
	w, err := p.DB.Writer(ctx, store.Read, p.Authority)
	if err != nil {
		return nil, err
	}
	f := Feed{projector: p, writer: w}
	cursor, err := w.Cursor(ctx)
	if err == nil && cursor.Created.IsZero() {
		err = w.Begin(ctx, store.Cursor{Created: time.Unix(0, 0), Rules: duty.RulesVersion})
	}
	if err == nil {
		err = f.Restart(ctx)
	}
	return &f, err
}

// Close lets another take over.
func (f *Feed) Close() { f.writer.Close() }

// Restart goes on from where the tables are, as a projector that is started.
func (f *Feed) Restart(ctx context.Context) error {
	cursor, err := f.writer.Cursor(ctx)
	if err != nil {
		return err
	}
	f.at = &following{Projector: f.projector, writer: f.writer, cursor: cursor, misses: true}
	return f.writer.Write(ctx, func(tx *store.Tx) error { return f.at.begin(ctx, tx) })
}

// Take takes a batch; while there is more in the log what it means comes later.
func (f *Feed) Take(ctx context.Context, messages []wire.Message, more bool) error {
	b := f.batch(messages, more)
	if err := f.at.step(ctx, b); err != nil {
		return err
	}
	for !more && f.at.more {
		if err := f.at.step(ctx, batch{}); err != nil {
			return err
		}
	}
	return nil
}

func (f *Feed) batch(messages []wire.Message, more bool) batch {
	b := readBatch(f.at.cursor, messages)
	b.full = more
	return b
}

// Again takes a batch that was taken already, as whoever has not seen that, and
// returns what came of it.
func (f *Feed) Again(ctx context.Context, messages []wire.Message) error {
	late := *f.at
	late.cursor.Stored = messages[0].Position - 1
	b := readBatch(late.cursor, messages)
	return errors.Join(late.step(ctx, b), f.Restart(ctx))
}

var errCrash = errors.New("crashed before the commit")

// Crash takes a batch and crashes before it is committed.
func (f *Feed) Crash(ctx context.Context, messages []wire.Message, more bool) error {
	b := f.batch(messages, more)
	err := f.writer.Write(ctx, func(tx *store.Tx) error {
		if err := f.at.take(ctx, tx, b); err != nil {
			return err
		}
		return errCrash
	})
	if !errors.Is(err, errCrash) {
		return err
	}
	return f.Restart(ctx)
}

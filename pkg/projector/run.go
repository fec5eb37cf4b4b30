package projector

import (
	"context"
	"errors"
	"fmt"

	"intouch/pkg/duty"
	"intouch/pkg/eventlog"
	"intouch/pkg/store"
)

const (
	batchSize = 10_000 // events taken at once
	mostDirty = 500    // people derived in one transaction
)

// Projector keeps the tables of one authority up to date.
type Projector struct {
	DB        *store.DB
	Log       *eventlog.Log
	Authority string
	Policy    duty.Policy // holds until the authority publishes one

	careful bool // some rows were refused: write so that it shows whose
}

// Run works until ctx ends or something fails; start it again then. While
// another projector works for the authority it waits, and takes over when that
// one is gone.
func (p Projector) Run(ctx context.Context) error {
	err := p.run(ctx)
	if err != nil {
		return fmt.Errorf("project the log of %s: %w", p.Authority, err)
	}
	return nil
}

func (p Projector) run(ctx context.Context) error {
	if err := p.DB.Check(ctx); err != nil {
		return err
	}
	w, err := p.DB.Writer(ctx, store.Read, p.Authority)
	if err != nil {
		return err
	}
	defer w.Close()
	for {
		err := p.follow(ctx, w)
		switch {
		case errors.Is(err, store.ErrMovedOn):
		case store.Refused(err) && !p.careful:
			p.careful = true
		default:
			return err
		}
	}
}

// follow works from where the tables are.
func (p Projector) follow(ctx context.Context, w *store.Writer) error {
	f, err := p.open(ctx, w)
	if err != nil {
		return err
	}
	source := p.read(ctx, f.cursor)
	defer source.close()
	for wait := !f.more; ; {
		b, err := source.next(wait)
		if err != nil {
			return err
		}
		if err := f.step(ctx, b); err != nil {
			return err
		}
		wait = b.full || !f.more
	}
}

// following is a projector at work.
type following struct {
	Projector
	writer *store.Writer
	cursor store.Cursor // where the tables are, after the last transaction
	facts  facts
	more   bool // somebody is still dirty
	misses bool // positions were missing from the log
}

// step keeps a batch and derives the rows of some who are dirty. While there is
// more in the log than a batch, what it means comes later.
func (f *following) step(ctx context.Context, b batch) error {
	err := f.writer.Write(ctx, func(tx *store.Tx) error { return f.take(ctx, tx, b) })
	if len(b.events) > 0 {
		f.cursor = b.cursor
	}
	return err
}

// take is a step within its transaction.
func (f *following) take(ctx context.Context, tx *store.Tx, b batch) error {
	if err := f.keep(ctx, tx, b); err != nil || b.full {
		return err
	}
	if err := f.nothingIsMissing(ctx, tx, b); err != nil {
		return err
	}
	return f.deriveSome(ctx, tx, b)
}

// keep stores a batch as it was published, and notes whose rows it concerns.
func (f *following) keep(ctx context.Context, tx *store.Tx, b batch) error {
	if len(b.events) == 0 {
		return tx.Advance(ctx, f.cursor.Stored, f.cursor)
	}
	if err := tx.Advance(ctx, f.cursor.Stored, b.cursor); err != nil {
		return err
	}
	if err := tx.Keep(ctx, b.events); err != nil {
		return err
	}
	if err := tx.MakeDirty(ctx, b.people, b.positions); err != nil {
		return err
	}
	if err := f.forget(ctx, tx, b); err != nil {
		return err
	}
	return f.learn(ctx, tx, b)
}

// deriveSome derives the rows of some who are dirty, those of the batch first.
func (f *following) deriveSome(ctx context.Context, tx *store.Tx, b batch) error {
	people := b.people[:min(len(b.people), mostDirty)]
	if f.more && len(people) < mostDirty {
		waiting, err := tx.Dirty(ctx, mostDirty)
		if err != nil {
			return err
		}
		people = union(people, waiting, mostDirty)
	}
	if err := f.derive(ctx, tx, people, len(b.events) == 0); err != nil {
		return err
	}
	var err error
	f.more, err = tx.Mean(ctx)
	return err
}

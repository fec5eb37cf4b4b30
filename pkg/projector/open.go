package projector

import (
	"context"
	"errors"
	"fmt"
	"time"

	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// ErrOtherLog says that the tables came from another log than this one: the
// log was lost or replaced, or the database was.
var ErrOtherLog = errors.New("this is not the log that the tables came from: run `intouch replay` to make the tables from this log, or restore the log or the database that belong together")

// open finds out where the tables are, makes sure that they came from this log,
// and begins to follow it from there.
func (p Projector) open(ctx context.Context, w *store.Writer) (*following, error) {
	cursor, err := p.cursor(ctx, w)
	if err != nil {
		return nil, err
	}
	f := &following{Projector: p, writer: w, cursor: cursor, misses: true}
	err = w.Write(ctx, func(tx *store.Tx) error {
		now := cursor
		now.Rules = duty.RulesVersion
		if err := tx.Advance(ctx, cursor.Stored, now); err != nil {
			return err
		}
		return f.begin(ctx, tx)
	})
	if err != nil {
		return nil, err
	}
	f.cursor.Rules = duty.RulesVersion
	return f, nil
}

// begin reads what the rows depend on besides a person's own events, and makes
// dirty whoever's rows follow another version of it, and the parked.
func (f *following) begin(ctx context.Context, tx *store.Tx) error {
	if f.cursor.Rules != duty.RulesVersion {
		if err := f.putAllRecords(ctx, tx); err != nil {
			return err
		}
	}
	var err error
	if f.facts, err = f.readFacts(ctx, tx); err != nil {
		return err
	}
	if err := tx.MakeOutdatedDirty(ctx, f.facts.policyVersion(), duty.RulesVersion); err != nil {
		return err
	}
	f.more, err = tx.Mean(ctx)
	return err
}

// cursor returns where the tables are, begun if they are new. The log must be
// the one that they came from.
func (p Projector) cursor(ctx context.Context, w *store.Writer) (store.Cursor, error) {
	bounds, err := p.Log.Bounds(ctx, p.Authority)
	if err != nil {
		return store.Cursor{}, err
	}
	created := bounds.Created.Truncate(time.Microsecond)
	c, err := w.Cursor(ctx)
	switch {
	case err != nil:
		return c, err
	case c.Created.IsZero():
		c = store.Cursor{Created: created, Rules: duty.RulesVersion}
		return c, w.Begin(ctx, c)
	case !c.Created.Equal(created) || c.Stored > bounds.Last:
		return c, ErrOtherLog
	case c.Stored == 0:
		return c, nil
	}
	last, there, err := p.Log.Message(ctx, p.Authority, c.Stored)
	if err != nil {
		return c, fmt.Errorf("compare the tables with the log at %d: %w", c.Stored, err)
	}
	if there && last.ID() != c.LastID { // it may have been destroyed since
		return c, ErrOtherLog
	}
	return c, nil
}

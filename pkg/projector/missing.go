package projector

import (
	"context"
	"fmt"
	"log/slog"

	care "intouch/pkg/careleaver"
	"intouch/pkg/store"
	"intouch/pkg/wire"
)

// Lost says that events are missing from the log that nobody decided to destroy.
type Lost struct {
	Position uint64 // the first of them
}

func (l *Lost) Error() string {
	return fmt.Sprintf("position %d is missing from the log and nothing says that it was destroyed: restore the log from a backup (deploy/runbooks/log-and-tables-disagree.md)", l.Position)
}

// forget takes out what is destroyed, and notes what is missing.
func (f *following) forget(ctx context.Context, tx *store.Tx, b batch) error {
	if len(b.missing) > 0 {
		f.misses = true
		if err := tx.Miss(ctx, b.missing); err != nil {
			return err
		}
	}
	for _, m := range b.destroyed {
		e, err := wire.Decode(m)
		if err != nil {
			slog.Error("a destroyed event that cannot be read", "position", m.Position, "error", err)
			continue
		}
		if err := tx.Forget(ctx, m.Subject, e.Fact.(care.Destroyed).Positions); err != nil {
			return err
		}
	}
	return nil
}

// nothingIsMissing stops with Lost when the log's end is reached and a position
// that was missing has not been named by a destroyed event. Such an event is
// appended before what it names is erased, so by then it must have been seen.
func (f *following) nothingIsMissing(ctx context.Context, tx *store.Tx, b batch) error {
	if !f.misses {
		return nil
	}
	first, err := tx.Missing(ctx)
	if err != nil || first == 0 {
		f.misses = false
		return err
	}
	bounds, err := f.Log.Bounds(ctx, f.Authority)
	if err != nil {
		return err
	}
	if b.cursor.Stored < bounds.Last {
		return nil // not yet at the end
	}
	return &Lost{first}
}

package monitor

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
	"intouch/pkg/store"
)

// Monitor watches the people of one authority.
type Monitor struct {
	DB        *store.DB
	Log       *eventlog.Log
	Authority string
	Now       func() time.Time
}

const (
	looksAtOnce  = 500             // people a round
	longestSleep = 5 * time.Minute // so that a receipt is never older
)

// Run sweeps whenever somebody is due or the tables have changed, until ctx is
// done. An error of the log or the tables ends it: whoever runs it starts it
// again, and what was not done is still due.
func (m Monitor) Run(ctx context.Context) error {
	for {
		done, err := m.Sweep(ctx)
		if err != nil {
			return err
		}
		if done.Raised+done.Closed > 0 {
			slog.InfoContext(ctx, "swept", "authority", m.Authority, "raised", done.Raised, "closed", done.Closed, "evaluated", done.Evaluated, "register", done.Register)
		}
		if err := m.sleep(ctx, done.Position.Meant); err != nil {
			return err
		}
	}
}

// sleep returns when the tables mean more than the position, when the next
// person is due, or when it is time for another receipt.
func (m Monitor) sleep(ctx context.Context, position uint64) error {
	next, err := m.DB.NextLook(ctx, m.Authority)
	if err != nil {
		return fmt.Errorf("next look: %w", err)
	}
	wait := longestSleep
	if next < care.Forever {
		wait = max(0, min(wait, next.Start().Sub(m.Now())))
	}
	nap, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	err = m.DB.WaitFor(nap, m.Authority, position+1)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil && nap.Err() == nil {
		return fmt.Errorf("wait for the tables: %w", err)
	}
	return nil
}

// Sweep looks at everybody who is due and appends what their alerts lack, until
// nobody is due. It returns a receipt of what it covered (I12), which it keeps,
// and counts the register of the days that are over.
func (m Monitor) Sweep(ctx context.Context) (store.Receipt, error) {
	r := store.Receipt{Authority: m.Authority}
	bounds, err := m.Log.Bounds(ctx, m.Authority)
	if err != nil {
		return r, fmt.Errorf("sweep %s: %w", m.Authority, err)
	}
	r.LogEnd = bounds.Last
	position := bounds.Last
	for more := true; more; {
		if err := m.DB.WaitFor(ctx, m.Authority, position); err != nil {
			return r, fmt.Errorf("sweep %s: wait for position %d: %w", m.Authority, position, err)
		}
		if position, more, err = m.round(ctx, position, &r); err != nil {
			return r, fmt.Errorf("sweep %s: %w", m.Authority, err)
		}
	}
	if r.Coverage, err = m.DB.Coverage(ctx, m.Authority, m.Now()); err != nil {
		return r, fmt.Errorf("coverage of %s: %w", m.Authority, err)
	}
	if err := m.DB.SaveReceipt(ctx, r); err != nil {
		return r, err
	}
	return r, m.count(ctx)
}

// round looks at some of those who are due. It returns the position of the last
// event that it appended or met, and whether there was anybody.
func (m Monitor) round(ctx context.Context, position uint64, r *store.Receipt) (uint64, bool, error) {
	now := m.Now()
	looks, err := m.DB.DueLooks(ctx, m.Authority, care.DayOf(now), looksAtOnce)
	if err != nil {
		return position, false, fmt.Errorf("who is due: %w", err)
	}
	for _, l := range looks {
		for _, c := range changes(m.Authority, l, now) {
			at, err := m.append(ctx, c, r)
			if err != nil {
				return position, false, err
			}
			position = max(position, at)
		}
	}
	return position, len(looks) > 0, nil
}

// append stores a change. Where the record has moved on, another monitor or a
// manager was first: the tables will say what is left to do.
func (m Monitor) append(ctx context.Context, c change, r *store.Receipt) (uint64, error) {
	stored, err := m.Log.Append(ctx, c.event, c.after)
	var moved *eventlog.Moved
	var taken *eventlog.Taken
	switch {
	case errors.As(err, &moved):
		return moved.Position(), nil
	case errors.As(err, &taken):
		return taken.Stored.Position, nil
	case err != nil:
		return 0, fmt.Errorf("alert %s: %w", c.event.Record, err)
	}
	if !stored.Already {
		count(r, c.event.Fact)
	}
	return stored.Position, nil
}

func count(r *store.Receipt, f care.Fact) {
	if _, closed := f.(care.AlertClosed); closed {
		r.Closed++
		return
	}
	r.Raised++
}

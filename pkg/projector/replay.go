package projector

import (
	"context"
	"fmt"
	"slices"

	"intouch/pkg/duty"
	"intouch/pkg/eventlog"
	"intouch/pkg/store"
)

// Replay makes the tables of all authorities anew from their logs, beside those
// that are read, and then puts them in their place. Projectors and readers go on
// meanwhile. Nobody is told of anything by it: what was told is in the log.
type Replay struct {
	DB          *store.DB
	Log         *eventlog.Log
	Authorities []string
	Policy      duty.Policy // holds where an authority has published none
}

// Run replays. If it fails the tables are as they were.
func (r Replay) Run(ctx context.Context) error {
	if err := r.run(ctx); err != nil {
		return fmt.Errorf("replay: %w", err)
	}
	return nil
}

func (r Replay) run(ctx context.Context) error {
	next, err := r.DB.Next(ctx)
	if err != nil {
		return err
	}
	defer next.Close()
	if err := r.coversAll(ctx, next); err != nil {
		return err
	}
	if err := r.catchUp(ctx); err != nil { // most of it, while the projectors go on
		return err
	}
	if err := next.Analyze(ctx); err != nil {
		return err
	}
	return next.Swap(ctx, r.catchUp)
}

// coversAll refuses a replay that would leave an authority without tables.
func (r Replay) coversAll(ctx context.Context, next *store.Next) error {
	read, err := next.Authorities(ctx)
	if err != nil {
		return err
	}
	for _, a := range read {
		if !slices.Contains(r.Authorities, a) {
			return fmt.Errorf("the tables are also those of authority %s: name all authorities", a)
		}
	}
	return nil
}

// catchUp brings the next tables of each authority to the end of its log.
func (r Replay) catchUp(ctx context.Context) error {
	for _, a := range r.Authorities {
		p := Projector{DB: r.DB, Log: r.Log, Authority: a, Policy: r.Policy}
		err := p.catchUp(ctx)
		if store.Refused(err) {
			p.careful = true
			err = p.catchUp(ctx)
		}
		if err != nil {
			return fmt.Errorf("authority %s: %w", a, err)
		}
	}
	return nil
}

func (p Projector) catchUp(ctx context.Context) error {
	w, err := p.DB.Writer(ctx, store.ReadNext, p.Authority)
	if err != nil {
		return err
	}
	defer w.Close()
	f, err := p.open(ctx, w)
	if err != nil {
		return err
	}
	end, err := p.Log.Bounds(ctx, p.Authority)
	if err != nil {
		return err
	}
	source := p.read(ctx, f.cursor)
	defer source.close()
	for f.more || f.cursor.Stored < end.Last {
		b, err := source.next(f.cursor.Stored < end.Last)
		if err != nil {
			return err
		}
		if err := f.step(ctx, b); err != nil {
			return err
		}
	}
	return nil
}

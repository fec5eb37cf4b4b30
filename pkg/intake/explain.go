package intake

import (
	"context"
	"errors"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
	"intouch/pkg/problem"
	"intouch/pkg/wire"
)

// explain turns what the log says into an answer for people; all else passes.
func (d *decision) explain(ctx context.Context, err error) error {
	var (
		taken *eventlog.Taken
		moved *eventlog.Moved
	)
	switch {
	case errors.As(err, &taken):
		if shut := d.stillOpen(ctx); shut != nil {
			return shut
		}
		return d.conflict(problem.Taken, taken.Stored)
	case errors.As(err, &moved):
		return d.conflict(problem.MovedOn, d.since(moved.Record)...)
	case errors.Is(err, eventlog.ErrNoStream), errors.Is(err, eventlog.ErrUnavailable):
		return errors.Join(problem.Of(problem.Unavailable), err)
	case errors.Is(err, wire.ErrUnknownType):
		return problem.New(problem.Unavailable, "A newer version of InTouch wrote on this record. Try again when every part of it is updated.")
	}
	return err
}

// conflict shows both sides: what was sent, and what is stored.
func (d *decision) conflict(kind problem.Kind, stored ...care.Event) error {
	p := problem.Of(kind)
	p.Sent = d.cmd.Facts
	for _, e := range stored {
		p.Stored = append(p.Stored, d.shown(e))
	}
	return p
}

// since are the events that the writer had not seen.
func (d *decision) since(record []care.Event) []care.Event {
	if d.cmd.After == nil {
		return record
	}
	for i, e := range record {
		if e.Position > *d.cmd.After {
			return record[i:]
		}
	}
	return nil
}

// shown is a stored event; its facts only for those whose role may open
// records, since no look is entered here.
func (d *decision) shown(e care.Event) problem.Stored {
	s := problem.Stored{ID: e.ID, Position: e.Position, RecordedAt: e.RecordedAt, Actor: e.Actor}
	m, err := wire.Encode(e)
	if err != nil {
		return s // of a type that only a newer program knows
	}
	if t, ok := wire.TypeNamed(m.Get(wire.HeaderType)); ok {
		s.Type = t.Name
	}
	if access.Sees(d.caller, access.Question{View: access.Open}) == nil {
		s.Facts = m.Body
	}
	return s
}

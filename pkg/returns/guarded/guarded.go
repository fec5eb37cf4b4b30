// Package guarded gives everybody of whom something is taken out, each with what
// keeps their record, or parts of it, out of files (docs/rules.md section 10).
//
// What is sealed, restricted or protected is so at every time: whoever asks what
// was known in the past is given it with what closes it today. One question alone
// needs what was closed then: what has been sent, to somebody who must be told of
// what has to go.
package guarded

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/history"
)

// Question says of whom something is taken out, as known when, and for whom.
type Question struct {
	Council history.Council
	Known   time.Time               // zero: all that is known
	Shut    func(*care.Person) bool // whether whoever takes it out may not open a record that is restricted; nil: they may
	AsThen  bool                    // what was closed then, rather than what is closed now
}

// Person is somebody, as known. What is sealed is as the question has it.
type Person struct {
	history.Person
	Guard
}

// Guard is what keeps a record out of files.
type Guard struct {
	Shut       string // why none of it may be taken out, in a sentence; empty: it may
	HidesWhere bool   // an address of theirs is protected
	sealed     []care.Event
}

// Why a record is shut.
const (
	restricted  = "This record is restricted to named people."
	sealedWhole = "This record is sealed."
)

// GuardOf is what keeps somebody's record out of files, as it is known of them;
// shut says whether one that is restricted is shut to whoever asks.
func GuardOf(p *care.Person, shut func(*care.Person) bool) Guard {
	g := Guard{HidesWhere: p.Protected(), sealed: p.Sealed}
	switch {
	case p.IsSealed(p.Registered.Event):
		g.Shut = sealedWhole
	case shut != nil && shut(p):
		g.Shut = restricted
	}
	return g
}

// and is what closes either of two records that count as one.
func (g Guard) and(other Guard) Guard {
	if g.Shut == "" {
		g.Shut = other.Shut
	}
	g.HidesWhere = g.HidesWhere || other.HidesWhere
	g.sealed = append(slices.Clip(g.sealed), other.sealed...)
	return g
}

// Each gives everybody who was known of to do, in order of their ids, but for
// those of whom all that was recorded has been destroyed since.
func (q Question) Each(ctx context.Context, do func(Person) error) error {
	now, err := q.guards(ctx)
	if err != nil {
		return err
	}
	return q.Council.Each(ctx, q.Known, func(p history.Person) error {
		if p.Root != uuid.Nil {
			return nil
		}
		g, known := guardIn(now, p)
		if now == nil {
			g, known = q.then(&p.Person), true
		}
		if !known {
			return nil
		}
		p.Sealed = g.sealed
		return give(Person{p, g}, do)
	})
}

// guards are those of now of everybody, where what was known at another time is
// asked about; nil where all that is known is, or where those of then hold.
func (q Question) guards(ctx context.Context) (map[care.PersonID]Guard, error) {
	if q.Known.IsZero() || q.AsThen {
		return nil, nil
	}
	now := map[care.PersonID]Guard{}
	err := q.Council.Each(ctx, time.Time{}, func(p history.Person) error {
		if p.Root != uuid.Nil {
			return nil
		}
		for _, id := range append([]care.PersonID{p.ID}, p.Absorbed...) {
			now[id] = GuardOf(&p.Person, q.Shut)
		}
		return nil
	})
	return now, err
}

// guardIn is what closes somebody's record now: that of everybody whose events
// counted for them then, since those who were one may have been separated.
func guardIn(now map[care.PersonID]Guard, p history.Person) (Guard, bool) {
	g, known := now[p.ID]
	for _, id := range p.Absorbed {
		g = g.and(now[id])
	}
	return g, known
}

// then is what closed somebody's record at the time that is asked about: without
// the seals that were put on since.
func (q Question) then(p *care.Person) Guard {
	if q.Known.IsZero() {
		return GuardOf(p, q.Shut)
	}
	was := *p
	was.Sealed = slices.DeleteFunc(slices.Clone(p.Sealed), func(e care.Event) bool { return e.RecordedAt.After(q.Known) })
	return GuardOf(&was, q.Shut)
}

// give gives somebody to do. The rules must not fail; where they do it is an
// error of ours that stops nobody else, and shows (I10): somebody of whom no more
// is known than who they are.
func give(p Person, do func(Person) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			slog.Error("the rules failed", "person", p.ID, "error", r)
			known := care.Person{ID: p.ID, Authority: p.Authority, Registered: p.Registered, Details: p.Details, Changes: p.Changes, Sealed: p.Sealed}
			p.Person = history.Person{Person: known, Incomplete: &duty.Incomplete{Since: p.Registered.HappenedOn(), Why: "The rules fail."}}
			err = do(p)
		}
	}()
	return do(p)
}

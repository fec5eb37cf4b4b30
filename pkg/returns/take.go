package returns

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

// Take says of which council, of which day and as known when something is taken
// out, and for whom.
type Take struct {
	Council history.Council
	On      care.Day
	Known   time.Time                      // zero: all that is known
	Today   care.Day                       // restrictions and protections are those of now
	Open    func(only []care.StaffID) bool // whether a record that is restricted to these people may be taken out; nil: every one may
}

// subject is somebody of whom something is taken out.
type subject struct {
	history.Person
	guard
	rules *duty.Authority
	on    care.Day
}

// guard is what keeps somebody's record, or parts of it, out of files. It is of
// now at every time.
type guard struct {
	shut      bool // restricted to people among whom whoever takes it out is not, or sealed as a whole
	protected bool // an address of theirs is
	sealed    []care.Event
}

func (t Take) guardOf(p *care.Person) guard {
	only := p.OpenTo(t.Today)
	shut := len(only) > 0 && t.Open != nil && !t.Open(only)
	return guard{shut || p.IsSealed(p.Registered.Event), p.Protected(), p.Sealed}
}

// isSealed reports whether the record that an entry stands on is sealed.
func (g guard) isSealed(e care.Event) bool {
	return slices.ContainsFunc(g.sealed, func(s care.Event) bool { return s.Person == e.Person && s.Area == e.Area && s.Record == e.Record })
}

// each gives everybody who was known of to do, in order of their ids.
func (t Take) each(ctx context.Context, do func(subject) error) error {
	rules, err := t.Council.Rules(ctx, t.Known)
	if err != nil {
		return err
	}
	now, err := t.guards(ctx)
	if err != nil {
		return err
	}
	return t.Council.Each(ctx, t.Known, func(p history.Person) error {
		if p.Root != uuid.Nil {
			return nil
		}
		g, ok := now[p.ID]
		if now == nil {
			g, ok = t.guardOf(&p.Person), true
		}
		if !ok {
			return nil // nobody knows of them any more: all that was recorded is destroyed
		}
		return give(subject{p, g, &rules, t.On}, do)
	})
}

// give gives somebody to do. The rules must not fail; where they do it is an
// error of ours that stops nobody else, and shows (I10): somebody of whom no more
// is known than who they are.
func give(s subject, do func(subject) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			slog.Error("the rules failed", "person", s.ID, "error", r)
			known := care.Person{ID: s.ID, Authority: s.Authority, Registered: s.Registered, Details: s.Details, Changes: s.Changes}
			s.Person = history.Person{Person: known, Incomplete: &duty.Incomplete{Since: s.Registered.HappenedOn(), Why: "The rules fail."}}
			err = do(s)
		}
	}()
	return do(s)
}

// guards are those of now of everybody, where what was known at another time is
// taken out; nil where all that is known is.
func (t Take) guards(ctx context.Context) (map[care.PersonID]guard, error) {
	if t.Known.IsZero() {
		return nil, nil
	}
	now := map[care.PersonID]guard{}
	err := t.Council.Each(ctx, time.Time{}, func(p history.Person) error {
		if p.Root != uuid.Nil {
			return nil
		}
		g := t.guardOf(&p.Person)
		for _, id := range append([]care.PersonID{p.ID}, p.Absorbed...) {
			now[id] = g
		}
		return nil
	})
	return now, err
}

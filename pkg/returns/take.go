package returns

import (
	"context"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/history"
	"intouch/pkg/returns/guarded"
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
	guarded.Guard
	rules *duty.Authority
	on    care.Day
}

// shut reports whether whoever takes it out may not have a record that is
// restricted.
func (t Take) shut(p *care.Person) bool {
	only := p.OpenTo(t.Today)
	return len(only) > 0 && t.Open != nil && !t.Open(only)
}

// each gives everybody who was known of to do, in order of their ids.
func (t Take) each(ctx context.Context, do func(subject) error) error {
	return t.ask(ctx, guarded.Question{Council: t.Council, Known: t.Known, Shut: t.shut}, do)
}

func (t Take) ask(ctx context.Context, q guarded.Question, do func(subject) error) error {
	rules, err := t.Council.Rules(ctx, q.Known)
	if err != nil {
		return err
	}
	return q.Each(ctx, func(p guarded.Person) error { return do(subject{p.Person, p.Guard, &rules, t.On}) })
}

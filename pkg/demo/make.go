package demo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/importing"
	"intouch/pkg/monitor"
	"intouch/pkg/projector"
	"intouch/pkg/store"
)

// Maker makes the demonstration's past, or what is missing of it.
type Maker struct {
	World     World          // its first day is that of a past that is there; of a new one, when zero, two years ago
	Policy    string         // version 1, as YAML
	Send      importing.Send // as the operator of this machine
	DB        *store.DB
	Projector projector.Projector // of the demonstration's authority; no other works meanwhile
	Monitor   monitor.Monitor     // likewise, on Clock
	Clock     *Clock              // that the services which take commands go by; ours to set
	Until     time.Time           // the present
	Progress  func(care.Day, Made)
}

// Made is what has been made so far.
type Made struct {
	Commands int     // that were stored; the import's and the monitor's are not among them
	Refused  []error // the first few commands that were refused
	Raised   int     // alerts, and so on
	Closed   int
}

// Make makes what is missing from the log, day by day, until the present. The
// services that take commands run meanwhile, on the clock. What is there already
// is left as it is. It fails for an authority that was not begun by it: there may
// be real people in it.
func (m Maker) Make(ctx context.Context) (Made, error) {
	work := &making{Maker: m}
	if err := work.whileProjecting(ctx, work.remember); err != nil {
		return Made{}, fmt.Errorf("what is made already: %w", err)
	}
	m.Clock.set(work.past.latest)
	err := work.days(ctx)
	return work.made.soFar(), err
}

// making is a demonstration being made.
type making struct {
	Maker
	plan   Plan
	past   *past
	reader reader
	made   counts
}

// days goes through the days, as the clock would.
func (m *making) days(ctx context.Context) error {
	steps := m.plan.Steps
	for day := m.World.From; day <= care.DayOf(m.Until); day++ {
		n := 0
		for n < len(steps) && care.DayOf(steps[n].At) == day {
			n++
		}
		if !m.over(day) {
			if err := m.day(ctx, day, steps[:n]); err != nil {
				return fmt.Errorf("make %s: %w", day, err)
			}
			m.tell(day)
		}
		steps = steps[n:]
	}
	return nil
}

func (m *making) tell(day care.Day) {
	if m.Progress != nil {
		m.Progress(day, m.made.soFar())
	}
}

// day is a day: people answer to what they see, and record what happens; with
// the last of it the tables begin to catch up, and after midnight the monitor
// looks at them.
func (m *making) day(ctx context.Context, day care.Day, steps []Step) (err error) {
	if day == m.World.From {
		steps, err = m.firstDay(ctx, steps)
	} else {
		err = m.answers(ctx, steps)
	}
	if err != nil {
		return err
	}
	last := max(0, len(steps)-1)
	if err := m.work(ctx, steps[:last]); err != nil {
		return err
	}
	return m.night(ctx, steps[last:], (day + 1).Start().Add(5*time.Minute))
}

// over reports whether the day was made before, to its end.
func (m *making) over(day care.Day) bool { return m.past.reached > day && m.past.imported }

// firstDay begins the authority: its policy, its staff, and its register from a
// list. It returns the steps that are left of the day.
func (m *making) firstDay(ctx context.Context, steps []Step) ([]Step, error) {
	m.Clock.set(m.World.From.Start().Add(7 * time.Hour))
	if err := m.sendAll(ctx, []care.Event{m.policy()}); err != nil {
		return nil, err
	}
	opening := 0
	for opening < len(steps) && steps[opening].At.Before(m.World.ImportedAt()) {
		opening++
	}
	if err := m.work(ctx, steps[:opening]); err != nil || len(steps) == opening {
		return nil, err
	}
	if m.Clock.set(m.World.ImportedAt()); !m.past.imported {
		if err := m.importList(ctx); err != nil {
			return nil, err
		}
	}
	return steps[opening:], m.night(ctx, nil, m.World.ImportedAt().Add(time.Minute))
}

// policy is the event with which the authority begins: it says that all of it
// is made up.
func (m *making) policy() care.Event {
	id := care.DerivedID(Authority, "policy", "1")
	return ours(care.Event{ID: id, Area: care.AreaPolicy, Record: care.NewRecordID(id), RecordedAt: m.Clock.Now(), Fact: care.PolicyPublished{
		Version: 1, EffectiveFrom: m.World.From, Text: m.Policy, Publishers: []care.StaffID{care.Operator},
	}})
}

// importList brings the register in as every authority's comes in.
func (m *making) importList(ctx context.Context) error {
	report, err := importing.List9(ctx, importing.Job{
		Caller: access.OperatorOf(Authority), AsAt: m.World.From, Today: m.World.From, File: bytes.NewReader(m.plan.List), Name: "list-9.csv",
		Send: func(ctx context.Context, e care.Event, after uint64) (importing.Reply, error) {
			e.Source = Source
			return m.Send(ctx, e, after)
		},
		Events: func(ctx context.Context, id care.PersonID) ([]care.Event, error) {
			events, _, err := m.DB.Events(ctx, Authority, id)
			return events, err
		},
	})
	if err == nil && !report.Finished {
		err = errors.New("not every row could be answered: make the demonstration once more")
	}
	return err
}

// work sends what is recorded.
func (m *making) work(ctx context.Context, steps []Step) error {
	for _, s := range steps {
		m.Clock.set(s.At)
		if err := m.sendAll(ctx, s.Events); err != nil {
			return err
		}
	}
	return nil
}

// night sends what is recorded last, lets the tables catch up, and lets the
// monitor look at them, at a time or at the present if that is before.
func (m *making) night(ctx context.Context, evening []Step, at time.Time) error {
	return m.whileProjecting(ctx, func(ctx context.Context) error {
		if err := m.work(ctx, evening); err != nil {
			return err
		}
		if at.After(m.Until) {
			at = m.Until
		}
		m.Clock.set(at)
		r, err := m.Monitor.Sweep(ctx)
		m.made.swept(r)
		return err
	})
}

// whileProjecting works while the tables follow the log. They do not otherwise:
// to write the rows of a day at once takes far less than to write them as each
// event comes in.
func (m Maker) whileProjecting(ctx context.Context, work func(context.Context) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	var projecting sync.WaitGroup
	projecting.Go(func() { stop(m.Projector.Run(ctx)) })
	err := work(ctx)
	if stopped := context.Cause(ctx); stopped != nil {
		err = stopped
	}
	stop(nil)
	projecting.Wait()
	return err
}

// counts is what was made so far, while it is being made.
type counts struct {
	commands       atomic.Int64
	mu             sync.Mutex
	refused        []error
	raised, closed int
}

func (c *counts) refuse(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.refused) < 20 {
		c.refused = append(c.refused, err)
	}
}

func (c *counts) swept(r store.Receipt) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.raised += r.Raised
	c.closed += r.Closed
}

func (c *counts) soFar() Made {
	c.mu.Lock()
	defer c.mu.Unlock()
	return Made{int(c.commands.Load()), c.refused, c.raised, c.closed}
}

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
	if err == nil {
		err = work.sweep(ctx, m.Until)
	}
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

// day is a day: the monitor sees what midnight brings and what was recorded the
// day before; then people answer, and record what happens.
func (m *making) day(ctx context.Context, day care.Day, steps []Step) error {
	if day == m.World.From {
		return m.firstDay(ctx, steps)
	}
	if err := m.sweep(ctx, day.Start().Add(5*time.Minute)); err != nil {
		return err
	}
	return m.work(ctx, steps)
}

// over reports whether the day was made before, to its end.
func (m *making) over(day care.Day) bool { return m.past.reached > day && m.past.imported }

// firstDay begins the authority: its policy, its staff, and its register from a list.
func (m *making) firstDay(ctx context.Context, steps []Step) error {
	m.Clock.set(m.World.From.Start().Add(7 * time.Hour))
	if err := m.sendAll(ctx, []care.Event{m.policy()}); err != nil {
		return err
	}
	opening := 0
	for opening < len(steps) && steps[opening].At.Before(m.World.ImportedAt()) {
		opening++
	}
	if err := m.work(ctx, steps[:opening]); err != nil {
		return err
	}
	if m.Clock.set(m.World.ImportedAt()); !m.past.imported {
		if err := m.importList(ctx); err != nil {
			return err
		}
	}
	if err := m.work(ctx, steps[opening:]); err != nil {
		return err
	}
	return m.sweep(ctx, m.World.From.Start().Add(19*time.Hour))
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

// work sends what is recorded, and with it what people answer to what they see
// at the beginning of a day.
func (m *making) work(ctx context.Context, steps []Step) error {
	for i, s := range steps {
		if s.At.After(m.Until) {
			return nil
		}
		m.Clock.set(s.At)
		if err := m.sendAll(ctx, s.Events); err != nil {
			return err
		}
		if i == 0 && care.DayOf(m.Clock.Now()) == care.DayOf(s.At) {
			if err := m.answer(ctx, s.At); err != nil {
				return err
			}
		}
	}
	return nil
}

// sweep lets the tables catch up and the monitor see them, at a time.
func (m *making) sweep(ctx context.Context, at time.Time) error {
	m.Clock.set(at)
	return m.whileProjecting(ctx, func(ctx context.Context) error {
		r, err := m.Monitor.Sweep(ctx)
		m.made.swept(r)
		return err
	})
}

// whileProjecting works while the tables follow the log. They do not otherwise:
// to write a day's rows at once takes a third of the time of writing them as the
// events come in.
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

// answer sends what people say to alerts and questions that are open.
func (m *making) answer(ctx context.Context, at time.Time) error {
	var answers []answer
	for query := (store.AlertQuery{Authority: Authority, On: care.DayOf(at), State: store.AlertsOpen, Limit: 1000}); ; {
		page, err := m.DB.Alerts(ctx, query)
		if err != nil {
			return err
		}
		answers = append(answers, m.reader.toAlerts(page.Rows, at)...)
		if query.Cursor = page.Next; page.Next == "" {
			break
		}
	}
	if care.DayOf(at) < m.World.From.AddDays(60) {
		open, err := m.DB.Questions(ctx, Authority, care.StaffID{})
		if err != nil {
			return err
		}
		answers = append(answers, m.reader.toQuestions(open, at)...)
	}
	return m.sendAnswers(ctx, answers)
}

func (m *making) sendAnswers(ctx context.Context, answers []answer) error {
	events := make([]care.Event, len(answers))
	for i, a := range answers {
		events[i] = a.event
		if a.after > 0 && !m.past.has(a.event) {
			m.past.saw(a.event, a.after)
		}
	}
	return m.sendAll(ctx, events)
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

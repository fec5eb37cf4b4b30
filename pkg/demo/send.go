package demo

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/importing"
)

// abreast is how many people's commands are under way at once.
const abreast = 24

// sendAll sends events that are recorded at one time: of different people side
// by side, of one person in order. What is in the log already is not sent.
func (m *making) sendAll(ctx context.Context, events []care.Event) error {
	var lines [][]care.Event
	at := map[any]int{}
	for _, e := range events {
		if m.past.has(e) {
			continue
		}
		i, ok := at[line(e)]
		if !ok {
			i = len(lines)
			at[line(e)] = i
			lines = append(lines, nil)
		}
		lines[i] = append(lines[i], e)
	}
	return m.sendLines(ctx, lines)
}

// line is what has to keep its order: a person, or a record of nobody.
func line(e care.Event) any {
	if e.Person != uuid.Nil {
		return e.Person
	}
	return e.Record
}

func (m *making) sendLines(ctx context.Context, lines [][]care.Event) error {
	slots := make(chan struct{}, abreast)
	errs := make([]error, len(lines))
	var all sync.WaitGroup
	for i, events := range lines {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			for _, e := range events {
				if errs[i] = errors.Join(errs[i], m.send(ctx, e)); ctx.Err() != nil {
					return
				}
			}
		})
	}
	all.Wait()
	return errors.Join(errs...)
}

// send sends one event. That it is refused stops nobody: somebody may have
// tried things out on the demonstration, so that this no longer fits.
func (m *making) send(ctx context.Context, e care.Event) error {
	reply, err := m.Send(ctx, e, m.past.after(e))
	switch {
	case err != nil:
		return fmt.Errorf("%T of %s: %w", e.Fact, e.Person, err)
	case reply.Outcome == importing.Taken || reply.Outcome == importing.Refused:
		m.made.refuse(fmt.Errorf("%T of %s on %s: %s", e.Fact, e.Person, e.RecordedAt.Format(time.DateOnly), reply.Detail))
		return nil
	}
	m.past.keep(e, reply.Position)
	m.made.commands.Add(1)
	return nil
}

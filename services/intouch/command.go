package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/micro"

	"intouch/pkg/eventlog"
	"intouch/pkg/intake"
	"intouch/pkg/process"
	"intouch/pkg/store"
)

// work is what an operator's command does in a house.
type work func(ctx context.Context, h *house) error

// need are the parts that a command cannot do without.
type need func(*house, func() time.Time) []process.Part

// nothing is needed besides the servers.
func nothing(*house, func() time.Time) []process.Part { return nil }

// do runs an operator's command where the log and the tables are: in the
// deployment that the settings name; else in the house of the process that
// has the data folder; else in one of its own, with the parts that it needs.
func (s settings) do(command string, parts need, w work) error {
	return process.Command("intouch", s.Settings, func(ctx context.Context, _ process.Settings) error {
		if s.NATSURL != "" && s.DatabaseURL != "" {
			return s.inTheirs(ctx, w)
		}
		f, err := takeFolder(s.Data, command)
		if held, ok := errors.AsType[inUse](err); ok {
			return s.inRunning(ctx, held, w)
		}
		if err != nil {
			return err
		}
		defer f.release()
		return s.inOwn(ctx, f, parts, w)
	})
}

func (s settings) inTheirs(ctx context.Context, w work) error {
	h, err := open(ctx, s, nil)
	if err != nil {
		return err
	}
	defer h.close()
	return w(ctx, h)
}

func (s settings) inRunning(ctx context.Context, held inUse, w work) error {
	r, err := whoRuns(s.Data, held)
	if err != nil {
		return err
	}
	h, err := visit(ctx, s, r)
	if err != nil {
		return err
	}
	defer h.close()
	return w(ctx, h)
}

func (s settings) inOwn(ctx context.Context, f *folder, parts need, w work) (err error) {
	h, err := open(ctx, s, f)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	if err := h.makeLogs(ctx, time.Now); err != nil {
		return err
	}
	if err := h.makeTables(ctx); err != nil {
		return err
	}
	return h.alongside(ctx, parts(h, time.Now), w)
}

// alongside works while the parts run, and stops them when it is done.
func (h *house) alongside(ctx context.Context, parts []process.Part, w work) error {
	ctx, done := context.WithCancel(ctx)
	defer done()
	var result error
	last := process.Part{Name: "command", Run: func(ctx context.Context) error {
		result = w(ctx, h)
		done()
		<-ctx.Done()
		return nil
	}}
	return errors.Join(process.Together(ctx, append(parts, last)...), result)
}

// one is the authority that a command is about.
func (s settings) one() (string, error) {
	if len(s.Authorities) != 1 {
		return "", fmt.Errorf("say which authority this is about: --authority, once")
	}
	return s.Authorities[0], nil
}

// caughtUp waits until the tables mean all that the log holds.
func (h *house) caughtUp(ctx context.Context, log *eventlog.Log, authority string) error {
	bounds, err := log.Bounds(ctx, authority)
	if err != nil {
		return err
	}
	return store.Open(h.pool).WaitFor(ctx, authority, bounds.Last)
}

// commandsTaken asks each service, as the operator, whether it is there.
func commandsTaken(ctx context.Context, nc *nats.Conn) error {
	for _, name := range intake.Services {
		subject, err := micro.ControlSubject(micro.PingVerb, name, "")
		if err != nil {
			return err
		}
		if _, err := nc.RequestWithContext(ctx, subject, nil); err != nil {
			return fmt.Errorf("service %s takes no commands: %w", name, err)
		}
	}
	return nil
}

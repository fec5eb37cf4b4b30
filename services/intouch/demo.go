package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats.go"

	"intouch/deploy"
	"intouch/pkg/access"
	"intouch/pkg/careleaver"
	"intouch/pkg/demo"
	"intouch/pkg/eventlog"
	"intouch/pkg/importing"
	"intouch/pkg/intake"
	"intouch/pkg/monitor"
	"intouch/pkg/process"
	"intouch/pkg/projector"
	"intouch/pkg/store"
)

// demonstration is run, of a made-up authority alone, whose past is made first.
type demonstration struct{}

// Run makes what is missing of the past, then goes on as run does.
func (demonstration) Run(s settings) error {
	s.Authorities = []string{demo.Authority}
	f, err := takeFolder(s.Data, "demo")
	if err != nil {
		return err
	}
	defer f.release()
	err = process.Service("intouch", s.Settings, func(ctx context.Context, all process.Settings) error {
		s.Settings = all
		slog.SetDefault(slog.New(warnings{slog.Default().Handler()}))
		if err := makeUp(ctx, s, f, os.Stdout); err != nil || ctx.Err() != nil {
			return err
		}
		return everything(ctx, s, f)
	})
	if err != nil {
		return alreadySaid{err}
	}
	return nil
}

// makeUp starts the servers and the parts that take commands, on the clock of
// the demonstration, and stops them when it has come to the present.
//
// Every event makes somebody's rows anew: much garbage of which nothing stays,
// so it is collected less often meanwhile.
func makeUp(ctx context.Context, s settings, f *folder, out io.Writer) (err error) {
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	h, err := open(ctx, s, f)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	err = h.withLog(ctx, "admin", func(nc *nats.Conn, _ *eventlog.Log) error {
		return eventlog.Create(ctx, nc, demo.Authority, eventlog.Options{Replicas: h.Replicas})
	})
	if err != nil {
		return err
	}
	if err := h.makeTables(ctx); err != nil {
		return err
	}
	ctx, done := context.WithCancel(ctx)
	defer done()
	var clock demo.Clock
	making := process.Part{Name: "demo", Run: func(ctx context.Context) error {
		if err := h.makePast(ctx, &clock, out); err != nil {
			return err
		}
		done()
		<-ctx.Done()
		return nil
	}}
	return process.Together(ctx, append(h.takers(clock.Now), making)...)
}

// takers are the parts that are needed while a past is made: all that an import
// needs but the projector, which then works when a day is over.
func (h *house) takers(now func() time.Time) []process.Part {
	return slices.DeleteFunc(h.base(now), func(p process.Part) bool { return strings.HasPrefix(p.Name, "projector") })
}

// makePast makes the past: as the operator, who sends the commands, and when a
// day is over as the projector and the monitor.
func (h *house) makePast(ctx context.Context, clock *demo.Clock, out io.Writer) error {
	first, err := firstPolicy()
	if err != nil {
		return err
	}
	m := demo.Maker{World: demo.Real, Policy: string(deploy.Policy), DB: store.Open(h.pool), Clock: clock, Until: time.Now()}
	return h.withLog(ctx, "operator", func(nc *nats.Conn, _ *eventlog.Log) error {
		m.Send = importing.Through(intake.NewClient(nc), access.OperatorOf(demo.Authority))
		return h.withLog(ctx, "projector", func(_ *nats.Conn, log *eventlog.Log) error {
			m.Projector = projector.Projector{DB: m.DB, Log: log, Authority: demo.Authority, Policy: first}
			return h.withLog(ctx, "monitor", func(_ *nats.Conn, log *eventlog.Log) error {
				m.Monitor = monitor.Monitor{DB: m.DB, Log: log, Authority: demo.Authority, Now: clock.Now}
				return tell(ctx, m, out)
			})
		})
	})
}

// tell makes the past, and tells of it on the terminal.
func tell(ctx context.Context, m demo.Maker, out io.Writer) error {
	began, d := time.Now(), diary{out: out}
	m.Progress = d.day
	made, err := m.Make(ctx)
	switch {
	case err != nil:
		return err
	case made.Commands == 0:
		fmt.Fprintln(out, "The demonstration is here already, and up to date")
		return nil
	}
	fmt.Fprintf(out, "Made in %s: %d recorded, %d alerts raised, %d closed\n", time.Since(began).Round(time.Second), made.Commands, made.Raised, made.Closed)
	for _, refused := range made.Refused {
		fmt.Fprintln(out, "Refused, since the record has moved on:", refused)
	}
	return nil
}

// diary tells how far the making has come: a line a month.
type diary struct {
	out   io.Writer
	begun bool
	last  demo.Made
}

func (d *diary) day(day careleaver.Day, made demo.Made) {
	if !d.begun {
		fmt.Fprintf(d.out, "Making up an authority that does not exist, day by day from %s\n", day.Long())
		d.begun = true
	}
	year, month, _ := day.Date()
	if _, next, _ := (day + 1).Date(); next == month {
		return
	}
	fmt.Fprintf(d.out, "  %-9s %d  %5d recorded  %4d alerts raised\n", month, year, made.Commands-d.last.Commands, made.Raised-d.last.Raised)
	d.last = made
}

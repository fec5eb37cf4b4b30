package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime/debug"
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
	return process.Together(ctx, append(h.base(clock.Now), making)...)
}

// makePast makes the past, as the operator and, for its sweeps, as the monitor.
func (h *house) makePast(ctx context.Context, clock *demo.Clock, out io.Writer) error {
	return h.withLog(ctx, "operator", func(nc *nats.Conn, log *eventlog.Log) error {
		return h.withLog(ctx, "monitor", func(_ *nats.Conn, watch *eventlog.Log) error {
			now, db := time.Now(), store.Open(h.pool)
			from, err := demo.Found(ctx, db, log)
			if err != nil {
				return err
			}
			if from.IsZero() {
				from = demo.Begun(careleaver.DayOf(now))
			}
			told := &diary{out: out, from: from, began: now}
			made, err := demo.Maker{
				World: demo.Real(from), Policy: string(deploy.Policy), DB: db, Clock: clock, Until: now, Progress: told.day,
				Send:    importing.Through(intake.NewClient(nc), access.OperatorOf(demo.Authority)),
				Monitor: monitor.Monitor{DB: db, Log: watch, Authority: demo.Authority, Now: clock.Now},
			}.Make(ctx)
			if err == nil {
				told.end(made)
			}
			return err
		})
	})
}

// diary tells on the terminal how far the making has come: a line a month.
type diary struct {
	out   io.Writer
	from  careleaver.Day
	began time.Time
	last  demo.Made
}

func (d *diary) day(day careleaver.Day, made demo.Made) {
	if d.last.Commands == 0 && made.Commands > 0 && day == d.from {
		fmt.Fprintf(d.out, "Making up an authority that does not exist, and its past since %s\n", d.from.Long())
	}
	year, month, _ := day.Date()
	if _, next, _ := (day + 1).Date(); next == month || made.Commands == d.last.Commands {
		return
	}
	fmt.Fprintf(d.out, "  %-9s %d  %5d recorded  %4d alerts raised\n", month, year, made.Commands-d.last.Commands, made.Raised-d.last.Raised)
	d.last = made
}

func (d *diary) end(made demo.Made) {
	if made.Commands == 0 {
		fmt.Fprintln(d.out, "The demonstration is here already, and up to date")
		return
	}
	fmt.Fprintf(d.out, "Made in %s: %d recorded, %d alerts raised, %d closed\n", time.Since(d.began).Round(time.Second), made.Commands, made.Raised, made.Closed)
	for _, refused := range made.Refused {
		fmt.Fprintln(d.out, "Refused, since the records have moved on:", refused)
	}
}

package main

import (
	"context"
	"time"

	"github.com/nats-io/nats.go"

	"intouch/deploy"
	"intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/eventlog"
	"intouch/pkg/intake"
	"intouch/pkg/monitor"
	"intouch/pkg/process"
	"intouch/pkg/projector"
	"intouch/pkg/store"
)

// parts are the services, those first that others need. Each signs in to NATS
// as itself, as it does in a deployment, so that none can do another's work.
func (h *house) parts(now func() time.Time) []process.Part {
	parts := h.base(now)
	for _, authority := range h.Authorities {
		parts = append(parts, h.part("monitor", authority, func(ctx context.Context, _ *nats.Conn, log *eventlog.Log) error {
			if err := h.makeTables(ctx); err != nil {
				return err
			}
			return monitor.Monitor{DB: store.Open(h.pool), Log: log, Authority: authority, Now: now}.Run(ctx)
		}))
	}
	return parts
}

// base are the parts that keep the tables up to date and take commands: enough
// to import a list.
func (h *house) base(now func() time.Time) []process.Part {
	var parts []process.Part
	if h.tables != nil {
		parts = append(parts, process.Part{Name: "postgres", Run: func(ctx context.Context) error { return h.tables.keep(ctx, h.Settings) }})
	}
	for _, authority := range h.Authorities {
		parts = append(parts, h.part("projector", authority, func(ctx context.Context, _ *nats.Conn, log *eventlog.Log) error {
			return h.project(ctx, log, authority)
		}))
	}
	for _, name := range intake.Services {
		parts = append(parts, h.part(name, "", func(ctx context.Context, nc *nats.Conn, log *eventlog.Log) error {
			return intake.Service{Name: name, Log: log, Now: now, UsualDays: duty.UsualDays, ReadPolicy: duty.CheckPolicy}.Serve(ctx, nc)
		}))
	}
	return parts
}

// part is the service of that NATS user, for one authority or, with none
// named, all. It is started again when it fails.
func (h *house) part(user, authority string, run func(context.Context, *nats.Conn, *eventlog.Log) error) process.Part {
	name := user
	if authority != "" {
		name += " " + authority
	}
	return process.Part{Name: name, Run: func(ctx context.Context) error {
		return h.Keep(ctx, name, func(ctx context.Context) error {
			return h.withLog(ctx, user, func(nc *nats.Conn, log *eventlog.Log) error { return run(ctx, nc, log) })
		})
	}}
}

// project makes the tables, then lets them follow the log.
func (h *house) project(ctx context.Context, log *eventlog.Log, authority string) error {
	if err := h.makeTables(ctx); err != nil {
		return err
	}
	first, err := firstPolicy()
	if err != nil {
		return err
	}
	return projector.Projector{DB: store.Open(h.pool), Log: log, Authority: authority, Policy: first}.Run(ctx)
}

// firstPolicy holds where an authority has published none.
func firstPolicy() (duty.Policy, error) {
	return duty.ParsePolicy(deploy.Policy, 1, careleaver.NewDay(2000, time.January, 1))
}

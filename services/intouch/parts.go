package main

import (
	"context"
	"time"

	"github.com/nats-io/nats.go"

	"intouch/pkg/eventlog"
	"intouch/pkg/process"
)

// parts are the services, those first that others need.
func (h *house) parts(now func() time.Time) []process.Part {
	var parts []process.Part
	if h.tables != nil {
		parts = append(parts, process.Part{Name: "postgres", Run: func(ctx context.Context) error { return h.tables.keep(ctx, h.Settings) }})
	}
	return append(parts,
		h.part("projector", h.project),
	)
}

// part is a service that signs in to NATS as the user of its name, and is
// started again when it fails.
func (h *house) part(name string, run func(context.Context, *nats.Conn, *eventlog.Log) error) process.Part {
	return process.Part{Name: name, Run: func(ctx context.Context) error {
		return h.Keep(ctx, name, func(ctx context.Context) error {
			return h.withLog(ctx, name, func(nc *nats.Conn, log *eventlog.Log) error { return run(ctx, nc, log) })
		})
	}}
}

// project makes the tables, then lets them follow the log.
func (h *house) project(ctx context.Context, _ *nats.Conn, log *eventlog.Log) error {
	if err := h.makeTables(ctx); err != nil {
		return err
	}
	<-ctx.Done()
	return ctx.Err()
}

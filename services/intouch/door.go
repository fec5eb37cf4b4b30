package main

import (
	"context"
	"time"

	"github.com/nats-io/nats.go"

	"intouch/pkg/eventlog"
	"intouch/pkg/intake"
	"intouch/pkg/store"
	"intouch/pkg/web"
)

// openDoor serves the pages and the API, and lets readiness ask whether the
// tables can be read and commands are taken. What they need may come and go.
func (h *house) openDoor(visitor, operator *nats.Conn, log *eventlog.Log, now func() time.Time) error {
	first, err := firstPolicy()
	if err != nil {
		return err
	}
	tables := store.Open(h.pool)
	h.Health.Register("tables", tables.Check)
	if h.logs != nil {
		h.Health.Register("log", func(context.Context) error { return h.logs.Healthy() })
	}
	h.Health.Register("commands", func(ctx context.Context) error { return commandsTaken(ctx, operator) })
	h.Handle("/", web.New(web.Options{
		DB: tables, Client: intake.NewClient(visitor), Now: now, Policy: first, Authorities: h.Authorities,
		LogEnd: func(ctx context.Context, authority string) (uint64, error) {
			bounds, err := log.Bounds(ctx, authority)
			return bounds.Last, err
		},
	}))
	return nil
}

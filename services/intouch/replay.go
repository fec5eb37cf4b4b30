package main

import (
	"context"
	"fmt"

	"github.com/nats-io/nats.go"

	"intouch/pkg/eventlog"
	"intouch/pkg/projector"
	"intouch/pkg/store"
)

// replay makes the tables anew from the log, while everything goes on.
type replay struct{}

// Run needs the servers alone; what runs goes on.
func (replay) Run(s settings) error {
	return s.do("replay", nothing, func(ctx context.Context, h *house) error {
		if err := h.makeTables(ctx); err != nil {
			return err
		}
		first, err := firstPolicy()
		if err != nil {
			return err
		}
		db := store.Open(h.pool)
		return h.withLog(ctx, "operator", func(_ *nats.Conn, log *eventlog.Log) error {
			if err := (projector.Replay{DB: db, Log: log, Authorities: h.Authorities, Policy: first}).Run(ctx); err != nil {
				return err
			}
			return sayWhere(ctx, db, h.Authorities)
		})
	})
}

func sayWhere(ctx context.Context, db *store.DB, authorities []string) error {
	for _, authority := range authorities {
		at, err := db.Position(ctx, authority)
		if err != nil {
			return err
		}
		fmt.Printf("%s: the tables are made anew from the log, up to position %d\n", authority, at.Meant)
	}
	return nil
}

package main

import (
	"context"
	"fmt"

	"github.com/nats-io/nats.go"

	"intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
	"intouch/pkg/store"
)

// erase takes out of the log what two people have decided to destroy: the bytes
// of the messages themselves (docs/rules.md section 10).
type erase struct{}

// Run waits until the tables have forgotten it, then erases it.
func (erase) Run(s settings) error {
	return s.do("erase", (*house).base, func(ctx context.Context, h *house) error {
		return h.withLog(ctx, "admin", func(nc *nats.Conn, log *eventlog.Log) error {
			for _, authority := range h.Authorities {
				if err := h.erase(ctx, nc, log, authority); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

func (h *house) erase(ctx context.Context, nc *nats.Conn, log *eventlog.Log, authority string) error {
	if err := h.caughtUp(ctx, log, authority); err != nil {
		return err
	}
	destroyed, err := store.Open(h.pool).Destructions(ctx, authority)
	if err != nil {
		return err
	}
	erased := 0
	for _, e := range destroyed {
		for _, position := range e.Fact.(careleaver.Destroyed).Positions {
			_, there, err := log.Message(ctx, authority, position)
			if err != nil {
				return err
			}
			if !there {
				continue
			}
			if err := eventlog.Erase(ctx, nc, authority, position); err != nil {
				return err
			}
			erased++
		}
	}
	fmt.Printf("%s: %d records are destroyed; %d messages were still in the log and are erased now\n", authority, len(destroyed), erased)
	if erased > 0 {
		fmt.Println("The files of the tables and the backups still hold it: deploy/runbooks/erase.md says what to do next.")
	}
	return nil
}

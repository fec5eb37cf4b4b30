// Monitor raises an alert for each lapse, and closes it when the lapse is over.
package main

import (
	"context"
	"time"

	"intouch/pkg/eventlog"
	"intouch/pkg/monitor"
	"intouch/pkg/process"
	"intouch/pkg/store"
)

func main() { process.Main("monitor", run) }

func run(ctx context.Context, s process.Settings) error {
	nc, err := s.NATS(ctx, "monitor")
	if err != nil {
		return err
	}
	defer process.Drain(nc)
	pool, err := s.Database(ctx)
	if err != nil {
		return err
	}
	defer pool.Close()
	var parts []process.Part
	for _, authority := range s.Authorities {
		parts = append(parts, process.Part{Name: "monitor " + authority, Run: func(ctx context.Context) error {
			return s.Keep(ctx, "monitor "+authority, func(ctx context.Context) error {
				log, err := eventlog.Open(ctx, nc)
				if err != nil {
					return err
				}
				return monitor.Monitor{DB: store.Open(pool), Log: log, Authority: authority, Now: time.Now}.Run(ctx)
			})
		}})
	}
	return process.Together(ctx, parts...)
}

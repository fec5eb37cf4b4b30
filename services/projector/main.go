// Projector turns the log into the tables that everything else reads.
package main

import (
	"context"
	"time"

	"intouch/deploy"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/eventlog"
	"intouch/pkg/process"
	"intouch/pkg/projector"
	"intouch/pkg/store"
)

const name = "projector"

func main() { process.Main(name, run) }

func run(ctx context.Context, s process.Settings) error {
	// It holds until an authority publishes its own.
	policy, err := duty.ParsePolicy(deploy.Policy, 1, care.NewDay(2000, time.January, 1))
	if err != nil {
		return err
	}
	nc, err := s.NATS(ctx, name)
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
		part := name + " " + authority
		parts = append(parts, process.Part{Name: part, Run: func(ctx context.Context) error {
			return s.Keep(ctx, part, func(ctx context.Context) error {
				log, err := eventlog.Open(ctx, nc)
				if err != nil {
					return err
				}
				return projector.Projector{DB: store.Open(pool), Log: log, Authority: authority, Policy: policy}.Run(ctx)
			})
		}})
	}
	return process.Together(ctx, parts...)
}

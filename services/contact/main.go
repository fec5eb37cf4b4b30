// Contact takes reports of contact with care leavers, and of attempts at it,
// and publishes them.
package main

import (
	"context"
	"time"

	"intouch/pkg/eventlog"
	"intouch/pkg/intake"
	"intouch/pkg/process"
)

const name = "contact"

func main() { process.Main(name, run) }

func run(ctx context.Context, s process.Settings) error {
	nc, err := s.NATS(ctx, name)
	if err != nil {
		return err
	}
	defer process.Drain(nc)
	return s.Keep(ctx, "commands", func(ctx context.Context) error {
		log, err := eventlog.Open(ctx, nc)
		if err != nil {
			return err
		}
		return intake.Serve(ctx, nc, log, name, time.Now)
	})
}

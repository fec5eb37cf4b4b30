// Pathway takes what care leavers do, what their pathway plans say and how
// often they are to be contacted, and publishes it.
package main

import (
	"context"
	"time"

	"intouch/pkg/duty"
	"intouch/pkg/eventlog"
	"intouch/pkg/intake"
	"intouch/pkg/process"
)

const name = "pathway"

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
		return intake.Service{Name: name, Log: log, Now: time.Now, UsualDays: duty.UsualDays}.Serve(ctx, nc)
	})
}

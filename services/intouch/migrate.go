package main

import (
	"context"
	"time"

	"intouch/pkg/process"
)

// migrate makes streams and tables, before the services of a deployment start.
type migrate struct{}

// Run needs the folder only for the servers that are its own.
func (migrate) Run(s settings) error {
	var f *folder
	if s.NATSURL == "" || s.DatabaseURL == "" {
		var err error
		if f, err = takeFolder(s.Data, "migrate"); err != nil {
			return err
		}
		defer f.release()
	}
	return process.Command("intouch", s.Settings, func(ctx context.Context, _ process.Settings) error {
		h, err := open(ctx, s, f)
		if err != nil {
			return err
		}
		defer h.close()
		if err := h.makeLogs(ctx, time.Now); err != nil {
			return err
		}
		return h.makeTables(ctx)
	})
}

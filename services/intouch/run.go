package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"time"

	"github.com/nats-io/nats.go"

	"intouch/pkg/eventlog"
	"intouch/pkg/process"
)

// run is everything in one process.
type run struct{}

// Run holds the folder for as long as it lasts.
func (run) Run(s settings) error {
	f, err := takeFolder(s.Data, "run")
	if err != nil {
		return err
	}
	defer f.release()
	err = process.Service("intouch", s.Settings, func(ctx context.Context, all process.Settings) error {
		s.Settings = all
		slog.SetDefault(slog.New(warnings{slog.Default().Handler()}))
		return everything(ctx, s, f)
	})
	if err != nil {
		return alreadySaid{err}
	}
	return nil
}

// everything starts the servers, then the parts, and stops them in the
// opposite order.
func everything(ctx context.Context, s settings, f *folder) (err error) {
	h, err := open(ctx, s, f)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	if err := h.makeLogs(ctx, time.Now); err != nil {
		return err
	}
	if err := f.announce(h.running(os.Getpid())); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.forget()) }()
	return h.withLog(ctx, "operator", func(operator *nats.Conn, log *eventlog.Log) error {
		visitor, err := h.connect(ctx, "web")
		if err != nil {
			return err
		}
		defer process.Drain(visitor)
		if err := h.openDoor(visitor, operator, log, time.Now); err != nil {
			return err
		}
		greeting := process.Part{Name: "greeting", Run: func(ctx context.Context) error { return h.greet(ctx, log, os.Stdout) }}
		return process.Together(ctx, append(h.parts(time.Now), greeting)...)
	})
}

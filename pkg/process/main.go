// Package process is what every program of InTouch does alike: settings,
// signals, connections, logging, telemetry, health, and stopping in order. So
// that a main is its wiring and nothing else:
//
//	func main() { process.Main("contact", run) }
//
//	func run(ctx context.Context, s process.Settings) error {
//		nc, err := s.NATS(ctx, "contact")
//		…
//	}
package process

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
)

// stopWithin bounds how long a program may take to stop in order.
const stopWithin = 5 * time.Second

// Run is a program, or a part of one: it runs until ctx ends, then tidies up
// and returns.
type Run func(ctx context.Context, s Settings) error

// Main is a service: it reads the settings, and the program's own ones if given
// (pointers to structs in kong's language, with env:"INTOUCH_…"), then runs
// with a server for health and metrics until it fails or is told to stop.
func Main(name string, run Run, own ...any) {
	var s Settings
	options := []kong.Option{kong.Name(name), kong.UsageOnError()}
	for _, settings := range own {
		options = append(options, kong.Embed(settings))
	}
	kong.Parse(&s, options...)
	if err := Service(name, s, run); err != nil {
		os.Exit(1) // Service has said why
	}
}

// Service runs a program that serves HTTP on s.Addr; it logs to standard
// output, its own failure included.
func Service(name string, s Settings, run Run) error {
	err := live(name, os.Stdout, func(ctx context.Context, t telemetry) error {
		return serving(ctx, s, t.page, run)
	})
	if err != nil {
		slog.Error("stopped", "error", err)
	}
	return err
}

// Command runs a command that a person waits for: without a server, logging to
// standard error, since its answer goes to standard output. The caller reports
// the error.
func Command(name string, s Settings, run Run) error {
	return live(name, os.Stderr, func(ctx context.Context, _ telemetry) error { return run(ctx, s) })
}

// live is a program's life: telemetry before and after, and the signals. The
// first Ctrl-C stops it in order, which is bounded; a second one kills it.
func live(name string, out io.Writer, run func(context.Context, telemetry) error) error {
	slog.SetDefault(Logger(out).With("service", name))
	ctx, forget := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer forget()
	context.AfterFunc(ctx, forget)
	t, err := startTelemetry(ctx, name)
	if err != nil {
		return err
	}
	defer t.stop(ctx)
	return within(ctx, stopWithin, func(ctx context.Context) error { return run(ctx, t) })
}

// within runs to the end, or until the limit after ctx has ended.
func within(ctx context.Context, limit time.Duration, run func(context.Context) error) error {
	done := make(chan error, 1)
	go func() { done <- run(ctx) }()
	select {
	case err := <-done:
		return unlessStopped(ctx, err)
	case <-ctx.Done():
	}
	select {
	case err := <-done:
		return unlessStopped(ctx, err)
	case <-time.After(limit):
		return fmt.Errorf("did not stop within %s", limit)
	}
}

// unlessStopped drops the error of whoever says only that it was told to stop.
func unlessStopped(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

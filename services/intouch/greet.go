package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net"
	"slices"
	"time"

	"intouch/pkg/duty"
	"intouch/pkg/eventlog"
	"intouch/pkg/store"
)

const (
	readyWithin = 20 * time.Second // before it says what it waits for
	askEvery    = 20 * time.Millisecond
)

// greet says where InTouch is, once it is ready. The address comes last.
func (h *house) greet(ctx context.Context, log *eventlog.Log, out io.Writer) error {
	waiting := h.ready(ctx, log)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	fmt.Fprintln(out, "Everything recorded is kept in", h.Data)
	if h.tables != nil && h.tables.elsewhere() {
		fmt.Fprintln(out, "The tables are in", h.tables.server.Where(), "since PostgreSQL's user cannot enter the data folder")
	}
	fmt.Fprintln(out, "Bank holidays are known until", duty.HolidaysKnownTo().Long())
	for _, part := range slices.Sorted(maps.Keys(waiting)) {
		fmt.Fprintf(out, "Not ready yet, still trying: %s: %s\n", part, waiting[part])
	}
	fmt.Fprintln(out, address(h.Addr))
	<-ctx.Done()
	return ctx.Err()
}

// ready waits until nothing is wrong, or long enough, and returns what still is.
func (h *house) ready(ctx context.Context, log *eventlog.Log) map[string]string {
	enough := time.After(readyWithin)
	tick := time.NewTicker(askEvery)
	defer tick.Stop()
	for {
		faults := h.faults(ctx, log)
		if len(faults) == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return nil
		case <-enough:
			return faults
		case <-tick.C:
		}
	}
}

// faults are what readiness knows of; when that is nothing, the tables that do
// not mean the whole log yet.
func (h *house) faults(ctx context.Context, log *eventlog.Log) map[string]string {
	faults := h.Health.Faults(ctx)
	if len(faults) > 0 {
		return faults
	}
	for _, authority := range h.Authorities {
		if err := h.behind(ctx, log, authority); err != nil {
			faults["tables of "+authority] = err.Error()
		}
	}
	return faults
}

func (h *house) behind(ctx context.Context, log *eventlog.Log, authority string) error {
	end, err := log.Bounds(ctx, authority)
	if err != nil {
		return err
	}
	at, err := store.Open(h.pool).Position(ctx, authority)
	if err == nil && at.Meant < end.Last {
		err = fmt.Errorf("catching up with the log, at %d of %d", at.Meant, end.Last)
	}
	return err
}

// address is how a browser on this machine reaches addr.
func address(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return "http://" + addr
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && (ip.IsLoopback() || ip.IsUnspecified()) {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// warnings passes on what somebody should know: the terminal is a person's.
type warnings struct{ slog.Handler }

func (h warnings) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn && h.Handler.Enabled(ctx, l)
}
func (h warnings) WithAttrs(attrs []slog.Attr) slog.Handler {
	return warnings{h.Handler.WithAttrs(attrs)}
}
func (h warnings) WithGroup(name string) slog.Handler { return warnings{h.Handler.WithGroup(name)} }

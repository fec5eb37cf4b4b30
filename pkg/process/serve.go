package process

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

const (
	// drainWithin is how long requests under way may still take.
	drainWithin   = 3 * time.Second
	headersWithin = 5 * time.Second
	idleFor       = 2 * time.Minute
)

// serving runs a program with its HTTP server, which is up before anything that
// the program connects to, so that readiness can say what is missing, and is
// drained before the program is told to stop.
func serving(ctx context.Context, s Settings, metrics http.Handler, run Run) error {
	listener, err := net.Listen("tcp", s.Addr)
	if err != nil {
		return fmt.Errorf("serve HTTP (--addr): %w", err)
	}
	s.Addr = listener.Addr().String() // of --addr :0, the port that was given
	s.Health, s.mux = &Health{starting: true}, http.NewServeMux()
	s.mux.HandleFunc("GET /healthz", alive)
	s.mux.HandleFunc("GET /readyz", s.Health.ready)
	s.mux.Handle("GET /metrics", metrics)
	return Together(ctx,
		Part{"program", func(ctx context.Context) error { return run(ctx, s) }},
		Part{"HTTP", func(ctx context.Context) error { return serve(ctx, listener, s.mux) }})
}

// serve answers until ctx ends, then finishes what is under way.
func serve(ctx context.Context, l net.Listener, h http.Handler) error {
	server := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: headersWithin,
		IdleTimeout:       idleFor,
		ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelWarn),
	}
	slog.Info("serving", "addr", l.Addr().String())
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainWithin)
	defer cancel()
	if err := server.Shutdown(drain); errors.Is(err, context.DeadlineExceeded) {
		slog.Warn("requests cut off", "after", drainWithin.String())
		return server.Close()
	} else if err != nil {
		return err
	}
	return nil
}

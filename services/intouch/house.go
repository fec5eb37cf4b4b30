package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go"

	"intouch/pkg/eventlog"
	"intouch/pkg/eventlog/embedded"
	"intouch/pkg/process"
)

// house is what every part stands on: a server for the log and one for the
// tables, each our own or somebody else's.
type house struct {
	settings
	pool    *pgxpool.Pool
	connect func(ctx context.Context, user string) (*nats.Conn, error)
	logs    *embedded.Server // nil: somebody else's, at NATSURL
	tables  *cluster         // nil: somebody else's, at DatabaseURL
}

// open starts, in the folder, the servers that the settings name no other for;
// close stops them. Failing to start for the first time is final: a program
// that is missing does not come back by itself.
func open(ctx context.Context, s settings, f *folder) (*house, error) {
	h := &house{settings: s, connect: s.NATS}
	if err := h.start(ctx, f); err != nil {
		return nil, errors.Join(err, h.close())
	}
	return h, nil
}

func (h *house) start(ctx context.Context, f *folder) (err error) {
	if h.NATSURL == "" {
		h.logs, err = embedded.Start(embedded.Options{Dir: f.join("nats"), Listen: "127.0.0.1:0", StoreKey: h.StoreKey})
		if err != nil {
			return err
		}
		h.connect = func(_ context.Context, user string) (*nats.Conn, error) { return h.logs.Connect(user) }
	}
	if h.DatabaseURL == "" {
		if h.tables, err = startCluster(ctx, f.join("postgres")); err != nil {
			return err
		}
		h.DatabaseURL = h.tables.server.URL(database)
	}
	h.pool, err = h.Database(ctx)
	return err
}

// visit returns the house of the process that runs.
func visit(ctx context.Context, s settings, r running) (*house, error) {
	for _, a := range s.Authorities {
		if !slices.Contains(r.Authorities, a) {
			return nil, fmt.Errorf("the running InTouch serves %s, not %s: say which with --authority", strings.Join(r.Authorities, ", "), a)
		}
	}
	s.DatabaseURL = r.Database
	connect := func(ctx context.Context, user string) (*nats.Conn, error) {
		there := s.Settings
		if there.NATSURL = r.NATS[user]; there.NATSURL == "" {
			return nil, fmt.Errorf("connect to the running InTouch: run.json names no NATS user %q", user)
		}
		return there.NATS(ctx, user)
	}
	pool, err := s.Database(ctx)
	return &house{settings: s, pool: pool, connect: connect}, err
}

// close stops what this house has of its own, the log's server last.
func (h *house) close() (err error) {
	if h.pool != nil {
		h.pool.Close()
	}
	if h.tables != nil {
		err = h.tables.server.Stop()
	}
	if h.logs != nil {
		h.logs.Stop()
	}
	return err
}

// running is what this house tells the operator's commands.
func (h *house) running(pid int) running {
	r := running{PID: pid, Address: address(h.Addr), Authorities: h.Authorities, Database: h.DatabaseURL, NATS: map[string]string{}}
	for _, user := range []string{"operator", "admin"} {
		r.NATS[user] = h.NATSURL
		if h.logs != nil {
			r.NATS[user] = h.logs.URL(user)
		}
	}
	if h.tables != nil {
		r.Cluster = h.tables.server.Where()
	}
	return r
}

// withLog works with the log as a user of nats.conf, once NATS is there.
func (h *house) withLog(ctx context.Context, user string, work func(*nats.Conn, *eventlog.Log) error) error {
	nc, err := h.connect(ctx, user)
	if err != nil {
		return err
	}
	defer process.Drain(nc)
	var log *eventlog.Log
	err = process.Retry(ctx, "open the log as "+user, func(ctx context.Context) (err error) {
		log, err = eventlog.Open(ctx, nc)
		return err
	})
	if err != nil {
		return err
	}
	return work(nc, log)
}

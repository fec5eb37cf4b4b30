package projector_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/synadia-io/orbit.go/jetstreamext"

	"intouch/deploy"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/eventlog"
	"intouch/pkg/eventlog/embedded"
	"intouch/pkg/projector"
	"intouch/pkg/store"
	"intouch/pkg/store/storetest"
	"intouch/pkg/wire"
)

func TestMain(m *testing.M) {
	flag.Set("rapid.checks", "15") // each is two logs; more with -rapid.checks
	storetest.Main(m)
}

const (
	authority = "E09000002"
	patience  = 20 * time.Second // how long a test waits for what must happen
)

// house is a real NATS and a real database, with the log of one authority.
type house struct {
	t    testing.TB
	dir  string
	pool *pgxpool.Pool
	db   *store.DB
	nats *embedded.Server
	log  *eventlog.Log
	seed *nats.Conn
}

func newHouse(t testing.TB) *house {
	t.Helper()
	pool := storetest.New(t)
	h := &house{t: t, dir: t.TempDir(), pool: pool, db: store.Open(pool)}
	h.startNATS()
	t.Cleanup(func() { h.nats.Stop() })
	if err := eventlog.Create(t.Context(), h.seed, authority, eventlog.Options{}); err != nil {
		t.Fatal(err)
	}
	return h
}

// startNATS starts the server on the same folder again.
func (h *house) startNATS() {
	h.t.Helper()
	var err error
	if h.nats, err = embedded.Start(embedded.Options{Dir: h.dir}); err != nil {
		h.t.Fatal(err)
	}
	h.seed = h.conn("admin")
	if h.log, err = eventlog.Open(h.t.Context(), h.conn("projector")); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) conn(user string) *nats.Conn {
	h.t.Helper()
	nc, err := h.nats.Connect(user, nats.ErrorHandler(func(*nats.Conn, *nats.Subscription, error) {}))
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(nc.Close)
	return nc
}

// publish appends events to the log in their order, whatever they say.
func (h *house) publish(events ...care.Event) {
	h.t.Helper()
	for batch := range slices.Chunk(events, 1000) {
		messages := make([]*nats.Msg, len(batch))
		for i, e := range batch {
			m, err := wire.Encode(e)
			if err != nil {
				h.t.Fatal(err)
			}
			messages[i] = &nats.Msg{Subject: m.Subject, Header: m.Header, Data: m.Body}
		}
		h.send(messages...)
	}
}

func (h *house) send(messages ...*nats.Msg) {
	h.t.Helper()
	if _, err := jetstreamext.PublishMsgBatch(h.t.Context(), must(newJetStream(h)), messages); err != nil {
		h.t.Fatal(err)
	}
}

func newJetStream(h *house) (jetstream.JetStream, error) { return jetstream.New(h.seed) }

func (h *house) projector() projector.Projector {
	return projector.Projector{DB: h.db, Log: h.log, Authority: authority, Policy: england}
}

// england is the policy that comes with the program.
var england = must(duty.ParsePolicy(deploy.Policy, 1, care.NewDay(2020, time.January, 1)))

// policyText is that policy with something replaced.
func policyText(old, new string) []byte {
	if !bytes.Contains(deploy.Policy, []byte(old)) {
		panic("the policy does not say " + old)
	}
	return bytes.ReplaceAll(deploy.Policy, []byte(old), []byte(new))
}

// run starts a projector and returns what stops it; it must not fail meanwhile.
func (h *house) run() (stop func()) {
	h.t.Helper()
	cancel, done := h.start(h.projector())
	return func() {
		h.t.Helper()
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			h.t.Errorf("the projector: %v", err)
		}
	}
}

// start starts a projector; done gives what it ended with.
func (h *house) start(p projector.Projector) (stop func(), done <-chan error) {
	ctx, cancel := context.WithCancel(h.t.Context())
	end := make(chan error, 1)
	var running sync.WaitGroup
	running.Go(func() { end <- p.Run(ctx) })
	h.t.Cleanup(func() { cancel(); running.Wait() })
	return cancel, end
}

// catchUp projects until the tables mean all that is in the log.
func (h *house) catchUp() {
	h.t.Helper()
	stop := h.run()
	h.wait()
	stop()
}

// wait waits until the tables mean all that is in the log now.
func (h *house) wait() {
	h.t.Helper()
	h.waitFor(authority)
}

func (h *house) waitFor(authority string) {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), patience)
	defer cancel()
	bounds, err := h.log.Bounds(ctx, authority)
	if err != nil {
		h.t.Fatal(err)
	}
	if err := h.db.WaitFor(ctx, authority, bounds.Last); err != nil {
		h.t.Fatal(err)
	}
}

// one is the single value of a query.
func one[T any](h *house, sql string, args ...any) (v T) {
	h.t.Helper()
	if err := h.pool.QueryRow(h.t.Context(), sql, args...).Scan(&v); err != nil {
		h.t.Fatalf("%s: %v", sql, err)
	}
	return v
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

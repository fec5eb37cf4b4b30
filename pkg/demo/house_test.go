package demo

import (
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go"

	"intouch/deploy"
	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/eventlog"
	"intouch/pkg/eventlog/embedded"
	"intouch/pkg/importing"
	"intouch/pkg/intake"
	"intouch/pkg/monitor"
	"intouch/pkg/projector"
	"intouch/pkg/store"
	"intouch/pkg/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// house is a real NATS with the services that take commands, and a real
// database, all on the demonstration's clock.
type house struct {
	testing.TB
	pool  *pgxpool.Pool
	db    *store.DB
	nats  *embedded.Server
	log   *eventlog.Log // as the operator reads it
	clock Clock
}

func newHouse(t testing.TB) *house {
	t.Helper()
	pool := storetest.New(t)
	h := &house{TB: t, pool: pool, db: store.Open(pool)}
	var err error
	if h.nats, err = embedded.Start(embedded.Options{Dir: t.TempDir()}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.nats.Stop)
	if err := eventlog.Create(t.Context(), h.conn("admin"), Authority, eventlog.Options{}); err != nil {
		t.Fatal(err)
	}
	_, h.log = h.open("operator")
	for _, name := range intake.Services {
		nc, log := h.open(name)
		stop, err := intake.Service{Name: name, Log: log, Now: h.clock.Now}.Start(nc)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(stop)
	}
	return h
}

func (h *house) conn(user string) *nats.Conn {
	h.Helper()
	nc, err := h.nats.Connect(user)
	if err != nil {
		h.Fatal(err)
	}
	h.Cleanup(nc.Close)
	return nc
}

func (h *house) open(user string) (*nats.Conn, *eventlog.Log) {
	h.Helper()
	nc := h.conn(user)
	log, err := eventlog.Open(h.Context(), nc)
	if err != nil {
		h.Fatal(err)
	}
	return nc, log
}

func (h *house) projector() projector.Projector {
	h.Helper()
	policy, err := duty.ParsePolicy(deploy.Policy, 1, care.NewDay(2020, time.January, 1))
	if err != nil {
		h.Fatal(err)
	}
	_, log := h.open("projector")
	return projector.Projector{DB: h.db, Log: log, Authority: Authority, Policy: policy}
}

// maker makes a world in this house, until a time.
func (h *house) maker(w World, until time.Time) Maker {
	_, log := h.open("monitor")
	return Maker{
		World: w, Policy: string(deploy.Policy), DB: h.db, Clock: &h.clock, Until: until,
		Send:      importing.Through(intake.NewClient(h.conn("operator")), access.OperatorOf(Authority)),
		Projector: h.projector(),
		Monitor:   monitor.Monitor{DB: h.db, Log: log, Authority: Authority, Now: h.clock.Now},
	}
}

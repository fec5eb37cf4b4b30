package monitor_test

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/eventlog"
	"intouch/pkg/eventlog/embedded"
	"intouch/pkg/monitor"
	"intouch/pkg/projector"
	"intouch/pkg/store"
	"intouch/pkg/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

const authority = "test"

func day(s string) care.Day {
	d, err := care.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// world is a log, tables, a projector at work, and a clock of our own.
type world struct {
	t    testing.TB
	now  time.Time
	nats *embedded.Server
	log  *eventlog.Log // as admin, who may append anything
	pool *pgxpool.Pool
	db   *store.DB
	n    int
}

func newWorld(t testing.TB, start string) *world {
	t.Helper()
	s, err := embedded.Start(embedded.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	pool := storetest.New(t)
	w := &world{t: t, nats: s, pool: pool, db: store.Open(pool)}
	admin := w.conn("admin")
	if err := eventlog.Create(t.Context(), admin, authority, eventlog.Options{}); err != nil {
		t.Fatal(err)
	}
	w.log = w.open(admin)
	w.at(start)
	w.project()
	return w
}

func (w *world) conn(user string) *nats.Conn {
	w.t.Helper()
	nc, err := w.nats.Connect(user)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(nc.Close)
	return nc
}

func (w *world) open(nc *nats.Conn) *eventlog.Log {
	w.t.Helper()
	log, err := eventlog.Open(w.t.Context(), nc)
	if err != nil {
		w.t.Fatal(err)
	}
	return log
}

// project runs the projector until the test is over.
func (w *world) project() {
	w.t.Helper()
	ctx, cancel := context.WithCancel(w.t.Context())
	p := projector.Projector{DB: w.db, Log: w.open(w.conn("projector")), Authority: authority, Policy: england(w.t)}
	var running sync.WaitGroup
	running.Go(func() {
		if err := p.Run(ctx); err != nil && !errors.Is(err, context.Canceled) {
			w.t.Errorf("projector: %v", err)
		}
	})
	w.t.Cleanup(func() { cancel(); running.Wait() })
}

// at sets the clock to ten o'clock of a day.
func (w *world) at(s string) { w.now = day(s).Start().Add(10 * time.Hour) }

// tell appends a fact on a new record, or on one that is named.
func (w *world) tell(who care.PersonID, area care.Area, r care.RecordID, after uint64, f care.Fact) (care.RecordID, uint64) {
	w.t.Helper()
	w.n++
	id := care.DerivedID("event", strconv.Itoa(w.n))
	if _, ok := f.(care.Registered); ok {
		id = who
	}
	if r == "" {
		r = care.NewRecordID(id)
	}
	stored, err := w.log.Append(w.t.Context(), care.Event{ID: id, Authority: authority, Person: who, Area: area, Record: r, Fact: f,
		RecordedAt: w.now, Actor: care.Operator, Source: "/intouch/test"}, after)
	if err != nil {
		w.t.Fatal(err)
	}
	return r, stored.Position
}

// met records a phone talk of the clock's day.
func (w *world) met(who care.PersonID, on string) (care.RecordID, uint64) {
	return w.tell(who, care.AreaContact, "", 0, care.ContactMade{How: care.Called, When: care.OnDay(day(on)), StillThere: care.StillYes})
}

// joins is somebody on the register with a home abroad, so that keeping in touch
// is all that is owed, and a personal adviser.
func (w *world) joins(name string) care.PersonID {
	who := care.DerivedID("person", name)
	w.tell(who, care.AreaCaseload, care.RecordPerson, 0, care.Registered{LocalID: name, Category: care.FormerRelevant, Details: care.Details{DateOfBirth: day("2007-05-05")}})
	pat := care.NewStaffID(authority, "Pat")
	if w.n == 1 {
		_, err := w.log.Append(w.t.Context(), care.Event{ID: pat, Authority: authority, Area: care.AreaStaff, Record: care.NewRecordID(pat),
			Fact: care.StaffJoined{Name: "Pat"}, RecordedAt: w.now, Actor: care.Operator, Source: "/intouch/test"}, 0)
		if err != nil {
			w.t.Fatal(err)
		}
	}
	w.tell(who, care.AreaCaseload, care.RecordAdviser, 0, care.AdviserAllocated{Staff: pat, Role: care.PersonalAdviser, From: care.DayOf(w.now)})
	w.tell(who, care.AreaAccommodation, "", 0, care.MovedIn{From: care.From{From: care.DayOf(w.now)}, Residence: "G"})
	w.met(who, care.DayOf(w.now).String())
	return who
}

func (w *world) monitor() monitor.Monitor {
	return monitor.Monitor{DB: w.db, Log: w.open(w.conn("monitor")), Authority: authority, Now: func() time.Time { return w.now }}
}

func (w *world) sweep() store.Receipt {
	w.t.Helper()
	r, err := w.monitor().Sweep(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	if r.Evaluated != r.Register || r.ToLook != 0 {
		w.t.Errorf("after a sweep %d of %d are evaluated, %d to look at", r.Evaluated, r.Register, r.ToLook)
	}
	return r
}

// alerts are those of a person for keeping in touch, as the tables have them.
func (w *world) alerts(who care.PersonID) []store.Alert {
	w.t.Helper()
	b, err := w.log.Bounds(w.t.Context(), authority)
	if err != nil {
		w.t.Fatal(err)
	}
	if err := w.db.WaitFor(w.t.Context(), authority, b.Last); err != nil {
		w.t.Fatal(err)
	}
	page, err := w.db.Alerts(w.t.Context(), store.AlertQuery{Authority: authority, On: care.DayOf(w.now), Person: who, Rule: duty.KeepInTouch})
	if err != nil {
		w.t.Fatal(err)
	}
	var all []store.Alert
	for _, r := range page.Rows {
		all = append(all, r.Alert)
	}
	return all
}

func (w *world) wantOpen(who care.PersonID, open int) {
	w.t.Helper()
	n := 0
	for _, a := range w.alerts(who) {
		if a.Open {
			n++
		}
	}
	if n != open {
		w.t.Errorf("on %s: %d alerts are open, want %d", care.DayOf(w.now), n, open)
	}
}

func TestALapseIsRaisedOnceClosedByContactAndReopenedByItsVoid(t *testing.T) {
	w := newWorld(t, "2026-03-02")
	wren := w.joins("wren")
	w.at("2026-04-27")
	w.sweep()
	w.wantOpen(wren, 0) // the fifty-sixth day: still in time
	w.at("2026-04-28")
	if r := w.sweep(); r.Raised != 1 {
		t.Errorf("raised %d, want 1", r.Raised)
	}
	w.wantOpen(wren, 1)
	if r := w.sweep(); r.Raised+r.Closed != 0 {
		t.Errorf("a second sweep raised %d and closed %d", r.Raised, r.Closed)
	}
	w.at("2026-05-04")
	contact, at := w.met(wren, "2026-05-03")
	w.sweep()
	w.wantOpen(wren, 0)
	if a := w.alerts(wren)[0]; a.ClosedReason != care.ClosedMet {
		t.Errorf("closed as %s", a.ClosedReason)
	}
	w.tell(wren, care.AreaContact, contact, at, care.Voided{Reason: "entered_in_error"})
	w.sweep()
	w.wantOpen(wren, 1)
	if all := w.alerts(wren); len(all) != 1 || all[0].Opened != 2 {
		t.Errorf("the same lapse has %d alerts, opened %d times", len(all), all[0].Opened)
	}
}

func TestAContactRecordedLateClosesTheAlertAndKeepsBothGaps(t *testing.T) {
	w := newWorld(t, "2026-03-02")
	wren := w.joins("wren")
	w.at("2026-05-10")
	w.sweep()
	w.wantOpen(wren, 1)
	w.met(wren, "2026-04-20")
	w.sweep()
	if a := w.alerts(wren)[0]; a.Open || a.ClosedReason != care.ClosedLate {
		t.Errorf("open %t, closed as %s", a.Open, a.ClosedReason)
	}
}

func TestThreeMonitorsAtOnceRaiseEachAlertOnce(t *testing.T) {
	w := newWorld(t, "2026-03-02")
	var people []care.PersonID
	for _, name := range []string{"wren", "robin", "heron", "finch", "crane", "swift", "jay", "kite"} {
		people = append(people, w.joins(name))
	}
	w.at("2026-05-10")
	w.sweepTogether(3)
	for _, who := range people {
		if all := w.alerts(who); len(all) != 1 || all[0].Opened != 1 {
			t.Errorf("%d alerts: %+v", len(all), all)
		}
	}
}

// What lapsed and was over again while no monitor ran is raised all the same,
// and closed: the log knows of it.
func TestAMonitorThatWasAwayMissesNothing(t *testing.T) {
	w := newWorld(t, "2026-03-02")
	wren := w.joins("wren")
	w.at("2032-06-01") // the case closed on the 25th birthday, 5 May 2032
	if r := w.sweep(); r.Raised == 0 || r.Raised != r.Closed {
		t.Errorf("raised %d, closed %d", r.Raised, r.Closed)
	}
	w.wantOpen(wren, 0)
	if len(w.alerts(wren)) != 1 {
		t.Error("the lapse of 2026 left no trace")
	}
}

// An import raises no storm: what was missed before going live is baseline.
func TestAnImportRaisesBaseline(t *testing.T) {
	w := newWorld(t, "2026-06-01")
	list := care.DerivedID("import")
	if _, err := w.log.Append(t.Context(), care.Event{ID: list, Authority: authority, Area: care.AreaImport, Record: care.NewRecordID(list),
		Fact: care.ImportStarted{Format: "annex-a-list-9", AsAt: day("2026-06-01"), Digest: "0"}, RecordedAt: w.now, Actor: care.Operator, Source: "/intouch/test"}, 0); err != nil {
		t.Fatal(err)
	}
	farid := care.DerivedID("person", "farid")
	w.tell(farid, care.AreaCaseload, care.RecordPerson, 0, care.Registered{LocalID: "F", Category: care.FormerRelevant, HowKnown: care.FromImport})
	w.at("2026-06-10")
	w.sweep()
	a := w.alerts(farid)
	if len(a) != 1 || a[0].Origin != care.Baseline || a[0].ActBy != day("2026-06-29") || a[0].Due != day("2026-06-08") {
		t.Errorf("alerts %+v", a)
	}
}

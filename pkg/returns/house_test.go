package returns

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/xuri/excelize/v2"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty/dutytest"
	"intouch/pkg/eventlog"
	"intouch/pkg/eventlog/embedded"
	"intouch/pkg/history"
	"intouch/pkg/importing"
	"intouch/pkg/intake"
	"intouch/pkg/projector"
	"intouch/pkg/store"
	"intouch/pkg/store/storetest"
	"intouch/pkg/wire"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// house is a real NATS with the services that take commands, and a real
// database.
type house struct {
	testing.TB
	db   *store.DB
	nats *embedded.Server
}

// newHouse is a house whose clock stands at noon of today.
func newHouse(t testing.TB) *house {
	t.Helper()
	return houseAt(t, func() time.Time { return noon(today.String()) })
}

func houseAt(t testing.TB, now func() time.Time) *house {
	t.Helper()
	server, err := embedded.Start(embedded.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Stop)
	h := &house{TB: t, db: store.Open(storetest.New(t)), nats: server}
	for _, name := range intake.Services {
		nc := h.conn(name)
		stop, err := intake.Service{Name: name, Log: h.open(nc), Now: now}.Start(nc)
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

func (h *house) open(nc *nats.Conn) *eventlog.Log {
	h.Helper()
	log, err := eventlog.Open(h.Context(), nc)
	if err != nil {
		h.Fatal(err)
	}
	return log
}

// town is an authority of the house.
type town struct {
	*house
	authority string
}

// town makes an authority of which nothing is known.
func (h *house) town(authority string) town {
	h.Helper()
	w := h.logOf(authority)
	p := projector.Projector{DB: h.db, Log: h.open(h.conn("projector")), Authority: authority, Policy: dutytest.Policy(h, "2024-01-01")}
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		if err := p.Run(ctx); !errors.Is(err, context.Canceled) {
			h.Error(err)
		}
	})
	h.Cleanup(func() { cancel(); running.Wait() })
	return w
}

// logOf makes the log of an authority whose tables somebody else fills.
func (h *house) logOf(authority string) town {
	h.Helper()
	if err := eventlog.Create(h.Context(), h.conn("admin"), authority, eventlog.Options{}); err != nil {
		h.Fatal(err)
	}
	return town{h, authority}
}

// publish puts the events of a past into the log, as they were recorded then.
func (w town) publish(lives ...*life) {
	w.Helper()
	js, err := jetstream.New(w.conn("admin"))
	if err != nil {
		w.Fatal(err)
	}
	for _, l := range lives {
		for _, e := range l.events {
			e.Authority = w.authority
			m, err := wire.Encode(e)
			if err != nil {
				w.Fatal(err)
			}
			if _, err := js.PublishMsg(w.Context(), &nats.Msg{Subject: m.Subject, Header: m.Header, Data: m.Body}); err != nil {
				w.Fatal(err)
			}
		}
	}
	w.settle()
}

// settle waits until the tables mean all that is in the log.
func (w town) settle() {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.Context(), time.Minute)
	defer cancel()
	bounds, err := w.open(w.conn("operator")).Bounds(ctx, w.authority)
	if err == nil {
		err = w.db.WaitFor(ctx, w.authority, bounds.Last)
	}
	if err != nil {
		w.Fatal(err)
	}
}

func (w town) take() Take {
	return Take{Council: history.Council{DB: w.db, Authority: w.authority, Policy: dutytest.Policy(w, "2024-01-01")}, On: today, Today: today}
}

// imports imports a list of a day.
func (w town) imports(file []byte, asAt care.Day) importing.Report {
	w.Helper()
	caller := access.OperatorOf(w.authority)
	report, err := importing.List9(w.Context(), importing.Job{
		Caller: caller, AsAt: asAt, Today: today, File: bytes.NewReader(file), Name: "list", Send: importing.Through(intake.NewClient(w.conn("operator")), caller),
		Events: func(ctx context.Context, p care.PersonID) ([]care.Event, error) {
			events, _, err := w.db.Events(ctx, w.authority, p)
			return events, err
		},
	})
	if err != nil {
		w.Fatal(err)
	}
	if !report.Finished {
		w.Fatal(report.Text())
	}
	w.settle()
	return report
}

// list9 is List 9 as it is taken out, as at a day.
func (w town) list9(f Format, at care.Day) []byte {
	w.Helper()
	var b bytes.Buffer
	take := w.take()
	take.On = at
	if err := take.List9(w.Context(), &b, f); err != nil {
		w.Fatal(err)
	}
	return b.Bytes()
}

// readCSV are the rows of a CSV below its headings, by the first cell.
func readCSV(t testing.TB, file []byte) map[string][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(file), byteOrderMark))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return byFirst(rows[1:])
}

// readBook are the rows of a sheet of a workbook below its headings, likewise.
func readBook(t testing.TB, file []byte, sheet string) (headings []string, rows map[string][]string) {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	all, err := book.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return all[0], byFirst(all[1:])
}

func byFirst(rows [][]string) map[string][]string {
	all := map[string][]string{}
	for _, r := range rows {
		for len(r) < len(list9Columns) {
			r = append(r, "") // a workbook leaves blank cells at the end out
		}
		all[r[0]] = r
	}
	return all
}

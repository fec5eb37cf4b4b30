package importing

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
	"intouch/pkg/eventlog/embedded"
	"intouch/pkg/intake"
	"intouch/pkg/wire"
)

// town is an authority on a real log with the services that take commands; its
// clock stands at noon of 10 June 2026.
type town struct {
	testing.TB
	nats *embedded.Server
	log  *eventlog.Log
	send Send
}

func newTown(t testing.TB) *town {
	t.Helper()
	server, err := embedded.Start(embedded.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Stop() })
	w := &town{TB: t, nats: server}
	if err := eventlog.Create(t.Context(), w.as("admin"), council, eventlog.Options{}); err != nil {
		t.Fatal(err)
	}
	operator := w.as("operator")
	w.log = w.open(operator)
	w.send = Through(intake.NewClient(operator), access.OperatorOf(council))
	noon := care.NewDay(2026, time.June, 10).Start().Add(12 * time.Hour)
	for _, name := range intake.Services {
		nc := w.as(name)
		stop, err := intake.Service{Name: name, Log: w.open(nc), Now: func() time.Time { return noon }}.Start(nc)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(stop)
	}
	return w
}

func (w *town) as(user string) *nats.Conn {
	w.Helper()
	nc, err := w.nats.Connect(user)
	if err != nil {
		w.Fatal(err)
	}
	w.Cleanup(nc.Close)
	return nc
}

func (w *town) open(nc *nats.Conn) *eventlog.Log {
	w.Helper()
	log, err := eventlog.Open(w.Context(), nc)
	if err != nil {
		w.Fatal(err)
	}
	return log
}

// events is the whole log, as the monitor may read it.
func (w *town) events() []care.Event {
	w.Helper()
	f, err := w.open(w.as("projector")).Follow(w.Context(), council, 0)
	if err != nil {
		w.Fatal(err)
	}
	defer f.Close()
	var all []care.Event
	for {
		batch, err := f.Next(w.Context(), 1000, false)
		if err != nil {
			w.Fatal(err)
		}
		if len(batch) == 0 {
			return all
		}
		for _, m := range batch {
			e, err := wire.Decode(m)
			if err != nil {
				w.Fatal(err)
			}
			all = append(all, e)
		}
	}
}

// imported imports a list, with the register as it is before the import.
func (w *town) imported(asAt care.Day, people ...person) Report {
	w.Helper()
	register := &register{TB: w, events: w.events()}
	job := register.job(asAt, listOf(people...).csv(','))
	job.Send = w.send
	report, err := List9(w.Context(), job)
	if err != nil {
		w.Fatal(err)
	}
	return report
}

// Everything that councils type goes through the real services to the real log
// once, and a second time changes nothing, whatever follows on what.
func TestARealLogTakesAListOnceAndWhatANewerOneChanges(t *testing.T) {
	w := newTown(t)
	var messy []person
	for i := range 20 {
		p := person{ColumnID: string(rune('a' + i))}
		for column, cells := range typed {
			p[column] = cells[i%len(cells)]
		}
		messy = append(messy, p)
	}
	messy = append(messy, mia("full"), mia(""), mia("none"), mia("custody", person{ColumnAccommodation: "X"}))
	newer := append(messy[:20:20], mia("full", person{ColumnAccommodation: "B", ColumnSuitability: "b) Unsuitable", ColumnActivity: "G5"}), mia("custody"))

	for _, list := range []struct {
		what   string
		asAt   care.Day
		people []person
	}{{"the first list", may20, messy}, {"a newer list", june1, newer}} {
		report := w.imported(list.asAt, list.people...)
		if !report.Finished || len(report.Rows) != len(list.people) {
			t.Fatalf("%s: %s", list.what, report.Text())
		}
		stored := len(w.events())
		again := w.imported(list.asAt, list.people...)
		if n := len(w.events()) - stored; n != 0 || !again.Finished {
			t.Errorf("%s again appended %d events, the first %T", list.what, n, w.events()[stored].Fact)
		}
	}

	events := w.events()
	k := knownFrom(idOf("full"), ofPerson(events, idOf("full")))
	if len(k.Homes) != 2 || k.Homes[1].Assessments[0].Facts.Suitable != care.No || len(k.Activities) != 2 {
		t.Errorf("homes %+v", k.Homes)
	}
	k = knownFrom(idOf("custody"), ofPerson(events, idOf("custody")))
	if k.Absences[0].Back == nil || k.Stretches[len(k.Stretches)-1].State != care.AtHome {
		t.Errorf("absences %+v", k.Absences)
	}
	for _, e := range events {
		if e.Source != Source {
			t.Errorf("%T comes from %q", e.Fact, e.Source)
		}
	}
}

func ofPerson(events []care.Event, id care.PersonID) []care.Event {
	var all []care.Event
	for _, e := range events {
		if e.Person == id {
			all = append(all, e)
		}
	}
	return all
}

// Killed anywhere and begun again on a register that lags behind the log, an
// import ends with the same log.
func TestARegisterThatLagsBehindTheLogMakesNoDifference(t *testing.T) {
	w := newTown(t)
	list := listOf(mia("1"), mia("2", person{ColumnAccommodation: "X"}), mia("3", person{ColumnInTouch: "d) Refu"}))
	var mu sync.Mutex
	left := 9
	breaking := func(ctx context.Context, e care.Event, after uint64) (Reply, error) {
		mu.Lock()
		left--
		broken := left < 0
		mu.Unlock()
		if broken {
			return Reply{}, context.DeadlineExceeded
		}
		return w.send(ctx, e, after)
	}
	empty := &register{TB: t} // it never hears of anything
	for run, send := range []Send{breaking, w.send, w.send} {
		job := empty.job(june1, list.csv(','))
		job.Send = send
		report, err := List9(t.Context(), job)
		if err != nil || report.Finished != (run > 0) {
			t.Fatalf("run %d: %v, %s", run, err, report.Text())
		}
	}
	one := newRegister(t)
	if _, err := List9(t.Context(), one.job(june1, list.csv(','))); err != nil {
		t.Fatal(err)
	}
	if got, want := len(w.events()), len(one.events); got != want {
		t.Errorf("the log holds %d events, and %d when nothing breaks", got, want)
	}
}

package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"intouch/deploy"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/eventlog"
	"intouch/pkg/eventlog/embedded"
	"intouch/pkg/intake"
	"intouch/pkg/monitor"
	"intouch/pkg/projector"
	"intouch/pkg/store"
	"intouch/pkg/store/storetest"
	"intouch/pkg/web"
)

// The whole of InTouch, told once: what is sent over HTTP, what becomes of it
// day by day, and what is read again, on a clock of our own.
func TestTheStoryOfSam(t *testing.T) {
	w := newWorld(t)
	w.at("2026-05-01")
	sam := w.post("/care-leavers", `{"localId":"S-1","givenName":"Sam","familyName":"Rowan","dateOfBirth":"2007-09-09","category":"former_relevant"}`)["person"].(string)
	w.wantBucket(sam, "unaccounted", "never_in_touch") // on the register and nothing else: from the first day
	pat := id()
	w.put("/staff/"+pat, `{"name":"Pat Heron","roles":["personal_adviser"],"team":"North"}`)
	w.put("/care-leavers/"+sam+"/allocations/"+id(), `{"staff":"`+pat+`","role":"personal_adviser","team":"North","from":"2026-05-01"}`)
	flat := id()
	w.put("/care-leavers/"+sam+"/accommodations/"+flat, `{"from":"2026-05-01","letter":"U","address":"1 Alder Yard","provided":"s23B"}`)
	w.put("/care-leavers/"+sam+"/contacts/"+id(), `{"how":"call","when":"2026-05-01","stillThere":"yes"}`)
	w.wantBucket(sam, "in_touch")

	w.at("2026-05-08")
	w.wantOpen(sam, "first-visit", 0) // the seventh day: still in time
	w.at("2026-05-09")
	w.wantOpen(sam, "first-visit", 1)
	visit := id()
	w.put("/care-leavers/"+sam+"/contacts/"+visit, `{"how":"saw_at_home","when":"2026-05-09"}`)
	w.wantOpen(sam, "first-visit", 0)

	at := w.position
	w.put("/care-leavers/"+sam+"/contacts/"+visit+"/voids/"+id()+"?after="+at, `{"reason":"entered_in_error"}`)
	w.wantOpen(sam, "first-visit", 1) // what closed it was taken back
	w.put("/care-leavers/"+sam+"/contacts/"+id(), `{"how":"saw_at_home","when":"2026-05-08"}`)
	w.wantOpen(sam, "first-visit", 0) // it had been in time, and was recorded late

	w.at("2026-07-03") // 56 days after 8 May
	w.wantBucket(sam, "due")
	w.put("/care-leavers/"+sam+"/attempts/"+id(), `{"how":"call","when":"2026-07-03","outcome":"no_answer"}`)
	w.wantBucket(sam, "due") // an attempt is not a contact
	w.at("2026-07-04")
	w.wantBucket(sam, "overdue", "contact_overdue")
	w.wantOpen(sam, "keep-in-touch", 1)
	w.at("2026-08-01") // half the interval later
	w.wantBucket(sam, "unaccounted", "silent")
	if names := w.get("/care-leavers?bucket=unaccounted")["items"].([]any); len(names) != 1 {
		t.Errorf("%d people are unaccounted for", len(names))
	}

	away := id()
	w.put("/care-leavers/"+sam+"/absences/"+away, `{"kind":"custody","from":"2026-07-20","howKnown":"told_on_site","toldOn":"2026-08-01","expectedEnd":"2026-08-20"}`)
	w.put("/care-leavers/"+sam+"/contacts/"+id(), `{"how":"saw_elsewhere","where":"custody","when":"2026-08-01"}`)
	w.wantOpen(sam, "keep-in-touch", 0)
	w.wantBucket(sam, "in_touch")
	w.at("2026-08-21")
	w.wantWhere(sam, "not_known") // the expected end passed without news
	w.at("2026-08-25")            // two working days after 20 August
	w.wantOpen(sam, "where-now", 1)
	w.put("/care-leavers/"+sam+"/absences/"+away+"/ends/"+id()+"?after="+w.lastOf(sam, "went_away"), `{"on":"2026-08-20","toHome":"yes","howKnown":"told_by_person"}`)
	w.wantOpen(sam, "where-now", 0)
	w.wantWhere(sam, "home")
}

// world is everything but the pages' assets, and a clock.
type world struct {
	testing.TB
	mu       sync.Mutex
	now      time.Time
	log      *eventlog.Log
	db       *store.DB
	watch    monitor.Monitor
	api      string
	position string // of the last write: what a follow-up comes after
}

func newWorld(t testing.TB) *world {
	t.Helper()
	server, err := embedded.Start(embedded.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Stop)
	w := &world{TB: t, db: store.Open(storetest.New(t))}
	open := func(user string) *eventlog.Log {
		nc, err := server.Connect(user)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(nc.Close)
		log, err := eventlog.Open(t.Context(), nc)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range intake.Services {
			if name == user {
				stop, err := intake.Service{Name: name, Log: log, Now: w.clock, UsualDays: duty.UsualDays, ReadPolicy: duty.CheckPolicy}.Start(nc)
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(stop)
			}
		}
		return log
	}
	admin, err := server.Connect("admin")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(admin.Close)
	if err := eventlog.Create(t.Context(), admin, "local", eventlog.Options{}); err != nil {
		t.Fatal(err)
	}
	for _, name := range intake.Services {
		open(name)
	}
	w.log = open("operator")
	w.watch = monitor.Monitor{DB: w.db, Log: open("monitor"), Authority: "local", Now: w.clock}
	w.project(open("projector"))
	door, err := server.Connect("web")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(door.Close)
	http := httptest.NewServer(web.New(web.Options{DB: w.db, Client: intake.NewClient(door), Now: w.clock, Authorities: []string{"local"}, LogEnd: w.end}))
	t.Cleanup(http.Close)
	w.api = http.URL + "/api/v1"
	return w
}

func (w *world) project(log *eventlog.Log) {
	w.Helper()
	policy, err := duty.ParsePolicy(deploy.Policy, 1, care.NewDay(2020, time.January, 1))
	if err != nil {
		w.Fatal(err)
	}
	ctx, cancel := context.WithCancel(w.Context())
	var running sync.WaitGroup
	running.Go(func() {
		if err := (projector.Projector{DB: w.db, Log: log, Authority: "local", Policy: policy}).Run(ctx); !errors.Is(err, context.Canceled) {
			w.Error(err)
		}
	})
	w.Cleanup(func() { cancel(); running.Wait() })
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) end(ctx context.Context, authority string) (uint64, error) {
	b, err := w.log.Bounds(ctx, authority)
	return b.Last, err
}

// at sets the clock to noon of a day, and lets the monitor look.
func (w *world) at(day string) {
	w.Helper()
	d, err := care.ParseDay(day)
	if err != nil {
		w.Fatal(err)
	}
	w.mu.Lock()
	w.now = d.Start().Add(12 * time.Hour)
	w.mu.Unlock()
	w.sweep()
}

func (w *world) sweep() {
	w.Helper()
	if _, err := w.watch.Sweep(w.Context()); err != nil {
		w.Fatal(err)
	}
}

func id() string { return uuid.NewString() }

func (w *world) send(method, path, body string) map[string]any {
	w.Helper()
	r, err := http.NewRequestWithContext(w.Context(), method, w.api+path, strings.NewReader(body))
	if err != nil {
		w.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		w.Fatal(err)
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	var got map[string]any
	if err := json.Unmarshal(text, &got); err != nil || answer.StatusCode > 299 {
		w.Fatalf("%s %s: %s %s", method, path, answer.Status, text)
	}
	if p, ok := got["position"].(float64); ok && method != http.MethodGet {
		w.position = position(p)
		w.sweep()
	}
	return got
}

// record writes without looking at anything else, and returns the position.
func (w *world) record(ctx context.Context, path, body string) (uint64, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPut, w.api+path, strings.NewReader(body))
	if err != nil {
		return 0, err
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	var got struct{ Position uint64 }
	if err := json.NewDecoder(answer.Body).Decode(&got); err != nil || answer.StatusCode != http.StatusCreated {
		return 0, fmt.Errorf("%s: %s %w", path, answer.Status, err)
	}
	return got.Position, nil
}

func position(p float64) string {
	text, _ := json.Marshal(uint64(p))
	return string(text)
}

func (w *world) post(path, body string) map[string]any {
	w.Helper()
	return w.send(http.MethodPost, path, body)
}
func (w *world) put(path, body string) map[string]any {
	w.Helper()
	return w.send(http.MethodPut, path, body)
}

// get reads when the tables mean the whole log.
func (w *world) get(path string) map[string]any {
	w.Helper()
	end, err := w.end(w.Context(), "local")
	if err != nil {
		w.Fatal(err)
	}
	join := "?"
	if strings.Contains(path, "?") {
		join = "&"
	}
	return w.send(http.MethodGet, path+join+"min-position="+position(float64(end)), "")
}

func (w *world) wantBucket(person, bucket string, reasons ...string) {
	w.Helper()
	p := w.get("/care-leavers/" + person)
	var got []string
	for _, r := range p["reasons"].([]any) {
		got = append(got, r.(string))
	}
	for _, want := range reasons {
		if !strings.Contains(strings.Join(got, " "), want) {
			w.Errorf("on %s the reasons are %v, without %s", w.clock().Format(time.DateOnly), got, want)
		}
	}
	if p["bucket"] != bucket {
		w.Errorf("on %s: %s %v, want %s", w.clock().Format(time.DateOnly), p["bucket"], got, bucket)
	}
}

func (w *world) wantWhere(person, state string) {
	w.Helper()
	where := w.get("/care-leavers/" + person)["whereabouts"].(map[string]any)
	if where["state"] != state {
		w.Errorf("on %s whereabouts are %s, want %s", w.clock().Format(time.DateOnly), where["state"], state)
	}
}

func (w *world) wantOpen(person, rule string, want int) {
	w.Helper()
	n := 0
	for _, a := range w.get("/alerts?state=open&rule=" + rule)["items"].([]any) {
		if a.(map[string]any)["person"] == person {
			n++
		}
	}
	if n != want {
		w.Errorf("on %s: %d alerts of %s are open, want %d", w.clock().Format(time.DateOnly), n, rule, want)
	}
}

// lastOf is the position of the last event of a kind on the person's timeline.
func (w *world) lastOf(person, kind string) string {
	w.Helper()
	for _, e := range w.get("/care-leavers/" + person + "/timeline")["items"].([]any) {
		entry := e.(map[string]any)
		if strings.Contains(entry["type"].(string), "."+kind+".") {
			return position(entry["position"].(float64))
		}
	}
	w.Fatalf("nothing of kind %s on the timeline", kind)
	return ""
}

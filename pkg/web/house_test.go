package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"intouch/deploy"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/eventlog"
	"intouch/pkg/eventlog/embedded"
	"intouch/pkg/intake"
	"intouch/pkg/projector"
	"intouch/pkg/store"
	"intouch/pkg/store/storetest"
	"intouch/pkg/wire"
)

func TestMain(m *testing.M) { storetest.Main(m) }

const authority = "E09000002"

// noon is the now of all tests: Monday 15 June 2026.
var noon = time.Date(2026, 6, 15, 12, 0, 0, 0, care.London)

// house is all of InTouch on a real NATS and a real Postgres, as a browser
// meets it.
type house struct {
	*testing.T
	pool    *pgxpool.Pool
	db      *store.DB
	nats    *embedded.Server
	log     *eventlog.Log
	admin   *nats.Conn
	handler http.Handler
	url     string
	stops   []func() // of the services
}

func newHouse(t *testing.T) *house {
	t.Helper()
	server, err := embedded.Start(embedded.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Stop)
	pool := storetest.New(t)
	h := &house{T: t, pool: pool, db: store.Open(pool), nats: server}
	h.admin, h.log = h.conn("admin"), h.open("operator")
	if err := eventlog.Create(t.Context(), h.admin, authority, eventlog.Options{}); err != nil {
		t.Fatal(err)
	}
	for _, name := range intake.Services {
		h.serve(name)
	}
	h.door(Options{DB: h.db})
	return h
}

// door opens the door, on what the options name and this house besides.
func (h *house) door(o Options) {
	o.Client, o.Now, o.Authorities, o.LogEnd, o.Policy = intake.NewClient(h.conn("web")), func() time.Time { return noon }, []string{authority}, h.logEnd, h.policy()
	h.handler = New(o)
	server := httptest.NewServer(h.handler)
	h.Cleanup(server.Close)
	h.url = server.URL
}

func (h *house) logEnd(ctx context.Context, authority string) (uint64, error) {
	bounds, err := h.log.Bounds(ctx, authority)
	return bounds.Last, err
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

func (h *house) open(user string) *eventlog.Log {
	h.Helper()
	log, err := eventlog.Open(h.Context(), h.conn(user))
	if err != nil {
		h.Fatal(err)
	}
	return log
}

func (h *house) serve(name string) {
	h.Helper()
	nc := h.conn(name)
	log, err := eventlog.Open(h.Context(), nc)
	if err != nil {
		h.Fatal(err)
	}
	stop, err := intake.Service{Name: name, Log: log, Now: func() time.Time { return noon }}.Start(nc)
	if err != nil {
		h.Fatal(err)
	}
	h.stops = append(h.stops, stop)
}

// policy is the one that came with the program.
func (h *house) policy() duty.Policy {
	h.Helper()
	policy, err := duty.ParsePolicy(deploy.Policy, 1, day("2020-01-01"))
	if err != nil {
		h.Fatal(err)
	}
	return policy
}

// project starts the projector; it works until the test ends.
func (h *house) project() {
	h.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	p := projector.Projector{DB: h.db, Log: h.open("projector"), Authority: authority, Policy: h.policy()}
	var running sync.WaitGroup
	running.Go(func() {
		if err := p.Run(ctx); !errors.Is(err, context.Canceled) {
			h.Error(err)
		}
	})
	h.Cleanup(func() { cancel(); running.Wait() })
}

// publish puts the events of a past into the log, as they were recorded then.
func (h *house) publish(events ...care.Event) {
	h.Helper()
	js, err := jetstream.New(h.admin)
	if err != nil {
		h.Fatal(err)
	}
	for _, e := range events {
		m, err := wire.Encode(e)
		if err != nil {
			h.Fatal(err)
		}
		if _, err := js.PublishMsg(h.Context(), &nats.Msg{Subject: m.Subject, Header: m.Header, Data: m.Body}); err != nil {
			h.Fatal(err)
		}
	}
}

// settle waits until the tables mean all that is in the log.
func (h *house) settle() {
	h.Helper()
	ctx, cancel := context.WithTimeout(h.Context(), 20*time.Second)
	defer cancel()
	bounds, err := h.log.Bounds(ctx, authority)
	if err == nil {
		err = h.db.WaitFor(ctx, authority, bounds.Last)
	}
	if err != nil {
		h.Fatal(err)
	}
}

// sweep leaves the receipt of a sweep that found everybody looked at.
func (h *house) sweep(at time.Time) {
	h.Helper()
	c, err := h.db.Coverage(h.Context(), authority, at)
	if err == nil {
		err = h.db.SaveReceipt(h.Context(), store.Receipt{Authority: authority, Coverage: c, LogEnd: c.Position.Stored})
	}
	if err != nil {
		h.Fatal(err)
	}
}

// visitor is somebody with a browser.
type visitor struct {
	*house
	http *http.Client
}

// as is somebody who has said who they are.
func (h *house) as(staff care.StaffID) visitor {
	h.Helper()
	v := h.stranger()
	u, err := url.Parse(h.url)
	if err != nil {
		h.Fatal(err)
	}
	v.http.Jar.SetCookies(u, []*http.Cookie{{Name: youCookie, Value: authority + "/" + staff.String()}})
	return v
}

// stranger is somebody who has said nothing.
func (h *house) stranger() visitor {
	h.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		h.Fatal(err)
	}
	return visitor{h, &http.Client{Jar: jar}}
}

// answer is what a visitor got, in the end.
type answer struct {
	status int
	url    *url.URL
	header http.Header
	body   string
}

func (v visitor) get(path string) answer {
	v.Helper()
	return v.do(http.MethodGet, path, "", nil)
}

func (v visitor) post(path string, form url.Values) answer {
	v.Helper()
	return v.do(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

func (v visitor) do(method, path, kind string, body io.Reader) answer {
	v.Helper()
	r, err := http.NewRequestWithContext(v.Context(), method, v.url+path, body)
	if err != nil {
		v.Fatal(err)
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	resp, err := v.http.Do(r)
	if err != nil {
		v.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		v.Fatal(err)
	}
	return answer{resp.StatusCode, resp.Request.URL, resp.Header, string(text)}
}

// wants fails unless the answer has the status and every text.
func (a answer) wants(t testing.TB, status int, texts ...string) answer {
	t.Helper()
	if a.status != status {
		t.Errorf("status %d, want %d:\n%s", a.status, status, readable(a.body))
	}
	for _, text := range texts {
		if !strings.Contains(a.body, text) {
			t.Errorf("no %q in\n%s", text, readable(a.body))
		}
	}
	return a
}

// lacks fails if the answer has any of the texts.
func (a answer) lacks(t testing.TB, texts ...string) answer {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(a.body, text) {
			t.Errorf("there is %q in\n%s", text, readable(a.body))
		}
	}
	return a
}

// readable is the main part of a page, without blank lines.
func readable(page string) string {
	if _, main, ok := strings.Cut(page, `id="main-content"`); ok {
		page, _, _ = strings.Cut(main, "</main>")
	}
	var lines []string
	for line := range strings.Lines(page) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// unpacked is a packed answer.
func unpacked(t *testing.T, packed []byte) string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func newID() string { return uuid.NewString() }

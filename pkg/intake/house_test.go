package intake

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
	"intouch/pkg/eventlog/embedded"
	"intouch/pkg/wire"
)

var noon = time.Date(2026, 6, 15, 12, 0, 0, 0, care.London)

var (
	pa      = care.DerivedID("test", "a personal adviser")
	manager = care.DerivedID("test", "a manager")
	head    = care.DerivedID("test", "a head of service")
	support = care.DerivedID("test", "business support")
	analyst = care.DerivedID("test", "an analyst")
)

var rolesOf = map[care.StaffID]care.StaffRole{
	pa: care.RolePA, manager: care.RoleTeamManager, head: care.RoleHeadOfService, support: care.RoleSupport, analyst: care.RoleAnalyst,
}

// shared is one NATS with all services, for all tests that break nothing.
var shared = sync.OnceValues(func() (*plant, error) {
	dir, err := os.MkdirTemp("", "intake")
	if err != nil {
		return nil, err
	}
	return startPlant(dir)
})

// plant is a NATS with all services that take commands.
type plant struct {
	dir    string
	server *embedded.Server
	client *Client
	log    *eventlog.Log // as the operator reads it
	admin  *nats.Conn
	stops  []func() // of the services, in order
	ticks  atomic.Int64
}

// connect is how a user of nats.conf is connected.
type connect func(user string, _ ...nats.Option) (*nats.Conn, error)

func startPlant(dir string) (*plant, error) {
	server, err := embedded.Start(embedded.Options{Dir: dir})
	if err != nil {
		return nil, err
	}
	p, err := newPlant(server.Connect)
	if err != nil {
		return nil, err
	}
	p.dir, p.server = dir, server
	return p, nil
}

func newPlant(as connect) (*plant, error) {
	var conns [3]*nats.Conn
	for i, user := range []string{"admin", "operator", "web"} {
		var err error
		if conns[i], err = as(user); err != nil {
			return nil, err
		}
	}
	log, err := eventlog.Open(context.Background(), conns[1])
	if err != nil {
		return nil, err
	}
	p := &plant{admin: conns[0], log: log, client: NewClient(conns[2])}
	for _, name := range Services {
		if err := p.serve(name, as); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (p *plant) serve(name string, as connect) error {
	nc, err := as(name)
	if err != nil {
		return err
	}
	log, err := eventlog.Open(context.Background(), nc)
	if err != nil {
		return err
	}
	stop, err := Service{Name: name, Log: log, Now: p.now}.Start(nc)
	p.stops = append(p.stops, stop)
	return err
}

// now is noon, and a little later each time that it is asked: of what is recorded no
// two are of one instant, or which of them counts would be chance.
func (p *plant) now() time.Time { return noon.Add(time.Duration(p.ticks.Add(1)) * time.Microsecond) }

// house is an authority with some staff, seen from outside: over HTTP, and in
// its log.
type house struct {
	*testing.T
	*plant
	authority string
	routes    http.Handler
}

func newHouse(t *testing.T) *house {
	t.Helper()
	p, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return p.house(t)
}

func (p *plant) house(t *testing.T) *house {
	t.Helper()
	h := &house{T: t, plant: p, authority: "t" + strings.ReplaceAll(uuid.NewString(), "-", "")}
	if err := eventlog.Create(t.Context(), p.admin, h.authority, eventlog.Options{}); err != nil {
		t.Fatal(err)
	}
	h.routes = Routes(p.client, func(r *http.Request) (access.Caller, error) { return h.caller(r.Header.Get("As")), nil })
	for id, role := range rolesOf {
		h.must(201, "", "/staff/"+id.String(), fmt.Sprintf(`{"name":"Staff %s","roles":["%s"]}`, id.String()[:4], role))
	}
	return h
}

// caller is the member of staff with that id; the operator if it is none.
func (h *house) caller(id string) access.Caller {
	staff, err := uuid.Parse(id)
	if err != nil {
		return access.OperatorOf(h.authority)
	}
	return access.Caller{Staff: staff, Roles: []care.StaffRole{rolesOf[staff]}, Authority: h.authority}
}

// answer is what a request was answered with.
type answer struct {
	Status   int
	Position uint64
	Person   string
	Detail   string
	Type     string
	Errors   []care.Problem
	Stored   []struct {
		ID       string
		Type     string
		Position uint64
		Facts    map[string]any
	}
	Sent  map[string]any
	Items []struct {
		Person   string
		Position uint64
		Problem  *struct{ Status int }
	}
	Header http.Header
}

// put sends a write as the member of staff; "" is the operator.
func (h *house) put(as, path, body string) answer {
	h.Helper()
	return h.send(http.MethodPut, as, path, body)
}

func (h *house) send(method, as, path, body string) (a answer) {
	h.Helper()
	r := httptest.NewRequest(method, "/api/v1"+path, strings.NewReader(body))
	r.Header.Set("As", as)
	w := httptest.NewRecorder()
	h.routes.ServeHTTP(w, r)
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
		h.Fatalf("%s %s: %d %s", method, path, w.Code, w.Body)
	}
	a.Status, a.Header = w.Code, w.Header()
	return a
}

// must sends a write that is answered with the status, and returns the answer.
func (h *house) must(status int, as, path, body string) answer {
	h.Helper()
	a := h.put(as, path, body)
	if a.Status != status {
		h.Fatalf("PUT %s %s: %d %s %v, want %d", path, short(body), a.Status, a.Detail, a.Errors, status)
	}
	return a
}

// refused sends a write that must be refused: with the status, naming the field
// if one is given, and with nothing written.
func (h *house) refused(status int, field, as, path, body string) answer {
	h.Helper()
	before := h.end()
	a := h.put(as, path, body)
	if a.Status != status {
		h.Errorf("PUT %s %s: %d %s %v, want %d", path, short(body), a.Status, a.Detail, a.Errors, status)
	}
	if field != "" && (len(a.Errors) == 0 || a.Errors[0].Pointer != field) {
		h.Errorf("PUT %s %s: %v, want a problem with %s", path, short(body), a.Errors, field)
	}
	if after := h.end(); after != before {
		h.Errorf("PUT %s %s was refused, and the log went from %d to %d", path, short(body), before, after)
	}
	return a
}

// end is the last position of the authority's log.
func (h *house) end() uint64 {
	h.Helper()
	b, err := h.log.Bounds(h.Context(), h.authority)
	if err != nil {
		h.Fatal(err)
	}
	return b.Last
}

// register puts somebody on the register and returns their path.
func (h *house) register(localID, more string) string {
	h.Helper()
	a := h.send(http.MethodPost, "", "/care-leavers", `{"localId":"`+localID+`","category":"former_relevant"`+more+`}`)
	if a.Status != 201 {
		h.Fatalf("register %s: %d %s %v", localID, a.Status, a.Detail, a.Errors)
	}
	return "/care-leavers/" + a.Person
}

// record reads a record of a person from the log.
func (h *house) record(person string, area care.Area, record string) []care.Event {
	h.Helper()
	id, _ := uuid.Parse(strings.TrimPrefix(person, "/care-leavers/"))
	events, err := h.log.Record(h.Context(), wire.Address{Authority: h.authority, Person: id, Area: area, Record: care.RecordID(record)})
	if err != nil {
		h.Fatal(err)
	}
	return events
}

// short is as much of a body as a failure shows.
func short(body string) string { return body[:min(len(body), 200)] }

func id() string { return uuid.NewString() }

func after(position uint64) string { return fmt.Sprintf("?after=%d", position) }

func TestMain(m *testing.M) {
	code := m.Run()
	if p, err := shared(); err == nil {
		p.server.Stop()
		os.RemoveAll(p.dir)
	}
	os.Exit(code)
}

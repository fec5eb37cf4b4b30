package intake

import (
	"context"
	"errors"
	"net"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go"

	care "intouch/pkg/careleaver"
	"intouch/pkg/eventlog/embedded"
	"intouch/pkg/problem"
)

func TestOnlyWebAndTheOperatorAreHeard(t *testing.T) {
	h := newHouse(t)
	sam := uuid.MustParse(h.register("1", "")[len("/care-leavers/"):])
	msg, err := message(h.caller(""), contactWith(sam))
	if err != nil {
		t.Fatal(err)
	}
	before := h.end()
	for _, user := range []string{"contact", "caseload", "monitor", "notifier", "projector", "admin"} {
		refusals := make(chan error, 10)
		nc, err := h.server.Connect(user, nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { refusals <- err }))
		if err != nil {
			t.Fatal(err)
		}
		defer nc.Close()
		if err := nc.PublishMsg(msg); err != nil {
			t.Fatal(err)
		}
		if err := <-refusals; !errors.Is(err, nats.ErrPermissionViolation) {
			t.Errorf("%s: %v", user, err)
		}
	}
	if h.end() != before {
		t.Error("somebody was heard")
	}
}

// contactWith is a command to record a contact.
func contactWith(person care.PersonID) Command {
	cmd, _ := Of(care.Event{ID: uuid.New(), Person: person, Area: care.AreaContact, Fact: care.ContactMade{How: care.Called, When: care.OnDay(care.DayOf(noon))}})
	return cmd
}

func TestARequestThatSaysNotWhoAsksIsRefused(t *testing.T) {
	h := newHouse(t)
	web, err := h.server.Connect("web")
	if err != nil {
		t.Fatal(err)
	}
	defer web.Close()
	for what, c := range map[string]struct {
		caller, body string
		want         problem.Kind
	}{
		"no caller":        {"", `{}`, problem.NotSignedIn},
		"half a caller":    {`{"authority":"` + h.authority + `"}`, `{}`, problem.NotSignedIn},
		"no command":       {`{"staff":"` + pa.String() + `","authority":"` + h.authority + `"}`, `contact`, problem.Unreadable},
		"an empty command": {`{"staff":"` + pa.String() + `","authority":"` + h.authority + `"}`, `{}`, problem.NotFound},
		"an event without an id": {`{"staff":"` + pa.String() + `","authority":"` + h.authority + `"}`,
			`{"area":"contact","kind":"contact","person":"` + id() + `","facts":{}}`, problem.Unreadable},
		"an authority that is no word": {`{"staff":"` + pa.String() + `","authority":"a.b"}`,
			`{"area":"contact","kind":"contact","person":"` + id() + `","event":"` + id() + `","facts":{}}`, problem.Fault},
	} {
		msg, err := web.RequestMsgWithContext(t.Context(), &nats.Msg{Subject: "intouch.contact.made", Header: nats.Header{callerHeader: {c.caller}}, Data: []byte(c.body)})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := readAnswer(msg); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", what, err, c.want)
		}
	}
}

func TestWhereNobodyListensItIsUnavailable(t *testing.T) {
	s, err := embedded.Start(embedded.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Stop()
	web, err := s.Connect("web")
	if err != nil {
		t.Fatal(err)
	}
	defer web.Close()
	_, err = NewClient(web).Do(t.Context(), (&house{authority: "demo"}).caller(""), contactWith(uuid.New()))
	if !errors.Is(err, problem.Unavailable) {
		t.Errorf("%v", err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := NewClient(web).Do(gone, (&house{authority: "demo"}).caller(""), contactWith(uuid.New())); !errors.Is(err, problem.Unavailable) {
		t.Errorf("asked by somebody who has gone: %v", err)
	}
}

// The answers to the first two requests are lost.
func TestARequestThatIsNotAnsweredIsSentAgain(t *testing.T) {
	s, err := embedded.Start(embedded.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Stop()
	contact, err := s.Connect("contact")
	if err != nil {
		t.Fatal(err)
	}
	defer contact.Close()
	asked := make(chan string, 3)
	_, err = contact.Subscribe("intouch.contact.made", func(m *nats.Msg) {
		asked <- string(m.Data)
		if len(asked) == 3 {
			m.Respond([]byte(`{"position":7,"already":true}`))
		}
	})
	if err = errors.Join(err, contact.Flush()); err != nil {
		t.Fatal(err)
	}
	web, err := s.Connect("web")
	if err != nil {
		t.Fatal(err)
	}
	defer web.Close()
	client := NewClient(web)
	client.askFor = 50 * time.Millisecond
	a, err := client.Do(t.Context(), (&house{authority: "demo"}).caller(""), contactWith(uuid.New()))
	if err != nil || a != (Answer{7, true}) {
		t.Errorf("%+v, %v", a, err)
	}
	first, second, third := <-asked, <-asked, <-asked
	if first != second || second != third {
		t.Error("it was not the same request")
	}
}

func TestAnAuthorityWithoutALogIsUnavailable(t *testing.T) {
	h := newHouse(t)
	other := &house{T: t, plant: h.plant, authority: "nowhere"}
	if _, err := h.client.Do(t.Context(), other.caller(""), contactWith(uuid.New())); !errors.Is(err, problem.Unavailable) {
		t.Errorf("%v", err)
	}
}

func TestWhatIsTooLongIsRefused(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	long := func(n int) string {
		return `{"how":"call","when":"2026-06-14","note":"` + strings.Repeat("a", n) + `"}`
	}
	h.refused(413, "", pa.String(), sam+"/contacts/"+id(), long(MaxBody))
	path := sam + "/contacts/" + id()
	most := MaxBody - len(long(0))
	h.must(201, pa.String(), path, long(most))
	if a := h.refused(409, "", pa.String(), path, long(most-1)); a.Type != "/problems/id-taken" || a.Stored != nil {
		t.Errorf("both together are too long to show: %s", a.Type)
	}
	cmd := contactWith(uuid.New())
	cmd.Facts = []byte(long(MaxBody))
	if _, err := h.client.Do(t.Context(), h.caller(""), cmd); !errors.Is(err, problem.TooLarge) {
		t.Errorf("%v", err)
	}
}

func TestEachOfManyIsAnswered(t *testing.T) {
	h := newHouse(t)
	sam := uuid.MustParse(h.register("1", "")[len("/care-leavers/"):])
	cmds := make([]Command, 200)
	for i := range cmds {
		cmds[i] = contactWith(sam)
	}
	cmds[7].Facts, cmds[8].Person, cmds[9].Type = []byte(`{`), uuid.New(), "contact.imagined"
	before := h.end()
	for i, r := range h.client.DoAll(t.Context(), h.caller(""), cmds) {
		if wrong := i >= 7 && i <= 9; wrong == (r.Err == nil) || wrong == (r.Position > 0) {
			t.Errorf("command %d: %+v", i, r)
		}
	}
	if got := h.end() - before; got != 197 {
		t.Errorf("%d events", got)
	}
}

func TestAServiceThatStopsFinishesWhatIsUnderWay(t *testing.T) {
	p, err := startPlant(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer p.server.Stop()
	h := p.house(t)
	sam := uuid.MustParse(h.register("1", "")[len("/care-leavers/"):])
	if err := p.serve("contact", p.server.Connect); err != nil { // the work is shared by two
		t.Fatal(err)
	}
	stopped := make(chan struct{})
	go func() { p.stops[0](); close(stopped) }()
	cmds := make([]Command, 100)
	for i := range cmds {
		cmds[i] = contactWith(sam)
	}
	for i, r := range p.client.DoAll(t.Context(), h.caller(""), cmds) {
		if r.Err != nil {
			t.Errorf("command %d: %v", i, r.Err)
		}
	}
	<-stopped
}

// NATS goes away and comes back, twice, while several write: what was
// acknowledged is there once, and all that was sent is answered in the end.
func TestNATSRestartedInTheMiddleLosesNothingAcknowledged(t *testing.T) {
	r := newRestarting(t)
	h := r.house
	sam := uuid.MustParse(h.register("1", "")[len("/care-leavers/"):])
	const writers, each = 4, 150
	acknowledged := make([]map[care.EventID]uint64, writers)
	halfway := make(chan struct{}, writers*2)
	var all sync.WaitGroup
	for w := range writers {
		acknowledged[w] = map[care.EventID]uint64{}
		all.Go(func() {
			for i := range each {
				if i == each/3 || i == 2*each/3 {
					halfway <- struct{}{}
				}
				cmd := contactWith(sam)
				acknowledged[w][cmd.Event] = r.insist(t, cmd)
			}
		})
	}
	for range 2 {
		<-halfway
		r.restart()
	}
	all.Wait()
	for _, one := range acknowledged {
		for event, position := range one {
			events := h.record("/care-leavers/"+sam.String(), care.AreaContact, event.String())
			if len(events) != 1 || events[0].Position != position || position == 0 {
				t.Fatalf("acknowledged at %d, in the log: %v", position, events)
			}
		}
	}
	if got := h.end(); got != uint64(writers*each+len(rolesOf)+1) {
		t.Errorf("%d events in the log, want %d", got, writers*each+len(rolesOf)+1)
	}
}

// restarting is a plant whose NATS can be stopped and started: its services and
// its client are connected over TCP, as in a deployment.
type restarting struct {
	*house
	options embedded.Options
	running atomic.Pointer[embedded.Server]
}

// insist sends a command until it is stored, as people do.
func (r *restarting) insist(t *testing.T, cmd Command) uint64 {
	for {
		a, err := r.client.Do(t.Context(), r.caller(""), cmd)
		if err == nil {
			return a.Position
		}
		if !errors.Is(err, problem.Unavailable) {
			t.Errorf("%v", err)
			return 0
		}
	}
}

func newRestarting(t *testing.T) *restarting {
	t.Helper()
	r := &restarting{options: embedded.Options{Dir: t.TempDir(), Listen: freeAddress(t)}}
	r.start(t)
	t.Cleanup(func() { r.running.Load().Stop() })
	p, err := newPlant(r.connect)
	if err != nil {
		t.Fatal(err)
	}
	r.house = p.house(t)
	return r
}

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

func (r *restarting) start(t *testing.T) {
	t.Helper()
	server, err := embedded.Start(r.options)
	if err != nil {
		t.Fatal(err)
	}
	r.running.Store(server)
}

func (r *restarting) restart() {
	r.Helper()
	r.running.Load().Stop()
	r.start(r.T)
}

// connect finds a user's password anew at each attempt: it changes with every
// start of the server.
func (r *restarting) connect(user string, _ ...nats.Option) (*nats.Conn, error) {
	credentials := func() (string, string) {
		u, _ := url.Parse(r.running.Load().URL(user))
		password, _ := u.User.Password()
		return user, password
	}
	return nats.Connect("nats://"+r.options.Listen, nats.UserInfoHandler(credentials), nats.CustomInboxPrefix("_INBOX_"+user),
		nats.MaxReconnects(-1), nats.ReconnectWait(20*time.Millisecond), nats.IgnoreAuthErrorAbort(), nats.ReconnectJitter(0, 0),
		nats.ErrorHandler(func(*nats.Conn, *nats.Subscription, error) {}))
}

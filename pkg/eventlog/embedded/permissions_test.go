package embedded

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/nats-io/nats.go/micro"
)

var everyone = []string{"admin", "operator", "web", "contact", "accommodation", "pathway", "caseload", "projector", "monitor", "notifier"}

// mayPublish lists who may publish on a subject: nobody else may.
var mayPublish = map[string][]string{
	// The log.
	"care.test.p1.contact.r1":       {"contact", "caseload", "admin"},
	"care.test.p1.accommodation.r1": {"accommodation", "caseload", "admin"},
	"care.test.p1.pathway.r1":       {"pathway", "caseload", "admin"},
	"care.test.p1.caseload.person":  {"caseload", "admin"},
	"care.test.p1.oversight.r1":     {"caseload", "admin"},
	"care.test.p1.alert.r1":         {"monitor", "caseload", "admin"},
	"care.test._.staff.r1":          {"caseload", "admin"},
	"care.test._.policy.r1":         {"caseload", "admin"},
	"care.test._.import.r1":         {"caseload", "admin"},
	"care.test.p1.import.r1":        {"caseload", "admin"},
	"care.test._.register.r1":       {"monitor", "admin"},
	"care.test.p1.register.r1":      {"admin"},
	"care.test._.notice.r1":         {"notifier", "admin"},
	"care.test.p1.notice.r1":        {"admin"},
	"care.test.p1.contact.r1.x":     {"admin"}, // no such subject

	// Commands, and asking after services.
	"intouch.contact.record": {"web", "operator"},
	"intouch.staff.join":     {"web", "operator"},
	"$SRV.PING":              {"operator"},

	// Reading the log.
	"$JS.API.DIRECT.GET.CARE_none":                   {"contact", "accommodation", "pathway", "caseload", "projector", "monitor", "notifier", "operator", "admin"},
	"$JS.API.DIRECT.GET.CARE_none.care.test.p1.x.r1": {"contact", "accommodation", "pathway", "caseload", "projector", "monitor", "notifier", "operator", "admin"},
	"$JS.API.STREAM.INFO.CARE_none":                  {"projector", "monitor", "operator", "admin"},
	"$JS.API.CONSUMER.CREATE.CARE_none.c":            {"projector", "operator", "admin"},
	"$JS.API.CONSUMER.CREATE.CARE_none.c.care.>":     {"projector", "operator", "admin"},
	"$JS.API.CONSUMER.MSG.NEXT.CARE_none.c":          {"projector", "operator", "admin"},
	"$JS.API.CONSUMER.DELETE.CARE_none.c":            {"projector", "operator", "admin"},

	// Making, changing and erasing.
	"$JS.API.STREAM.CREATE.CARE_none":             {"admin"},
	"$JS.API.STREAM.UPDATE.CARE_none":             {"admin"},
	"$JS.API.STREAM.DELETE.CARE_none":             {"admin"},
	"$JS.API.STREAM.PURGE.CARE_none":              {"admin"},
	"$JS.API.STREAM.MSG.DELETE.CARE_none":         {"admin"},
	"$JS.API.STREAM.RESTORE.CARE_none":            {"admin"},
	"$JS.API.STREAM.SNAPSHOT.CARE_none":           {"admin"},
	"$JS.API.CONSUMER.DURABLE.CREATE.CARE_none.c": {"admin"},

	// What is nobody's.
	"_INBOX_web.reply":      {},
	"$SYS.REQ.SERVER.PING":  {},
	"somewhere.else":        {},
	"$JS.ACK.CARE_none.c.1": {},
}

// maySubscribe lists who may subscribe to a subject: nobody else may.
var maySubscribe = map[string][]string{
	"intouch.contact.>":       {"contact"},
	"intouch.accommodation.>": {"accommodation"},
	"intouch.pathway.>":       {"pathway"},
	"intouch.caseload.>":      {"caseload"},
	"intouch.alert.>":         {"caseload"},
	"intouch.staff.>":         {"caseload"},
	"intouch.record.>":        {"caseload"},
	"intouch.>":               {},
	"$SRV.PING":               {"contact", "accommodation", "pathway", "caseload"},
	"care.>":                  {},
	">":                       {},
	"_INBOX.>":                {},
	"_INBOX_web.>":            {"web"},
	"_INBOX_caseload.>":       {"caseload"},
	"_INBOX_admin.>":          {"admin"},
}

func TestEachUserMayDoThisAndNothingElse(t *testing.T) {
	s := started(t, Options{Dir: t.TempDir()})
	if got := slices.Sorted(maps.Keys(s.passwords)); !slices.Equal(got, slices.Sorted(slices.Values(everyone))) {
		t.Fatalf("users of nats.conf: %v", got)
	}
	for _, user := range everyone {
		t.Run(user, func(t *testing.T) {
			nc := connected(t, s, user, nats.ErrorHandler(func(*nats.Conn, *nats.Subscription, error) {}))
			for subject, users := range mayPublish {
				err := nc.Publish(subject, nil)
				wantPermission(t, nc, `Publish to "`+subject+`"`, slices.Contains(users, user), err)
			}
			for subject, users := range maySubscribe {
				_, err := nc.SubscribeSync(subject)
				wantPermission(t, nc, `Subscription to "`+subject+`"`, slices.Contains(users, user), err)
			}
		})
	}
}

// wantPermission reads the server's answer to what was just sent: a refusal
// arrives before the answer to a flush.
func wantPermission(t *testing.T, nc *nats.Conn, what string, allowed bool, err error) {
	t.Helper()
	if err = errors.Join(err, nc.Flush()); err != nil {
		t.Fatal(err)
	}
	refused := nc.LastError() != nil && strings.Contains(nc.LastError().Error(), what)
	if refused == allowed {
		t.Errorf("%s: refused is %v, want %v (%v)", what, refused, !allowed, nc.LastError())
	}
}

func TestARefusedPublishShowsInTheErrorHandler(t *testing.T) {
	s := started(t, Options{Dir: t.TempDir()})
	log(t, s)
	seen := make(chan error, 10)
	nc := connected(t, s, "contact", nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { seen <- err }))
	if _, err := nc.Request(subject("contact"), nil, time.Second); err != nil {
		t.Errorf("its own area: %v", err)
	}
	if _, err := nc.Request(subject("accommodation"), nil, 50*time.Millisecond); err == nil {
		t.Error("contact published in the area of accommodation")
	}
	if err := <-seen; !errors.Is(err, nats.ErrPermissionViolation) {
		t.Errorf("the error handler saw %v", err)
	}
}

func TestOnlyAdminErases(t *testing.T) {
	s := started(t, Options{Dir: t.TempDir()})
	log(t, s)
	if _, err := js(t, s, "contact").Publish(t.Context(), subject("contact"), nil); err != nil {
		t.Fatal(err)
	}
	for _, user := range everyone {
		nc := connected(t, s, user)
		for _, erase := range []string{"$JS.API.STREAM.MSG.DELETE.", "$JS.API.STREAM.PURGE.", "$JS.API.STREAM.DELETE."} {
			if user != "admin" {
				nc.Request(erase+streamName, []byte(`{"seq":1}`), 5*time.Millisecond) // whatever it says
			}
		}
	}
	stream, err := js(t, s, "admin").Stream(t.Context(), streamName)
	if err != nil {
		t.Fatalf("the stream is gone: %v", err)
	}
	if _, err := stream.GetMsg(t.Context(), 1); err != nil {
		t.Fatalf("the message is gone: %v", err)
	}
	if err := stream.SecureDeleteMsg(t.Context(), 1); err != nil {
		t.Errorf("admin: %v", err)
	}
}

func TestACommandIsTakenFromWebAndAnswered(t *testing.T) {
	s := started(t, Options{Dir: t.TempDir()})
	contact := connected(t, s, "contact")
	service, err := micro.AddService(contact, micro.Config{Name: "contact", Version: "1.0.0"})
	if err != nil {
		t.Fatal(err)
	}
	answer := micro.HandlerFunc(func(r micro.Request) { r.Respond([]byte("heard " + string(r.Data()))) })
	if err := service.AddGroup("intouch.contact").AddEndpoint("record", answer); err != nil {
		t.Fatal(err)
	}
	if err := contact.Flush(); err != nil { // the server knows of the endpoint now
		t.Fatal(err)
	}
	for _, user := range []string{"web", "operator"} {
		msg, err := connected(t, s, user).Request("intouch.contact.record", []byte(user), time.Second)
		if err != nil || string(msg.Data) != "heard "+user {
			t.Errorf("%s: %v, %v", user, msg, err)
		}
	}
	if msg, err := connected(t, s, "monitor").Request("intouch.contact.record", nil, 50*time.Millisecond); err == nil {
		t.Errorf("monitor gave a command and was told %q", msg.Data)
	}
}

func TestWhoFollowsTheLogSeesIt(t *testing.T) {
	s := started(t, Options{Dir: t.TempDir()})
	log(t, s)
	for range 3 {
		if _, err := js(t, s, "contact").Publish(t.Context(), subject("contact"), nil); err != nil {
			t.Fatal(err)
		}
	}
	for _, user := range []string{"projector", "operator"} {
		stream, err := js(t, s, user).Stream(t.Context(), streamName)
		if err != nil {
			t.Fatalf("%s: %v", user, err)
		}
		follower, err := stream.OrderedConsumer(t.Context(), jetstream.OrderedConsumerConfig{FilterSubjects: []string{"care.test.>"}})
		if err != nil {
			t.Fatalf("%s: %v", user, err)
		}
		batch, err := follower.Fetch(3, jetstream.FetchMaxWait(5*time.Second))
		if err != nil {
			t.Fatalf("%s: %v", user, err)
		}
		n := 0
		for range batch.Messages() {
			n++
		}
		if n != 3 || batch.Error() != nil {
			t.Errorf("%s saw %d of 3: %v", user, n, batch.Error())
		}
	}
}

// A command service asks for one message, with no need of the stream's details.
func TestAWriterReadsTheLastOfARecord(t *testing.T) {
	s := started(t, Options{Dir: t.TempDir()})
	log(t, s)
	if _, err := js(t, s, "caseload").Publish(t.Context(), "care.test.p1.caseload.person", []byte("registered")); err != nil {
		t.Fatal(err)
	}
	for _, user := range []string{"contact", "accommodation", "pathway", "caseload", "monitor", "notifier"} {
		msg, err := connected(t, s, user).Request("$JS.API.DIRECT.GET."+streamName+".care.test.p1.caseload.person", nil, time.Second)
		if err != nil || string(msg.Data) != "registered" {
			t.Errorf("%s: %v, %v", user, msg, err)
		}
	}
}

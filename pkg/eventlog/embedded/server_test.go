package embedded

import (
	"context"
	"errors"
	"flag"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"intouch/deploy"
)

func TestWhatWasAcknowledgedIsThereAfterARestart(t *testing.T) {
	const record = "words to look for on the disk"
	for name, key := range map[string]string{"plain": "", "encrypted at rest": "a key of some length"} {
		t.Run(name, func(t *testing.T) {
			o := Options{Dir: t.TempDir(), StoreKey: key}
			first := started(t, o)
			log(t, first)
			if _, err := js(t, first, "contact").Publish(t.Context(), subject("contact"), []byte(record)); err != nil {
				t.Fatal(err)
			}
			first.Stop()
			if readable := grep(t, o.Dir, record); readable != (key == "") {
				t.Errorf("the record can be read on the disk: %v", readable)
			}
			stream, err := js(t, started(t, o), "admin").Stream(t.Context(), streamName)
			if err != nil {
				t.Fatal(err)
			}
			if msg, err := stream.GetMsg(t.Context(), 1); err != nil || string(msg.Data) != record {
				t.Errorf("after a restart: %v, %v", msg, err)
			}
		})
	}
}

func TestTheFileSettlesWhatMattersAndNotTheFreeDisk(t *testing.T) {
	s := started(t, Options{Dir: t.TempDir()})
	config := s.nats.JetStreamConfig()
	if !config.SyncAlways {
		t.Error("records are acknowledged before they are on the disk")
	}
	if config.MaxStore != 1e12 && config.MaxStore != 1<<40 {
		t.Errorf("the log may hold %d bytes, want a terabyte whatever is free", config.MaxStore)
	}
	if s.URL("operator") != "" {
		t.Error("a server that does not listen has a URL")
	}
}

func TestPasswordsAreNewAtEachStart(t *testing.T) {
	o := Options{Dir: t.TempDir(), Listen: "127.0.0.1:0"}
	first := started(t, o)
	old := password(t, first.URL("operator"))
	first.Stop()
	if old == "" || old == password(t, started(t, o).URL("operator")) {
		t.Errorf("password %q again", old)
	}
}

func TestAnotherProcessConnectsByURL(t *testing.T) {
	s := started(t, Options{Dir: t.TempDir(), Listen: "127.0.0.1:0"})
	if u, err := url.Parse(s.URL("operator")); err != nil || u.Hostname() != "127.0.0.1" {
		t.Fatalf("URL %s: %v", u.Redacted(), err)
	}
	nc, err := nats.Connect(s.URL("operator"))
	if err != nil {
		t.Fatal(err)
	}
	nc.Close()
	if _, err := nats.Connect(strings.Replace(s.URL("operator"), "operator:", "admin:", 1)); !errors.Is(err, nats.ErrAuthorization) {
		t.Errorf("as admin with the operator's password: %v, want a refusal", err)
	}
	if s.URL("nobody") != "" {
		t.Error("there is a URL for a user that there is not")
	}
}

func TestNobodyConnectsWhoIsNotInTheFile(t *testing.T) {
	if _, err := started(t, Options{Dir: t.TempDir()}).Connect("nobody"); err == nil {
		t.Error("connected")
	}
}

func TestAStartThatFailsSaysWhy(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	taken := started(t, Options{Dir: t.TempDir(), Listen: "127.0.0.1:0"})
	u, _ := url.Parse(taken.URL("admin"))
	for name, o := range map[string]Options{
		"the folder is a file":  {Dir: file},
		"the port is taken":     {Dir: t.TempDir(), Listen: u.Host},
		"the address is no one": {Dir: t.TempDir(), Listen: "4222"},
	} {
		t.Run(name, func(t *testing.T) {
			begun := time.Now()
			s, err := Start(o)
			if err == nil {
				s.Stop()
				t.Fatal("it started")
			}
			if strings.Contains(err.Error(), "not ready") || time.Since(begun) > readyWithin/2 {
				t.Errorf("after %s: %v", time.Since(begun), err)
			}
		})
	}
}

const streamName = "CARE_test"

// subject is that of a record of the area.
func subject(area string) string { return "care.test.p1." + area + ".r1" }

func started(t *testing.T, o Options) *Server {
	t.Helper()
	s, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	return s
}

func connected(t *testing.T, s *Server, user string, opts ...nats.Option) *nats.Conn {
	t.Helper()
	nc, err := s.Connect(user, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(nc.Close)
	return nc
}

func js(t *testing.T, s *Server, user string) jetstream.JetStream {
	t.Helper()
	js, err := jetstream.New(connected(t, s, user))
	if err != nil {
		t.Fatal(err)
	}
	return js
}

// log makes the stream of an authority, as admin does.
func log(t *testing.T, s *Server) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	_, err := js(t, s, "admin").CreateStream(ctx, jetstream.StreamConfig{
		Name: streamName, Subjects: []string{"care.test.>"}, Storage: jetstream.FileStorage,
		AllowDirect: true, AllowAtomicPublish: true, DenyPurge: true,
	})
	if err != nil {
		t.Fatal(err)
	}
}

func password(t *testing.T, rawURL string) string {
	t.Helper()
	u, err := url.Parse(rawURL)
	if err != nil {
		t.Fatal(err)
	}
	p, _ := u.User.Password()
	return p
}

// grep says whether a file below dir holds the text.
func grep(t *testing.T, dir, text string) bool {
	t.Helper()
	found := false
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		found = found || strings.Contains(string(data), text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// A deployment runs nats-server on the same file, with its variables set.
func TestTheFileServesADeploymentToo(t *testing.T) {
	conf := filepath.Join(t.TempDir(), "nats.conf")
	if err := os.WriteFile(conf, []byte(deploy.NATSConf), 0o600); err != nil {
		t.Fatal(err)
	}
	configure := func() (*server.Options, error) {
		flags := flag.NewFlagSet("nats-server", flag.ContinueOnError)
		return server.ConfigureOptions(flags, []string{"-c", conf, "-a", "0.0.0.0", "-sd", "/data"}, nil, nil, nil)
	}
	t.Setenv(storeKey, `""`)
	for _, user := range everyone[1:] {
		t.Setenv("INTOUCH_NATS_PASSWORD_"+strings.ToUpper(user), "pw-"+user)
	}
	if _, err := configure(); err == nil {
		t.Error("it starts without the password of admin")
	}
	t.Setenv("INTOUCH_NATS_PASSWORD_ADMIN", `"1e3"`) // quoted: else it would be a number
	o, err := configure()
	if err != nil {
		t.Fatal(err)
	}
	if !o.SyncAlways || o.Host != "0.0.0.0" || o.StoreDir != "/data" || o.JetStreamKey != "" || o.Users[0].Password != "1e3" {
		t.Errorf("synced %v, on %s, in %s, key %q, admin's password %q", o.SyncAlways, o.Host, o.StoreDir, o.JetStreamKey, o.Users[0].Password)
	}
}

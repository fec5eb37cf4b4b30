package main

import (
	"errors"
	"io/fs"
	"net/url"
	"os"
	"strings"
	"testing"

	logserver "intouch/pkg/eventlog/embedded"
	tableserver "intouch/pkg/store/embedded"
)

// deployment is a NATS and a PostgreSQL that somebody else runs.
func deployment(t *testing.T) (logs *logserver.Server, tables string) {
	t.Helper()
	logs, err := logserver.Start(logserver.Options{Dir: t.TempDir(), Listen: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(logs.Stop)
	server, err := tableserver.Start(t.Context(), tableserver.Options{Dir: dataFolder(t)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Stop() })
	if err := server.CreateDatabase(t.Context(), "theirs"); err != nil {
		t.Fatal(err)
	}
	return logs, server.URL("theirs")
}

func TestWithServersOfTheirOwn(t *testing.T) {
	t.Parallel()
	logs, tables := deployment(t)
	data := dataFolder(t)
	migrate := intouch(t, "migrate", "--nats-url", logs.URL("admin"), "--database-url", tables, "--data", data)
	for range 2 { // the second time all is there
		if out, err := intouch(t, migrate.Args[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	if _, err := os.Stat(data); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a deployment needs no data folder to migrate: %v", err)
	}

	cmd := intouch(t, "run", "--data", data, "--addr", freeAddr(t), "--database-url", tables)
	cmd.Env = append(cmd.Env, "INTOUCH_NATS_URL=nats://"+parsed(t, logs.URL("admin")).Host)
	for _, user := range []string{"admin", "operator", "web", "contact", "accommodation", "pathway", "caseload", "projector", "monitor", "notifier"} {
		password, _ := parsed(t, logs.URL(user)).User.Password()
		cmd.Env = append(cmd.Env, "INTOUCH_NATS_PASSWORD_"+strings.ToUpper(user)+"="+password)
	}
	p := begin(t, cmd, data)
	if code, body := p.get("/readyz"); code != 200 {
		t.Errorf("not ready: %s", body)
	}
	for _, ours := range []string{"nats", "postgres"} {
		if _, err := os.Stat(data + "/" + ours); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("it started a server of its own in %s: %v", ours, err)
		}
	}
	p.stop()
}

func parsed(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

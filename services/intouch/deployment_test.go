package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	logserver "intouch/pkg/eventlog/embedded"
	tableserver "intouch/pkg/store/embedded"
)

// theirLog is a NATS that somebody else runs.
func theirLog(t *testing.T) *logserver.Server {
	t.Helper()
	logs, err := logserver.Start(logserver.Options{Dir: t.TempDir(), Listen: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(logs.Stop)
	return logs
}

// theirTables is a PostgreSQL that somebody else runs in that folder.
func theirTables(t *testing.T, dir string) *tableserver.Server {
	t.Helper()
	server, err := tableserver.Start(t.Context(), tableserver.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Stop() })
	if err := server.CreateDatabase(t.Context(), "theirs"); err != nil {
		t.Fatal(err)
	}
	return server
}

func TestWithoutTheTablesItStillRecords(t *testing.T) {
	t.Parallel()
	dir := dataFolder(t)
	tables := theirTables(t, dir)
	p := started(t, dataFolder(t), "--database-url", tables.URL("theirs"))
	wren := p.register("L-1")
	if err := tables.Stop(); err != nil {
		t.Fatal(err)
	}
	until(t, "it says that it is not ready", func() bool { code, _ := p.get("/readyz"); return code == http.StatusServiceUnavailable })
	contact := "/api/v1/care-leavers/" + wren + "/contacts/" + uuid.NewString()
	code, body := p.send("PUT", contact, `{"how":"call","when":"2026-06-01"}`)
	if code != http.StatusCreated {
		t.Fatalf("recording without tables: %d %s", code, body)
	}
	var answer struct{ Position uint64 }
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatal(err)
	}

	theirTables(t, dir)
	until(t, "it is ready again", func() bool { code, _ := p.get("/readyz"); return code == http.StatusOK })
	type event struct{ Position uint64 }
	var timeline struct{ Items []event }
	p.getJSON(fmt.Sprintf("/api/v1/care-leavers/%s/timeline?min-position=%d", wren, answer.Position), &timeline)
	if !slices.Contains(timeline.Items, event{answer.Position}) {
		t.Errorf("what was recorded meanwhile is not shown: %+v", timeline)
	}
}

func TestWithServersOfTheirOwn(t *testing.T) {
	t.Parallel()
	logs, tables := theirLog(t), theirTables(t, dataFolder(t)).URL("theirs")
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
	wantSaid(t, operate(t, data, "verify", "--nats-url", logs.URL("operator"), "--database-url", tables), "log and tables agree")
}

func parsed(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

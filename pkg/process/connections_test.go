package process

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"intouch/pkg/store/embedded"
)

func TestNATSMayComeAndGo(t *testing.T) {
	port := freePort(t)
	t.Setenv("INTOUCH_NATS_PASSWORD_CONTACT", "from-the-environment")
	s := Settings{NATSURL: "nats://" + port.String(), Health: &Health{}}
	nc, err := s.NATS(t.Context(), "contact")
	if err != nil {
		t.Fatalf("NATS is not there yet: %v", err)
	}
	defer Drain(nc)
	wantFault(t, s, "nats", true)
	for range 2 {
		broker := natsServer(t, port.Port)
		wantFault(t, s, "nats", false)
		if inbox := nc.NewInbox(); !strings.HasPrefix(inbox, "_INBOX_contact.") {
			t.Errorf("inbox %s", inbox)
		}
		broker.Shutdown()
		broker.WaitForShutdown()
		wantFault(t, s, "nats", true)
	}
}

func TestDrainEndsWithOrWithoutAServer(t *testing.T) {
	port := freePort(t)
	s := Settings{NATSURL: "nats://contact:from-the-environment@" + port.String(), Health: &Health{}}
	for name, up := range map[string]bool{"connected": true, "not connected": false} {
		t.Run(name, func(t *testing.T) {
			if up {
				defer natsServer(t, port.Port).Shutdown()
			}
			nc, err := s.NATS(t.Context(), "contact")
			if err != nil {
				t.Fatal(err)
			}
			wantFault(t, s, "nats", !up)
			Drain(nc)
			if !nc.IsClosed() {
				t.Error("still open")
			}
			Drain(nc) // and again
		})
	}
}

func TestTheDatabaseMayComeAndGo(t *testing.T) {
	dir := postgresFolder(t)
	first, err := embedded.Start(t.Context(), embedded.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer first.Stop()
	s := Settings{DatabaseURL: first.URL("postgres"), Health: &Health{}}
	spans := tracetest.NewSpanRecorder()
	otel.SetTracerProvider(trace.NewTracerProvider(trace.WithSpanProcessor(spans)))
	pool, err := s.Database(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	wantFault(t, s, "database", false)

	ctx, parent := otel.Tracer("test").Start(t.Context(), "a request")
	var name string
	if err := pool.QueryRow(ctx, "SELECT $1::text", "a person's name").Scan(&name); err != nil {
		t.Fatal(err)
	}
	parent.End()
	wantTraced(t, spans, "SELECT $1::text", "a person's name")

	if err := first.Stop(); err != nil {
		t.Fatal(err)
	}
	wantFault(t, s, "database", true)
	second, err := embedded.Start(t.Context(), embedded.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer second.Stop()
	wantFault(t, s, "database", false)
}

// wantTraced looks for the statement, and for its argument where it must not be.
func wantTraced(t *testing.T, spans *tracetest.SpanRecorder, sql, argument string) {
	t.Helper()
	found := false
	for _, span := range spans.Ended() {
		for _, a := range span.Attributes() {
			found = found || strings.Contains(a.Value.String(), sql)
			if strings.Contains(a.Value.String(), argument) {
				t.Errorf("span %s has the argument in %s", span.Name(), a.Key)
			}
		}
	}
	if !found {
		t.Errorf("no span of %s", sql)
	}
}

// wantFault waits until the part has a fault, or has none.
func wantFault(t *testing.T, s Settings, part string, want bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		if _, fault := s.Health.Faults(ctx)[part]; fault == want {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatalf("%s has a fault: %v, want %v", part, !want, want)
		case <-tick.C:
		}
	}
}

func natsServer(t *testing.T, port int) *server.Server {
	t.Helper()
	s, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: port, Username: "contact", Password: "from-the-environment", NoSigs: true, NoLog: true})
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	t.Cleanup(s.Shutdown)
	if !s.ReadyForConnections(5 * time.Second) {
		t.Fatal(errors.New("NATS is not ready"))
	}
	return s
}

// postgresFolder is one that the user that runs PostgreSQL can reach.
func postgresFolder(t *testing.T) string {
	t.Helper()
	base := "/dev/shm"
	if _, err := os.Stat(base); err != nil {
		base = "/var/tmp"
	}
	dir, err := os.MkdirTemp(base, "intouch-process-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "postgres")
}

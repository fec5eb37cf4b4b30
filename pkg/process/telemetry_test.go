package process

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
)

func TestARecordCarriesTheIdsOfItsTrace(t *testing.T) {
	telemetered(t)
	ctx, span := otel.Tracer("test").Start(t.Context(), "record a contact")
	defer span.End()
	var out bytes.Buffer
	Logger(&out).With("service", "contact").WithGroup("g").InfoContext(ctx, "recorded", "position", 7)
	var got struct {
		Service string
		G       struct {
			Trace    string `json:"trace_id"`
			Span     string `json:"span_id"`
			Position int
		}
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.G.Trace != span.SpanContext().TraceID().String() || got.G.Span == "" || got.G.Position != 7 || got.Service != "contact" {
		t.Errorf("record %s", &out)
	}
}

func TestTracesAreW3CWithoutBaggage(t *testing.T) {
	telemetered(t)
	ctx, span := otel.Tracer("test").Start(t.Context(), "x")
	defer span.End()
	carrier := propagation.MapCarrier{}
	otel.GetTextMapPropagator().Inject(ctx, carrier)
	if len(carrier) != 1 || !strings.Contains(carrier["traceparent"], span.SpanContext().TraceID().String()) {
		t.Errorf("carried %v", carrier)
	}
}

func TestTheMetricsPageShowsOursAndTheRuntimes(t *testing.T) {
	page := telemetered(t).page
	counter, err := otel.Meter("test").Int64Counter("intouch_test_things")
	if err != nil {
		t.Fatal(err)
	}
	counter.Add(t.Context(), 3)
	w := httptest.NewRecorder()
	page.ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	for _, want := range []string{"intouch_test_things_total 3", "go_memory_used_bytes", "process_resident_memory_bytes"} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("no %s on the page", want)
		}
	}
}

func TestTracesLeaveOnlyWhenThereIsSomewhereToGo(t *testing.T) {
	arrived := make(chan string, 10)
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { arrived <- r.URL.Path }))
	defer collector.Close()
	for name, c := range map[string]struct {
		endpoint string
		want     int
	}{
		"an endpoint is set": {collector.URL, 1},
		"none is":            {"", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv(endpoint, c.endpoint)
			tel := telemetered(t)
			_, span := otel.Tracer("test").Start(t.Context(), "x")
			span.End()
			tel.stop(t.Context())
			if len(arrived) != c.want {
				t.Fatalf("%d exports, want %d", len(arrived), c.want)
			}
			for range c.want {
				if path := <-arrived; path != "/v1/traces" {
					t.Errorf("export to %s", path)
				}
			}
		})
	}
}

func telemetered(t *testing.T) telemetry {
	t.Helper()
	tel, err := startTelemetry(t.Context(), "test")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tel.stop(context.Background()) })
	return tel
}

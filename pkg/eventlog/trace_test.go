package eventlog

import (
	"strings"
	"testing"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"

	"intouch/pkg/wire"
)

func TestTheTraceOfAnAppendTravelsWithTheEvent(t *testing.T) {
	spans := traced(t)
	h := newHouse(t)
	e := contact("met")
	at := stored(t, h.log("contact"), e, 0)
	m, _, err := h.log("projector").Message(t.Context(), authority, at)
	if err != nil || !strings.HasPrefix(m.Get("traceparent"), "00-") {
		t.Fatalf("headers %v, %v", m.Header, err)
	}
	span := spans.Ended()[0]
	if got, want := SpanContext(m).SpanID(), span.SpanContext().SpanID(); got != want || span.SpanKind() != trace.SpanKindProducer {
		t.Errorf("span %s, kind %s; want %s", got, span.SpanKind(), want)
	}
	for _, a := range span.Attributes() {
		for _, id := range []string{sam.String(), adam.String(), e.ID.String()} {
			if strings.Contains(a.Value.String(), id) {
				t.Errorf("%s names an id: %s", a.Key, a.Value.String())
			}
		}
	}
}

func TestARefusedAppendShowsInItsTraceWithoutIds(t *testing.T) {
	spans := traced(t)
	l := newHouse(t).log("contact")
	stored(t, l, contact(""), 0)
	if _, err := l.Append(t.Context(), contact(""), 7); err == nil {
		t.Fatal("it was stored")
	}
	span := spans.Ended()[1]
	if s := span.Status(); s.Code != codes.Error || s.Description != "not appended" || len(span.Events()) > 0 {
		t.Errorf("status %+v, events %v", s, span.Events())
	}
}

func TestAnEventOfNoTraceHasNone(t *testing.T) {
	if SpanContext(wire.Message{}).IsValid() {
		t.Error("it has one")
	}
}

// traced notes all spans of the test.
func traced(t *testing.T) *tracetest.SpanRecorder {
	t.Helper()
	spans := tracetest.NewSpanRecorder()
	otel.SetTracerProvider(sdk.NewTracerProvider(sdk.WithSpanProcessor(spans)))
	otel.SetTextMapPropagator(propagation.NewCompositeTextMapPropagator(propagation.TraceContext{}, propagation.Baggage{}))
	t.Cleanup(func() {
		otel.SetTracerProvider(noop.NewTracerProvider())
		otel.SetTextMapPropagator(propagation.NewCompositeTextMapPropagator())
	})
	return spans
}

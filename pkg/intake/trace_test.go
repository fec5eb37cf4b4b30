package intake

import (
	"testing"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"github.com/google/uuid"

	"intouch/pkg/eventlog"
)

func TestATraceGoesWithTheCommandIntoTheLog(t *testing.T) {
	before := otel.GetTextMapPropagator()
	otel.SetTextMapPropagator(propagation.TraceContext{})
	defer otel.SetTextMapPropagator(before)
	h := newHouse(t)
	sam := uuid.MustParse(h.register("1", "")[len("/care-leavers/"):])
	asked := trace.NewSpanContext(trace.SpanContextConfig{TraceID: trace.TraceID{1}, SpanID: trace.SpanID{2}, TraceFlags: trace.FlagsSampled})
	a, err := h.client.Do(trace.ContextWithSpanContext(t.Context(), asked), h.caller(""), contactWith(sam))
	if err != nil {
		t.Fatal(err)
	}
	m, _, err := h.log.Message(t.Context(), h.authority, a.Position)
	if err != nil {
		t.Fatal(err)
	}
	if got := eventlog.SpanContext(m).TraceID(); got != asked.TraceID() {
		t.Errorf("trace %s, want %s", got, asked.TraceID())
	}
}

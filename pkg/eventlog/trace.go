package eventlog

import (
	"context"
	"maps"
	"slices"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"intouch/pkg/wire"
)

// carrier puts the trace's context into message headers under the very names
// that other languages look for: http.Header would change their case.
type carrier map[string][]string

func (c carrier) Get(key string) string { return wire.Message{Header: c}.Get(key) }
func (c carrier) Set(key, value string) { c[key] = []string{value} }
func (c carrier) Keys() []string        { return slices.Collect(maps.Keys(c)) }

// startSpan traces an append, and lets whoever reads the events find the trace.
// The span knows types and numbers, never whom they are about.
func startSpan(ctx context.Context, entries []*entry) (context.Context, trace.Span) {
	types := make([]string, len(entries))
	for i, e := range entries {
		types[i] = e.msg.Get(wire.HeaderType)
	}
	ctx, span := otel.Tracer("intouch/pkg/eventlog").Start(ctx, "append", trace.WithSpanKind(trace.SpanKindProducer), trace.WithAttributes(
		attribute.String("messaging.system", "nats"),
		attribute.String("messaging.destination.template", "care.<authority>.<person>.<area>.<record>"),
		attribute.StringSlice("intouch.event.types", types),
	))
	for _, e := range entries {
		otel.GetTextMapPropagator().Inject(ctx, carrier(e.msg.Header))
	}
	return ctx, span
}

// endSpan marks a span whose append came to nothing. The error itself names
// ids, so it is left to the log.
func endSpan(span trace.Span, err error) {
	if err != nil {
		span.SetStatus(codes.Error, "not appended")
	}
	span.End()
}

// SpanContext is the trace in which an event was appended, to link to (it may
// be read days later); not valid when there was none.
func SpanContext(m wire.Message) trace.SpanContext {
	ctx := otel.GetTextMapPropagator().Extract(context.Background(), carrier(m.Header))
	return trace.SpanContextFromContext(ctx)
}

package intake

import (
	"context"

	"github.com/nats-io/nats.go"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"
)

var tracer = otel.Tracer("intouch/pkg/intake")

// carrier puts the trace's context into NATS headers under the very names that
// other languages look for.
type carrier nats.Header

func (c carrier) Get(key string) string { return nats.Header(c).Get(key) }
func (c carrier) Set(key, value string) { c[key] = []string{value} }
func (c carrier) Keys() []string        { return nil } // only asked for baggage, which is not sent

// startSpan traces a command on its way, and hands the trace on. A span knows
// which command it is, never whom it is about.
func startSpan(ctx context.Context, command string, h nats.Header) (context.Context, trace.Span) {
	ctx, span := tracer.Start(ctx, "ask "+command, trace.WithSpanKind(trace.SpanKindClient), attributes(command))
	otel.GetTextMapPropagator().Inject(ctx, carrier(h))
	return ctx, span
}

// continueSpan goes on with the trace where the command is decided.
func continueSpan(ctx context.Context, command string, h nats.Header) (context.Context, trace.Span) {
	ctx = otel.GetTextMapPropagator().Extract(ctx, carrier(h))
	return tracer.Start(ctx, "decide "+command, trace.WithSpanKind(trace.SpanKindServer), attributes(command))
}

func attributes(command string) trace.SpanStartEventOption {
	return trace.WithAttributes(attribute.String("messaging.system", "nats"), attribute.String("intouch.command", command))
}

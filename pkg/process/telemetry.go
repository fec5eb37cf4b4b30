package process

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"go.opentelemetry.io/contrib/instrumentation/runtime"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	metrics "go.opentelemetry.io/otel/exporters/prometheus"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/sdk/trace"
)

// flushWithin bounds how long the last spans may take to leave.
const flushWithin = time.Second

// endpoint switches the export of traces on; the exporter reads it itself.
const endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT"

// telemetry is what this process can tell of itself.
type telemetry struct {
	page   http.Handler // /metrics
	traces *trace.TracerProvider
	meters *metric.MeterProvider
}

// startTelemetry sets up what the OpenTelemetry API of this process does:
// traces in the W3C form, exported if there is somewhere to, and metrics.
func startTelemetry(ctx context.Context, name string) (telemetry, error) {
	about, err := resource.New(ctx, resource.WithTelemetrySDK(),
		resource.WithAttributes(attribute.String("service.name", name)), resource.WithFromEnv())
	if err != nil {
		return telemetry{}, fmt.Errorf("telemetry: %w", err)
	}
	var t telemetry
	if t.traces, err = newTraces(ctx, about); err != nil {
		return telemetry{}, fmt.Errorf("telemetry: export traces: %w", err)
	}
	if t.meters, t.page, err = newMeters(about); err != nil {
		return telemetry{}, fmt.Errorf("telemetry: metrics: %w", err)
	}
	otel.SetTextMapPropagator(propagation.TraceContext{}) // no baggage: it could carry anything anywhere
	otel.SetTracerProvider(t.traces)
	otel.SetMeterProvider(t.meters)
	return t, nil
}

// stop sends the last spans. That nobody takes them is no fault of ours.
func (t telemetry) stop(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), flushWithin)
	defer cancel()
	if err := errors.Join(t.traces.Shutdown(ctx), t.meters.Shutdown(ctx)); err != nil {
		slog.Warn("last telemetry lost", "error", err)
	}
}

// newTraces makes trace ids in any case, for the logs and the log's envelope.
func newTraces(ctx context.Context, about *resource.Resource) (*trace.TracerProvider, error) {
	if os.Getenv(endpoint) == "" {
		return trace.NewTracerProvider(trace.WithResource(about), trace.WithSampler(trace.NeverSample())), nil
	}
	exporter, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, err
	}
	return trace.NewTracerProvider(trace.WithResource(about), trace.WithBatcher(exporter)), nil
}

func newMeters(about *resource.Resource) (*metric.MeterProvider, http.Handler, error) {
	registry := prometheus.NewRegistry()
	if err := registry.Register(collectors.NewProcessCollector(collectors.ProcessCollectorOpts{})); err != nil {
		return nil, nil, err
	}
	reader, err := metrics.New(metrics.WithRegisterer(registry), metrics.WithoutScopeInfo())
	if err != nil {
		return nil, nil, err
	}
	meters := metric.NewMeterProvider(metric.WithResource(about), metric.WithReader(reader))
	page := promhttp.HandlerFor(registry, promhttp.HandlerOpts{})
	return meters, page, runtime.Start(runtime.WithMeterProvider(meters))
}

package projector_test

import (
	"iter"
	"slices"

	"github.com/nats-io/nats.go"
	js "github.com/nats-io/nats.go/jetstream"

	care "intouch/pkg/careleaver"
)

func jetstream(nc *nats.Conn) (js.JetStream, error) { return js.New(nc) }

func chunks(events []care.Event, n int) iter.Seq[[]care.Event] { return slices.Chunk(events, n) }

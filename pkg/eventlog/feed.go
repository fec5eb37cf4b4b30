package eventlog

import (
	"context"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"intouch/pkg/wire"
)

const (
	mostAtOnce = 10_000                 // messages asked for: what the client's queue holds several times over
	waitFor    = 30 * time.Second       // how long the server lets us wait for a first message
	heartbeat  = 500 * time.Millisecond // how often it says meanwhile that it still knows of us
	silence    = 3 * heartbeat          // without a word for so long, it does not
	keptFor    = 5 * time.Minute        // how long the server keeps a feed that nobody asks
)

// feed is one consumer of a stream: a place in it that the server keeps in
// memory, and that ends with the server or the connection. It numbers what it
// sends, so that what got lost on the way is noticed.
//
// A pull with "no wait" gives what there is, up to a number, and ends. With an
// "expires" as well it waits for a first message before it does. Measured over
// a million events that is as fast as the client library's ordered consumer,
// and 2.5 times as fast as reading batches by position.
type feed struct {
	log      *Log
	sub      *nats.Subscription
	stream   string
	consumer string
	after    uint64 // the last position taken
	given    uint64 // the server's count of what it sent us
	asked    int    // messages asked for and still to come, unless the server says that there are no more
}

// newFeed starts at the first message after a position.
func newFeed(ctx context.Context, l *Log, stream jetstream.Stream, after uint64) (*feed, error) {
	consumer, err := stream.CreateConsumer(ctx, jetstream.ConsumerConfig{
		DeliverPolicy:     jetstream.DeliverByStartSequencePolicy,
		OptStartSeq:       after + 1,
		AckPolicy:         jetstream.AckNonePolicy,
		InactiveThreshold: keptFor,
		MemoryStorage:     true,
		Replicas:          1,
	})
	if err != nil {
		return nil, readFailure(err)
	}
	sub, err := l.nc.SubscribeSync(l.nc.NewInbox())
	if err != nil {
		return nil, readFailure(err)
	}
	info := consumer.CachedInfo()
	return &feed{log: l, sub: sub, stream: info.Stream, consumer: info.Name, after: after}, sub.SetPendingLimits(-1, -1)
}

// take returns at most so many messages: what there is, or with wait what there
// is once there is any (none if there was none for waitFor).
func (d *feed) take(ctx context.Context, most int, wait bool) ([]wire.Message, error) {
	stop := context.AfterFunc(ctx, func() { d.sub.Unsubscribe() }) // so that waiting ends
	defer stop()
	if d.asked == 0 {
		if err := d.ask(most, wait); err != nil {
			return nil, err
		}
	}
	var messages []wire.Message
	for d.asked > 0 && len(messages) < most {
		m, err := d.next()
		if err != nil {
			return messages, err
		}
		if m.Position > d.after {
			messages = append(messages, m)
			d.after = m.Position
		}
	}
	if len(messages) == most { // there is more, most likely: let it come while these are worked on
		return messages, d.ask(most, false)
	}
	return messages, nil
}

// ask requests messages. There is never more than one request under way.
func (d *feed) ask(n int, wait bool) error {
	if d.asked > 0 {
		return nil
	}
	n = min(n, mostAtOnce)
	request := fmt.Sprintf(`{"batch":%d,"no_wait":true}`, n)
	if wait {
		request = fmt.Sprintf(`{"batch":%d,"no_wait":true,"expires":%d,"idle_heartbeat":%d}`, n, waitFor, heartbeat)
	}
	subject := "$JS.API.CONSUMER.MSG.NEXT." + d.stream + "." + d.consumer
	if err := d.log.nc.PublishRequest(subject, d.sub.Subject, []byte(request)); err != nil {
		return readFailure(err)
	}
	d.asked = n
	return nil
}

// next returns the next message; one with position 0 if instead the server
// said something of itself.
func (d *feed) next() (wire.Message, error) {
	m, err := d.sub.NextMsg(silence)
	if err != nil {
		return wire.Message{}, readFailure(err)
	}
	switch status := m.Header.Get("Status"); status {
	case "":
		return d.accept(m)
	case "100": // heartbeat
		return wire.Message{}, nil
	case "404", "408": // no more now
		d.asked = 0
		return wire.Message{}, nil
	default: // the consumer is gone, or the server going
		return wire.Message{}, fmt.Errorf("%w: %s %s", ErrUnavailable, status, m.Header.Get("Description"))
	}
}

// accept checks that nothing was lost before the message.
func (d *feed) accept(m *nats.Msg) (wire.Message, error) {
	meta, err := m.Metadata()
	if err != nil {
		return wire.Message{}, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	if meta.Sequence.Consumer != d.given+1 {
		return wire.Message{}, fmt.Errorf("%w: message %d came after %d", ErrUnavailable, meta.Sequence.Consumer, d.given)
	}
	d.given++
	d.asked--
	return wire.Message{Subject: m.Subject, Header: envelope(m.Header), Body: m.Data, Position: meta.Sequence.Stream}, nil
}

// close ends the feed; the server forgets it at once if it hears of it, and
// after keptFor if it does not.
func (d *feed) close() {
	d.sub.Unsubscribe()
	d.log.nc.Publish("$JS.API.CONSUMER.DELETE."+d.stream+"."+d.consumer, nil)
}

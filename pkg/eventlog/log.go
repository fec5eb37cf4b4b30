package eventlog

import (
	"context"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Log reads and appends to the logs of all authorities. What it may do is what
// the NATS user of its connection may. It is safe for concurrent use.
type Log struct {
	nc     *nats.Conn
	js     jetstream.JetStream
	tryFor time.Duration // how long one request may take before it is made again
}

// Open returns the log behind a connection, once the server answers.
func Open(ctx context.Context, nc *nats.Conn) (*Log, error) {
	js, err := jetstream.New(nc, jetstream.WithDefaultTimeout(answerWithin))
	if err != nil {
		return nil, fmt.Errorf("open the log: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	if err := nc.FlushWithContext(ctx); err != nil {
		return nil, fmt.Errorf("open the log: %w: %w", ErrUnavailable, err)
	}
	return &Log{nc: nc, js: js, tryFor: time.Second}, nil
}

// Bounds tell one log from another, and where it ends.
type Bounds struct {
	Created     time.Time // when the stream was made
	First, Last uint64    // positions; Last is 0 while nothing was ever stored
}

// Bounds returns where an authority's log begins and ends now.
func (l *Log) Bounds(ctx context.Context, authority string) (Bounds, error) {
	name, err := streamName(authority)
	if err != nil {
		return Bounds{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	stream, err := l.js.Stream(ctx, name)
	if err != nil {
		return Bounds{}, fmt.Errorf("bounds of the log of %s: %w", authority, readFailure(err))
	}
	info := stream.CachedInfo()
	return Bounds{Created: info.Created, First: info.State.FirstSeq, Last: info.State.LastSeq}, nil
}

// settleTries is how often something is looked for that a replica may not have
// yet: for about half a second.
const settleTries = 11

// pause waits before another try, 1 ms at first and at most 100 ms, and says
// whether there is still time for one.
func pause(ctx context.Context, try int) bool {
	t := time.NewTimer(min(time.Millisecond<<min(try, 10), 100*time.Millisecond))
	defer t.Stop()
	select {
	case <-t.C:
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
	}
}

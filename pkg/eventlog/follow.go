package eventlog

import (
	"context"
	"errors"
	"fmt"
	"time"

	"intouch/pkg/wire"
)

// Follower reads an authority's log in order from where it was begun, each
// event once, erased ones left out. It is for one goroutine.
type Follower struct {
	log     *Log
	stream  string
	created time.Time // of the stream: another one under its name is refused
	after   uint64    // the last position given out
	feed    *feed     // nil until it is needed, and when it was lost
}

// Follow begins to follow an authority's log after a position; 0 is its
// beginning. It fails with ErrNoStream, or with ErrReplaced if the log ends
// before that position.
func (l *Log) Follow(ctx context.Context, authority string, after uint64) (*Follower, error) {
	name, err := streamName(authority)
	if err != nil {
		return nil, err
	}
	b, err := l.Bounds(ctx, authority)
	if err != nil {
		return nil, err
	}
	if b.Last < after {
		return nil, fmt.Errorf("follow the log of %s after position %d, when it ends at %d: %w", authority, after, b.Last, ErrReplaced)
	}
	return &Follower{log: l, stream: name, created: b.Created, after: after}, nil
}

// Next returns the next messages in order: what there is at once, but no more
// than most (nor 10,000). When there are none it returns none, or with wait goes
// on until there is one or the context ends.
//
// NATS going away shows only in that nothing comes: with wait Next takes up
// where it was as soon as NATS is back; without, it fails with ErrUnavailable,
// and the next call takes up. ErrReplaced and ErrNoStream are final.
func (f *Follower) Next(ctx context.Context, most int, wait bool) ([]wire.Message, error) {
	for try := 0; ; try++ {
		messages, err := f.take(ctx, most, wait)
		switch {
		case len(messages) > 0:
			f.after = messages[len(messages)-1].Position
			return messages, nil // an error after some shows again
		case ctx.Err() != nil:
			return nil, fmt.Errorf("follow %s: %w", f.stream, ctx.Err())
		case err == nil && !wait:
			return nil, nil
		case err == nil:
			try = -1 // asked in vain for as long as one may ask: ask again
		case !errors.Is(err, ErrUnavailable), f.log.nc.IsClosed(), !wait && try > 0:
			return nil, fmt.Errorf("follow %s after position %d: %w", f.stream, f.after, err)
		default:
			pause(ctx, try)
		}
	}
}

// Close lets go of what the server keeps for the follower.
func (f *Follower) Close() {
	if f.feed != nil {
		f.feed.close()
		f.feed = nil
	}
}

// take asks the feed, opens one when there is none, and lets it go when it has
// failed: whatever it did not bring, the next one will.
func (f *Follower) take(ctx context.Context, most int, wait bool) ([]wire.Message, error) {
	if f.feed == nil {
		if err := f.open(ctx); err != nil {
			return nil, err
		}
	}
	messages, err := f.feed.take(ctx, most, wait)
	if err != nil {
		f.Close()
	}
	return messages, err
}

// open starts a feed after the last position given out, if this is still the
// log that was followed.
func (f *Follower) open(ctx context.Context) error {
	if !f.log.nc.IsConnected() {
		return fmt.Errorf("%w: not connected", ErrUnavailable)
	}
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	stream, err := f.log.js.Stream(ctx, f.stream)
	if err != nil {
		return readFailure(err)
	}
	if info := stream.CachedInfo(); !info.Created.Equal(f.created) || info.State.LastSeq < f.after {
		return ErrReplaced
	}
	f.feed, err = newFeed(ctx, f.log, stream, f.after)
	return err
}

package projector

import (
	"context"

	"intouch/pkg/store"
)

// source reads the log, a batch ahead of what is being written.
type source struct {
	batches chan batch
	err     error // why there are no more batches
	cancel  context.CancelFunc
}

// read begins to read the log after the cursor.
func (p Projector) read(ctx context.Context, after store.Cursor) *source {
	ctx, cancel := context.WithCancel(ctx)
	s := &source{batches: make(chan batch), cancel: cancel}
	go func() {
		defer close(s.batches)
		s.err = s.run(ctx, p, after)
	}()
	return s
}

func (s *source) run(ctx context.Context, p Projector, cursor store.Cursor) error {
	follower, err := p.Log.Follow(ctx, p.Authority, cursor.Stored)
	if err != nil {
		return err
	}
	defer follower.Close()
	for full := false; ; {
		messages, err := follower.Next(ctx, batchSize, !full)
		if err != nil {
			return err
		}
		b := readBatch(cursor, messages)
		cursor, full = b.cursor, b.full
		select {
		case s.batches <- b:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// next is the next batch. Without wait it is an empty one if there is nothing
// new in the log. After a full batch there is always another, perhaps empty.
func (s *source) next(wait bool) (batch, error) {
	if !wait {
		select {
		case b, ok := <-s.batches:
			return s.given(b, ok)
		default:
			return batch{}, nil
		}
	}
	b, ok := <-s.batches
	return s.given(b, ok)
}

func (s *source) given(b batch, ok bool) (batch, error) {
	if !ok {
		return b, s.err
	}
	return b, nil
}

// close stops reading and returns when it has stopped.
func (s *source) close() {
	s.cancel()
	for range s.batches {
	}
}

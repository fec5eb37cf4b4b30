package eventlog

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

// What passes on the wire when an event is sent, acknowledged, read, and
// brought to a follower.
const (
	sending       = "HPUB care."
	acknowledging = `{"stream":"CARE_`
	reading       = "$JS.API.DIRECT.GET."
	bringing      = "HMSG _INBOX_projector."
)

func TestAConnectionLostWithinAnAppend(t *testing.T) {
	server := newMortal(t)
	network := newLine(t, server.addr)
	l := impatient(opened(t, server.conn("contact", network.addr)))
	for _, c := range []struct {
		name    string
		lose    string
		already bool
	}{
		{"before the server had it", sending, false},
		{"before the server's answer came", acknowledging, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			network.lose(c.lose)
			e := contact("met")
			s, err := l.Append(t.Context(), e, 0)
			if err != nil || s.Already != c.already {
				t.Fatalf("got %+v, %v", s, err)
			}
			wantOnce(t, l, e, s.Position)
		})
		t.Run(c.name+", of a batch", func(t *testing.T) {
			network.lose(c.lose)
			batch := two()
			s, err := l.AppendAll(t.Context(), batch)
			if err != nil || s[0].Already != c.already || s[1].Already != c.already {
				t.Fatalf("got %+v, %v", s, err)
			}
			wantOnce(t, l, batch[0].Event, s[0].Position)
			wantOnce(t, l, batch[1].Event, s[1].Position)
		})
	}
}

func wantOnce(t *testing.T, l *Log, e care.Event, position uint64) {
	t.Helper()
	events, err := l.Record(t.Context(), address(e))
	if err != nil || !slices.Equal(ids(events), []care.EventID{e.ID}) || events[0].Position != position {
		t.Errorf("the record holds %v, %v", ids(events), err)
	}
}

func TestFollowingThroughAKilledServer(t *testing.T) {
	server := newMortal(t)
	writer := impatient(opened(t, server.conn("contact", server.addr)))
	f := followed(t, opened(t, server.conn("projector", server.addr)), 0)
	fill(t, writer, 10)
	wantNext(t, f, 4, true, 1, 2, 3, 4)
	server.kill()
	written := make(chan error)
	go func() { // as soon as it is back
		_, err := writer.Append(context.Background(), contact("met"), 0)
		written <- err
	}()
	if err := server.start(); err != nil {
		t.Fatal(err)
	}
	if got := positions(take(t, f, 7)); !slices.Equal(got, positionsFrom(5, 11)) {
		t.Errorf("then %v", got)
	}
	if err := <-written; err != nil {
		t.Error(err)
	}
}

// race is several writers who append to the same records.
type race struct {
	log     *Log
	others  []*Log       // by way of other servers: writers take turns
	shared  []care.Event // the first events of the records that all append to
	each    int          // events by each writer
	acked   chan struct{}
	mu      sync.Mutex
	results map[care.EventID]result
}

// result is an acknowledged event: after which one of its record, and where.
type result struct{ after, position uint64 }

func newRace(l *Log, each int) *race {
	return &race{log: l, each: each, acked: make(chan struct{}, 10_000), results: map[care.EventID]result{}, shared: []care.Event{contact("a"), contact("b")}}
}

// write appends a writer's events: to the shared records in turn, and each
// third time to a record of its own.
func (r *race) write(ctx context.Context, l *Log) error {
	after := map[care.RecordID]uint64{}
	for i := range r.each {
		e := contact("own")
		if i%3 > 0 {
			e.Record = r.shared[i%3-1].Record
		}
		position, err := r.insist(ctx, l, Append{e, after[e.Record]})
		if err != nil {
			return err
		}
		after[e.Record] = position
	}
	return nil
}

// insist decides again whenever the record has moved on, and sends again
// whatever was left without an answer.
func (r *race) insist(ctx context.Context, l *Log, a Append) (uint64, error) {
	for {
		s, err := l.Append(ctx, a.Event, a.After)
		var moved *Moved
		switch {
		case err == nil:
			r.acknowledged(a.Event.ID, result{a.After, s.Position})
			return s.Position, nil
		case errors.As(err, &moved) && slices.Contains(ids(moved.Record), a.Event.ID):
			return 0, fmt.Errorf("event %s was called moved and is stored", a.Event.ID)
		case errors.As(err, &moved):
			a.After = moved.Position()
		case ctx.Err() != nil || !errors.Is(err, ErrUnavailable) && !errors.Is(err, ErrNoStream):
			return 0, err
		}
	}
}

func (r *race) acknowledged(id care.EventID, what result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.results[id] = what
	r.acked <- struct{}{}
}

// run lets writers race, and returns when all have done.
func (r *race) run(ctx context.Context, writers int) error {
	done := make(chan error)
	logs := append([]*Log{r.log}, r.others...)
	for i := range writers {
		go func() { done <- r.write(ctx, logs[i%len(logs)]) }()
	}
	var err error
	for range writers {
		err = errors.Join(err, <-done)
	}
	close(r.acked)
	return err
}

// want compares the log, as it was followed, with what was acknowledged: each
// event once, where it was said to be, decided with the one before it in view.
func (r *race) want(t *testing.T, log []wire.Message) {
	t.Helper()
	seen := map[care.EventID]result{}
	last := map[string]uint64{}
	for i, m := range log {
		if m.Position != uint64(i+1) {
			t.Fatalf("message %d has position %d", i+1, m.Position)
		}
		if was, twice := seen[m.ID()]; twice {
			t.Errorf("event %s is stored at %d and at %d", m.ID(), was.position, m.Position)
		}
		seen[m.ID()] = result{last[m.Subject], m.Position}
		last[m.Subject] = m.Position
	}
	if !maps.Equal(seen, r.results) {
		t.Errorf("stored are %v\nacknowledged %v", seen, r.results)
	}
}

func TestEightWritersRace(t *testing.T) {
	h := newHouse(t)
	r := newRace(h.log("contact"), 30)
	if err := r.run(t.Context(), 8); err != nil {
		t.Fatal(err)
	}
	r.want(t, take(t, followed(t, h.log("projector"), 0), 8*30))
}

// take follows until it has so many messages.
func take(t *testing.T, f *Follower, n int) []wire.Message {
	t.Helper()
	var all []wire.Message
	for len(all) < n {
		messages, err := f.Next(t.Context(), 7, true)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, messages...)
	}
	return all
}

func TestNoEventIsStoredTwiceOrLost(t *testing.T) {
	server := newMortal(t)
	network := newLine(t, server.addr)
	r := newRace(impatient(opened(t, server.conn("contact", network.addr))), 30)
	f := followed(t, opened(t, server.conn("projector", network.addr)), 0)
	trouble := make(chan error, 1)
	go func() { trouble <- makeTrouble(server, network, r.acked) }()
	writing := make(chan error, 1)
	go func() { writing <- r.run(t.Context(), 8) }()
	log := take(t, f, 8*30)
	if err := errors.Join(<-writing, <-trouble); err != nil {
		t.Fatal(err)
	}
	r.want(t, log)
	r.want(t, take(t, followed(t, opened(t, server.conn("projector", server.addr)), 0), 8*30))
}

// makeTrouble does something bad to the server or the network after every few
// acknowledgements, until there are no more.
func makeTrouble(server *mortal, network *line, acked <-chan struct{}) error {
	for n := rand.IntN(6); ; n++ {
		for range 1 + rand.IntN(20) {
			if _, ok := <-acked; !ok {
				return nil
			}
		}
		switch n % 6 {
		case 0:
			server.kill()
			if err := server.start(); err != nil {
				return err
			}
		case 1:
			network.cut()
		default:
			network.lose([]string{sending, acknowledging, reading, bringing}[n%6-2])
		}
	}
}

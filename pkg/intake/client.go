package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/micro"

	"intouch/pkg/access"
	"intouch/pkg/problem"
)

const (
	// roomForHeaders is what a message needs beside its body.
	roomForHeaders = 16 << 10
	// MaxBody is how long the facts of a command may be, in bytes: NATS takes a
	// megabyte, with the headers.
	MaxBody = 1<<20 - 2*roomForHeaders

	askFor      = 2 * time.Second        // the first attempt; each one after it waits twice as long
	patience    = 10 * time.Second       // how long all attempts take, if the context says nothing
	pause       = 100 * time.Millisecond // before asking again, where nobody listened
	absentTries = 10                     // how often nobody may listen: about a second
	abreast     = 64                     // commands that DoAll has under way at once
)

// Client sends commands. It may be used by many goroutines.
type Client struct {
	nc     *nats.Conn
	askFor time.Duration // how long the first attempt waits for its answer
}

// NewClient returns a client that asks over the connection, which is web's or
// the operator's.
func NewClient(nc *nats.Conn) *Client { return &Client{nc, askFor} }

// Do sends a command and returns where its event stands once that is on the
// disk. Without an answer it asks again with the same id, for ten seconds
// unless ctx says otherwise. It fails with a *problem.Problem or with
// careleaver.Problems; after problem.Unavailable the event may be stored or
// not: sending the same command again finds out.
func (c *Client) Do(ctx context.Context, who access.Caller, cmd Command) (Answer, error) {
	if _, ok := commands[cmd.Type]; !ok {
		return Answer{}, fmt.Errorf("there is no command %q", cmd.Type)
	}
	if len(cmd.Facts) > MaxBody {
		return Answer{}, problem.Of(problem.TooLarge)
	}
	msg, err := message(who, cmd)
	if err != nil {
		return Answer{}, err
	}
	if _, limited := ctx.Deadline(); !limited {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, patience)
		defer cancel()
	}
	ctx, span := startSpan(ctx, cmd.Type, msg.Header)
	defer span.End()
	return c.ask(ctx, msg)
}

// message is the request that carries a command.
func message(who access.Caller, cmd Command) (*nats.Msg, error) {
	caller, err := json.Marshal(who)
	if err != nil {
		return nil, err
	}
	if !json.Valid(cmd.Facts) {
		return nil, problem.Of(problem.Unreadable)
	}
	body, err := json.Marshal(cmd)
	if err != nil {
		return nil, err
	}
	return &nats.Msg{Subject: cmd.subject(), Header: nats.Header{callerHeader: {string(caller)}}, Data: body}, nil
}

// ask sends the same request until it is answered. It waits longer each time,
// so as not to add to what keeps the answer waiting.
func (c *Client) ask(ctx context.Context, msg *nats.Msg) (Answer, error) {
	for absent, limit := 0, c.askFor; ; {
		answer, err := c.once(ctx, msg, limit)
		switch {
		case err == nil:
			return readAnswer(answer)
		case errors.Is(err, nats.ErrNoResponders) && absent < absentTries:
			absent++
			if !wait(ctx, pause) {
				return Answer{}, unavailable(err)
			}
		case errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil:
			limit *= 2
		default:
			return Answer{}, unavailable(err)
		}
	}
}

func (c *Client) once(ctx context.Context, msg *nats.Msg, limit time.Duration) (*nats.Msg, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	return c.nc.RequestMsgWithContext(ctx, msg)
}

func unavailable(err error) error { return errors.Join(problem.Of(problem.Unavailable), err) }

func readAnswer(msg *nats.Msg) (Answer, error) {
	if msg.Header.Get(micro.ErrorCodeHeader) != "" {
		var p problem.Problem
		if err := json.Unmarshal(msg.Data, &p); err != nil {
			return Answer{}, fmt.Errorf("read a refusal: %w", err)
		}
		return Answer{}, &p
	}
	var a Answer
	if err := json.Unmarshal(msg.Data, &a); err != nil {
		return Answer{}, fmt.Errorf("read an answer: %w", err)
	}
	return a, nil
}

func wait(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// Result is what became of one of many commands.
type Result struct {
	Answer
	Err error
}

// DoAll sends many commands, several at once, and returns what became of each,
// in their order. None waits for another: commands on the same record belong
// into different calls.
func (c *Client) DoAll(ctx context.Context, who access.Caller, cmds []Command) []Result {
	results := make([]Result, len(cmds))
	slots := make(chan struct{}, abreast)
	var all sync.WaitGroup
	for i, cmd := range cmds {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			results[i].Answer, results[i].Err = c.Do(ctx, who, cmd)
		})
	}
	all.Wait()
	return results
}

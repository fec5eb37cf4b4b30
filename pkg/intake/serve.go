package intake

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/micro"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
	"intouch/pkg/problem"
	"intouch/pkg/wire"
)

const (
	// within bounds a command: whoever asked has asked again by then.
	within = 5 * time.Second
	// atOnce bounds the commands under way in one service.
	atOnce = 256
	// callerHeader says who asks. It is believed, because nats.conf lets only
	// web and the operator send commands.
	callerHeader = "Intouch-Caller"
)

// Service takes the commands of its areas: decides on them and appends what
// they become.
type Service struct {
	Name string // contact, accommodation, pathway or caseload
	Log  *eventlog.Log
	Now  func() time.Time

	// UsualDays is how often, in days, a policy asks us to be in touch with
	// somebody of the category and level of risk; when nil, eight weeks, or 26
	// for qualifying care leavers.
	UsualDays func(care.PolicyPublished, care.Category, care.Risk) (int, error)
	// ReadPolicy says what is wrong with the text of a policy; when nil, nothing.
	ReadPolicy func(care.PolicyPublished) error
}

// Serve takes the commands of a service until ctx ends, then finishes those
// under way.
func Serve(ctx context.Context, nc *nats.Conn, log *eventlog.Log, name string, now func() time.Time) error {
	return Service{Name: name, Log: log, Now: now}.Serve(ctx, nc)
}

// Serve takes commands until ctx ends, then finishes those under way.
func (s Service) Serve(ctx context.Context, nc *nats.Conn) error {
	stop, err := s.Start(nc)
	if err != nil {
		return err
	}
	<-ctx.Done()
	stop()
	return nil
}

// Start begins to take commands: when it returns, they are answered. The
// function that it returns takes no more, and finishes those under way.
func (s Service) Start(nc *nats.Conn) (stop func(), err error) {
	a := &adapter{service: &s, nc: nc, slots: make(chan struct{}, atOnce), closed: make(chan struct{})}
	if a.micro, err = micro.AddService(nc, micro.Config{Name: s.Name, Version: "1.0.0", Description: "Takes commands of InTouch", QueueGroup: s.Name}); err != nil {
		return nil, fmt.Errorf("serve commands of %s: %w", s.Name, err)
	}
	for _, t := range commands {
		if serviceOf(t) != s.Name {
			continue
		}
		if err := a.add(t); err != nil {
			a.stop()
			return nil, fmt.Errorf("serve command %s: %w", t.Name, err)
		}
	}
	if err := nc.FlushTimeout(within); err != nil {
		a.stop()
		return nil, fmt.Errorf("serve commands of %s: %w", s.Name, err)
	}
	return a.stop, nil
}

// adapter is between NATS and a service.
type adapter struct {
	service *Service
	nc      *nats.Conn
	micro   micro.Service
	slots   chan struct{} // one for each command under way
	closed  chan struct{}
}

// add registers the endpoint of a command: intouch.<area>.<command>.
func (a *adapter) add(t wire.Type) error {
	handler := micro.HandlerFunc(func(r micro.Request) { a.begin(t, r) })
	return a.micro.AddGroup("intouch."+string(t.Area())).AddEndpoint(shortName(t), handler)
}

// begin takes a command up beside the others; when too many are under way, it
// lets this one wait. After the end it is left to another instance.
func (a *adapter) begin(t wire.Type, r micro.Request) {
	select {
	case <-a.closed:
		return
	case a.slots <- struct{}{}:
	}
	go func() {
		defer func() { <-a.slots }()
		a.answer(t, r)
	}()
}

// answer publishes the answer itself: a micro.Request may not be answered from
// another goroutine than its handler's.
func (a *adapter) answer(t wire.Type, r micro.Request) {
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	ctx, span := continueSpan(ctx, t.Name, nats.Header(r.Headers()))
	defer span.End()
	reply := &nats.Msg{Subject: r.Reply()}
	answer, err := a.take(ctx, t, r)
	if err != nil {
		a.refuse(reply, err)
	} else {
		reply.Data, _ = json.Marshal(answer)
	}
	if err := a.nc.PublishMsg(reply); err != nil {
		slog.Error("a command was not answered", "command", t.Name, "error", err)
	}
}

func (a *adapter) take(ctx context.Context, t wire.Type, r micro.Request) (Answer, error) {
	var caller access.Caller
	if err := json.Unmarshal([]byte(r.Headers().Get(callerHeader)), &caller); err != nil {
		return Answer{}, problem.Of(problem.NotSignedIn)
	}
	var cmd Command
	if err := json.Unmarshal(r.Data(), &cmd); err != nil {
		return Answer{}, problem.Of(problem.Unreadable)
	}
	cmd.Type = t.Name
	return a.service.take(ctx, caller, cmd)
}

// refuse says no with a problem, without what is stored where that is too long
// to send.
func (a *adapter) refuse(reply *nats.Msg, err error) {
	p := problem.Of(err)
	p.Log(err)
	reply.Header = nats.Header{micro.ErrorCodeHeader: {strconv.Itoa(p.Status)}, micro.ErrorHeader: {p.Title}}
	reply.Data, _ = json.Marshal(p)
	if int64(len(reply.Data)) > a.nc.MaxPayload()-roomForHeaders {
		p.Sent, p.Stored = nil, nil
		reply.Data, _ = json.Marshal(p)
	}
}

// stop takes no more commands, and waits for those under way.
func (a *adapter) stop() {
	close(a.closed)
	if err := a.micro.Stop(); err != nil {
		slog.Warn("stop taking commands", "service", a.service.Name, "error", err)
	}
	for range atOnce {
		a.slots <- struct{}{}
	}
}

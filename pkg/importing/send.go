package importing

import (
	"context"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/intake"
	"intouch/pkg/problem"
)

// Outcome is what became of an event that was sent.
type Outcome int

// The outcomes. Taken: the id is stored with other facts. Refused: the facts, or
// what stands on the record, do not allow it, now or later.
const (
	Stored Outcome = iota
	Already
	Taken
	Refused
)

// Reply is the answer to an event that was sent.
type Reply struct {
	Outcome  Outcome
	Position uint64 // of the event in the log, when stored or already there
	Detail   string // when refused: a sentence that says what to do
}

// Send sends one event. After is the position of the last event of the record
// that it follows, 0 for an event that opens a record or stands on one of which
// each person has one. An error says that it may be stored or not: sending it
// again finds out.
type Send func(ctx context.Context, e care.Event, after uint64) (Reply, error)

// Through sends by the client of intake, as the caller.
func Through(client *intake.Client, who access.Caller) Send {
	return func(ctx context.Context, e care.Event, after uint64) (Reply, error) {
		cmd, err := intake.Of(e)
		if err != nil {
			return Reply{}, err
		}
		if after > 0 {
			cmd.After = &after
		}
		answer, err := client.Do(ctx, who, cmd)
		if err != nil {
			return refusal(err)
		}
		if answer.Already {
			return Reply{Outcome: Already, Position: answer.Position}, nil
		}
		return Reply{Position: answer.Position}, nil
	}
}

// refusal tells what can never be stored from what a second try may store.
func refusal(err error) (Reply, error) {
	p := problem.Of(err)
	switch {
	case p.Is(problem.Taken):
		return Reply{Outcome: Taken, Detail: p.Detail}, nil
	case p.Is(problem.Invalid) && len(p.Errors) > 0:
		return Reply{Outcome: Refused, Detail: p.Errors[0].Detail + "."}, nil
	case p.Is(problem.Invalid), p.Is(problem.Conflict), p.Is(problem.Gone), p.Is(problem.NotFound):
		return Reply{Outcome: Refused, Detail: p.Detail}, nil
	}
	p.Log(err)
	return Reply{}, p
}

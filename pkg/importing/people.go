package importing

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

const (
	abreast   = 16 // people who are worked on at once: 8 leave the log idle, 32 leave nobody else a turn
	fewFailed = 25 // so many failures in a row mean that the log or the tables are away
)

// group is the rows of one person that are answered together.
type group struct {
	person care.PersonID
	items  []item
	outs   []*RowReport // of the items
}

// errNotTried is of rows that were not reached.
var errNotTried = errors.New("not tried, since too many rows before it failed")

// answerAll answers for all people of a batch, several at once, each one's facts
// in order. It fails when the import is stopped.
func (r *run) answerAll(ctx context.Context, people []*group) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	next := make(chan *group)
	var told sync.Mutex
	done := r.done
	var all sync.WaitGroup
	for range abreast {
		all.Go(func() {
			for g := range next {
				r.answer(ctx, g)
				if g.outs[0].Answer != Failed || g.outs[0].parked {
					r.failing.Store(0)
				} else if r.failing.Add(1) == fewFailed {
					stop(errNotTried)
				}
				told.Lock()
				done += len(g.items)
				r.progress(min(done, r.report.Total))
				told.Unlock()
			}
		})
	}
	for _, g := range people {
		next <- g
	}
	close(next)
	all.Wait()
	if errors.Is(context.Cause(ctx), errNotTried) {
		r.givenUp = true
		return nil
	}
	return context.Cause(ctx)
}

// answer answers for the rows of one person.
func (r *run) answer(ctx context.Context, g *group) {
	k, err := r.knownOf(ctx, g.person)
	if err == nil && r.format.joins {
		r.answerTogether(ctx, g, k)
		return
	}
	for i, it := range g.items {
		out := g.outs[i]
		if out.Person = g.person; err != nil {
			out.fail(err)
			continue
		}
		t := r.told(it, nil, k)
		stored := r.sendTold(ctx, t, out)
		said := r.asAtFirst(t)
		out.questions(said)
		out.Notes = append(out.Notes, said.notes...)
		if out.Answer == Failed {
			out.Problem = cmp.Or(out.Problem, "it was not stored")
		}
		if len(stored) > 0 {
			k = k.with(stored)
		}
	}
}

// answerTogether answers for rows that say one thing: the first, with what the
// others add.
func (r *run) answerTogether(ctx context.Context, g *group, k known) {
	t := r.told(g.items[0], g.items[1:], k)
	first := g.outs[0]
	r.sendTold(ctx, t, first)
	said := r.asAtFirst(t)
	for i, out := range g.outs {
		out.Person = t.person.ID
		out.questions(said)
		if i == 0 {
			continue
		}
		out.Answer, out.Problem = first.Answer, first.Problem
		if first.Answer != Failed {
			out.Answer = AlreadyKnown
		}
		out.Notes = append(out.Notes, "the same person as an earlier row")
	}
	first.Notes = append(first.Notes, said.notes...)
}

// told tells what a row means, and others that say one thing with it.
func (r *run) told(it item, others []item, k known) *telling {
	t := r.telling(it, k)
	t.retell = func(k known) *telling { return r.told(it, others, k) }
	for _, second := range others {
		t.asks = append(t.asks, t.row.join(second.row)...)
	}
	it.tell(t)
	return t
}

// telling is what a row is to be told into, for the person as the register knows
// them.
func (r *run) telling(it item, k known) *telling {
	return &telling{
		authority: r.Caller.Authority, asAt: it.asAt, listOf: r.AsAt, until: it.until, started: r.started, source: r.format.source, from: r.format.from, column: it.column, about: it.about, idKind: it.kind, shown: it.shown, row: it.row, person: k,
	}
}

// knownOf is what the register knows of a person: of somebody who was merged, of
// the one whom they are now.
func (r *run) knownOf(ctx context.Context, person care.PersonID) (known, error) {
	if ctx.Err() != nil {
		return known{}, context.Cause(ctx)
	}
	var k known
	for id, hops := person, 0; id != uuid.Nil && hops < mostMerges; hops++ {
		events, err := r.Events(ctx, id)
		if err != nil {
			return known{}, fmt.Errorf("what is on record of them cannot be read just now: %w", err)
		}
		k = knownFrom(id, events)
		id = k.MergedInto
	}
	return k, nil
}

// mostMerges bounds how far a merge is followed.
const mostMerges = 10

// sendTold sends what was told, and returns the events that are in the log now.
func (r *run) sendTold(ctx context.Context, t *telling, out *RowReport) []care.Event {
	err := r.staff.join(ctx, t.row)
	var stored []care.Event
	if err == nil {
		stored, err = r.sendAll(ctx, t, out)
	}
	if err != nil {
		out.fail(err)
	}
	return stored
}

// sendAll sends the facts in order and notes what became of each. What is
// refused becomes a question about its cell; what fails ends the row.
func (r *run) sendAll(ctx context.Context, t *telling, out *RowReport) (stored []care.Event, err error) {
	out.Answer = AlreadyKnown
	r.recall(t, out)
	for i := 0; i < len(t.facts); i++ {
		f := t.facts[i]
		reply, err := r.Send(ctx, f.Event, t.after(f))
		if err != nil {
			return stored, err
		}
		last := t.person.last
		last[f.Record] = max(last[f.Record], reply.Position)
		f.Position = reply.Position
		switch reply.Outcome {
		case Already:
			stored = append(stored, f.Event)
			if r.ofThisRun(reply.Position) {
				out.stored(f)
			}
		case Stored:
			stored = append(stored, f.Event)
			out.stored(f)
		case Taken:
			if err := t.takenFact(f, out); err != nil {
				return stored, err
			}
		case Refused:
			if err := t.refusedFact(f, reply.Detail); err != nil {
				return stored, err
			}
		}
	}
	return stored, nil
}

// ofThisRun reports whether an event was stored by this very import, before it
// was broken off.
func (r *run) ofThisRun(position uint64) bool {
	return r.kept.resumed && r.started > 0 && position > r.started
}

// recall counts what this import had stored of the row before it was broken off,
// so that the answer is the same as if it had not been.
func (r *run) recall(t *telling, out *RowReport) {
	mine := map[care.EventID]bool{}
	for _, e := range t.person.events {
		mine[e.ID] = r.ofThisRun(e.Position) && e.Source == r.format.source
	}
	if first := r.asAtFirst(t); first != t {
		for _, f := range first.facts {
			if mine[f.ID] {
				out.stored(f)
			}
		}
	}
}

// asAtFirst is what a row told before this import had stored anything of it: it
// is told once more as if that were not on record, for the answer alone.
func (r *run) asAtFirst(t *telling) *telling {
	if !r.kept.resumed || t.retell == nil {
		return t
	}
	before := slices.DeleteFunc(slices.Clone(t.person.events), func(e care.Event) bool { return r.ofThisRun(e.Position) && e.Source == r.format.source })
	if len(before) == len(t.person.events) {
		return t
	}
	first := t.retell(knownFrom(t.person.ID, before))
	for _, a := range t.asks { // what was refused was asked about since
		if !slices.Contains(first.asks, a) {
			first.asks = append(first.asks, a)
		}
	}
	return first
}

// takenFact: another text stands under the id of a fact. What only says once
// more that something holds may be told in other words.
func (t *telling) takenFact(f fact, out *RowReport) error {
	if f.quiet {
		return nil
	}
	if f.reworded {
		out.Notes = append(out.Notes, "on record already, in other words")
		return nil
	}
	return errors.New("an earlier run of this list told something else here: the tables may be behind, so import the list again in a minute")
}

// after is the position of the event that a fact follows on its record; 0 where
// it opens the record, or stands on one of which there is just one.
func (t *telling) after(f fact) uint64 {
	if _, err := uuid.Parse(string(f.Record)); err != nil || string(f.Record) == f.ID.String() {
		return 0
	}
	return t.person.last[f.Record]
}

// refusedFact asks about the cell of a fact that was refused. Without a
// registration, or where the question is refused too, the row fails.
func (t *telling) refusedFact(f fact, why string) error {
	_, registers := f.Fact.(care.Registered)
	_, asks := f.Fact.(care.CellQuestioned)
	if registers || asks {
		return errors.New(why)
	}
	before := len(t.asks)
	t.ask(f.column, why)
	t.question(t.asks[before])
	return nil
}

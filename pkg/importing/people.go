package importing

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

const (
	abreast   = 16 // people who are worked on at once: 8 leave the log idle, 32 leave nobody else a turn
	fewFailed = 25 // so many failures in a row mean that the log or the tables are away
)

// group is the rows of one person: the first, with what the others add.
type group struct {
	person care.PersonID
	row    row
	at     []int   // of its rows in the report
	asks   []asked // what later rows say against it
}

// also takes another row of the same person.
func (g *group) also(second row) { g.asks = append(g.asks, g.row.join(second)...) }

// errNotTried is of rows that were not reached.
var errNotTried = errors.New("not tried, since too many rows before it failed")

// answerAll answers for all people, several at once, each one's facts in order.
func (r *run) answerAll(ctx context.Context) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	next := make(chan *group)
	var failed atomic.Int32
	var told sync.Mutex
	done := len(r.report.Rows)
	for _, g := range r.people {
		done -= len(g.at)
	}
	var all sync.WaitGroup
	for range abreast {
		all.Go(func() {
			for g := range next {
				r.answer(ctx, g)
				if r.report.Rows[g.at[0]].Answer != Failed {
					failed.Store(0)
				} else if failed.Add(1) == fewFailed {
					stop(errNotTried)
				}
				told.Lock()
				done += len(g.at)
				r.progress(done)
				told.Unlock()
			}
		})
	}
	for _, g := range r.people {
		next <- g
	}
	close(next)
	all.Wait()
}

func (r *run) progress(done int) {
	if r.Progress != nil {
		r.Progress(done, len(r.report.Rows))
	}
}

// answer answers for the rows of one person.
func (r *run) answer(ctx context.Context, g *group) {
	rows := r.report.Rows
	first := &rows[g.at[0]]
	t, err := r.meaning(ctx, g)
	if err == nil {
		err = r.staff.join(ctx, g.row)
	}
	if err == nil {
		err = r.sendAll(ctx, t, first)
	}
	for _, i := range g.at {
		rows[i].Person = t.person.ID
		rows[i].questions(t)
		if i != g.at[0] {
			rows[i].Answer = AlreadyKnown
			rows[i].Notes = append(rows[i].Notes, "the same person as an earlier row")
		}
		if err != nil {
			rows[i].fail(err)
		}
	}
	first.Notes = append(first.Notes, t.notes...)
}

// meaning is what the row means for the person as the register knows them: of
// somebody who was merged, for the one whom they are now.
func (r *run) meaning(ctx context.Context, g *group) (*telling, error) {
	t := &telling{authority: r.Caller.Authority, asAt: r.AsAt, row: g.row, asks: g.asks}
	t.person.ID = g.person
	if ctx.Err() != nil {
		return t, context.Cause(ctx)
	}
	for id, hops := g.person, 0; id != uuid.Nil && hops < mostMerges; hops++ {
		events, err := r.Events(ctx, id)
		if err != nil {
			return t, fmt.Errorf("what is on record of them cannot be read just now: %w", err)
		}
		t.person = knownFrom(id, events)
		id = t.person.MergedInto
	}
	t.tell()
	return t, nil
}

// mostMerges bounds how far a merge is followed.
const mostMerges = 10

// sendAll sends the facts in order and notes what became of each. What is
// refused becomes a question about its cell; what fails ends the row.
func (r *run) sendAll(ctx context.Context, t *telling, out *RowReport) error {
	out.Answer = AlreadyKnown
	for i := 0; i < len(t.facts); i++ {
		f := t.facts[i]
		reply, err := r.Send(ctx, f.Event, t.after(f))
		if err != nil {
			return err
		}
		last := t.person.last
		last[f.Record] = max(last[f.Record], reply.Position)
		switch reply.Outcome {
		case Stored:
			out.stored(f)
		case Taken:
			if !f.quiet {
				return errors.New("an earlier run of this list told something else here: the tables may be behind, so import the list again in a minute")
			}
		case Refused:
			if err := t.refusedFact(f, reply.Detail); err != nil {
				return err
			}
		}
	}
	return nil
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

// workplace is the staff whom the list names.
type workplace struct {
	authority string
	send      Send
	mu        sync.Mutex
	known     map[care.StaffID]bool
}

// join says of the workers whom a row names that they work for the authority,
// each once. It gives them no role, so a list lets nobody in.
func (w *workplace) join(ctx context.Context, r row) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, name := range []string{r.adviser.or(""), r.worker.or("")} {
		id := care.NewStaffID(w.authority, name)
		if name == "" || w.known[id] {
			continue
		}
		e := care.Event{ID: id, Authority: w.authority, Area: care.AreaStaff, Record: care.NewRecordID(id), Fact: care.StaffJoined{Name: name}, Source: Source}
		if _, err := w.send(ctx, e, 0); err != nil {
			return err
		}
		w.known[id] = true
	}
	return nil
}

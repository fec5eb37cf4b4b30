package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"intouch/deploy"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
	"intouch/pkg/store/storetest"
	"intouch/pkg/wire"
)

func TestMain(m *testing.M) { storetest.Main(m) }

const authority = "E09000002"

// house is a database and what has happened so far.
type house struct {
	t         testing.TB
	authority string
	pool      *pgxpool.Pool
	db        *store.DB
	log       []care.Event
}

func newHouse(t testing.TB) *house {
	pool := storetest.New(t)
	return &house{t: t, authority: authority, pool: pool, db: store.Open(pool)}
}

// tell writes the tables as the projector would: the events as published, and
// what those of each person, and of each record of nobody, mean.
func (h *house) tell(events ...care.Event) {
	h.t.Helper()
	first := len(h.log)
	for i, e := range events {
		e.Position, e.Authority = uint64(first+i+1), h.authority
		h.log = append(h.log, e)
	}
	w := h.writer()
	defer w.Close()
	h.do(w.Write(h.ctx(), func(tx *store.Tx) error {
		if err := tx.Advance(h.ctx(), uint64(first), h.cursor()); err != nil {
			return err
		}
		if err := tx.Keep(h.ctx(), kept(h.t, h.log[first:])); err != nil {
			return err
		}
		if err := h.derive(tx); err != nil {
			return err
		}
		_, err := tx.Mean(h.ctx())
		return err
	}))
}

func (h *house) ctx() context.Context { return h.t.Context() }

func (h *house) do(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// writer is the writer of the authority's tables, begun if they are new.
func (h *house) writer() *store.Writer {
	h.t.Helper()
	w, err := h.db.Writer(h.ctx(), store.Read, h.authority)
	h.do(err)
	c, err := w.Cursor(h.ctx())
	h.do(err)
	if c.Created.IsZero() {
		h.do(w.Begin(h.ctx(), store.Cursor{Created: start, Rules: duty.RulesVersion}))
	}
	return w
}

func (h *house) cursor() store.Cursor {
	last := h.log[len(h.log)-1]
	c := store.Cursor{Stored: last.Position, LastID: last.ID, Recorded: last.RecordedAt, Rules: duty.RulesVersion}
	for _, e := range h.log {
		c.RecordedTo = max(c.RecordedTo, e.RecordedOn())
	}
	return c
}

func kept(t testing.TB, events []care.Event) []store.Kept {
	t.Helper()
	var all []store.Kept
	for _, e := range events {
		m, err := wire.Encode(e)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, store.Kept{Message: m, Person: e.Person, RecordedAt: e.RecordedAt})
	}
	return all
}

func (h *house) derive(tx *store.Tx) error {
	var nobody []care.Event
	var records []care.RecordID
	people := map[care.PersonID][]care.Event{}
	for _, e := range h.log {
		if e.Person == uuid.Nil {
			nobody, records = append(nobody, e), append(records, e.Record)
			continue
		}
		people[e.Person] = append(people[e.Person], e)
	}
	if err := tx.PutRecords(h.ctx(), records, nobody); err != nil {
		return err
	}
	rules := duty.Authority{Policies: duty.Policies{england}, Staff: care.WorkforceOf(nobody)}
	for id, events := range people {
		d := derived(h.authority, rules, care.PersonOf(id, care.Records(events)))
		if err := tx.Put(h.ctx(), []care.PersonID{id}, []store.Rows{d.Rows()}); err != nil {
			return err
		}
	}
	return nil
}

func derived(authority string, rules duty.Authority, p care.Person) store.Derived {
	d := store.Derived{Authority: authority, Meaning: rules.Meaning(p, nil), RecordedOn: p.LastRecorded.RecordedOn(), MergedInto: p.MergedInto, Root: p.MergedInto}
	for _, a := range p.Allocations {
		d.Workers, d.Teams = append(d.Workers, a.Facts.Staff), append(d.Teams, care.Normalised(a.Facts.Team))
	}
	return d
}

var england = func() duty.Policy {
	p, err := duty.ParsePolicy(deploy.Policy, 1, care.NewDay(2020, time.January, 1))
	if err != nil {
		panic(err)
	}
	return p
}()

package projector

import (
	"context"
	"log/slog"
	"maps"
	"runtime"
	"slices"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	care "intouch/pkg/careleaver"
	"intouch/pkg/store"
)

// derive writes what the events of these people mean. They are clean then, or
// parked.
func (f *following) derive(ctx context.Context, tx *store.Tx, people []care.PersonID) error {
	if len(people) == 0 {
		return nil
	}
	outcomes, err := f.outcomes(ctx, tx, people)
	if err != nil {
		return err
	}
	if err := f.put(ctx, tx, people, outcomes); err != nil {
		return err
	}
	clean := slices.Clone(people)
	for _, o := range outcomes {
		clean = append(clean, o.people...)
	}
	if err := tx.Clean(ctx, clean); err != nil {
		return err
	}
	return park(ctx, tx, outcomes)
}

// outcomes works out what is to be stored of these people, and of all whom
// merges connect with them; on the way it learns of merges.
func (f *following) outcomes(ctx context.Context, tx *store.Tx, people []care.PersonID) ([]outcome, error) {
	var all []outcome
	related := map[care.PersonID]*told{} // nil: nothing is told of them
	for next := kin(people, f.facts.into); len(next) > 0; next = f.unread(related) {
		some, err := f.readAll(ctx, tx, next)
		if err != nil {
			return nil, err
		}
		all = append(all, some.alone...)
		if len(related) > 0 {
			for _, p := range next {
				related[p] = nil
			}
		}
		for _, t := range some.related {
			related[t.person] = &t
			f.facts.learnMerge(t)
		}
	}
	all = slices.DeleteFunc(all, func(o outcome) bool { return related[o.people[0]] != nil }) // found out since
	for _, one := range families(related, f.facts.into) {
		all = append(all, f.facts.mean(f.Authority, one))
	}
	return all, nil
}

// unread are those whom merges connect with these and who are not among them.
func (f *following) unread(related map[care.PersonID]*told) []care.PersonID {
	people := slices.Collect(maps.Keys(related))
	return slices.DeleteFunc(kin(people, f.facts.into), func(p care.PersonID) bool {
		_, asked := related[p]
		return asked
	})
}

// reading is what came of reading what was told of people.
type reading struct {
	alone   []outcome // of those whom no merge connects with anybody
	related []told
}

// readAll reads what was told of each person and, on all cores, works out what
// is to be stored of those whom no merge concerns. It holds no more than a few
// people's events at once.
func (f *following) readAll(ctx context.Context, tx *store.Tx, people []care.PersonID) (reading, error) {
	cores := runtime.GOMAXPROCS(0)
	work, found := make(chan []store.Raw, cores), make([]reading, cores)
	merged := f.facts.merged()
	var g errgroup.Group
	for i := range found {
		g.Go(func() error {
			for events := range work {
				found[i].take(&f.facts, f.Authority, read(events), merged)
			}
			return nil
		})
	}
	err := tx.EachPerson(ctx, people, func(events []store.Raw) error {
		work <- events
		return nil
	})
	close(work)
	g.Wait()
	var all reading
	for _, r := range found {
		all.alone, all.related = append(all.alone, r.alone...), append(all.related, r.related...)
	}
	return all, err
}

func (r *reading) take(f *facts, authority string, t told, merged map[care.PersonID]bool) {
	if merged[t.person] || t.into() != uuid.Nil {
		r.related = append(r.related, t)
		return
	}
	r.alone = append(r.alone, f.mean(authority, family{t}))
}

// put writes the rows of all; where PostgreSQL will not hold somebody's, those
// alone are left out, and the record is incomplete.
func (f *following) put(ctx context.Context, tx *store.Tx, people []care.PersonID, outcomes []outcome) error {
	people = slices.Clone(people)
	for _, o := range outcomes {
		people = append(people, o.people...)
	}
	err := tx.Put(ctx, people, rowsOf(outcomes))
	if !store.Refused(err) || len(outcomes) == 0 {
		return err
	}
	if n := len(outcomes) / 2; n > 0 {
		if err := f.put(ctx, tx, nil, outcomes[:n]); err != nil {
			return err
		}
		return f.put(ctx, tx, nil, outcomes[n:])
	}
	slog.Error("the rows of a person cannot be stored", "person", outcomes[0].people[0], "error", err)
	outcomes[0].refuse(f.Authority)
	return tx.Put(ctx, outcomes[0].people, outcomes[0].rows)
}

func rowsOf(outcomes []outcome) []store.Rows {
	var all []store.Rows
	for _, o := range outcomes {
		all = append(all, o.rows...)
	}
	return all
}

// refuse leaves nothing of a family but that its record is incomplete.
func (o *outcome) refuse(authority string) {
	o.rows, o.parked, o.positions = nil, nil, nil
	for _, person := range o.people {
		bad := &unapplied{o.last.Position, o.last.RecordedOn(), "What was recorded cannot be stored in the tables."}
		o.add(store.Derived{Authority: authority, Meaning: nothingBut(person, bad)}, bad)
	}
}

func park(ctx context.Context, tx *store.Tx, outcomes []outcome) error {
	var people []care.PersonID
	var positions []uint64
	for _, o := range outcomes {
		people, positions = append(people, o.parked...), append(positions, o.positions...)
	}
	return tx.Park(ctx, people, positions)
}

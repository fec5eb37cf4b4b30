package projector

import (
	"context"
	"log/slog"
	"runtime"
	"slices"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	care "intouch/pkg/careleaver"
	"intouch/pkg/store"
	"intouch/pkg/wire"
)

// mostTold is how many events are to be in memory at once, more or less: by it
// the number of people derived together is chosen.
const mostTold = 20_000

// derive writes what the events of these people mean. They are clean then, or
// parked.
func (f *following) derive(ctx context.Context, tx *store.Tx, people []care.PersonID) error {
	if len(people) == 0 {
		return nil
	}
	told, err := f.gather(ctx, tx, people)
	if err != nil {
		return err
	}
	outcomes := f.meanAll(families(told, f.facts.into))
	if err := f.put(ctx, tx, people, outcomes); err != nil {
		return err
	}
	clean := people
	for _, o := range outcomes {
		clean = append(clean, o.people...)
	}
	if err := tx.Clean(ctx, clean); err != nil {
		return err
	}
	return park(ctx, tx, outcomes)
}

// gather reads what was recorded of people and of all whom merges connect with
// them; on the way it learns of merges.
func (f *following) gather(ctx context.Context, tx *store.Tx, people []care.PersonID) ([]told, error) {
	var all []told
	asked := map[care.PersonID]bool{}
	for next := kin(people, f.facts.into); len(next) > 0; next = unasked(kin(people, f.facts.into), asked) {
		for _, p := range next {
			asked[p] = true
		}
		some, err := readAll(ctx, tx, next)
		if err != nil {
			return nil, err
		}
		for _, t := range some {
			if other := t.into(); other != uuid.Nil {
				f.facts.into[t.person] = other
			} else {
				delete(f.facts.into, t.person)
			}
		}
		all = append(all, some...)
	}
	f.fit(len(people), all)
	return all, nil
}

func unasked(people []care.PersonID, asked map[care.PersonID]bool) []care.PersonID {
	return slices.DeleteFunc(slices.Clone(people), func(p care.PersonID) bool { return asked[p] })
}

// fit chooses how many people to take next time by how much was told of these.
func (f *following) fit(people int, all []told) {
	events := 0
	for _, t := range all {
		events += len(t.events)
	}
	f.chunk = max(1, min(mostDirty, people*mostTold/max(events, 1)))
}

// readAll reads and decodes what was recorded under each person.
func readAll(ctx context.Context, tx *store.Tx, people []care.PersonID) ([]told, error) {
	work := make(chan []wire.Message, runtime.GOMAXPROCS(0))
	found := make([][]told, runtime.GOMAXPROCS(0))
	var g errgroup.Group
	for i := range found {
		g.Go(func() error {
			for messages := range work {
				found[i] = append(found[i], read(messages))
			}
			return nil
		})
	}
	err := tx.EachPerson(ctx, people, func(messages []wire.Message) error {
		work <- messages
		return nil
	})
	close(work)
	g.Wait()
	return slices.Concat(found...), err
}

// meanAll works out all families, on all cores.
func (f *following) meanAll(all []family) []outcome {
	outcomes := make([]outcome, len(all))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range all {
		g.Go(func() error {
			outcomes[i] = f.facts.mean(f.Authority, all[i])
			return nil
		})
	}
	g.Wait()
	return outcomes
}

// put writes the rows of all; where PostgreSQL will not hold somebody's, those
// alone are left out, and the record is incomplete.
func (f *following) put(ctx context.Context, tx *store.Tx, people []care.PersonID, outcomes []outcome) error {
	derived := []store.Derived{}
	for _, o := range outcomes {
		people = append(people, o.people...)
		derived = append(derived, o.derived...)
	}
	err := tx.Put(ctx, people, derived)
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
	return tx.Put(ctx, outcomes[0].people, outcomes[0].derived)
}

// refuse leaves nothing of a family but that its record is incomplete.
func (o *outcome) refuse(authority string) {
	o.derived, o.parked, o.positions = nil, nil, nil
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

package projector

import (
	"context"
	"maps"
	"runtime"
	"slices"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	care "intouch/pkg/careleaver"
	"intouch/pkg/history"
	"intouch/pkg/store"
)

// outcomes works out what is to be stored of these people, and of all whom
// merges connect with them, and gives it to give as it is found; on the way it
// learns of merges. Of somebody who proves to be connected only then there is
// another outcome later: the last one counts.
func (f *following) outcomes(ctx context.Context, read reader, people []care.PersonID, give func(*outcome) error) error {
	related := map[care.PersonID]*history.Told{} // nil: nothing is told of them
	for next := f.facts.into.Kin(people); len(next) > 0; next = f.unread(related) {
		if len(related) > 0 {
			for _, p := range next {
				related[p] = nil
			}
		}
		var some []history.Told
		err := f.each(ctx, read, next, func(r result) error {
			if r.related == nil {
				return give(&r.alone)
			}
			some = append(some, *r.related)
			return nil
		})
		if err != nil {
			return err
		}
		for _, t := range some {
			related[t.Person] = &t
			f.facts.into.Learn(t)
		}
	}
	for _, one := range f.facts.into.Families(related) {
		o := f.facts.mean(f.Authority, one)
		if err := give(&o); err != nil {
			return err
		}
	}
	return nil
}

// unread are those whom merges connect with these and who are not among them.
func (f *following) unread(related map[care.PersonID]*history.Told) []care.PersonID {
	people := slices.Collect(maps.Keys(related))
	return slices.DeleteFunc(f.facts.into.Kin(people), func(p care.PersonID) bool {
		_, asked := related[p]
		return asked
	})
}

// result is what came of reading what was told of somebody.
type result struct {
	alone   outcome       // what is to be stored, if no merge concerns them
	related *history.Told // else what was told
}

// each reads what was told of each person and, on all cores, works out what is
// to be stored of those whom no merge concerns. It holds no more than a few
// people's events at once.
func (f *following) each(ctx context.Context, read reader, people []care.PersonID, take func(result) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	cores := runtime.GOMAXPROCS(0)
	work, results := make(chan []store.Raw, cores), make(chan result, cores)
	merged := f.facts.into.Concerned()
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		defer close(work)
		return read(ctx, people, func(events []store.Raw) error { return send(ctx, work, events) })
	})
	for range cores {
		g.Go(func() error {
			for events := range work {
				if err := send(ctx, results, f.facts.result(f.Authority, events, merged)); err != nil {
					return err
				}
			}
			return nil
		})
	}
	ended := make(chan error, 1)
	go func() {
		ended <- g.Wait()
		close(results)
	}()
	var err error
	for r := range results {
		if err == nil {
			if err = take(r); err != nil {
				cancel()
			}
		}
	}
	if wait := <-ended; err == nil {
		err = wait
	}
	return err
}

func send[T any](ctx context.Context, to chan<- T, v T) error {
	select {
	case to <- v:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (f *facts) result(authority string, events []store.Raw, merged map[care.PersonID]bool) result {
	t := history.Read(events)
	if merged[t.Person] || t.Into() != uuid.Nil {
		return result{related: &t}
	}
	return result{alone: f.mean(authority, history.Family{t})}
}

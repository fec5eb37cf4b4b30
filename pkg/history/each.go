package history

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// person is one of the council's people.
func (s *snapshot) person(ctx context.Context, rules *duty.Authority, id care.PersonID) (Person, error) {
	l, err := s.links(ctx)
	if err != nil {
		return Person{}, err
	}
	people, err := s.together(ctx, rules, l.kin([]care.PersonID{id}))
	if err != nil {
		return Person{}, err
	}
	for _, p := range people {
		if p.ID == id {
			return p, nil
		}
	}
	return Person{}, fmt.Errorf("person %s: %w", id, store.ErrNotFound)
}

// each gives everybody to do.
func (s *snapshot) each(ctx context.Context, do func(Person) error) error {
	rules, err := s.rules(ctx)
	if err != nil {
		return err
	}
	l, err := s.links(ctx)
	if err != nil {
		return err
	}
	people, err := s.Everybody(ctx)
	if err != nil {
		return err
	}
	return s.some(ctx, &rules, l, people, do)
}

// some gives those of these people who were known of to do, in order of their
// ids: not those merged into another, but whoever is to do with them.
func (s *snapshot) some(ctx context.Context, rules *duty.Authority, l links, people []care.PersonID, do func(Person) error) error {
	var linked, alone []care.PersonID
	for _, p := range people {
		if l[p] != nil {
			linked = append(linked, p)
		} else {
			alone = append(alone, p)
		}
	}
	slices.SortFunc(alone, ByID)
	related, err := s.together(ctx, rules, l.kin(linked))
	if err != nil {
		return err
	}
	related = slices.DeleteFunc(related, func(p Person) bool { return !p.stays() })
	giveBefore := func(more func(Person) bool) error {
		for len(related) > 0 && more(related[0]) {
			next := related[0]
			related = related[1:]
			if err := do(next); err != nil {
				return err
			}
		}
		return nil
	}
	err = s.eachAlone(ctx, rules, alone, func(p Person) error {
		if err := giveBefore(func(q Person) bool { return ByID(q.ID, p.ID) < 0 }); err != nil {
			return err
		}
		return do(p)
	})
	if err != nil {
		return err
	}
	return giveBefore(func(Person) bool { return true })
}

// eachAlone gives those whom no merge ever concerned to do, in order. They are
// decoded on all cores.
func (s *snapshot) eachAlone(ctx context.Context, rules *duty.Authority, people []care.PersonID, do func(Person) error) error {
	read := func(give func([]store.Raw) error) error { return s.EachPerson(ctx, people, give) }
	fold := func(events []store.Raw) *Person {
		t := s.read(events)
		if p, known := personOf(rules, Counted{Told: t, Root: t.Person}); known && p.stays() {
			return &p
		}
		return nil
	}
	return inOrder(read, fold, func(p *Person) error {
		if p == nil {
			return nil
		}
		return do(*p)
	})
}

// errStopped ends reading when what is read is no longer wanted.
var errStopped = errors.New("stopped")

// inOrder works on all cores on what is read, and gives what comes of each to
// do in the order in which it was read. It stops at the first error.
func inOrder[A, B any](read func(func(A) error) error, work func(A) B, do func(B) error) error {
	type job struct {
		in  A
		out chan B
	}
	cores := runtime.GOMAXPROCS(0)
	jobs, queue, stop := make(chan job, 2*cores), make(chan job, 16*cores), make(chan struct{})
	ended := make(chan error, 1)
	var running sync.WaitGroup
	running.Go(func() {
		defer close(queue)
		defer close(jobs)
		ended <- read(func(in A) error {
			j := job{in, make(chan B, 1)}
			for _, to := range []chan job{queue, jobs} {
				select {
				case to <- j:
				case <-stop:
					return errStopped
				}
			}
			return nil
		})
	})
	for range cores {
		running.Go(func() {
			for j := range jobs {
				j.out <- work(j.in)
			}
		})
	}
	defer running.Wait()
	for j := range queue {
		if err := do(<-j.out); err != nil {
			close(stop)
			return err
		}
	}
	return <-ended
}

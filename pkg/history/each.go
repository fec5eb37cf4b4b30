package history

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"github.com/google/uuid"

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
	return some(ctx, s, &rules, l, people, func(p Person) Person { return p }, do)
}

// some gives what is made of those of these people who were known of to do, in
// order of their ids: not of those merged into another, but of whoever is to do
// with them. Things are made on all cores.
func some[T any](ctx context.Context, s *snapshot, rules *duty.Authority, l links, people []care.PersonID, make func(Person) T, do func(T) error) error {
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
	giveTo := func(before care.PersonID) error {
		for len(related) > 0 && ByID(related[0].ID, before) < 0 {
			next := related[0]
			related = related[1:]
			if err := do(make(next)); err != nil {
				return err
			}
		}
		return nil
	}
	read := func(give func([]store.Raw) error) error { return s.eachPerson(ctx, alone, give) }
	err = inOrder(read, func(events []store.Raw) made[T] {
		t := s.read(events)
		if p, known := personOf(rules, Counted{Told: t, Root: t.Person}); known && p.stays() {
			return made[T]{p.ID, make(p)}
		}
		return made[T]{}
	}, func(m made[T]) error {
		if m.of == uuid.Nil {
			return nil
		}
		if err := giveTo(m.of); err != nil {
			return err
		}
		return do(m.it)
	})
	if err != nil {
		return err
	}
	return giveTo(uuid.Max)
}

// made is what was made of somebody.
type made[T any] struct {
	of care.PersonID
	it T
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

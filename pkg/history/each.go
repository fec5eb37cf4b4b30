package history

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// each gives everybody to do, in order of their ids.
func (s *snapshot) each(ctx context.Context, do func(Person) error) error {
	rules, err := s.rules(ctx)
	if err != nil {
		return err
	}
	related, err := s.related(ctx, &rules)
	if err != nil {
		return err
	}
	people, err := s.Everybody(ctx)
	if err != nil {
		return err
	}
	alone := slices.DeleteFunc(people, func(p care.PersonID) bool { return related.has(p) })
	err = s.eachAlone(ctx, &rules, alone, func(p Person) error {
		if err := related.before(p.ID, do); err != nil {
			return err
		}
		return do(p)
	})
	if err != nil {
		return err
	}
	return related.rest(do)
}

// eachAlone gives those whom no merge ever concerned to do, in order. They are
// decoded on all cores.
func (s *snapshot) eachAlone(ctx context.Context, rules *duty.Authority, people []care.PersonID, do func(Person) error) error {
	fold := func(events []store.Raw) Person {
		t := s.read(events)
		p, known := personOf(rules, Counted{Told: t, Root: t.Person})
		if !known {
			return Person{}
		}
		return p
	}
	read := func(give func([]store.Raw) error) error { return s.EachPerson(ctx, people, give) }
	return inOrder(read, fold, func(p Person) error {
		if p.ID == (care.PersonID{}) {
			return nil
		}
		return do(p)
	})
}

// errStopped ends reading when what was read is no longer wanted.
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

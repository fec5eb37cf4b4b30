package history

import (
	"errors"
	"runtime"
	"sync"
)

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

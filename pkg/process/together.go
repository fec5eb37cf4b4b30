package process

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"
)

// Part is one of the things that a program does at once.
type Part struct {
	Name string
	Run  func(context.Context) error // until its ctx ends
}

// Together runs the parts until ctx ends or one of them does, then stops them
// one after the other, the last first: name those first that others need. It
// returns the first failure, with the name of the part. A part that ends before
// it is told to is a failure too.
func Together(ctx context.Context, parts ...Part) error {
	g, ctx := errgroup.WithContext(ctx)
	stops := make([]func(), len(parts))
	for i, p := range parts {
		alive, cancel := context.WithCancel(context.WithoutCancel(ctx))
		gone := make(chan struct{})
		stops[i] = func() { cancel(); <-gone }
		g.Go(func() error {
			defer close(gone)
			return p.run(alive)
		})
	}
	<-ctx.Done()
	for i := range stops {
		stops[len(stops)-1-i]()
	}
	return g.Wait()
}

func (p Part) run(ctx context.Context) error {
	err := p.Run(ctx)
	if ctx.Err() == nil && err == nil {
		return fmt.Errorf("%s: ended by itself", p.Name)
	}
	if err = unlessStopped(ctx, err); err != nil {
		return fmt.Errorf("%s: %w", p.Name, err)
	}
	return nil
}

package history

import (
	"context"
	"fmt"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// CountUpTo counts who stood where on a day, from the events alone and not from
// any row or sum, as the log meant it up to a position (0: to its end). It is how
// a count that was published is proved later (I1).
func (c Council) CountUpTo(ctx context.Context, day care.Day, position uint64) (care.RegisterCounted, error) {
	var f care.RegisterCounted
	err := c.snapshot(ctx, time.Time{}, func(s *snapshot) (err error) {
		if s.upTo = position; position > 0 {
			if s.passed, err = s.RecordedBy(ctx, position); err != nil {
				return err
			}
		}
		f, err = s.count(ctx, day)
		return err
	})
	if err != nil {
		return f, fmt.Errorf("count %s again: %w", day, err)
	}
	return f, nil
}

func (s *snapshot) count(ctx context.Context, day care.Day) (care.RegisterCounted, error) {
	rules, err := s.rules(ctx)
	if err != nil {
		return care.RegisterCounted{}, err
	}
	count := duty.NewCount(day)
	err = s.each(ctx, func(p Person) error {
		if standing := p.standing(&rules, day); standing.Bucket != "" {
			count.Add(p.ID, standing)
		}
		return nil
	})
	if err != nil {
		return care.RegisterCounted{}, err
	}
	f := count.Done()
	f.Position = s.upTo
	f.NotYet, err = s.notYet(ctx, day)
	return f, err
}

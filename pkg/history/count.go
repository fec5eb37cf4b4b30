package history

import (
	"context"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Count counts who stood where on a day, from the events alone and not from any
// sum: with UpTo, as the log meant it up to that position. It is how a count that
// was published is proved later (I1).
func (c Council) Count(ctx context.Context, day care.Day) (care.RegisterCounted, error) {
	var f care.RegisterCounted
	err := c.snapshot(ctx, time.Time{}, func(s *snapshot) error {
		rules, err := s.rules(ctx)
		if err != nil {
			return err
		}
		count := duty.NewCount(day)
		err = s.each(ctx, func(p Person) error {
			if standing, stands := p.standing(&rules, day); stands {
				count.Add(p.ID, standing)
			}
			return nil
		})
		if err != nil {
			return err
		}
		f = count.Done()
		f.Position = c.UpTo
		f.NotYet, err = s.notYet(ctx, day)
		return err
	})
	return f, err
}

// notYet counts the rows of imports that named nobody yet on the day.
func (s *snapshot) notYet(ctx context.Context, day care.Day) (n int, err error) {
	events, err := s.ofNobody(ctx, care.AreaImport)
	if err != nil {
		return 0, err
	}
	for _, r := range care.Records(events) {
		if row, ok := care.Last[care.RowSetAside](r); !ok || row.RecordedOn() > day {
			continue
		}
		if settled, ok := care.Last[care.RowSettled](r); !ok || settled.RecordedOn() > day {
			n++
		}
	}
	return n, nil
}

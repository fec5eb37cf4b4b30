package history

import (
	"context"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/store"
)

// Register returns a page of the people on the register as at q.On, as known: the
// choice, the order and the cursors are those of [store.DB.Register], and the rows
// say of every day what that says of today.
func (c Council) Register(ctx context.Context, q store.RegisterQuery, known time.Time) (store.RegisterPage, error) {
	page, _, err := c.List(ctx, q, known)
	return page, err
}

// List is Register and Counts for who shows both: everybody is looked at once.
func (c Council) List(ctx context.Context, q store.RegisterQuery, known time.Time) (page store.RegisterPage, counts store.Counts, err error) {
	err = c.snapshot(ctx, known, func(s *snapshot) error {
		w, err := s.where(ctx, q.On)
		if err != nil {
			return err
		}
		chosen, next, err := q.Choose(w.places)
		if err != nil {
			return err
		}
		page.Next = next
		if page.Rows, err = w.rows(ctx, chosen); err != nil {
			return err
		}
		counts, err = w.counts(ctx)
		return err
	})
	return page, counts, err
}

// Counts counts the register as at a day, as known.
func (c Council) Counts(ctx context.Context, on care.Day, known time.Time) (store.Counts, error) {
	var counts store.Counts
	err := c.snapshot(ctx, known, func(s *snapshot) error {
		w, err := s.where(ctx, on)
		if err != nil {
			return err
		}
		counts, err = w.counts(ctx)
		return err
	})
	return counts, err
}

func (w *where) counts(ctx context.Context) (store.Counts, error) {
	counts := store.Count(w.on, w.places)
	var err error
	counts.NotYet, err = w.notYet(ctx, w.on)
	return counts, err
}

// notYet counts the rows of imports that named nobody on the day.
func (s *snapshot) notYet(ctx context.Context, on care.Day) (int, error) {
	events, err := s.ofNobody(ctx, care.AreaImport)
	n := 0
	for _, r := range care.Records(events) {
		aside, ok := care.Last[care.RowSetAside](r)
		settled, done := care.Last[care.RowSettled](r)
		if ok && aside.RecordedOn() <= on && !(done && settled.RecordedOn() <= on) {
			n++
		}
	}
	return n, err
}

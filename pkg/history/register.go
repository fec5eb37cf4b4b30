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
	var page store.RegisterPage
	err := c.snapshot(ctx, known, func(s *snapshot) error {
		w, err := s.where(ctx, q.On)
		if err != nil {
			return err
		}
		chosen, next, err := q.Choose(w.places)
		if err != nil {
			return err
		}
		page.Next = next
		page.Rows, err = w.rows(ctx, chosen)
		return err
	})
	return page, err
}

// Counts counts the register as at a day, as known.
func (c Council) Counts(ctx context.Context, on care.Day, known time.Time) (store.Counts, error) {
	var counts store.Counts
	err := c.snapshot(ctx, known, func(s *snapshot) error {
		w, err := s.where(ctx, on)
		if err != nil {
			return err
		}
		counts = store.Count(on, w.places)
		counts.NotYet, err = s.notYet(ctx, on)
		return err
	})
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

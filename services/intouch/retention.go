package main

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"intouch/pkg/careleaver"
	"intouch/pkg/store"
)

// retention lists whose records need no longer be kept, by id: names stay on the
// pages.
type retention struct {
	On careleaver.Day `help:"By which day; today when left out." placeholder:"DAY"`
}

// Run changes nothing.
func (r retention) Run(s settings) error {
	on := cmp.Or(r.On, careleaver.DayOf(time.Now()))
	return s.do("retention", nothing, func(ctx context.Context, h *house) error {
		db := store.Open(h.pool)
		if err := db.Check(ctx); err != nil {
			return err
		}
		for _, authority := range h.Authorities {
			due, err := db.DueForDestruction(ctx, authority, on)
			if err != nil {
				return err
			}
			fmt.Printf("%s: the records of %d people need no longer be kept on %s (Care Leavers Regulations, reg. 10)\n", authority, len(due), on)
			for _, d := range due {
				fmt.Printf("%s: %s since %s, records: %d\n", authority, d.Person, d.Until, d.Records)
			}
		}
		return nil
	})
}

package projector_test

import (
	"fmt"
	"testing"
	"time"

	"intouch/pkg/history"
	"intouch/pkg/store"
)

// BenchmarkAsKnown asks for the counts and for the first page of the register of
// a council of 2,000 people and ten years, as at and as known on days of its
// past. Target: about a second for each, at any time.
func BenchmarkAsKnown(b *testing.B) {
	const people, each = 2000, 200
	h := newHouse(b)
	fillLives(h, people, each)
	h.timeCatchUp()
	if _, err := h.pool.Exec(b.Context(), "ANALYZE"); err != nil {
		b.Fatal(err)
	}
	c := h.council()
	for _, years := range []int{1, 5, 9} {
		on := onDay(years * 365)
		known := (on + 1).Start()
		b.Run(fmt.Sprintf("counts after %d years", years), func(b *testing.B) {
			for b.Loop() {
				if _, err := c.Counts(b.Context(), on, known); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("list after %d years", years), func(b *testing.B) {
			for b.Loop() {
				if _, err := c.Register(b.Context(), store.RegisterQuery{On: on}, known); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("person", func(b *testing.B) {
		for b.Loop() {
			if _, err := c.View(b.Context(), person(7), onDay(2000), (onDay(2000) + 1).Start()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("everybody, all that is known", func(b *testing.B) {
		for b.Loop() {
			if err := c.Each(b.Context(), time.Time{}, func(history.Person) error { return nil }); err != nil {
				b.Fatal(err)
			}
		}
	})
}

package oc3

import (
	"testing"

	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
	_ "intouch/pkg/drawn"
)

// A row of somebody with some 25 facts, and of what it is a multiple: folding
// their events, without which nothing of them is known.
func BenchmarkRow(b *testing.B) {
	rules := office(b)
	var lives []*life
	var people []care.Person
	for seed := range 50 {
		l := rapid.Custom(randomLife).Example(seed)
		lives, people = append(lives, l), append(people, l.person())
	}
	b.Run("fold", func(b *testing.B) {
		for i := range b.N {
			lives[i%len(lives)].person()
		}
	})
	b.Run("row", func(b *testing.B) {
		for i := range b.N {
			Of(&people[i%len(people)], rules, 2026, AndWhole)
		}
	})
}

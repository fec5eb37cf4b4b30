package demo

import (
	"math/rand/v2"

	care "intouch/pkg/careleaver"
)

const (
	// Authority is the demonstration's, always.
	Authority = "demo"
	// Source is what its events name as theirs.
	Source = "/intouch/demo"
)

// World is an authority to be made up.
type World struct {
	Seed     uint64
	From     care.Day // its first day, that of the import
	People   int      // on its register two years later, about
	Advisers int
	Teams    int // at most as many as there are names for
}

// Real is the size of a real service.
var Real = World{Seed: 1, People: 700, Advisers: 30, Teams: 4}

// years is how much past there is.
const years = 2

// present is the day for which ages and scenes are dealt.
func (w World) present() care.Day { return w.From.AddMonths(12 * years) }

// random is a stream of chance of its own for each purpose, so that what one
// person draws never changes what another does.
func (w World) random(purpose, n uint64) *rand.Rand {
	return rand.New(rand.NewPCG(w.Seed, purpose<<32|n))
}

// What chance is drawn for.
const (
	forPeople uint64 = iota + 1
	forStaff
	forLife
	forList
	forAnswers
	forCare
	forReviews
	forCircumstances
)

// between draws a whole number from a to b, both included.
func between(r *rand.Rand, a, b int) int { return a + r.IntN(b-a+1) }

// chance is true p times of 1.
func chance(r *rand.Rand, p float64) bool { return r.Float64() < p }

// pick draws one of a list.
func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

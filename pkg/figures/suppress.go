package figures

import (
	"cmp"
	"maps"
	"slices"
)

// FewestShown is the smallest number that elected members are shown. One that is
// smaller could be somebody they know.
const FewestShown = 6

// Sum says that a total is the sum of some parts. Numbers are named by their place.
type Sum struct {
	Total int
	Parts []int
}

// Suppress says which of some numbers are not to be shown: all that are smaller
// than six, and as many more as it takes that none that is not shown can be
// worked out from those that are, by the sums that hold between them. Whoever
// works it out may know all sums, and that a number of people is never less
// than nought. What is hidden first is the smallest.
func Suppress(numbers []int, sums []Sum) (hidden []bool) {
	s := suppression{numbers, sums, make([]bool, len(numbers))}
	for i, n := range numbers {
		s.hidden[i] = n < FewestShown
	}
	for {
		known := s.workedOut()
		if len(known) == 0 || !s.hideOneMore(known) {
			return s.hidden
		}
	}
}

type suppression struct {
	numbers []int
	sums    []Sum
	hidden  []bool
}

// hideOneMore hides the smallest number that still helps to work out one of
// those known; false when there is none left.
func (s *suppression) hideOneMore(known []int) bool {
	helps := map[int]bool{}
	for reach := asSet(known); len(helps) == 0; {
		grown := maps.Clone(reach)
		for _, sum := range s.sums {
			all := append([]int{sum.Total}, sum.Parts...)
			if !slices.ContainsFunc(all, func(i int) bool { return reach[i] }) {
				continue
			}
			for _, i := range all {
				grown[i] = true
				if !s.hidden[i] {
					helps[i] = true
				}
			}
		}
		if len(grown) == len(reach) {
			break
		}
		reach = grown
	}
	if len(helps) == 0 {
		return false
	}
	next := slices.MinFunc(slices.Collect(maps.Keys(helps)), func(a, b int) int { return cmp.Or(s.numbers[a]-s.numbers[b], a-b) })
	s.hidden[next] = true
	return true
}

func asSet(list []int) map[int]bool {
	set := map[int]bool{}
	for _, i := range list {
		set[i] = true
	}
	return set
}

// workedOut are the hidden numbers that somebody could work out: those that the
// sums leave one value only, as equations or by their bounds.
func (s *suppression) workedOut() []int {
	known := s.bySolving()
	for i := range s.byBounds() {
		known[i] = true
	}
	return slices.Sorted(maps.Keys(known))
}

// byBounds narrows each hidden number between the least and the most that each
// sum leaves it, until nothing narrows any more.
func (s *suppression) byBounds() map[int]bool {
	low, high := make([]int, len(s.numbers)), make([]int, len(s.numbers))
	most := 0
	for _, n := range s.numbers {
		most += n
	}
	for i, n := range s.numbers {
		low[i], high[i] = n, n
		if s.hidden[i] {
			low[i], high[i] = 0, 2*most+FewestShown // more than any can be
		}
	}
	for changed := true; changed; {
		changed = false
		for _, sum := range s.sums {
			changed = narrow(sum, low, high) || changed
		}
	}
	known := map[int]bool{}
	for i := range s.numbers {
		if s.hidden[i] && low[i] == high[i] {
			known[i] = true
		}
	}
	return known
}

func narrow(sum Sum, low, high []int) (changed bool) {
	least, greatest := 0, 0
	for _, i := range sum.Parts {
		least, greatest = least+low[i], greatest+high[i]
	}
	t := sum.Total
	set := func(i, l, h int) {
		if l > low[i] {
			low[i], changed = l, true
		}
		if h < high[i] {
			high[i], changed = h, true
		}
	}
	set(t, least, greatest)
	for _, i := range sum.Parts {
		set(i, low[t]-(greatest-high[i]), high[t]-(least-low[i]))
	}
	return changed
}

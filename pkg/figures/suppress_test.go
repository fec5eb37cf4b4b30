package figures

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestWhatMembersAreNotShown(t *testing.T) {
	oneSum := []Sum{{Total: 0, Parts: []int{1, 2, 3}}}
	cases := []struct {
		name    string
		numbers []int
		sums    []Sum
		hidden  []int
	}{
		{"nothing, when all are six or more", []int{26, 6, 8, 12}, oneSum, nil},
		{"a small one, and the next smallest, else it is total less the rest", []int{30, 4, 18, 8}, oneSum, []int{1, 3}},
		{"two small ones hide each other", []int{30, 4, 21, 5}, oneSum, []int{1, 3}},
		{"nobody at all is a small number too", []int{30, 0, 18, 12}, oneSum, []int{1, 3}},
		{"two noughts do not hide each other: their sum says what they are", []int{20, 0, 20, 0}, oneSum, []int{0, 1, 3}},
		{"a small total, with all its parts", []int{5, 2, 2, 1}, oneSum, []int{0, 1, 2, 3}},
		{"a total that another sum would give away", []int{20, 18, 2, 40, 20, 20}, []Sum{{Total: 0, Parts: []int{1, 2}}, {Total: 3, Parts: []int{0, 4}}}, []int{1, 2}},
		{"without a sum, the small one alone", []int{3, 50}, nil, []int{0}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []int
			for i, h := range Suppress(c.numbers, c.sums) {
				if h {
					got = append(got, i)
				}
			}
			if !slices.Equal(got, c.hidden) {
				t.Errorf("hidden are %v, want %v", got, c.hidden)
			}
		})
	}
}

// Whatever the tables, from all that is shown, and all sums of rows and columns,
// no number that is not shown can be worked out: another would fit as well.
func TestNoSuppressedNumberCanBeWorkedOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbers, sums := randomTables(t)
		hidden := Suppress(numbers, sums)
		for i, n := range numbers {
			if n < FewestShown && !hidden[i] {
				t.Fatalf("%d is shown, of %v", n, numbers)
			}
			if hidden[i] && !(&fitting{numbers: numbers, sums: sums, hidden: hidden}).another(i) {
				t.Fatalf("number %d of %v, hidden %v, can be worked out by %v", i, numbers, hidden, sums)
			}
		}
	})
}

// randomTables are tables of rows and columns with the sums of both, of which the
// second counts what the first counts and some others besides, as two figures do.
func randomTables(t *rapid.T) (numbers []int, sums []Sum) {
	rows, columns := rapid.IntRange(1, 4).Draw(t, "rows"), rapid.IntRange(1, 3).Draw(t, "columns")
	few := rapid.SampledFrom([]int{3, 8, 20}).Draw(t, "up to")
	put := func(n int) int { numbers = append(numbers, n); return len(numbers) - 1 }
	cells := make([][]int, rows)
	for r := range cells {
		for range columns {
			cells[r] = append(cells[r], put(rapid.IntRange(0, few).Draw(t, "n")))
		}
	}
	total := func(parts []int) int {
		n := 0
		for _, i := range parts {
			n += numbers[i]
		}
		i := put(n)
		sums = append(sums, Sum{i, parts})
		return i
	}
	var ofColumns []int
	for c := range columns {
		var parts []int
		for r := range rows {
			parts = append(parts, cells[r][c])
		}
		ofColumns = append(ofColumns, total(parts))
	}
	if rapid.Bool().Draw(t, "rows too") {
		for r := range rows {
			total(cells[r])
		}
		total(ofColumns)
	}
	if rapid.Bool().Draw(t, "another figure") {
		for _, c := range ofColumns {
			total([]int{c, put(rapid.IntRange(0, few).Draw(t, "besides"))})
		}
	}
	return numbers, sums
}

// fitting looks for other numbers that agree with all that is shown. It moves
// one hidden number by one, then others until every sum holds again, and shares
// nothing with what it tests. For sums of tables that is enough: two solutions
// differ by such steps, each of which leaves a solution.
type fitting struct {
	numbers []int
	sums    []Sum
	hidden  []bool
	value   []int
}

// another reports whether number i could be another one.
func (f *fitting) another(i int) bool {
	f.value = slices.Clone(f.numbers)
	return f.move(i, 1) || f.move(i, -1)
}

func (f *fitting) move(i, by int) bool {
	if !f.hidden[i] || f.value[i] != f.numbers[i] || f.value[i]+by < 0 {
		return false
	}
	f.value[i] += by
	if f.mended() {
		return true
	}
	f.value[i] -= by
	return false
}

// mended moves on until all sums hold.
func (f *fitting) mended() bool {
	for _, sum := range f.sums {
		off := f.value[sum.Total]
		for _, i := range sum.Parts {
			off -= f.value[i]
		}
		if off == 0 {
			continue
		}
		step := off / max(off, -off)
		if f.move(sum.Total, -step) {
			return true
		}
		return slices.ContainsFunc(sum.Parts, func(i int) bool { return f.move(i, step) })
	}
	return true
}

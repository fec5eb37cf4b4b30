package figures

import "math/big"

// bySolving takes the sums as equations in the hidden numbers and finds those
// that they determine: after elimination, a row that has one unknown alone.
func (s *suppression) bySolving() map[int]bool {
	column := map[int]int{}
	var unknowns []int
	for i, h := range s.hidden {
		if h {
			column[i] = len(unknowns)
			unknowns = append(unknowns, i)
		}
	}
	var rows [][]*big.Rat
	for _, sum := range s.sums {
		if row := s.equation(sum, column, len(unknowns)); row != nil {
			rows = append(rows, row)
		}
	}
	eliminate(rows, len(unknowns))
	known := map[int]bool{}
	for _, row := range rows {
		if alone := onlyUnknown(row); alone >= 0 {
			known[unknowns[alone]] = true
		}
	}
	return known
}

// equation has the coefficients of the unknowns in a sum; nil when it has none.
// What stands on the other side does not matter for what is determined.
func (s *suppression) equation(sum Sum, column map[int]int, width int) []*big.Rat {
	row, any := make([]*big.Rat, width), false
	for i := range row {
		row[i] = new(big.Rat)
	}
	put := func(i int, sign int64) {
		if c, ok := column[i]; ok {
			row[c].Add(row[c], big.NewRat(sign, 1))
			any = true
		}
	}
	put(sum.Total, -1)
	for _, i := range sum.Parts {
		put(i, 1)
	}
	if !any {
		return nil
	}
	return row
}

// eliminate brings rows into reduced row echelon form.
func eliminate(rows [][]*big.Rat, width int) {
	top := 0
	for c := 0; c < width && top < len(rows); c++ {
		pivot := top
		for pivot < len(rows) && rows[pivot][c].Sign() == 0 {
			pivot++
		}
		if pivot == len(rows) {
			continue
		}
		rows[top], rows[pivot] = rows[pivot], rows[top]
		scale(rows[top], new(big.Rat).Inv(rows[top][c]))
		for i := range rows {
			if i != top && rows[i][c].Sign() != 0 {
				subtract(rows[i], rows[top], new(big.Rat).Set(rows[i][c]))
			}
		}
		top++
	}
}

func scale(row []*big.Rat, by *big.Rat) {
	for _, x := range row {
		x.Mul(x, by)
	}
}

func subtract(row, other []*big.Rat, times *big.Rat) {
	for i, x := range row {
		x.Sub(x, new(big.Rat).Mul(other[i], times))
	}
}

// onlyUnknown is the column of the one unknown of a row; -1 when there are none
// or several.
func onlyUnknown(row []*big.Rat) int {
	alone := -1
	for c, x := range row {
		if x.Sign() == 0 {
			continue
		}
		if alone >= 0 {
			return -1
		}
		alone = c
	}
	return alone
}

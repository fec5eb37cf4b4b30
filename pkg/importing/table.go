package importing

import (
	"errors"
	"slices"
)

// table is a sheet of a file, read row by row, from its top as often as needed.
type table struct {
	sheet string // empty for a CSV
	rows  func(take func(gridRow) error) error
}

// gridRow is a row of a sheet, with its number as a spreadsheet counts.
type gridRow struct {
	number int
	cells  []string
}

// blank reports whether nothing stands in the row.
func (g gridRow) blank() bool {
	return !slices.ContainsFunc(g.cells, func(c string) bool { return clean(c) != "" })
}

// errEnough ends the reading of a table before its end.
var errEnough = errors.New("enough was read")

// top are the first rows that are not blank. What is wrong with the file
// further down is said when it is read.
func (t table) top(n int) []gridRow {
	var rows []gridRow
	t.rows(func(g gridRow) error {
		if rows = append(rows, g); len(rows) == n {
			return errEnough
		}
		return nil
	})
	return rows
}

// list is a sheet of which the headings are known.
type list struct {
	table
	headings
	layout *layout
}

// each reads the rows below the headings.
func (l list) each(take func(gridRow) error) error {
	return l.rows(func(g gridRow) error {
		if g.number <= l.row {
			return nil
		}
		return take(g)
	})
}

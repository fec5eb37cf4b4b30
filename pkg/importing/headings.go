package importing

import (
	"fmt"
	"strings"
)

// headings is where the columns of a list stand.
type headings struct {
	row     int            // of the headings, as a spreadsheet counts
	at      map[Column]int // index of the column's cells
	named   []string       // all headings, as they are spelt
	claimed [][2]string    // headings of which two claim one column
}

// Heading is a heading of the list, and the column that it was taken for.
type Heading struct {
	Heading string `json:"heading"`
	Column  Column `json:"column,omitzero"` // empty: not used
}

const (
	headingRows = 40 // title rows above the headings are no more than this
	fewest      = 3  // columns that a row of headings names at least
)

// findHeadings finds the row that names the most columns; ok is false if there
// is none.
func findHeadings(rows []gridRow) (best headings, ok bool) {
	for _, r := range rows[:min(len(rows), headingRows)] {
		h := headingsIn(r)
		if len(h.at) >= fewest && len(h.at) > len(best.at) {
			best, ok = h, true
		}
	}
	return best, ok
}

func headingsIn(r gridRow) headings {
	h := headings{row: r.number, at: map[Column]int{}, named: r.cells}
	words := make([][]string, len(r.cells))
	for i, cell := range r.cells {
		words[i] = headingWords(cell)
	}
	for _, n := range heads {
		best := notThat
		for i, cell := range r.cells {
			switch sure := n.namedBy(words[i]); {
			case sure == notThat || sure < best:
			case sure > best:
				best, h.at[n.column] = sure, i
				h.claimed = without(h.claimed, n.column)
			default:
				h.claimed = append(h.claimed, [2]string{string(n.column), cell})
			}
		}
	}
	return h
}

// without drops the claims to a column that a surer heading has taken.
func without(claims [][2]string, c Column) [][2]string {
	var kept [][2]string
	for _, x := range claims {
		if x[0] != string(c) {
			kept = append(kept, x)
		}
	}
	return kept
}

// check refuses a list of whose headings two name one column, or none the id.
func (h headings) check() error {
	for _, c := range h.claimed {
		return fmt.Errorf("the headings %q and %q both name the column %q: rename or remove one of them and import the list again",
			h.named[h.at[Column(c[0])]], c[1], c[0])
	}
	if _, ok := h.at[ColumnID]; !ok {
		return fmt.Errorf("row %d has headings, but none for the id of the young person: call it %q and import the list again", h.row, ColumnID)
	}
	return nil
}

// used are all headings in order, and what each was taken for.
func (h headings) used() []Heading {
	takes := map[int]Column{}
	for c, i := range h.at {
		takes[i] = c
	}
	var all []Heading
	for i, name := range h.named {
		if strings.TrimSpace(name) != "" {
			all = append(all, Heading{clean(name), takes[i]})
		}
	}
	return all
}

// absent are the columns of the list that it does not have.
func (h headings) absent() []Column {
	var missing []Column
	for _, n := range heads {
		if _, ok := h.at[n.column]; !ok && n.column != ColumnSex {
			missing = append(missing, n.column)
		}
	}
	return missing
}

// careLeavers reports whether it is a list of care leavers: the other lists of
// Annex A share its first columns.
func (h headings) careLeavers() bool {
	marks := 0
	for _, c := range []Column{ColumnAdviser, ColumnCategory, ColumnReview, ColumnInTouch, ColumnAccommodation, ColumnSuitability, ColumnActivity} {
		if _, ok := h.at[c]; ok {
			marks++
		}
	}
	return marks >= 2
}

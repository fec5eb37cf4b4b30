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
	Sheet   string `json:"sheet,omitzero"` // of a file with several
	Heading string `json:"heading"`
	Column  Column `json:"column,omitzero"` // empty: not used
}

const (
	headingRows = 40 // title rows above the headings are no more than this
	fewest      = 3  // columns that a row of headings names at least

	mostColumns    = 1000 // further to the right nobody looks for headings
	longestHeading = 200  // in bytes: longer is a text, not a heading
)

// headingsIn takes a row for the headings of these columns.
func headingsIn(r gridRow, heads []named) headings {
	h := headings{row: r.number, at: map[Column]int{}, named: r.cells[:min(len(r.cells), mostColumns)]}
	words := make([][]string, len(h.named))
	for i, cell := range h.named {
		if len(cell) <= longestHeading {
			words[i] = headingWords(cell)
		}
	}
	for _, n := range heads {
		best := notThat
		for i, cell := range h.named {
			if len(words[i]) == 0 {
				continue
			}
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

// check refuses a sheet of whose headings two name one column, or none the id.
func (h headings) check(l *layout) error {
	for _, c := range h.claimed {
		return fmt.Errorf("the headings %q and %q both name the column %q: rename or remove one of them and import the list again",
			h.named[h.at[Column(c[0])]], c[1], c[0])
	}
	if _, ok := h.at[l.id]; !ok {
		return fmt.Errorf("row %d has headings, but none for the id of the young person: call it %q and import the list again", h.row, l.id)
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
			all = append(all, Heading{Heading: clean(name), Column: takes[i]})
		}
	}
	return all
}

// absent are the columns that it would be good to have and that it has not.
func (h headings) absent(l *layout) []Column {
	var missing []Column
	for _, c := range l.noted {
		if _, ok := h.at[c]; !ok {
			missing = append(missing, c)
		}
	}
	return missing
}

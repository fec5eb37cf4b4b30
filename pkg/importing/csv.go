package importing

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// openCSV finds the sheet in a text file, whatever signs part its cells and
// whatever alphabet it is written in: the separator is the one with which most
// headings are found.
func openCSV(name string, text func() io.Reader, layouts []*layout) (list, bool) {
	written := alphabetOf(text())
	var best list
	for _, sign := range []rune{',', ';', '\t', '|'} {
		t := table{name, func(take func(gridRow) error) error { return readCSV(written(text()), sign, take) }}
		top := t.top(headingRows)
		for _, l := range layouts {
			if h, ok := l.find(top); ok && len(h.at) > len(best.at) {
				best = list{t, h, l}
			}
		}
	}
	return best, best.layout != nil
}

// readCSV gives the rows that are not blank.
func readCSV(text io.Reader, separator rune, take func(gridRow) error) error {
	g := &guard{Reader: text}
	r := csv.NewReader(g)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = separator, true, -1
	inside := 0 // line breaks inside cells so far: they are no rows of a spreadsheet
	lines := 0  // in the last cell
	for line := 1; ; {
		cells, err := r.Read()
		switch {
		case errors.Is(err, io.EOF) && lines > 0 && g.last != '"':
			return openQuote(line)
		case errors.Is(err, io.EOF):
			return nil
		case errors.Is(err, errSwallowed):
			return openQuote(line + 1)
		case err != nil:
			return fmt.Errorf("the file cannot be read as CSV: %w", err)
		}
		g.read = 0
		at, _ := r.FieldPos(0)
		line = at - inside
		for _, c := range cells {
			lines = strings.Count(c, "\n")
			if lines > mostLines {
				return openQuote(line)
			}
			inside += lines
		}
		if row := (gridRow{line, cells}); !row.blank() {
			if err := take(row); err != nil {
				return err
			}
		}
	}
}

func openQuote(row int) error {
	return fmt.Errorf("the quotation mark that opens in row %d is never closed: close it, and import the list again", row)
}

const (
	mostLines = 500     // a case note has many; a cell with more has swallowed rows
	mostBytes = 8 << 20 // no row has more
)

var errSwallowed = errors.New("one row has swallowed others")

// guard ends the reading of a row that does not end.
type guard struct {
	io.Reader
	read int  // since the last row
	last byte // that is no line break
}

// Read reads on, until a row has become too long to be one.
func (g *guard) Read(p []byte) (int, error) {
	if g.read > mostBytes {
		return 0, errSwallowed
	}
	n, err := g.Reader.Read(p)
	g.read += n
	if end := bytes.TrimRight(p[:n], "\r\n"); len(end) > 0 {
		g.last = end[len(end)-1]
	}
	return n, err
}

// buffered is a reader of signs.
func buffered(r io.Reader) *bufio.Reader { return bufio.NewReaderSize(r, 64<<10) }

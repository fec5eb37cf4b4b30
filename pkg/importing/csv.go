package importing

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// openCSV reads a CSV whatever signs part its cells and whatever alphabet it is
// written in: the separator is the one with which most headings are found.
func openCSV(file []byte) (list, error) {
	text := decoded(file)
	separator, found := ',', 0
	for _, sign := range []rune{',', ';', '\t', '|'} {
		top, _ := readCSV(text[:min(len(text), topOfFile)], sign) // what is wrong is said when all is read
		if h, ok := findHeadings(top.rows); ok && len(h.at) > found {
			separator, found = sign, len(h.at)
		}
	}
	g, err := readCSV(text, separator)
	if err != nil {
		return list{}, err
	}
	h, ok := findHeadings(g.rows)
	if !ok || !h.careLeavers() {
		return theOne(nil, []string{"the file"})
	}
	return theOne([]list{{g, h}}, nil)
}

// topOfFile is in how many bytes the headings must stand.
const topOfFile = 64 << 10

func readCSV(text string, separator rune) (grid, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = separator, true, -1
	var g grid
	inside := 0 // line breaks inside cells so far: they are no rows of a spreadsheet
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return g, nil
		}
		if err != nil {
			return g, fmt.Errorf("the file cannot be read as CSV: %w", err)
		}
		line, _ := r.FieldPos(0)
		g.add(line-inside, cells)
		for _, c := range cells {
			if strings.Count(c, "\n") > mostLines {
				return g, fmt.Errorf("the quotation mark that opens in row %d is never closed: close it, and import the list again", line-inside)
			}
			inside += strings.Count(c, "\n")
		}
	}
}

// mostLines is how many lines a cell can have; a cell with more has swallowed rows.
const mostLines = 20

// decoded is the file as UTF-8: it may be UTF-16, as spreadsheets save "Unicode
// text", or Windows-1252.
func decoded(file []byte) string {
	switch {
	case bytes.HasPrefix(file, []byte{0xff, 0xfe}):
		return fromUTF16(file[2:], func(b []byte) uint16 { return uint16(b[0]) | uint16(b[1])<<8 })
	case bytes.HasPrefix(file, []byte{0xfe, 0xff}):
		return fromUTF16(file[2:], func(b []byte) uint16 { return uint16(b[1]) | uint16(b[0])<<8 })
	}
	file = bytes.TrimPrefix(file, []byte("\xef\xbb\xbf"))
	if utf8.Valid(file) {
		return string(file)
	}
	return fromWindows1252(file)
}

func fromUTF16(b []byte, unit func([]byte) uint16) string {
	units := make([]uint16, 0, len(b)/2)
	for ; len(b) >= 2; b = b[2:] {
		units = append(units, unit(b))
	}
	return string(utf16.Decode(units))
}

// windows1252 are the signs of 0x80 to 0x9f; the others are those of Unicode.
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

func fromWindows1252(b []byte) string {
	high := []rune(windows1252)
	out := make([]rune, len(b))
	for i, c := range b {
		out[i] = rune(c)
		if c >= 0x80 && c <= 0x9f {
			out[i] = high[c-0x80]
		}
	}
	return string(out)
}

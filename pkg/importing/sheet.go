package importing

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// grid is a sheet: its name, empty for a CSV, and its rows.
type grid struct {
	sheet string
	rows  []gridRow
}

// gridRow is a row of a sheet, with its number as a spreadsheet counts.
type gridRow struct {
	number int
	cells  []string
}

// list is a sheet of which the headings are known.
type list struct {
	grid
	headings
}

// open finds the list in a file: the sheet that is called List 9, or the only
// one with the headings of care leavers.
func open(file []byte) (list, error) {
	switch {
	case len(file) == 0:
		return list{}, errors.New("the file is empty")
	case bytes.HasPrefix(file, []byte("PK\x03\x04")):
		return openWorkbook(file)
	case bytes.HasPrefix(file, []byte{0xd0, 0xcf, 0x11, 0xe0}):
		return list{}, errors.New("this is an old workbook (.xls), or one with a password: save it as .xlsx or CSV without a password, and import that")
	}
	return openCSV(file)
}

func openWorkbook(file []byte) (list, error) {
	book, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{RawCellValue: true, UnzipSizeLimit: largestSheet, UnzipXMLSizeLimit: largestSheet})
	if err != nil {
		return list{}, fmt.Errorf("this workbook cannot be opened, save it again as .xlsx or CSV and import that: %w", err)
	}
	defer book.Close()
	sheets := book.GetSheetList()
	if called := slices.DeleteFunc(slices.Clone(sheets), func(s string) bool { return !listNine.MatchString(clean(s)) }); len(called) > 0 {
		sheets = called
	}
	var found []list
	for _, name := range sheets {
		g, err := readSheet(book, name)
		if err != nil {
			return list{}, fmt.Errorf("sheet %q: %w", name, err)
		}
		if h, ok := findHeadings(g.rows); ok && h.careLeavers() {
			found = append(found, list{g, h})
		}
	}
	return theOne(found, sheets)
}

// largestSheet is how much a workbook may hold when it is unpacked, in bytes.
const largestSheet = 1 << 30

var listNine = regexp.MustCompile(`(?i)^(?:annex a )?(?:list ?)?0?9(?:[ :.-].*)?$|^(?:list ?0?9[ :.-]*)?care ?leavers$`)

func theOne(found []list, sheets []string) (list, error) {
	switch len(found) {
	case 0:
		return list{}, fmt.Errorf("no headings of Annex A List 9 were found on %s: the list needs %q and two or more of its other columns", strings.Join(quoted(sheets), ", "), ColumnID)
	case 1:
		return found[0], found[0].check()
	}
	var names []string
	for _, l := range found {
		names = append(names, l.sheet)
	}
	return list{}, fmt.Errorf("%s all look like List 9: leave one of them, and import the workbook again", strings.Join(quoted(names), ", "))
}

func quoted(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = fmt.Sprintf("%q", n)
	}
	return out
}

// readSheet reads the cells as they are stored: a date is a number of days,
// since what a date format shows may have the month first or no century. Rows
// are read twice, side by side, for what only the shown text says.
func readSheet(book *excelize.File, name string) (grid, error) {
	raw, err := book.Rows(name)
	if err != nil {
		return grid{}, err
	}
	defer raw.Close()
	shown, err := book.Rows(name)
	if err != nil {
		return grid{}, err
	}
	defer shown.Close()
	epoch, err := dayZero(book)
	if err != nil {
		return grid{}, err
	}
	g := grid{sheet: name}
	for n := 1; raw.Next() && shown.Next(); n++ {
		stored, err := raw.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return grid{}, fmt.Errorf("row %d: %w", n, err)
		}
		seen, err := shown.Columns(excelize.Options{RawCellValue: false})
		if err != nil {
			return grid{}, fmt.Errorf("row %d: %w", n, err)
		}
		g.add(n, merged(stored, seen, epoch))
	}
	return g, raw.Error()
}

// add keeps a row that is not blank.
func (g *grid) add(number int, cells []string) {
	if slices.ContainsFunc(cells, func(c string) bool { return clean(c) != "" }) {
		g.rows = append(g.rows, gridRow{number, cells})
	}
}

// merged takes what is stored, except where what is shown says more: TRUE and
// FALSE, and an id with its leading zeros.
func merged(stored, shown []string, epoch int) []string {
	for i := range min(len(stored), len(shown)) {
		switch s := shown[i]; {
		case s == "TRUE" || s == "FALSE", stored[i] != "" && stored[i] != s && strings.TrimLeft(s, "0") == stored[i]:
			stored[i] = s
		case epoch != 0:
			stored[i] = shifted(stored[i], s, epoch)
		}
	}
	return stored
}

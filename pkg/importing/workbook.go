package importing

import (
	"archive/zip"
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"
)

const (
	largestBook = 1 << 30  // how much a workbook may hold when it is unpacked, in bytes
	largestPart = 64 << 20 // likewise each part of it that is read as a whole
	inMemory    = 8 << 20  // sheets that are larger are unpacked to the disk
)

// openWorkbook opens a workbook, whose sheets are read row by row.
func openWorkbook(s *spool) ([]table, func(), error) {
	if err := s.checkParts(); err != nil {
		return nil, nil, err
	}
	folder, err := s.unpacking()
	if err != nil {
		return nil, nil, fmt.Errorf("make room for the workbook: %w", err)
	}
	book, err := excelize.OpenReader(s.top(), excelize.Options{RawCellValue: true, UnzipSizeLimit: largestBook, UnzipXMLSizeLimit: inMemory, TmpDir: folder})
	if err != nil {
		return nil, nil, fmt.Errorf("this workbook cannot be opened, save it again as .xlsx or CSV and import that: %w", err)
	}
	var tables []table
	for _, name := range book.GetSheetList() {
		tables = append(tables, table{name, func(take func(gridRow) error) error {
			if err := readSheet(book, name, take); err != nil && !errors.Is(err, errEnough) {
				return fmt.Errorf("sheet %q: %w", name, err)
			}
			return nil
		}})
	}
	return tables, func() { book.Close() }, nil
}

// checkParts refuses what would fill the memory when it is unpacked: only
// sheets and their texts are read bit by bit.
func (s *spool) checkParts() error {
	z, err := zip.NewReader(s.file, s.size)
	if err != nil {
		return fmt.Errorf("this workbook cannot be opened, save it again as .xlsx or CSV and import that: %w", err)
	}
	var all uint64
	for _, f := range z.File {
		all += f.UncompressedSize64
		name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		streamed := strings.HasPrefix(name, "xl/worksheets/sheet") || name == "xl/sharedstrings.xml"
		if all > largestBook || !streamed && f.UncompressedSize64 > largestPart {
			return fmt.Errorf("%q in this workbook is too large when it is unpacked: save the sheet alone as CSV, and import that", path.Base(name))
		}
	}
	return nil
}

// readSheet gives the rows that are not blank, with their cells as they are
// stored: a date is a number of days, since what a date format shows may have
// the month first or no century. Rows are read twice, side by side, for what only
// the shown text says.
func readSheet(book *excelize.File, name string, take func(gridRow) error) error {
	raw, err := book.Rows(name)
	if err != nil {
		return err
	}
	defer raw.Close()
	shown, err := book.Rows(name)
	if err != nil {
		return err
	}
	defer shown.Close()
	epoch, err := dayZero(book)
	if err != nil {
		return err
	}
	for n := 1; raw.Next() && shown.Next(); n++ {
		stored, err := raw.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return fmt.Errorf("row %d: %w", n, err)
		}
		seen, err := shown.Columns(excelize.Options{RawCellValue: false})
		if err != nil {
			return fmt.Errorf("row %d: %w", n, err)
		}
		if row := (gridRow{n, merged(stored, seen, epoch)}); !row.blank() {
			if err := take(row); err != nil {
				return err
			}
		}
	}
	return raw.Error()
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

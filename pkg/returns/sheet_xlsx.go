package returns

import (
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	care "intouch/pkg/careleaver"
)

// workbook is a sheet of a workbook. Rows go to a file of the library's own as
// they come; the workbook is put together when all are there.
type workbook struct {
	to               io.Writer
	book             *excelize.File
	out              *excelize.StreamWriter
	bold, day, plain int // styles
	rows             int
	line             []any
}

const (
	usualWidth = 14
	mostRows   = 1 << 20
	mostUnits  = 32767 // UTF-16 units in a cell
)

// beforeExcel is the day that Excel counts days from, as it counts those after
// February 1900.
var beforeExcel = care.NewDay(1899, 12, 30)

func newWorkbook(w io.Writer, h Head) (sheet, error) {
	b := &workbook{to: w, book: excelize.NewFile(), line: make([]any, len(h.Columns))}
	if err := b.begin(h); err != nil {
		b.book.Close()
		return nil, fmt.Errorf("begin the workbook: %w", err)
	}
	return b, nil
}

func (b *workbook) begin(h Head) (err error) {
	if err = b.book.SetSheetName("Sheet1", h.Name); err != nil {
		return err
	}
	if err = b.styles(); err != nil {
		return err
	}
	if b.out, err = b.book.NewStreamWriter(h.Name); err != nil {
		return err
	}
	for i, c := range h.Columns {
		if err = b.out.SetColWidth(i+1, i+1, float64(max(c.Wide, usualWidth))); err != nil {
			return err
		}
		b.line[i] = excelize.Cell{StyleID: b.bold, Value: c.Heading}
	}
	if err = b.out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return b.next()
}

// styles are those of headings, days and texts. A text has the format of a text,
// so that it stays one when somebody edits the cell: an id keeps its zeros, and
// what looks like a formula never becomes one.
func (b *workbook) styles() (err error) {
	const textFormat = 49
	british := "dd/mm/yyyy"
	if b.bold, err = b.book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}); err != nil {
		return err
	}
	if b.day, err = b.book.NewStyle(&excelize.Style{CustomNumFmt: &british}); err != nil {
		return err
	}
	b.plain, err = b.book.NewStyle(&excelize.Style{NumFmt: textFormat})
	return err
}

func (b *workbook) row(r Row) error {
	if b.rows == mostRows {
		return fmt.Errorf("there are more rows than a sheet of a workbook can hold: take out fewer days, or a CSV")
	}
	for i, c := range r.Cells {
		switch {
		case c.Blank():
			b.line[i] = nil
		case c.number != nil:
			b.line[i] = *c.number
		case !c.day.IsZero():
			b.line[i] = excelize.Cell{StyleID: b.day, Value: int(c.day - beforeExcel)}
		default:
			b.line[i] = excelize.Cell{StyleID: b.plain, Value: fitting(c.text)}
		}
	}
	return b.next()
}

// next writes the line as the next row.
func (b *workbook) next() error {
	b.rows++
	at, err := excelize.CoordinatesToCellName(1, b.rows)
	if err != nil {
		return err
	}
	return b.out.SetRow(at, b.line)
}

// fitting is a text that fits into a cell: one that is longer says so, where the
// library would cut it without a word.
func fitting(s string) string {
	if len(s) <= mostUnits || len(utf16.Encode([]rune(s))) <= mostUnits {
		return s
	}
	const more = " … (longer than a cell can hold: take out a CSV)"
	units := utf16.Encode([]rune(s))[:mostUnits-utf8.RuneCountInString(more)]
	return string(utf16.Decode(units)) + more
}

func (b *workbook) close() error {
	defer b.book.Close()
	if err := b.out.Flush(); err != nil {
		return fmt.Errorf("end the workbook: %w", err)
	}
	if err := b.book.Write(b.to); err != nil {
		return fmt.Errorf("write the workbook: %w", err)
	}
	return nil
}

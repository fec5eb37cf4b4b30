package returns

import (
	"io"
	"strconv"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// Format is how a sheet is written.
type Format string

// The formats. JSON is the one that says where each cell comes from; XML is for
// what is no sheet.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
	JSON Format = "json"
	XML  Format = "xml"
)

// Formats lists them in words for people.
var Formats = care.Codes[Format]{{Code: XLSX, Label: "Excel workbook"}, {Code: CSV, Label: "CSV"}, {Code: JSON, Label: "JSON, with the source of each cell"}}

// MediaType is what an HTTP answer calls the format.
func (f Format) MediaType() string {
	switch f {
	case XLSX:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case JSON:
		return "application/json"
	}
	return "text/csv; charset=utf-8"
}

// Cell is a value in a sheet and the events that say so. The zero Cell is blank.
type Cell struct {
	text   string
	day    care.Day
	number *int
	From   []care.EventID
}

func text(s string, from ...care.EventID) Cell { return Cell{text: s}.from(from) }

func date(d care.Day, from ...care.EventID) Cell { return Cell{day: d}.from(from) }

func number(n int, from ...care.EventID) Cell { return Cell{number: &n}.from(from) }

// from notes the events, without those that are none; a blank cell has none.
func (c Cell) from(events []care.EventID) Cell {
	if c.Blank() {
		return Cell{}
	}
	for _, e := range events {
		if e != uuid.Nil {
			c.From = append(c.From, e)
		}
	}
	return c
}

// Blank reports whether the cell says nothing.
func (c Cell) Blank() bool { return c.text == "" && c.day.IsZero() && c.number == nil }

// String is the cell as a CSV has it.
func (c Cell) String() string {
	switch {
	case c.number != nil:
		return strconv.Itoa(*c.number)
	case !c.day.IsZero():
		year, month, day := c.day.Date()
		return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Format("02/01/2006")
	}
	return c.text
}

// Column is a column of a sheet.
type Column struct {
	Heading string
	Wide    int // in characters; 14 when left out
}

// Head is what a sheet is about.
type Head struct {
	Name    string // of the sheet in a workbook
	Columns []Column
	On      care.Day
	Known   time.Time // zero: all that is known
}

// Row is a row of a sheet.
type Row struct {
	Person care.PersonID // whom it is about
	Cells  []Cell        // one for each column
}

// sheet takes rows and writes them. Only what has been closed without an error
// is whole.
type sheet interface {
	row(Row) error
	close() error
}

func newSheet(w io.Writer, f Format, h Head) (sheet, error) {
	switch f {
	case XLSX:
		return newWorkbook(w, h)
	case JSON:
		return newJSON(w, h)
	}
	return newCSV(w, h)
}

// write writes a whole sheet, of the rows that each gives.
func write(w io.Writer, f Format, h Head, each func(row func(Row) error) error) error {
	s, err := newSheet(w, f, h)
	if err != nil {
		return err
	}
	if err := each(s.row); err != nil {
		return err
	}
	return s.close()
}

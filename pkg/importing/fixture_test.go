package importing

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	care "intouch/pkg/careleaver"
)

// sheet is a List 9 to be written for a test: its headings, and rows of cells. A
// cell may be a text, a number, a bool or a care.Day.
type sheet struct {
	above    [][]any // title rows above the headings
	headings []string
	rows     [][]any
}

// fullHeadings are those of the edition of 2024.
var fullHeadings = []string{
	"Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age", string(ColumnUASC), "Does the Child have a Disability", "Allocated Team", "Allocated Worker",
	"Allocated Personal Advisor", "Eligibility Category", "Latest Pathway Plan Review Date", "LA in Touch", "Latest Date of Contact", "Type of Accommodation",
	"Suitability of Accommodation", "Activity Status",
}

// person is a row by heading; what is left out is blank.
type person map[Column]any

// listOf is a list with the full headings.
func listOf(people ...person) sheet {
	s := sheet{headings: fullHeadings}
	for _, p := range people {
		row := make([]any, len(fullHeadings))
		for i, h := range fullHeadings {
			if v, ok := p[Column(h)]; ok {
				row[i] = v
			}
		}
		s.rows = append(s.rows, row)
	}
	return s
}

// mia is a row with everything in it.
func mia(id string, changes ...person) person {
	p := person{
		ColumnID: id, ColumnGender: "b) Female", ColumnEthnicity: "a) WBRI", ColumnBirth: care.NewDay(2006, time.March, 27), ColumnAge: 20, ColumnUASC: "b) No",
		ColumnDisability: "b) No", ColumnTeam: "Care Leavers Team", ColumnWorker: "Jae Vang", ColumnAdviser: "Emir Dyer", ColumnCategory: "b) Former relevant child",
		ColumnReview: care.NewDay(2026, time.January, 10), ColumnInTouch: "a) Yes", ColumnContact: care.NewDay(2026, time.May, 5),
		ColumnAccommodation: "U: Independent living", ColumnSuitability: "a) Suitable", ColumnActivity: "F2: Full time in education other than higher",
	}
	for _, c := range changes {
		for column, v := range c {
			p[column] = v
		}
	}
	return p
}

// csv writes the list as text, dates as dd/mm/yyyy.
func (s sheet) csv(separator rune) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = separator
	for _, row := range s.all() {
		cells := make([]string, len(row))
		for i, v := range row {
			cells[i] = asText(v)
		}
		w.Write(cells)
	}
	w.Flush()
	return b.Bytes()
}

func (s sheet) all() [][]any {
	heads := make([]any, len(s.headings))
	for i, h := range s.headings {
		heads[i] = h
	}
	return append(append(append([][]any{}, s.above...), heads), s.rows...)
}

func asText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case care.Day:
		y, m, d := v.Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Format("02/01/2006")
	case string:
		return v
	}
	return fmt.Sprint(v)
}

// xlsx writes the list as the sheet of that name of a workbook, dates as real
// dates with the format that shows them month first, without a century.
func (s sheet) xlsx(t testing.TB, name string) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetSheetName("Sheet1", name); err != nil {
		t.Fatal(err)
	}
	s.writeTo(t, book, name)
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func (s sheet) writeTo(t testing.TB, book *excelize.File, name string) {
	t.Helper()
	date, err := book.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range s.all() {
		for j, v := range row {
			at, _ := excelize.CoordinatesToCellName(j+1, i+1)
			if on, ok := v.(care.Day); ok {
				v = int(on - care.NewDay(1899, time.December, 30))
				book.SetCellStyle(name, at, at, date)
			}
			if v == nil {
				continue
			}
			if err := book.SetCellValue(name, at, v); err != nil {
				t.Fatal(err)
			}
		}
	}
}

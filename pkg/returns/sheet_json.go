package returns

import (
	"bufio"
	"encoding/json"
	"io"
	"time"

	care "intouch/pkg/careleaver"
)

// jsonSheet writes what a sheet is about, its columns, and a row at a time: the
// cells that say something, each with the events that say so.
type jsonSheet struct {
	out     *bufio.Writer
	columns []Column
	rows    int
}

type jsonHead struct {
	On      care.Day  `json:"on"`
	Known   time.Time `json:"known,omitzero"`
	Columns []string  `json:"columns"`
}

type jsonRow struct {
	Person care.PersonID `json:"person"`
	Cells  []jsonCell    `json:"cells"`
}

type jsonCell struct {
	Column string         `json:"column"`
	Value  any            `json:"value"`
	From   []care.EventID `json:"from,omitzero"` // the events that say so
}

func newJSON(w io.Writer, h Head) (sheet, error) {
	s := &jsonSheet{out: bufio.NewWriter(w), columns: h.Columns}
	head := jsonHead{On: h.On, Known: h.Known}
	for _, c := range h.Columns {
		head.Columns = append(head.Columns, c.Heading)
	}
	return s, s.open(head)
}

// open writes the head, left open for the items.
func (s *jsonSheet) open(head any) error {
	text, err := json.Marshal(head)
	if err != nil {
		return err
	}
	s.out.Write(text[:len(text)-1])
	_, err = s.out.WriteString(`,"items":[`)
	return err
}

func (s *jsonSheet) row(r Row) error {
	row := jsonRow{Person: r.Person, Cells: []jsonCell{}}
	for i, c := range r.Cells {
		if !c.Blank() {
			row.Cells = append(row.Cells, jsonCell{s.columns[i].Heading, c.value(), c.From})
		}
	}
	return s.item(row)
}

// item writes one item of the list.
func (s *jsonSheet) item(item any) error {
	text, err := json.Marshal(item)
	if err != nil {
		return err
	}
	if s.rows++; s.rows > 1 {
		s.out.WriteByte(',')
	}
	s.out.WriteByte('\n')
	_, err = s.out.Write(text)
	return err
}

func (s *jsonSheet) close() error {
	s.out.WriteString("\n]}\n")
	return s.out.Flush()
}

func (c Cell) value() any {
	switch {
	case c.number != nil:
		return *c.number
	case !c.day.IsZero():
		return c.day
	}
	return c.text
}

package returns

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode/utf8"
)

// byteOrderMark tells Excel that a CSV is in UTF-8.
const byteOrderMark = "\ufeff"

type csvSheet struct {
	out  *csv.Writer
	line []string
}

func newCSV(w io.Writer, h Head) (sheet, error) {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return nil, err
	}
	s := &csvSheet{out: csv.NewWriter(w), line: make([]string, len(h.Columns))}
	s.out.UseCRLF = true
	for i, c := range h.Columns {
		s.line[i] = c.Heading
	}
	return s, s.out.Write(s.line)
}

func (s *csvSheet) row(r Row) error {
	for i, c := range r.Cells {
		s.line[i] = c.String()
		if c.text != "" {
			s.line[i] = harmless(c.text)
		}
	}
	return s.out.Write(s.line)
}

func (s *csvSheet) close() error {
	s.out.Flush()
	return s.out.Error()
}

// harmless is a text that no spreadsheet takes for a formula: one that begins
// with a sign that starts one is given an apostrophe, as OWASP says of CSV
// injection. Signs of full width are taken for the plain ones.
func harmless(s string) string {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " "))
	if strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return "'" + s
	}
	return s
}

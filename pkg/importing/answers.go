package importing

import (
	"encoding/csv"
	"io"
	"iter"
	"strconv"
	"strings"
)

// answerHeadings are those of the answers as a CSV.
var answerHeadings = []string{"Sheet", "Row", "Id", "Answer", "What was stored", "Notes", "Questions", "Problem"}

// WriteCSV writes answers as a CSV that a spreadsheet opens: a row for each row
// of the list, with a mark in front that says that it is UTF-8.
func WriteCSV(w io.Writer, answers iter.Seq2[RowReport, error]) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	if err := out.Write(answerHeadings); err != nil {
		return err
	}
	for row, err := range answers {
		if err != nil {
			return err
		}
		var asks []string
		for _, q := range row.Questions {
			asks = append(asks, string(q.Column)+" \""+q.Value+"\": "+q.Reason)
		}
		line := []string{row.Sheet, strconv.Itoa(row.Row), row.ID, words(row.Answer), strings.Join(row.What, "; "), strings.Join(row.Notes, "; "), strings.Join(asks, "\n"), row.Problem}
		for i := range line {
			line[i] = harmless(line[i])
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// harmless keeps a spreadsheet from taking a text for a formula.
func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

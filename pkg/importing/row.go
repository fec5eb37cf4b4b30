package importing

import (
	"fmt"
	"strings"

	care "intouch/pkg/careleaver"
)

// row is a row of the list as it was read: what each cell says.
type row struct {
	number int
	raw    gridRow
	texts  map[Column]string // the cells as they are spelt

	id                     reading[string]
	gender, sex, ethnicity reading[string]
	birth, review, contact reading[care.Day]
	uasc, disability       reading[care.YesNo]
	team, worker, adviser  reading[string]
	category               reading[care.Category]
	inTouch                reading[inTouch]
	accommodation          reading[care.Residence]
	suitable               reading[care.YesNo]
	activity               reading[care.ActivityCode]
}

// reader reads the rows of a list.
type reader struct {
	list       list
	asAt       care.Day
	monthFirst map[Column]bool
}

func newReader(l list, asAt care.Day, monthFirst map[Column]bool) reader {
	return reader{l, asAt, monthFirst}
}

// cell is the text of a column in a row, empty when the list has no such column.
func (l list) cell(r gridRow, c Column) string {
	if i, ok := l.at[c]; ok && i < len(r.cells) {
		return clean(r.cells[i])
	}
	return ""
}

// read reads a row. What its cells say against each other, or against the
// list's day, is a question.
func (r reader) read(g gridRow) row {
	texts := map[Column]string{}
	for c := range r.list.at {
		texts[c] = r.list.cell(g, c)
	}
	home, implied := readAccommodation(texts[ColumnAccommodation])
	out := row{
		number: g.number, raw: g, texts: texts,
		id:     readID(texts[ColumnID]),
		gender: readGender(texts[ColumnGender]), sex: readSex(texts[ColumnSex]), ethnicity: readEthnicity(texts[ColumnEthnicity]),
		birth: r.birth(texts[ColumnBirth]),
		uasc:  readFlag(texts[ColumnUASC]), disability: readFlag(texts[ColumnDisability]),
		team: readTeam(texts[ColumnTeam]), worker: readName(texts[ColumnWorker]), adviser: readName(texts[ColumnAdviser]),
		category: readCategory(texts[ColumnCategory]), inTouch: readInTouch(texts[ColumnInTouch]),
		accommodation: home, suitable: suitability(readSuitability(texts[ColumnSuitability]), implied),
		activity: readActivity(texts[ColumnActivity]),
	}
	born := out.birth.or(0)
	out.review = r.past(ColumnReview, texts[ColumnReview], born)
	out.contact = r.past(ColumnContact, texts[ColumnContact], born)
	return out
}

// suitability joins what its own column and the accommodation's say.
func suitability(own reading[care.YesNo], implied care.YesNo) reading[care.YesNo] {
	switch {
	case own.missing() && implied != "":
		return says(implied)
	case own.known() && implied != "" && own.value != implied:
		return question[care.YesNo]("Record whether the accommodation is suitable: its own column and the type of accommodation say different things.")
	}
	return own
}

// The list is of young people of 16 to 25; a little more is taken as it stands,
// since a programme may go on and a list may be early. A date of birth that is
// ten years out would close somebody who is owed contact.
const (
	youngest = 14
	oldest   = 26
)

const longAgo = 50 // years

func (r reader) birth(s string) reading[care.Day] {
	b := dates{r.asAt.AddMonths(-12 * longAgo), r.asAt, r.monthFirst[ColumnBirth]}.read(s)
	if age := b.value.Age(r.asAt); b.known() && (age < youngest || age > oldest) {
		return question[care.Day](fmt.Sprintf("Enter the date of birth: with this one they would be %d on the day of the list.", age))
	}
	return b
}

// past reads the date of something that has happened.
func (r reader) past(c Column, s string, born care.Day) reading[care.Day] {
	d := dates{r.asAt.AddMonths(-12 * oldest), r.asAt, r.monthFirst[c]}.read(s)
	switch {
	case !d.known():
	case d.value > r.asAt:
		return question[care.Day]("Enter the date: this one is after the day of the list.")
	case d.value < max(born, r.asAt.AddMonths(-12*oldest)):
		return question[care.Day]("Enter the date: this one is before they were born.")
	}
	return d
}

// notAPerson says why a row below the headings is about nobody: a total, the
// headings once more, a note. Empty when it is about somebody.
func (l list) notAPerson(r gridRow) string {
	filled, numbers, total, heads := 0, 0, false, 0
	for i, c := range r.cells {
		c = strings.ToLower(clean(c))
		if c == "" {
			continue
		}
		filled++
		if strings.Trim(c, "0123456789.,% ") == "" {
			numbers++
		}
		total = total || totals[strings.TrimRight(c, ": ")]
		if i < len(l.named) && c == strings.ToLower(clean(l.named[i])) {
			heads++
		}
	}
	switch {
	case total && filled-numbers == 1:
		return "a total"
	case heads >= fewest:
		return "the headings again"
	case filled == 1 && len(strings.Fields(l.cell(r, l.layout.id))) >= fewest:
		return "a note"
	}
	return ""
}

var totals = setOf("total", "totals", "grand total", "subtotal", "sub total", "count", "number of records", "sum", "average")

// said are the cells of a row that say something, by heading, and all of it as
// one text. The age is left out of that: it changes by itself.
func (l list) said(r gridRow) (cells map[string]string, all string) {
	cells = map[string]string{}
	var b strings.Builder
	for i, c := range r.cells {
		c = clean(c)
		if i >= len(l.named) || saysNothing(c) {
			continue
		}
		if len(cells) < mostCells {
			cells[clean(l.named[i])] = shortened(c)
		}
		if at, ok := l.at[ColumnAge]; !ok || at != i {
			fmt.Fprintf(&b, "%s\x1f%s\x1e", clean(l.named[i]), c)
		}
	}
	return cells, b.String()
}

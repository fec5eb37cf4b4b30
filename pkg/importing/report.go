package importing

import (
	"fmt"
	"strconv"
	"strings"

	care "intouch/pkg/careleaver"
)

// Answer is what became of a row.
type Answer string

// The answers.
const (
	TakenOn      Answer = "taken"                   // a new person is on the register
	Changed      Answer = "changed"                 // something of a person changed: see What
	AlreadyKnown Answer = "already_known"           // it said nothing new, or only that it still holds
	SetAside     Answer = "not_yet_on_the_register" // it names nobody; somebody must settle it
	Failed       Answer = "failed"                  // import the same list again: it goes on there
)

var answers = []struct {
	answer Answer
	words  string
}{
	{TakenOn, "new on the register"}, {Changed, "changed"}, {AlreadyKnown, "already known"}, {SetAside, "not yet on the register"}, {Failed, "failed: import the list again"},
}

// Question is a cell that somebody must settle.
type Question struct {
	Column Column `json:"column"`
	Value  string `json:"value"`           // as it is spelt
	Reason string `json:"reason"`          // a sentence that says what to do
	Before bool   `json:"before,omitzero"` // asked when an earlier list said the same
}

// RowReport is the answer to a row.
type RowReport struct {
	Row       int           `json:"row"`             // as a spreadsheet counts
	ID        string        `json:"id,omitzero"`     // as the authority knows them
	Person    care.PersonID `json:"person,omitzero"` // zero: it names nobody
	Answer    Answer        `json:"answer"`
	What      []string      `json:"what,omitzero"`  // what was stored
	Notes     []string      `json:"notes,omitzero"` // what was not, and why; what was taken as what
	Questions []Question    `json:"questions,omitzero"`
	Problem   string        `json:"problem,omitzero"` // why it failed
}

// LeftOut is a row below the headings that is about nobody.
type LeftOut struct {
	Row int    `json:"row"`
	Why string `json:"why"`
}

// Report answers for every row of a list, in its order.
type Report struct {
	Import       care.EventID    `json:"import"`
	Format       string          `json:"format"`
	Name         string          `json:"name,omitzero"`
	Sheet        string          `json:"sheet,omitzero"`
	AsAt         care.Day        `json:"asAt"`
	HeadingRow   int             `json:"headingRow"`
	Headings     []Heading       `json:"headings"` // with the column that each was taken for
	Absent       []Column        `json:"absentColumns,omitzero"`
	Counts       map[Answer]int  `json:"counts"`
	Rows         []RowReport     `json:"rows"`
	LeftOut      []LeftOut       `json:"leftOut,omitzero"`
	NotOnTheList []care.PersonID `json:"notOnTheList,omitzero"` // on the register, and nothing changed for them
	Warnings     []string        `json:"warnings,omitzero"`
	Finished     bool            `json:"finished"` // every row has its answer, none failed
}

// stored notes a fact that was stored.
func (r *RowReport) stored(f fact) {
	if _, ok := f.Fact.(care.CellQuestioned); ok {
		return // it stands among the questions
	}
	r.What = append(r.What, f.what)
	switch _, registered := f.Fact.(care.Registered); {
	case registered:
		r.Answer = TakenOn
	case !f.quiet && r.Answer != TakenOn:
		r.Answer = Changed
	}
}

func (r *RowReport) fail(err error) {
	r.Answer, r.Problem = Failed, err.Error()
}

// questions are those of the telling that come from this row.
func (r *RowReport) questions(t *telling) {
	for _, a := range t.asks {
		if a.row == r.Row {
			r.Questions = append(r.Questions, Question{a.column, a.value, a.reason, t.askedBefore(a)})
		}
	}
}

// Questions is how many cells are to be settled.
func (r Report) Questions() int {
	n := 0
	for _, row := range r.Rows {
		n += len(row.Questions)
	}
	return n
}

// Text is the report as it is printed: what the list was taken for, the counts,
// and each row about which there is something to say.
func (r Report) Text() string {
	var b strings.Builder
	r.head(&b)
	for _, row := range r.Rows {
		row.print(&b)
	}
	for _, l := range r.LeftOut {
		fmt.Fprintf(&b, "row %d: left out, %s\n", l.Row, l.Why)
	}
	if n := len(r.NotOnTheList); n > 0 {
		fmt.Fprintf(&b, "on the register and not on this list, nothing changed: %d\n", n)
		for _, id := range r.NotOnTheList {
			fmt.Fprintf(&b, "  %s\n", id)
		}
	}
	return b.String()
}

func (r Report) head(b *strings.Builder) {
	fmt.Fprintf(b, "Annex A List 9 of %s", r.AsAt.Long())
	if r.Sheet != "" {
		fmt.Fprintf(b, ", sheet %q", r.Sheet)
	}
	fmt.Fprintf(b, ", headings in row %d: %d rows\n", r.HeadingRow, len(r.Rows))
	for _, a := range answers {
		if n := r.Counts[a.answer]; n > 0 {
			fmt.Fprintf(b, "  %s: %d\n", a.words, n)
		}
	}
	fmt.Fprintf(b, "  cells to settle: %d\n", r.Questions())
	for _, h := range r.Headings {
		if h.Column == "" {
			fmt.Fprintf(b, "heading not used: %s\n", h.Heading)
		}
	}
	for _, c := range r.Absent {
		fmt.Fprintf(b, "column not in the list: %s\n", c)
	}
	for _, w := range r.Warnings {
		fmt.Fprintf(b, "note: %s\n", w)
	}
}

func (r RowReport) print(b *strings.Builder) {
	fmt.Fprintf(b, "row %d", r.Row)
	if r.ID != "" {
		fmt.Fprintf(b, " (%s)", r.ID)
	}
	fmt.Fprintf(b, ": %s", words(r.Answer))
	if len(r.What) > 0 {
		fmt.Fprintf(b, ": %s", strings.Join(r.What, "; "))
	}
	b.WriteByte('\n')
	for _, n := range r.Notes {
		fmt.Fprintf(b, "    %s\n", n)
	}
	for _, q := range r.Questions {
		fmt.Fprintf(b, "  ? %s %q: %s\n", q.Column, q.Value, q.Reason)
	}
	if r.Problem != "" {
		fmt.Fprintf(b, "  ! %s\n", r.Problem)
	}
}

func words(a Answer) string {
	for _, x := range answers {
		if x.answer == a {
			return x.words
		}
	}
	return string(a)
}

// agesSeen finds out whether a list is of the day that was said: an age that
// does not fit its date of birth says that it is not.
type agesSeen struct{ given, odd int }

func (s *agesSeen) see(r row, asAt care.Day) {
	age, err := strconv.ParseFloat(r.texts[ColumnAge], 64)
	if err != nil || !r.birth.known() {
		return
	}
	s.given++
	if off := int(age) - r.birth.value.Age(asAt); off < -1 || off > 1 {
		s.odd++
	}
}

func (s agesSeen) warning(asAt care.Day) []string {
	if s.odd*2 <= s.given {
		return nil
	}
	return []string{fmt.Sprintf("In %d of %d rows the age does not fit the date of birth on %s: check of which day the list is.", s.odd, s.given, asAt.Long())}
}

package importing

import (
	"errors"
	"fmt"
	"strings"
	"time"

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
	at     int  // its place among the rows that are answered
	parked bool // the record of its person is incomplete

	Sheet     string        `json:"sheet,omitzero"`  // of a file with several
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
	Sheet string `json:"sheet,omitzero"`
	Row   int    `json:"row"`
	Why   string `json:"why"`
}

// Report answers for every row of a list, in its order.
type Report struct {
	Import       care.EventID    `json:"import"`
	Format       Format          `json:"format"`
	Name         string          `json:"name,omitzero"`
	Sheet        string          `json:"sheet,omitzero"`
	AsAt         care.Day        `json:"asAt"`
	Year         int             `json:"year,omitzero"`       // of an OC3
	CompleteTo   time.Time       `json:"completeTo,omitzero"` // of a feed
	HeadingRow   int             `json:"headingRow"`
	Headings     []Heading       `json:"headings"` // with the column that each was taken for
	Absent       []Column        `json:"absentColumns,omitzero"`
	Counts       map[Answer]int  `json:"counts"`
	Total        int             `json:"total"`     // rows that are to be answered
	Done         int             `json:"done"`      // rows that are
	Asked        int             `json:"questions"` // cells to settle
	Rows         []RowReport     `json:"rows"`      // none where a book keeps them
	LeftOut      []LeftOut       `json:"leftOut,omitzero"`
	NotOnTheList []care.PersonID `json:"notOnTheList,omitzero"` // on the register, and nothing changed for them
	Warnings     []string        `json:"warnings,omitzero"`
	Finished     bool            `json:"finished"` // every row has its answer, none failed but of those whose record is incomplete
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
	r.Answer, r.Problem, r.parked = Failed, err.Error(), errors.Is(err, ErrIncomplete)
}

// questions are those of the telling that come from this row.
func (r *RowReport) questions(t *telling) {
	for _, a := range t.asks {
		if a.row == r.Row {
			r.Questions = append(r.Questions, Question{t.name(a.column), shortened(a.value), a.reason, t.askedBefore(a, t.started)})
		}
	}
}

// Questions is how many cells are to be settled.
func (r Report) Questions() int { return r.Asked }

func (r *Report) warn(s string) { r.Warnings = append(r.Warnings, s) }

// Text is the report as it is printed: what the list was taken for, the counts,
// and each row about which there is something to say.
func (r Report) Text() string {
	var b strings.Builder
	b.WriteString(r.Head())
	for _, row := range r.Rows {
		b.WriteString(row.Text())
	}
	b.WriteString(r.Tail())
	return b.String()
}

// Head is what is printed before the rows.
func (r Report) Head() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s of %s", r.Format.label(), r.AsAt.Long())
	if r.Sheet != "" {
		fmt.Fprintf(&b, ", sheet %q", r.Sheet)
	}
	fmt.Fprintf(&b, ", headings in row %d: %d rows\n", r.HeadingRow, r.Total)
	for _, a := range answers {
		if n := r.Counts[a.answer]; n > 0 {
			fmt.Fprintf(&b, "  %s: %d\n", a.words, n)
		}
	}
	fmt.Fprintf(&b, "  cells to settle: %d\n", r.Asked)
	for _, h := range r.Headings {
		if h.Column == "" {
			fmt.Fprintf(&b, "heading not used: %s\n", h.Heading)
		}
	}
	for _, c := range r.Absent {
		fmt.Fprintf(&b, "column not in the list: %s\n", c)
	}
	for _, w := range r.Warnings {
		fmt.Fprintf(&b, "note: %s\n", w)
	}
	return b.String()
}

// Tail is what is printed after the rows.
func (r Report) Tail() string {
	var b strings.Builder
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

// Text is the answer to a row as it is printed.
func (r RowReport) Text() string {
	var b strings.Builder
	r.print(&b)
	return b.String()
}

func (r RowReport) print(b *strings.Builder) {
	if r.Sheet != "" {
		fmt.Fprintf(b, "%s, ", r.Sheet)
	}
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

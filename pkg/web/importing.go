package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/importing"
	"intouch/pkg/problem"
	"intouch/pkg/store"
	"intouch/pkg/web/pages"
)

// importPage takes a list, and shows what the last ones left to settle:
// pages/import.gohtml.
type importPage struct {
	May       bool // whether whoever looks may import
	File      pages.FileUpload
	AsAt      pages.DateInput
	NotYet    []setAsideLine // who is not yet on the register
	Questions []askedLine
}

// setAsideLine is a row that names nobody.
type setAsideLine struct {
	List   string // "Row 12 of the list of 1 June 2026"
	Value  string
	Reason string
	Cells  []pages.SummaryRow
	Settle string
}

// askedLine is a cell of a person's row that could not be read.
type askedLine struct {
	Name, Href string
	Text       string
	Settle     string
}

// reportPage is the answer to a list, row by row: pages/import_report.gohtml.
type reportPage struct {
	Heading  string
	Finished bool
	Counts   []pages.SummaryRow
	Warnings []string
	Unused   []string // headings that were not used
	Rows     []reportRow
	LeftOut  []string
	Missing  int // people on the register whom the list does not name
}

// reportRow is the answer to a row.
type reportRow struct {
	Row       int
	ID, Href  string
	Answer    string
	Colour    string
	What      []string
	Notes     []string
	Questions []string
	Problem   string
}

// importForm answers GET /import.
func (s *server) importForm(w http.ResponseWriter, r *http.Request, v visit) error {
	return s.showImport(w, r, v, fillingOf(map[string][]string{}))
}

func (s *server) showImport(w http.ResponseWriter, r *http.Request, v visit, typed *filling) error {
	page := importPage{
		May:  access.May(v.Caller, access.Import) == nil,
		File: pages.FileUpload{Name: "list", Label: "Annex A List 9", LabelClasses: "govuk-label--s", Hint: "An Excel workbook or a CSV file", Accept: ".xlsx,.csv", Error: typed.on("list", "list")},
		AsAt: typed.dateInput("asAt", "Of which day is the list?", "The day on which it was drawn up. Nothing in it replaces what was seen or recorded later."),
	}
	if err := s.lookAtLeft(r.Context(), v); err != nil {
		return err
	}
	rows, err := s.unsettled(r.Context(), v)
	if err != nil {
		return err
	}
	questions, err := s.questions(r.Context(), v, uuid.Nil)
	if err != nil {
		return err
	}
	for _, row := range rows {
		page.NotYet = append(page.NotYet, setAsideLineOf(row))
	}
	for _, q := range questions {
		at := "/care-leavers/" + q.Person.String()
		page.Questions = append(page.Questions, askedLine{name(q.GivenName, q.FamilyName, ""), at, questionText(q), at + "/record/settle-question?of=" + string(q.Record)})
	}
	return s.show(w, r, v, "import", pages.Page{Title: "Import", Section: pages.Import, Flash: flashFor(r), Errors: typed.summary(), Data: page})
}

// unsettled are the rows of imports that name nobody yet.
func (s *server) unsettled(ctx context.Context, v visit) ([]store.SetAside, error) {
	rows, err := s.DB.SetAside(ctx, v.Authority)
	return slices.DeleteFunc(rows, func(a store.SetAside) bool { return a.Settled != "" }), err
}

// lookAtLeft enters that somebody looks at what imports left to settle. Those
// who settle it may, whatever lists they may see.
func (s *server) lookAtLeft(ctx context.Context, v visit) error {
	q := access.Question{View: access.List, Detail: "what imports left to settle"}
	if access.May(v.Caller, access.Settle) == nil {
		q.View = access.Find
	}
	return s.looks(ctx, v, q)
}

func setAsideLineOf(row store.SetAside) setAsideLine {
	f := row.Facts
	l := setAsideLine{List: "Row " + strconv.Itoa(f.Row) + " of the list of " + f.AsAt.Long(), Value: f.Value, Reason: f.Reason, Settle: "/import/rows/" + string(row.Record)}
	for _, column := range sortedKeys(f.Cells) {
		l.Cells = append(l.Cells, pages.SummaryRow{Key: column, Value: f.Cells[column]})
	}
	return l
}

// importList answers POST /import.
func (s *server) importList(w http.ResponseWriter, r *http.Request, v visit) error {
	file, header, err := r.FormFile("list")
	typed := fillingOf(r.PostForm)
	if r.MultipartForm != nil {
		typed = fillingOf(r.MultipartForm.Value)
	}
	asAt := typed.day("asAt")
	if errors.Is(err, http.ErrMissingFile) {
		typed.wrong("list", "Choose the list")
	} else if err != nil {
		return unreadable(err)
	}
	if asAt.IsZero() && len(typed.problems) == 0 {
		typed.wrong("asAt", "Enter the day of the list")
	}
	if len(typed.problems) > 0 {
		return s.showImport(w, r, v, typed)
	}
	defer file.Close()
	report, err := s.importFile(r.Context(), v, asAt, file, header.Filename)
	if err != nil && !isProblem(err) && !tablesAway(err) {
		typed.wrong("list", sentence(err))
		return s.showImport(w, r, v, typed)
	}
	if err != nil {
		return err
	}
	return s.show(w, r, v, "import_report", pages.Page{Title: "Import", Section: pages.Import, Back: pages.BackLink{Href: "/import", Text: "Back to import"}, Data: reportPageOf(report)})
}

// unreadable is why an upload could not be read.
func unreadable(err error) error {
	var size *http.MaxBytesError
	if errors.As(err, &size) {
		return err
	}
	return problem.New(problem.Unreadable, "The file could not be read. Go back, choose it again and send it.")
}

func isProblem(err error) bool {
	var p *problem.Problem
	return errors.As(err, &p)
}

// importFile imports a list as the operator of this machine, who alone may say
// that a list says it, on behalf of whoever sent it.
func (s *server) importFile(ctx context.Context, v visit, asAt care.Day, file io.Reader, name string) (importing.Report, error) {
	if err := access.May(v.Caller, access.Import); err != nil {
		return importing.Report{}, err
	}
	if err := s.upToDate(ctx, v); err != nil {
		return importing.Report{}, err
	}
	send := importing.Through(s.Client, access.OperatorOf(v.Authority))
	report, err := importing.List9(ctx, importing.Job{
		Caller: v.Caller, AsAt: asAt, Today: v.today, File: file, Name: name,
		Send: func(ctx context.Context, e care.Event, after uint64) (importing.Reply, error) {
			if !v.Operator() {
				e.OnBehalfOf = v.Staff
			}
			return send(ctx, e, after)
		},
		Events: func(ctx context.Context, p care.PersonID) ([]care.Event, error) {
			events, whole, err := s.DB.Events(ctx, v.Authority, p)
			if err == nil && !whole {
				err = errors.New("their record is incomplete: an event of theirs cannot be read by this program")
			}
			return events, err
		},
		Everyone: func(ctx context.Context) ([]care.PersonID, error) { return s.everyone(ctx, v) },
	})
	s.roster.forget(v.Authority)
	return report, err
}

// upToDate waits until the tables, which an import compares its rows with, mean
// what is in the log.
func (s *server) upToDate(ctx context.Context, v visit) error {
	if s.LogEnd == nil {
		return nil
	}
	end, err := s.LogEnd(ctx, v.Authority)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, s.Patience)
	defer cancel()
	if err := s.DB.WaitFor(ctx, v.Authority, end); errors.Is(err, context.DeadlineExceeded) {
		return problem.New(problem.Unavailable, "InTouch is still taking in what was recorded before. Import the list in a minute.")
	} else if err != nil {
		return err
	}
	return nil
}

// everyone is who is on the register and not closed.
func (s *server) everyone(ctx context.Context, v visit) ([]care.PersonID, error) {
	var all []care.PersonID
	q := store.RegisterQuery{Authority: v.Authority, On: v.today, Sort: store.ByName, Limit: 1000}
	for more := true; more; more = q.Cursor != "" {
		page, err := s.DB.Register(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, row := range page.Rows {
			all = append(all, row.Person)
		}
		q.Cursor = page.Next
	}
	return all, nil
}

// answerCodes are the answers to a row.
var answerCodes = care.Codes[importing.Answer]{
	{Code: importing.TakenOn, Label: "New on the register"}, {Code: importing.Changed, Label: "Changed"}, {Code: importing.AlreadyKnown, Label: "Already known"},
	{Code: importing.SetAside, Label: "Not yet on the register"}, {Code: importing.Failed, Label: "Failed: import the list again"},
}

var answerColours = map[importing.Answer]string{importing.TakenOn: "blue", importing.Changed: "teal", importing.AlreadyKnown: "grey", importing.SetAside: "orange", importing.Failed: "red"}

func reportPageOf(r importing.Report) reportPage {
	p := reportPage{Heading: "The list of " + r.AsAt.Long(), Finished: r.Finished, Warnings: r.Warnings, Missing: len(r.NotOnTheList)}
	for _, a := range answerCodes {
		if n := r.Counts[a.Code]; n > 0 {
			p.Counts = append(p.Counts, pages.SummaryRow{Key: a.Label, Value: counted(n, "row")})
		}
	}
	p.Counts = append(p.Counts, pages.SummaryRow{Key: "Cells to settle", Value: thousands(r.Questions())})
	for _, h := range r.Headings {
		if h.Column == "" {
			p.Unused = append(p.Unused, h.Heading)
		}
	}
	for _, l := range r.LeftOut {
		p.LeftOut = append(p.LeftOut, "Row "+strconv.Itoa(l.Row)+": "+l.Why)
	}
	for _, row := range r.Rows {
		p.Rows = append(p.Rows, reportRowOf(row))
	}
	return p
}

func reportRowOf(r importing.RowReport) reportRow {
	row := reportRow{Row: r.Row, ID: r.ID, Answer: answerCodes.Label(r.Answer), Colour: answerColours[r.Answer], What: r.What, Notes: r.Notes, Problem: r.Problem}
	if r.Person != uuid.Nil {
		row.Href = "/care-leavers/" + r.Person.String()
	}
	for _, q := range r.Questions {
		row.Questions = append(row.Questions, string(q.Column)+": “"+q.Value+"”. "+q.Reason)
	}
	return row
}

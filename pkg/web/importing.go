package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"time"

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
	Fields    []pages.Component
	Last      []pages.Link   // the imports that were last heard of
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

// importForm answers GET /import.
func (s *server) importForm(w http.ResponseWriter, r *http.Request, v visit) error {
	return s.showImport(w, r, v, fillingOf(map[string][]string{}))
}

// importFields ask for a file, what it is, and of which day it speaks.
func importFields(typed *filling) []pages.Component {
	if typed.text("format") == "" {
		typed.Set("format", string(importing.AnnexAList9))
	}
	return append([]pages.Component{
		pages.FileUpload{Name: "list", Label: "The file", LabelClasses: "govuk-label--s", Hint: "An Excel workbook or a CSV file; an extract may be a ZIP of CSV files", Accept: ".xlsx,.csv,.zip", Error: typed.on("list", "list")},
	}, draw(typed, []field{choice{name: "format", legend: "What is it?", items: options(importing.Formats), reveals: map[string][]field{
		string(importing.AnnexAList9): {date{name: "asAt", legend: "Of which day is the list?", hint: "The day on which it was drawn up. Nothing in it replaces what was seen or recorded later."}},
		string(importing.OC3):         {line{name: "year", label: "In which year does the collection end?", hint: "2026 for April 2025 to March 2026", classes: "govuk-input--width-4"}},
		string(importing.Feed):        {line{name: "completeTo", label: "Up to when is the extract complete?", hint: "For example, 2026-06-15T06:00", classes: "govuk-input--width-10"}},
	}}})...)
}

func (s *server) showImport(w http.ResponseWriter, r *http.Request, v visit, typed *filling) error {
	page := importPage{May: access.May(v.Caller, access.Import) == nil, Fields: importFields(typed)}
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
	last, err := s.DB.Imports(r.Context(), v.Authority, 5)
	if err != nil {
		return err
	}
	for _, i := range last {
		page.Last = append(page.Last, pages.Link{Href: "/import/lists/" + i.ID.String(), Text: s.importOf(i).title()})
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

// importList answers POST /import. It waits a little for the import to finish;
// one that takes longer goes on, and its page says how far it is.
func (s *server) importList(w http.ResponseWriter, r *http.Request, v visit) error {
	file, header, err := r.FormFile("list")
	typed := fillingOf(r.PostForm)
	if r.MultipartForm != nil {
		typed = fillingOf(r.MultipartForm.Value)
	}
	job := typed.importJob()
	if errors.Is(err, http.ErrMissingFile) {
		typed.wrong("list", "Choose the list")
	} else if err != nil {
		return unreadable(err)
	}
	if len(typed.problems) > 0 {
		return s.showImport(w, r, v, typed)
	}
	defer file.Close()
	job.File, job.Name = file, header.Filename
	u := s.startImport(r.Context(), v, job)
	select {
	case <-u.begun:
	case <-u.finished:
	}
	wait := time.NewTimer(s.Upload)
	defer wait.Stop()
	select {
	case <-u.finished:
	case <-wait.C:
		http.Redirect(w, r, "/import/lists/"+u.id.String(), http.StatusSeeOther)
		return nil
	}
	if u.err != nil && !isProblem(u.err) && !tablesAway(u.err) {
		typed.wrong("list", sentence(u.err))
		return s.showImport(w, r, v, typed)
	}
	if u.err != nil {
		return u.err
	}
	http.Redirect(w, r, "/import/lists/"+u.id.String(), http.StatusSeeOther)
	return nil
}

// importJob is what the form says of the file.
func (f *filling) importJob() importing.Job {
	job := importing.Job{Format: importing.Format(f.text("format"))}
	var err error
	switch job.Format {
	case "", importing.AnnexAList9:
		job.Format = importing.AnnexAList9
		if job.AsAt = f.day("asAt"); job.AsAt.IsZero() && len(f.problems) == 0 {
			f.wrong("asAt", "Enter the day of the list")
		}
	case importing.OC3:
		if job.Year, err = strconv.Atoi(f.text("year")); err != nil {
			f.wrong("year", "Enter the year in which the collection ends, such as 2026")
		}
	case importing.Feed:
		if job.CompleteTo, err = importing.ParseMoment(f.text("completeTo")); err != nil {
			f.wrong("completeTo", "Enter up to when it is complete, such as 2026-06-15T06:00")
		}
	case importing.Contacts:
	default:
		f.wrong("format", "Say what the file is")
	}
	return job
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

// answerCodes are the answers to a row.
var answerCodes = care.Codes[importing.Answer]{
	{Code: importing.TakenOn, Label: "New on the register"}, {Code: importing.Changed, Label: "Changed"}, {Code: importing.AlreadyKnown, Label: "Already known"},
	{Code: importing.SetAside, Label: "Not yet on the register"}, {Code: importing.Failed, Label: "Failed: import the list again"},
}

var answerColours = map[importing.Answer]string{importing.TakenOn: "blue", importing.Changed: "teal", importing.AlreadyKnown: "grey", importing.SetAside: "orange", importing.Failed: "red"}

package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"intouch/pkg/importing"
	"intouch/pkg/store"
	"intouch/pkg/web/pages"
)

// reportPage is how far an import is, and the answers to its rows, so many at a
// time: pages/import_report.gohtml.
type reportPage struct {
	Kind     string // "Annex A List 9"
	Heading  string
	State    string // "240 of 5,000 rows are answered."
	Finished bool
	Running  bool
	Broken   bool // it neither goes on nor was it finished
	Again    string
	Counts   []pages.SummaryRow
	Warnings []string
	Unused   []string // headings that were not used
	Rows     []reportRow
	Only     bool   // only the rows about which there is something to do
	Other    string // where the others are, or only these
	Next     string // where the next rows are; empty: these are the last
	Answers  string // all answers, as a CSV
	LeftOut  []string
	Missing  int // people on the register whom the list does not name
}

// reportRow is the answer to a row.
type reportRow struct {
	Row       string
	ID, Href  string
	Answer    string
	Colour    string
	What      []string
	Notes     []string
	Questions []string
	Problem   string
}

// rowsAtOnce is how many answers a page shows.
const rowsAtOnce = 200

// silentFor is for how long an import that goes on elsewhere may not be heard of
// before it counts as broken off.
const silentFor = time.Minute

// importState is an import as it stands.
type importState struct {
	store.ImportState
	report  importing.Report // without its rows
	running bool
	broken  bool
}

// importOf says how an import stands. Whether it goes on is known of those that
// this process has in hand; of others by when they were last heard of.
func (s *server) importOf(i store.ImportState) importState {
	state := importState{ImportState: i}
	json.Unmarshal(i.About, &state.report) // what cannot be read is not shown
	state.running = !i.Ended && (s.underWay.has(i.ID) || time.Since(i.Seen) < silentFor)
	state.broken = !i.Finished && !state.running
	return state
}

// title is "Annex A List 9 of 1 June 2026: finished".
func (i importState) title() string {
	return importing.Formats.Label(i.report.Format) + " of " + i.report.AsAt.Long() + ": " + i.word()
}

// word is running, finished or broken off.
func (i importState) word() string {
	switch {
	case i.Finished:
		return "finished"
	case i.running:
		return fmt.Sprintf("%s of %s", thousands(i.Done), counted(i.Total, "row"))
	}
	return "broken off"
}

// importIn is the import that an address names.
func (s *server) importIn(r *http.Request, v visit) (importState, error) {
	if err := s.lookAtLeft(r.Context(), v); err != nil {
		return importState{}, err
	}
	id, err := uuid.Parse(r.PathValue("import"))
	if err != nil {
		return importState{}, store.ErrNotFound
	}
	i, err := s.DB.Import(r.Context(), v.Authority, id)
	return s.importOf(i), err
}

// importReport answers GET /import/lists/{import}.
func (s *server) importReport(w http.ResponseWriter, r *http.Request, v visit) error {
	i, err := s.importIn(r, v)
	if err != nil {
		return err
	}
	after, _ := strconv.Atoi(r.URL.Query().Get("after"))
	only := r.URL.Query().Get("rows") == "to-settle"
	answers, err := s.DB.ImportAnswers(r.Context(), v.Authority, i.ID, after, only, rowsAtOnce)
	if err != nil {
		return err
	}
	hidden, err := s.veil(r.Context(), v)
	if err != nil {
		return err
	}
	rows, err := answersOf(answers, hidden)
	if err != nil {
		return err
	}
	page := i.page(rows, only)
	if len(answers) == rowsAtOnce {
		page.Next = page.Again + "?after=" + strconv.Itoa(answers[len(answers)-1].Place)
		if only {
			page.Next += "&rows=to-settle"
		}
	}
	return s.show(w, r, v, "import_report", pages.Page{Title: "Import", Section: pages.Import, Back: pages.BackLink{Href: "/import", Text: "Back to import"}, Data: page})
}

func (i importState) page(rows []importing.RowReport, only bool) reportPage {
	report, at := i.report, "/import/lists/"+i.ID.String()
	p := reportPage{
		Kind: importing.Formats.Label(report.Format), Heading: "The list of " + report.AsAt.Long(), Finished: i.Finished, Running: i.running, Broken: i.broken, Again: at,
		State: fmt.Sprintf("%s of %s answered.", thousands(i.Done), counted(i.Total, "row")), Warnings: report.Warnings, Missing: len(report.NotOnTheList),
		Answers: at + "/answers.csv", Only: only, Other: at + "?rows=to-settle",
	}
	if only {
		p.Other = at
	}
	p.Counts = countRows(report)
	for _, h := range report.Headings {
		if h.Column == "" {
			p.Unused = append(p.Unused, h.Heading)
		}
	}
	for _, l := range report.LeftOut {
		p.LeftOut = append(p.LeftOut, strings.TrimPrefix(l.Sheet+", row ", ", ")+strconv.Itoa(l.Row)+": "+l.Why)
	}
	for _, row := range rows {
		p.Rows = append(p.Rows, reportRowOf(row))
	}
	return p
}

func countRows(r importing.Report) []pages.SummaryRow {
	var rows []pages.SummaryRow
	for _, a := range answerCodes {
		if n := r.Counts[a.Code]; n > 0 {
			rows = append(rows, pages.SummaryRow{Key: a.Label, Value: counted(n, "row")})
		}
	}
	return append(rows, pages.SummaryRow{Key: "Cells to settle", Value: thousands(r.Questions())})
}

func reportRowOf(r importing.RowReport) reportRow {
	row := reportRow{Row: "Row " + strconv.Itoa(r.Row), ID: r.ID, Answer: answerCodes.Label(r.Answer), Colour: answerColours[r.Answer], What: r.What, Notes: r.Notes, Problem: r.Problem}
	if r.Sheet != "" {
		row.Row = r.Sheet + ", row " + strconv.Itoa(r.Row)
	}
	if r.Person != uuid.Nil {
		row.Href = "/care-leavers/" + r.Person.String()
	}
	for _, q := range r.Questions {
		row.Questions = append(row.Questions, string(q.Column)+": “"+q.Value+"”. "+q.Reason)
	}
	return row
}

// importAnswers answers GET /import/lists/{import}/answers.csv, and the same
// address of the API.
func (s *server) importAnswers(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := queryOf(r.URL).err(); err != nil {
		return err
	}
	i, err := s.importIn(r, v)
	if err != nil {
		return err
	}
	hidden, err := s.veil(r.Context(), v)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="answers.csv"`)
	w.Header().Set("Cache-Control", "no-store")
	return importing.WriteCSV(w, ImportAnswers(r.Context(), s.DB, v.Authority, i.ID, false, hidden))
}

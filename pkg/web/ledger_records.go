package web

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/figures"
	"intouch/pkg/web/pages"
)

// ledgerRecordsPage is some of the records of the ledger: pages/ledger_records.gohtml.
type ledgerRecordsPage struct {
	Heading string
	Note    string
	CSV     string
	Rows    []recordRow
}

// recordRow is a record with its three days.
type recordRow struct {
	Name, Href, What          string
	Happened, Known, Recorded string
	Gap, Who                  string
	Late                      bool
}

// recordsShown is how many records a page lists; a file has them all.
const recordsShown = 200

var recordsTake = append([]string{"month", "kind", "worker", "which"}, ledgerTakes...)

// ledgerRecords answers GET /recording/records.
func (s *server) ledgerRecords(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, recordsTake...)
	ask := askedLedger(q, v).narrowed(q)
	err := firstOf(q.err(), workersAreForManagers(ask, v), s.looks(r.Context(), v, access.Question{View: access.List, Detail: "records of the late-recording ledger"}))
	if err != nil {
		return err
	}
	l, err := s.readLedger(r.Context(), v, ask, access.Study)
	if err != nil {
		return err
	}
	all := ask.recordsOf(l, false)
	data := ledgerRecordsPage{Heading: recordsHeading(ask, l.staff), Note: recordsNote(len(all)), CSV: "/api/v1/late-recording/records.csv?" + ask.query().Encode()}
	for _, x := range all[:min(len(all), recordsShown)] {
		data.Rows = append(data.Rows, recordRowOf(x, v, l))
	}
	only := ask
	only.Month, only.Kind, only.Worker, only.Which = 0, "", care.StaffID{}, ""
	back := pages.BackLink{Href: "/recording?" + only.query().Encode(), Text: "Back to late recording"}
	return s.show(w, r, v, "ledger_records", pages.Page{Title: "Records", Section: pages.Figures, Back: back, Data: data})
}

// workersAreForManagers: how one worker records is between them and their manager.
func workersAreForManagers(ask ledgerAsked, v visit) error {
	if ask.Worker == (care.StaffID{}) {
		return nil
	}
	return access.May(v.Caller, access.Oversee)
}

func recordsHeading(ask ledgerAsked, staff staffList) string {
	parts := []string{or(whiches.Label(ask.Which), "Recorded"), "from " + ask.From.Long() + " to " + ask.To.Long()}
	if ask.Kind != "" {
		parts = append(parts, lower(figures.Kinds.Label(ask.Kind)))
	}
	if !ask.Month.IsZero() {
		parts = append(parts, "in "+ask.Month.Start().Format("January 2006"))
	}
	if ask.Team == noTeam {
		parts = append(parts, "no team")
	} else if ask.Team != "" {
		parts = append(parts, ask.Team)
	}
	if ask.Worker != (care.StaffID{}) {
		parts = append(parts, staff.named(ask.Worker))
	}
	return strings.Join(parts, ", ")
}

func recordsNote(n int) string {
	if n > recordsShown {
		return counted(n, "record") + ", the newest " + strconv.Itoa(recordsShown) + " of them here"
	}
	return counted(n, "record")
}

func recordRowOf(x figures.Recorded, v visit, l ledgerRead) recordRow {
	row := recordRow{
		Name: named(l.veil.one(x.Person)), Href: onTimeline(x.Person.ID, url.Values{}, x.Event), What: whatWasRecorded(x),
		Happened: x.Happened.Long(), Recorded: recordedTime(x.RecordedAt), Gap: gapWords(x), Late: x.Late,
	}
	if x.Known != x.Happened {
		row.Known = x.Known.Long()
	}
	if v.Manager() {
		row.Who = l.staff.named(x.Worker)
	}
	return row
}

// whatWasRecorded says what a record is, unless it is sealed.
func whatWasRecorded(x figures.Recorded) string {
	if x.Sealed {
		return "Sealed"
	}
	return factTitle(x.Fact)
}

func gapWords(x figures.Recorded) string {
	switch {
	case x.Imported:
		return "imported"
	case x.Days == 0:
		return "the same day"
	}
	return counted(x.Days, "day") + ", " + counted(x.Working, "working day")
}

// ruleLabel is the duty of a late closing.
func ruleLabel(c figures.Closing) string { return duty.Rules.Label(c.Rule) }

// wasLate says how late something was by when it happened.
func wasLate(days int) string {
	if days == 0 {
		return "in time"
	}
	return counted(days, "day") + " late"
}

var ledgerColumns = []string{"local_id", "record", "kind", "what", "happened", "known", "recorded", "days", "working_days", "late", "backdated", "imported", "team", "worker", "typed_by"}

// ledgerCSV answers GET /api/v1/late-recording/records.csv.
func (s *server) ledgerCSV(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, recordsTake...)
	ask := askedLedger(q, v).narrowed(q)
	if err := firstOf(q.err(), workersAreForManagers(ask, v)); err != nil {
		return err
	}
	l, err := s.readLedger(r.Context(), v, ask, access.Export)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="late-recording-`+ask.From.String()+"-to-"+ask.To.String()+`.csv"`)
	out := csv.NewWriter(w)
	lines := [][]string{ledgerColumns}
	for _, x := range ask.recordsOf(l, false) {
		lines = append(lines, ledgerLine(x, v, l))
	}
	return out.WriteAll(lines)
}

func ledgerLine(x figures.Recorded, v visit, l ledgerRead) []string {
	worker, typed, event := "", "", x.Event.String()
	if v.Manager() {
		worker, typed = l.staff.named(x.Worker), l.staff.named(x.By)
	}
	if l.veil[x.Person.ID] {
		event = ""
	}
	line := []string{
		l.veil.one(x.Person).LocalID, event, string(x.Kind), whatWasRecorded(x), x.Happened.String(), x.Known.String(), x.RecordedAt.In(care.London).Format("2006-01-02T15:04:05Z07:00"),
		strconv.Itoa(x.Days), strconv.Itoa(x.Working), saidYesNo(x.Late), saidYesNo(x.Backdated()), saidYesNo(x.Imported), x.Team, worker, typed,
	}
	for i, cell := range line {
		line[i] = harmless(cell)
	}
	return line
}

func saidYesNo(b bool) string {
	if b {
		return string(care.Yes)
	}
	return string(care.No)
}

// harmless keeps a spreadsheet from taking a cell for a formula.
func harmless(cell string) string {
	if cell != "" && slices.Contains([]byte("=+-@\t\r"), cell[0]) {
		return "'" + cell
	}
	return cell
}

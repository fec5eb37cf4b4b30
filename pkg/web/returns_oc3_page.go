package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/returns/oc3"
	"intouch/pkg/web/pages"
)

// oc3Page is the care leaver return of a year, and what is to be put right
// before it is submitted: pages/oc3.gohtml.
type oc3Page struct {
	Heading    string
	Year, Ages pages.Select
	Known      pages.Input
	Files      []pages.Button // to take it out
	Counts     []pages.SummaryRow
	Rules      []oc3Rule
	Settled    string // what is said when there is nothing to put right
	Left       []oc3Left
	Rows       []oc3Row
	Shown      string // which of the rows are shown
	More       pages.Pagination
	Check      string // where other files of the collection are sent
	This, Last pages.FileUpload
	Checked    string // which files were checked
}

// oc3Rule is what a rule found.
type oc3Rule struct {
	Name, Source string
	Colour, Kind string
	Asks, Do     string
	People       []oc3Person
	More         int // how many besides
}

// oc3Person is somebody whom a rule found.
type oc3Person struct {
	Name, Href string
	Says       string
}

// oc3Left is somebody of age who is not in the return.
type oc3Left struct {
	Reason string
	People []oc3Person
	More   int
}

// oc3Row is a row of the return.
type oc3Row struct {
	Name, Href  string
	Child, Born string
	Age         int
	Cells       []oc3Cell
}

// oc3Cell is a cell and where it comes from.
type oc3Cell struct {
	Column, Value, Why string
	Events             []pages.Link
}

const (
	rowsOnAPage   = 100
	peopleOfARule = 25
)

// oc3Page answers GET /returns/oc3, and POST with other files of the collection.
func (s *server) oc3Page(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, "year", "known", "ages", "page")
	if q.text("year") == "" { // the one that ended last
		q.values.Set("year", strconv.Itoa(int(oc3.YearOf(v.today)-1)))
	}
	a := oc3Query(q, v)
	number, err := strconv.Atoi(q.text("page"))
	if q.text("page") != "" && (err != nil || number < 1) {
		q.say("page is a number from 1.")
	}
	if err := q.err(); err != nil {
		return err
	}
	files, wrong := submitted(r)
	var problems care.Problems
	if wrong != nil && !errors.As(wrong, &problems) {
		return wrong
	}
	made, err := s.collect(r.Context(), v, a, "page")
	if err != nil {
		return err
	}
	page := s.oc3PageOf(v, made, a, files, max(number, 1))
	summary := page.wrongFiles(problems)
	return s.show(w, r, v, "oc3", pages.Page{Title: page.Heading, Section: pages.Returns, Back: pages.BackLink{Href: "/returns", Text: "Back to returns"}, Errors: summary, Data: page})
}

func (s *server) oc3PageOf(v visit, made *oc3.Return, a oc3Asked, files oc3.Files, number int) oc3Page {
	year := strconv.Itoa(int(a.year))
	p := oc3Page{
		Heading: "Care leaver return " + year + " (SSDA903, OC3)",
		Year:    pages.Select{Name: "year", Label: "Collection year", Items: yearsAround(v.today), Value: year},
		Ages:    pages.Select{Name: "ages", Label: "Who is returned", Items: options(oc3.AgesList), Value: string(made.Ages)},
		Known:   pages.Input{Name: "known", Label: "As known on", Hint: "Leave it empty for all that is known now.", Value: a.said, Type: "date", Classes: "govuk-input--width-10"},
		Counts:  oc3Counts(made),
		Check:   "/returns/oc3?" + a.address(made, 0),
		This:    pages.FileUpload{Name: thisYearFiles, Label: "Files of this year", Hint: "Header, Episodes, UASC, OC2, AD1 and others, as CSV. They are known by their columns. Choose several at once.", Accept: ".csv", Multiple: true},
		Last:    pages.FileUpload{Name: lastYearFiles, Label: "Files of last year", Hint: "Episodes and OC3", Accept: ".csv", Multiple: true},
	}
	for _, f := range []string{"csv", "xml", "json"} {
		p.Files = append(p.Files, pages.Button{Text: map[string]string{"csv": "CSV", "xml": "XML", "json": "JSON, with the source of each cell"}[f], Href: "/api/v1/returns/oc3." + f + "?" + a.address(made, 0), Classes: "govuk-button--secondary"})
	}
	for _, rule := range made.Check(files) {
		p.Rules = append(p.Rules, oc3RuleOf(v, rule))
	}
	p.Settled = "Nothing: every rule that can be asked here has nothing to say."
	p.Checked = checkedFiles(files)
	p.Left = oc3LeftOf(v, made)
	p.show(v, made, a, number)
	return p
}

// address is the return as parameters of an address; page 0 is left out.
func (a oc3Asked) address(made *oc3.Return, page int) string {
	q := url.Values{"year": {strconv.Itoa(int(a.year))}, "ages": {string(made.Ages)}}
	if a.said != "" {
		q.Set("known", a.said)
	}
	if page > 0 {
		q.Set("page", strconv.Itoa(page))
	}
	return q.Encode()
}

// yearsAround are the collection years that somebody may want: the one that runs
// and those before.
func yearsAround(today care.Day) []pages.Choice {
	var all []pages.Choice
	for y := oc3.YearOf(today); y > oc3.YearOf(today)-7; y-- {
		all = append(all, pages.Choice{Value: strconv.Itoa(int(y)), Text: y.First().Long() + " to " + y.Last().Long()})
	}
	return all
}

func oc3Counts(r *oc3.Return) []pages.SummaryRow {
	rows := []pages.SummaryRow{{Key: "In the return", Value: people(len(r.Rows))}}
	codes := r.Codes()
	for _, c := range inTouchWords {
		if n := codes[c.code]; n > 0 {
			rows = append(rows, pages.SummaryRow{Key: c.code + ": " + c.text, Value: thousands(n)})
		}
	}
	return append(rows, pages.SummaryRow{Key: "22 to 25", Value: thousands(r.Supported) + " asked for support and received it; " + thousands(r.Whole) + " in all"})
}

var inTouchWords = []struct{ code, text string }{
	{"YES", "in touch"}, {"NO", "not in touch"}, {"REFU", "refuses contact"}, {"NREQ", "no longer requires services"}, {"RHOM", "returned home for six months"}, {"DIED", "died"},
}

func oc3RuleOf(v visit, r oc3.RuleFindings) oc3Rule {
	rule := oc3Rule{Name: r.Rule, Source: r.Source, Asks: r.Asks, Do: r.Do, Kind: "Error", Colour: "red"}
	kinds := map[oc3.Kind]bool{}
	for i, f := range r.Findings {
		kinds[f.Kind] = true
		if i >= peopleOfARule {
			rule.More++
			continue
		}
		who := oc3Person{Name: f.Name, Says: f.Says, Href: openHref(v, f.Person)}
		if who.Name == "" {
			who.Name = "Child " + f.Child
		}
		if f.Table != "" && f.Table != oc3.OC3Table {
			who.Says = string(f.Table) + ", line " + strconv.Itoa(f.Line) + ". " + who.Says
		}
		rule.People = append(rule.People, who)
	}
	switch {
	case kinds[oc3.FileError]:
	case kinds[oc3.OursAlone]:
		rule.Kind, rule.Colour = "To settle", "orange"
	default:
		rule.Kind, rule.Colour = "The validator will say so", "grey"
	}
	return rule
}

// openHref is where a person's record opens; empty where whoever looks may not.
func openHref(v visit, id care.PersonID) string {
	if id == uuid.Nil || access.Sees(v.Caller, access.Question{View: access.Open, Person: id}) != nil {
		return ""
	}
	return "/care-leavers/" + id.String()
}

func oc3LeftOf(v visit, made *oc3.Return) []oc3Left {
	var all []oc3Left
	for _, reason := range oc3.Reasons {
		left := oc3Left{Reason: reason.Label}
		for _, l := range made.Left {
			if l.Reason == oc3.Restricted {
				l.Name = restrictedName
			}
			switch {
			case l.Reason != reason.Code:
			case len(left.People) >= peopleOfARule:
				left.More++
			default:
				left.People = append(left.People, oc3Person{Name: l.Name, Href: openHref(v, l.Person), Says: l.Why})
			}
		}
		if len(left.People) > 0 {
			all = append(all, left)
		}
	}
	return all
}

// show takes a part of the rows onto the page.
func (p *oc3Page) show(v visit, made *oc3.Return, a oc3Asked, number int) {
	from := min((number-1)*rowsOnAPage, len(made.Rows))
	until := min(from+rowsOnAPage, len(made.Rows))
	for _, r := range made.Rows[from:until] {
		p.Rows = append(p.Rows, oc3RowOf(v, r))
	}
	if len(made.Rows) > rowsOnAPage {
		p.Shown = strconv.Itoa(from+1) + " to " + strconv.Itoa(until) + " of " + thousands(len(made.Rows))
	}
	if from > 0 {
		p.More.Previous.Href = "/returns/oc3?" + a.address(made, number-1)
	}
	if until < len(made.Rows) {
		p.More.Next.Href = "/returns/oc3?" + a.address(made, number+1)
	}
}

func oc3RowOf(v visit, r oc3.Row) oc3Row {
	row := oc3Row{Name: r.Name, Href: openHref(v, r.Person), Child: r.Child.Value, Born: r.DOB.Value, Age: r.Age}
	for i, c := range []oc3.Cell{r.InTouch, r.Activ, r.Accom} {
		cell := oc3Cell{Column: []string{"IN_TOUCH", "ACTIV", "ACCOM"}[i], Value: c.Value, Why: c.Why}
		for n, e := range c.From {
			if row.Href != "" {
				cell.Events = append(cell.Events, pages.Link{Href: row.Href + "#" + e.String(), Text: "event " + strconv.Itoa(n+1)})
			}
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// checkedFiles says which other files the rules were asked of.
func checkedFiles(files oc3.Files) string {
	if len(files) == 0 {
		return ""
	}
	var names []string
	for name := range files {
		names = append(names, string(name))
	}
	slices.Sort(names)
	text := "Checked with "
	for i, n := range names {
		if i > 0 {
			text += ", "
		}
		text += n
	}
	return text + ". The files are not kept."
}

// wrongFiles says at the fields what is wrong with their files.
func (p *oc3Page) wrongFiles(problems care.Problems) pages.ErrorSummary {
	var summary pages.ErrorSummary
	for _, x := range problems {
		field := &p.This
		if x.Pointer[1:len(lastYearFiles)+1] == lastYearFiles {
			field = &p.Last
		}
		field.Error = x.Detail
		summary.Items = append(summary.Items, pages.ErrorItem{Text: x.Detail, Href: "#" + field.Name})
	}
	return summary
}

package web

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strconv"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/problem"
	"intouch/pkg/store"
	"intouch/pkg/web/pages"
)

// countsBack is how many nights are shown where no days are named.
const countsBack = 35

// countsPage is who stood where, night by night: pages/counted.gohtml.
type countsPage struct {
	Nights pages.Table
	Empty  bool
}

// countPage is one night's count and the same counted again:
// pages/counted_day.gohtml.
type countPage struct {
	Day    string
	Facts  pages.SummaryList
	Same   bool
	Rules  bool     // other rules counted it
	Differ []string // what is another number now
}

// countsPage answers GET /counts.
func (s *server) countsPage(w http.ResponseWriter, r *http.Request, v visit) error {
	_, nights, err := s.counted(r, v)
	if err != nil {
		return err
	}
	data := countsPage{Empty: len(nights) == 0, Nights: pages.Table{Caption: "Every night, the last first", Head: countHead()}}
	for _, c := range nights {
		data.Nights.Rows = append(data.Nights.Rows, countCells(c))
	}
	return s.show(w, r, v, "counted", pages.Page{Title: "Everyone counted", Section: pages.Register, Data: data})
}

func countHead() []pages.Cell {
	head := []pages.Cell{{Text: "Day"}, {Text: "On the register", Numeric: true}}
	for _, b := range duty.Buckets {
		head = append(head, pages.Cell{Text: b.Label, Numeric: true})
	}
	return append(head, pages.Cell{Text: "Not yet on it", Numeric: true}, pages.Cell{Text: "Log position", Numeric: true}, pages.Cell{Text: "Proof"})
}

func countCells(c store.Counted) []pages.Cell {
	number := func(n int) pages.Cell { return pages.Cell{Text: thousands(n), Numeric: true} }
	day := c.Day.Long()
	if c.Late {
		day += ", counted on " + care.DayOf(c.At).Long()
	}
	cells := []pages.Cell{{Text: day}, number(c.Register)}
	for _, b := range duty.Buckets {
		cells = append(cells, number(c.Buckets[string(b.Code)]))
	}
	return append(cells, number(c.NotYet), number(int(c.Position)), pages.Cell{HTML: linked("Count "+c.Day.Long()+" again", "/counts/"+c.Day.String())})
}

// countPage answers GET /counts/{day}: it counts the day again.
func (s *server) countPage(w http.ResponseWriter, r *http.Request, v visit) error {
	day, err := care.ParseDay(r.PathValue("day"))
	if err != nil {
		return problem.New(problem.NotFound, "Name the day in the address as in /counts/2026-06-15.")
	}
	if err := s.looks(r.Context(), v, access.Question{View: access.Count, Detail: "count of " + day.String()}); err != nil {
		return err
	}
	nights, err := s.DB.CountedDays(r.Context(), v.Authority, day, day)
	if err != nil {
		return err
	}
	if len(nights) == 0 {
		return problem.New(problem.NotFound, "That day was not counted: it is not over, or nobody was on the register, or it is long past and no monitor ran.")
	}
	differ, err := s.countAgain(r.Context(), v, nights[0])
	if err != nil {
		return err
	}
	data := countPage{Day: day.Long(), Facts: countFacts(nights[0]), Same: len(differ) == 0, Rules: slices.Contains(differ, care.OtherRules), Differ: differ}
	return s.show(w, r, v, "counted_day", pages.Page{Title: "Counted again", Section: pages.Register, Data: data,
		Trail: pages.Breadcrumbs{Items: []pages.Link{{Href: "/counts", Text: "Everyone counted"}, {Text: day.Long()}}}})
}

func countFacts(c store.Counted) pages.SummaryList {
	rows := []pages.SummaryRow{{Key: "On the register", Value: thousands(c.Register)}}
	for _, b := range duty.Buckets {
		rows = append(rows, pages.SummaryRow{Key: b.Label, Value: thousands(c.Buckets[string(b.Code)])})
	}
	for _, why := range closedReasons {
		rows = append(rows, pages.SummaryRow{Key: "Closed: " + lower(duty.Reasons.Label(why)), Value: thousands(c.Closed[string(why)])})
	}
	return pages.SummaryList{Rows: append(rows, pages.SummaryRow{Key: "Not yet on the register", Value: thousands(c.NotYet)},
		pages.SummaryRow{Key: "Counted on", Value: clockTime(c.At)}, pages.SummaryRow{Key: "Log position", Value: strconv.FormatUint(c.Position, 10)},
		pages.SummaryRow{Key: "Digest of who stood where", Value: c.Digest})}
}

// counted are the nights that a request asks for.
func (s *server) counted(r *http.Request, v visit, takes ...string) (*query, []store.Counted, error) {
	q := queryOf(r.URL, append([]string{"from", "to"}, takes...)...)
	to := q.day("to", v.today)
	from := q.day("from", to-countsBack)
	err := firstOf(q.err(), s.looks(r.Context(), v, access.Question{View: access.Count, Detail: "counts from " + from.String() + " to " + to.String()}), s.caughtUp(r, v))
	if err != nil {
		return q, nil, err
	}
	nights, err := s.DB.CountedDays(r.Context(), v.Authority, from, to)
	return q, nights, err
}

// countAgain counts a night again by the log up to the position of its count, and
// returns what is another number now. Nothing may be: it is an incident.
func (s *server) countAgain(ctx context.Context, v visit, c store.Counted) ([]string, error) {
	again, err := s.council(v).CountUpTo(ctx, c.Day, c.Position)
	if err != nil {
		return nil, err
	}
	differ := c.Differ(again)
	if len(differ) > 0 && !slices.Contains(differ, care.OtherRules) {
		slog.ErrorContext(ctx, "an incident: a night counted again is another", "authority", v.Authority, "day", c.Day, "differ", differ)
	}
	return differ, nil
}

// closedReasons are why a case is closed, in the order in which they are shown.
var closedReasons = []duty.Reason{duty.ClosedDied, duty.ClosedAt25, duty.ClosedInError, duty.ClosedTransferred}

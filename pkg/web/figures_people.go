package web

import (
	"net/http"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/figures"
	"intouch/pkg/problem"
	"intouch/pkg/web/pages"
)

// figurePeoplePage is exactly those who are in a number: pages/figures_people.gohtml.
type figurePeoplePage struct {
	Heading string
	Of      string // which figure, band and day
	People  []namedRow
}

// namedRow is a person in a plain list.
type namedRow struct{ Name, Href, Facts string }

// peopleHref is the list of those who are in a number.
func peopleHref(ask figuresAsked, c figures.Cell) string {
	q := ask.query()
	q.Del("beside")
	q.Set("figure", string(c.Figure))
	q.Set("part", string(c.Part))
	q.Set("band", string(c.Band))
	return "/figures/people?" + q.Encode()
}

// figurePeople answers GET /figures/people.
func (s *server) figurePeople(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, "at", "known", "figure", "part", "band")
	ask := askedFigures(q, v)
	cell := figures.Cell{Figure: code(q, "figure", figures.Figures), Part: figures.Part(q.text("part")), Band: code(q, "band", figures.Bands)}
	err := firstOf(q.err(), s.looks(r.Context(), v, access.Question{View: access.List, Detail: "figure " + string(cell.Figure) + " " + string(cell.Part) + " " + string(cell.Band)}))
	if err != nil {
		return err
	}
	if cell.Band == "" || !cell.Figure.Has(cell.Part) && (cell.Part != figures.Counted || cell.Figure == "") {
		return problem.New(problem.NotFound, "There is no such number. Follow a number on the page of figures to see who is in it.")
	}
	p, err := s.picture(r.Context(), v, ask)
	if err != nil {
		return err
	}
	hidden, err := s.veilAt(r.Context(), v, ask.asAt)
	if err != nil {
		return err
	}
	in := hidden.named(p.People(cell))
	data := figurePeoplePage{Heading: partLabel(cell) + ", " + lower(figures.Bands.Label(cell.Band)), Of: figures.Figures.Label(cell.Figure) + " on " + p.On.Long() + ": " + people(len(in))}
	for _, x := range in {
		data.People = append(data.People, namedRowOf(x, p.On))
	}
	back := pages.BackLink{Href: "/figures?" + ask.query().Encode() + "#" + string(cell.Figure), Text: "Back to the figures"}
	return s.show(w, r, v, "figures_people", pages.Page{Title: "Who is in a figure", Section: pages.Figures, Back: back, Flash: ask.banner("/figures"), Data: data})
}

func partLabel(c figures.Cell) string {
	for _, p := range c.Figure.Parts() {
		if p.Code == c.Part {
			return p.Label
		}
	}
	return "Counted"
}

func namedRowOf(x figures.Named, on care.Day) namedRow {
	return namedRow{named(x), "/care-leavers/" + x.ID.String(), ageAndID(x.GivenName, x.LocalID, x.Born, on)}
}

// named is what somebody of a figure is called.
func named(x figures.Named) string { return name(x.GivenName, x.Family, x.KnownAs) }

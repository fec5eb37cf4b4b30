package web

import (
	"fmt"
	"net/http"
	"strconv"

	"intouch/pkg/figures"
	"intouch/pkg/web/pages"
)

// figuresPage is how the council does, by age, with the calculation shown:
// pages/figures.gohtml.
type figuresPage struct {
	Nav         pages.SubNavigation
	On          string
	Note        string // for whom
	Then        thenForm
	Filter      []pages.Component
	Bands       []string
	Headlines   []headline
	Sections    []figureSection
	Attribution string
}

// headline is one of the three figures that stand first, by age.
type headline struct {
	Label, Href string
	Cells       []headlineCell
}

// headlineCell is a headline in a band of age: 82%, 412 of 500.
type headlineCell struct {
	Share  string
	N, Sum figureCell
}

// figureSection is a figure with all its numbers.
type figureSection struct {
	ID, Label, How string
	Bands          []string
	Counted        []figureRow // whose shares are of the sum
	Sum            figureRow
	NotCounted     []figureRow
	Forecast       []string // of the 903, by band
	Beside         []besideRow
	Caveats        []string
	Trend          pages.Trend
}

// Across is how many columns the table has.
func (s figureSection) Across() int { return len(s.Bands) + 1 }

// figureRow is a part of a figure, by band.
type figureRow struct {
	Label string
	Cells []figureCell
}

// figureCell is a number, its share and the list of exactly these people.
type figureCell struct{ N, Share, Href, Of string }

// figures answers GET /figures.
func (s *server) figures(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, "at", "known", "beside", "audience")
	ask := askedFigures(q, v)
	if err := q.err(); err != nil {
		return err
	}
	p, err := s.picture(r.Context(), v, ask)
	if err != nil {
		return err
	}
	data := figuresPageOf(p, ask)
	data.Then = ask.form(r.URL)
	return s.show(w, r, v, "figures", pages.Page{Title: "Figures", Section: pages.Figures, Flash: ask.banner(r.URL.Path), Data: data})
}

func figuresPageOf(p *figures.Picture, ask figuresAsked) figuresPage {
	data := figuresPage{Nav: figuresNav("/figures"), On: p.On.Long(), Note: askedNote(ask), Filter: figuresFilter(ask), Attribution: figures.Attribution}
	for _, b := range figures.Bands {
		if b.Code.Published() {
			data.Bands = append(data.Bands, b.Label)
		}
	}
	shown := shownOf(p, ask)
	for _, f := range figures.Figures {
		section := figureSectionOf(p, ask, shown, f.Code)
		data.Sections = append(data.Sections, section)
		if f.Code == figures.InTouchNow || f.Code == figures.SeenLately || f.Code == figures.InTouch903 {
			data.Headlines = append(data.Headlines, headlineOf(section))
		}
	}
	return data
}

// figuresNav goes between the figures and the ledger of late recording.
func figuresNav(here string) pages.SubNavigation {
	return pages.SubNavigation{Label: "How the service does", Items: []pages.Link{
		{Href: "/figures", Text: "Figures", Current: here == "/figures"}, {Href: "/recording", Text: "Late recording", Current: here == "/recording"},
	}}
}

func askedNote(ask figuresAsked) string {
	if ask.Audience != forMembers {
		return ""
	}
	return "For elected members: no number under " + strconv.Itoa(figures.FewestShown) + " is shown, and none from which one could be worked out."
}

func figuresFilter(ask figuresAsked) []pages.Component {
	areas := []pages.Choice{{Value: "", Text: "England alone"}}
	for _, a := range figures.Published.Areas {
		if a.Code != figures.England {
			areas = append(areas, pages.Choice{Value: a.Code, Text: a.Name})
		}
	}
	return []pages.Component{
		pages.Select{Name: "beside", Label: "Beside England, show", Items: areas, Value: ask.Beside},
		filterSelect("audience", "For whom", "Officers and inspectors", audiences, ask.Audience),
	}
}

// figureSectionOf is a figure with its numbers, as far as they are shown.
func figureSectionOf(p *figures.Picture, ask figuresAsked, all allShown, f figures.Figure) figureSection {
	shown := all.now
	s := figureSection{ID: string(f), Label: figures.Figures.Label(f), How: howWorkedOut(f, p), Trend: trendOf(p, ask, all.months, f)}
	bands := p.Counts.BandsAsked(f, shown)
	for _, b := range bands {
		s.Bands = append(s.Bands, figures.Bands.Label(b))
	}
	for _, part := range f.Parts() {
		row := figureRowOf(p, ask, shown, f, part, bands)
		switch {
		case part.Counted:
			s.Counted = append(s.Counted, row)
		case row.anybody():
			s.NotCounted = append(s.NotCounted, row)
		}
	}
	s.Sum = sumOf(p.Counts, ask, shown, f, bands)
	if f == figures.InTouch903 {
		s.Forecast = forecastWords(p.Counts, shown)
	}
	s.Beside = besideOf(f, ask.Beside, bands)
	s.Caveats = caveatWords(p, all, f, ask.Beside)
	return s
}

func figureRowOf(p *figures.Picture, ask figuresAsked, shown figures.Shown, f figures.Figure, part figures.PartOf, bands []figures.Band) figureRow {
	row := figureRow{Label: part.Label}
	for _, b := range bands {
		n := p.Counts.Of(f, part.Code, b)
		cell := figureCell{N: thousands(n), Of: part.Label + ", " + figures.Bands.Label(b)}
		if !shown.Part(f, part.Code, b) {
			cell.N = suppressed
		} else if n > 0 && ask.Audience == forOfficers {
			cell.Href = peopleHref(ask, figures.Cell{Figure: f, Part: part.Code, Band: b})
		}
		if share, ok := p.Counts.Percent(f, part.Code, b); ok && shown.Percent(f, part.Code, b) {
			cell.Share = percentText(share)
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// anybody reports whether there is a number to show other than nought.
func (r figureRow) anybody() bool {
	for _, c := range r.Cells {
		if c.N != "0" {
			return true
		}
	}
	return false
}

func sumOf(c figures.Counts, ask figuresAsked, shown figures.Shown, f figures.Figure, bands []figures.Band) figureRow {
	row := figureRow{Label: "Counted"}
	for _, b := range bands {
		cell := figureCell{N: thousands(c.Counted(f, b)), Of: "counted, " + figures.Bands.Label(b)}
		if !shown.Counted(f, b) {
			cell.N = suppressed
		} else if cell.N != "0" && ask.Audience == forOfficers {
			cell.Href = peopleHref(ask, figures.Cell{Figure: f, Part: figures.Counted, Band: b})
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

func percentText(n int) string { return strconv.Itoa(n) + "%" }

// forecastWords say what the year's 903 in touch can still become.
func forecastWords(c figures.Counts, shown figures.Shown) []string {
	var words []string
	for _, b := range figures.Bands {
		least, most, ok := c.Forecast(b.Code)
		if !ok || !shown.Forecast(b.Code) {
			continue
		}
		text := fmt.Sprintf("%s: between %d%%, if nobody more is reached, and %d%%, if everybody is whose window is not over.", b.Label, least, most)
		if least == most {
			text = fmt.Sprintf("%s: %d%%, whatever else happens.", b.Label, least)
		}
		words = append(words, text)
	}
	return words
}

// headlineOf is the figure's first part, in DfE's bands.
func headlineOf(s figureSection) headline {
	h := headline{Label: s.Label, Href: "#" + s.ID}
	for i, cell := range s.Counted[0].Cells {
		if i == 3 {
			break // only DfE's bands come first
		}
		h.Cells = append(h.Cells, headlineCell{cell.Share, cell, s.Sum.Cells[i]})
	}
	return h
}

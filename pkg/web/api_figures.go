package web

import (
	"net/http"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/figures"
)

// figuresJSON is all figures on a day. What the audience is not shown has no
// number and says suppressed.
type figuresJSON struct {
	On          care.Day     `json:"on"`
	Known       time.Time    `json:"known,omitzero"`
	Audience    audience     `json:"audience,omitzero"`
	Figures     []figureJSON `json:"figures"`
	Months      []monthJSON  `json:"months"`
	Published   []areaJSON   `json:"published"`
	Caveats     []caveatJSON `json:"caveats"`
	Attribution string       `json:"attribution"`
}

// figureJSON is a figure with its numbers by band of age.
type figureJSON struct {
	Figure figures.Figure `json:"figure"`
	Label  string         `json:"label"`
	How    string         `json:"how,omitzero"`
	Bands  []bandJSON     `json:"bands"`
}

type bandJSON struct {
	Band     figures.Band  `json:"band"`
	Asked    *int          `json:"asked,omitzero"`   // everybody of the band
	Counted  *int          `json:"counted,omitzero"` // of whom the percentages are
	Parts    []partJSON    `json:"parts"`
	Forecast *forecastJSON `json:"forecast,omitzero"`
}

type partJSON struct {
	Part       figures.Part `json:"part"`
	Label      string       `json:"label"`
	Counted    bool         `json:"counted"` // false: the label says why not
	N          *int         `json:"n,omitzero"`
	Percent    *int         `json:"percent,omitzero"`
	Suppressed bool         `json:"suppressed,omitzero"`
	People     string       `json:"people,omitzero"` // the page that lists exactly these
}

// forecastJSON is between what percentages the year's 903 in touch will be.
type forecastJSON struct {
	Least int `json:"least"`
	Most  int `json:"most"`
}

// monthJSON is the figures at the end of a month.
type monthJSON struct {
	On      care.Day     `json:"on"`
	Figures []figureJSON `json:"figures"`
}

// areaJSON is what was published of an area.
type areaJSON struct {
	Area   string       `json:"area"`
	Name   string       `json:"name"`
	Year   int          `json:"year"`
	Values []statedJSON `json:"values"`
}

type statedJSON struct {
	Figure        figures.Figure `json:"figure"`
	Part          figures.Part   `json:"part"`
	Band          figures.Band   `json:"band"`
	N             *int           `json:"n,omitzero"`
	Percent       *int           `json:"percent,omitzero"`
	NSymbol       string         `json:"nSymbol,omitzero"` // what the Department published in the number's place
	PercentSymbol string         `json:"percentSymbol,omitzero"`
	Derived       bool           `json:"derived,omitzero"` // worked out from published, rounded numbers
}

type caveatJSON struct {
	Area   string         `json:"area,omitzero"` // left out: ours
	Figure figures.Figure `json:"figure"`
	Band   figures.Band   `json:"band"`
	Text   string         `json:"text"`
}

// apiFigures answers GET /api/v1/figures.
func (s *server) apiFigures(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, "at", "known", "beside", "audience")
	ask := askedFigures(q, v)
	if err := firstOf(q.err(), s.caughtUp(r, v)); err != nil {
		return err
	}
	p, err := s.picture(r.Context(), v, ask)
	if err != nil {
		return err
	}
	return s.answerJSON(w, r, v, figuresJSONOf(p, ask))
}

func figuresJSONOf(p *figures.Picture, ask figuresAsked) figuresJSON {
	shown := shownOf(p, ask)
	j := figuresJSON{On: p.On, Known: ask.known, Audience: ask.Audience, Attribution: figures.Attribution, Caveats: caveatsJSON(p, shown, ask.Beside)}
	j.Figures = countsJSON(p.Counts, shown.now)
	for i, f := range figures.Figures {
		j.Figures[i].How = howWorkedOut(f.Code, p)
	}
	if ask.Audience == forOfficers {
		nameLists(j.Figures, ask)
	}
	for i, m := range p.Months {
		j.Months = append(j.Months, monthJSON{m.On, countsJSON(m.Counts, shown.months[i])})
	}
	for _, code := range besideCodes(ask.Beside) {
		j.Published = append(j.Published, areaJSONOf(code))
	}
	return j
}

// countsJSON is all figures of some counts, as far as they are shown.
func countsJSON(c figures.Counts, shown figures.Shown) []figureJSON {
	var all []figureJSON
	for _, f := range figures.Figures {
		j := figureJSON{Figure: f.Code, Label: f.Label}
		for _, b := range c.BandsAsked(f.Code, shown) {
			j.Bands = append(j.Bands, bandJSONOf(c, shown, f.Code, b))
		}
		all = append(all, j)
	}
	return all
}

func bandJSONOf(c figures.Counts, shown figures.Shown, f figures.Figure, b figures.Band) bandJSON {
	j := bandJSON{Band: b, Asked: numberIf(shown.Asked(), c.Asked(f, b)), Counted: numberIf(shown.Counted(f, b), c.Counted(f, b))}
	for _, part := range f.Parts() {
		share, ok := c.Percent(f, part.Code, b)
		j.Parts = append(j.Parts, partJSON{
			Part: part.Code, Label: part.Label, Counted: part.Counted, Suppressed: !shown.Part(f, part.Code, b),
			N: numberIf(shown.Part(f, part.Code, b), c.Of(f, part.Code, b)), Percent: numberIf(ok && shown.Percent(f, part.Code, b), share),
		})
	}
	if least, most, ok := c.Forecast(b); ok && f == figures.InTouch903 && shown.Forecast(b) {
		j.Forecast = &forecastJSON{least, most}
	}
	return j
}

func numberIf(shown bool, n int) *int {
	if !shown {
		return nil
	}
	return &n
}

// nameLists says where exactly the people of each number are listed.
func nameLists(all []figureJSON, ask figuresAsked) {
	for _, f := range all {
		for _, b := range f.Bands {
			for i, p := range b.Parts {
				if p.N != nil && *p.N > 0 {
					b.Parts[i].People = peopleHref(ask, figures.Cell{Figure: f.Figure, Part: p.Part, Band: b.Band})
				}
			}
		}
	}
}

func areaJSONOf(code string) areaJSON {
	j := areaJSON{Area: code, Name: figures.Published.Name(code), Year: figures.Published.Year}
	for _, f := range figures.Figures {
		for _, b := range figures.Bands {
			for _, part := range f.Code.Parts() {
				if s, ok := figures.Published.Of(code, f.Code, part.Code, b.Code); ok {
					j.Values = append(j.Values, statedJSON{
						Figure: f.Code, Part: part.Code, Band: b.Code, N: numberIf(s.Number.Known(), s.Number.N), Percent: numberIf(s.Percent.Known(), s.Percent.N),
						NSymbol: s.Number.Symbol, PercentSymbol: s.Percent.Symbol, Derived: s.Derived,
					})
				}
			}
		}
	}
	return j
}

func caveatsJSON(p *figures.Picture, shown allShown, area string) []caveatJSON {
	all := []caveatJSON{}
	for _, c := range figures.Caveats(p, shown.now, shown.months) {
		all = append(all, caveatJSON{Figure: c.Figure, Band: c.Band, Text: c.Text})
	}
	for _, f := range figures.Figures {
		for _, b := range figures.Bands {
			if text := figures.Published.CaveatOf(area, f.Code, b.Code); text != "" {
				all = append(all, caveatJSON{area, f.Code, b.Code, text})
			}
		}
	}
	return all
}

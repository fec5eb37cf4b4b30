package web

import (
	"strconv"

	"intouch/pkg/figures"
)

// besideRow is what was published of a part of a figure in an area, by band.
type besideRow struct {
	Label string
	Cells []string
}

// besideOf are the published shares to put beside a figure: England, and the
// area that was asked for.
func besideOf(f figures.Figure, area string, bands []figures.Band) []besideRow {
	var rows []besideRow
	for _, code := range besideCodes(area) {
		for _, part := range f.Parts() {
			row := besideRow{Label: besideLabel(code, part.Label)}
			any := false
			for _, b := range bands {
				s, ok := figures.Published.Of(code, f, part.Code, b)
				any = any || ok
				row.Cells = append(row.Cells, statedWords(s, ok))
			}
			if any {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// besideCodes are the areas whose figures are shown.
func besideCodes(area string) []string {
	if area == "" || area == figures.England {
		return []string{figures.England}
	}
	return []string{figures.England, area}
}

func besideLabel(code, part string) string {
	return figures.Published.Name(code) + " " + strconv.Itoa(figures.Published.Year) + ": " + lower(part)
}

// statedWords are a published share and number, or what the Department's symbol means.
func statedWords(s figures.Stated, ok bool) string {
	if !ok {
		return "–"
	}
	share := s.Percent.Words()
	if s.Percent.Known() || s.Percent.Symbol == "k" {
		share += "%"
	}
	if s.Number.Known() {
		share += " (" + thousands(s.Number.N) + ")"
	}
	if s.Derived {
		share += ", worked out"
	}
	return share
}

// caveatWords are the doubts about a figure, ours and those put beside it.
func caveatWords(p *figures.Picture, shown allShown, f figures.Figure, area string) []string {
	var words []string
	for _, c := range figures.Caveats(p, shown.now, shown.months) {
		if c.Figure == f {
			words = append(words, figures.Bands.Label(c.Band)+": "+c.Text)
		}
	}
	for _, b := range figures.Bands {
		if text := figures.Published.CaveatOf(area, f, b.Code); text != "" {
			words = append(words, b.Label+": "+text)
		}
	}
	return words
}

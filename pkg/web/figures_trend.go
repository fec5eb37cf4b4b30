package web

import (
	"intouch/pkg/figures"
	"intouch/pkg/web/pages"
)

// trendOf is how the figure's first part stood at the month ends before, as known
// at the picture's time, in DfE's bands.
func trendOf(p *figures.Picture, ask figuresAsked, shown []figures.Shown, f figures.Figure) pages.Trend {
	main := f.Parts()[0]
	t := pages.Trend{ID: "trend-" + string(f), Title: main.Label + ", at 13 month ends"}
	for _, b := range figures.Bands {
		if b.Code.Published() {
			t.Columns = append(t.Columns, b.Label)
		}
	}
	for i, m := range p.Months {
		then := ask
		then.on = m.On
		row := pages.TrendRow{Label: m.On.Long(), Short: m.On.Start().Format("Jan 06"), Href: "/figures?" + then.query().Encode() + "#" + string(f)}
		for _, b := range figures.Bands {
			if b.Code.Published() {
				row.Cells = append(row.Cells, trendCell(m.Counts, shown[i], f, main.Code, b.Code))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func trendCell(c figures.Counts, shown figures.Shown, f figures.Figure, part figures.Part, b figures.Band) pages.TrendCell {
	share, ok := c.Percent(f, part, b)
	switch {
	case !shown.Percent(f, part, b):
		return pages.TrendCell{Text: suppressed}
	case !ok:
		return pages.TrendCell{Text: ofPeople(c.Of(f, part, b), c.Counted(f, b))}
	}
	return pages.TrendCell{Share: share, Known: true, Text: percentText(share) + " (" + ofPeople(c.Of(f, part, b), c.Counted(f, b)) + ")"}
}

package pages

import (
	"fmt"
	"slices"
	"strings"
)

// Trend is shares over time, as a drawing and as the table that it is drawn from.
type Trend struct {
	ID      string // of the page's trends, which one
	Title   string
	Columns []string // what each line is
	Rows    []TrendRow
}

func (Trend) template() string { return "trend" }

// TrendRow is one point in time.
type TrendRow struct {
	Label, Short string // "31 May 2026", "May 26"
	Href         string
	Cells        []TrendCell // one for each column
}

// TrendCell is a share of a hundred, with how it is written. Without Known
// nothing is drawn, and the line is broken.
type TrendCell struct {
	Share int
	Known bool
	Text  string
}

// The drawing's own measures. It is as wide as its place; these only keep proportions.
const (
	trendWidth, trendHeight                              = 560, 260
	trendLeft, trendRight, trendTop, trendBottom         = 52, 100, 12, 34
	trendLabelApart                                      = 20
	trendPlotWidth, trendPlotHeight, trendHalf, trendEnd = trendWidth - trendLeft - trendRight, trendHeight - trendTop - trendBottom, trendTop + trendPlotHeight/2, trendHeight - trendBottom
)

// TrendLine is a line as it is drawn: unbroken stretches, and where its name stands.
type TrendLine struct {
	Name      string
	N         int
	Stretches []string // points of a polyline
	Dots      []TrendDot
	LabelY    int
}

// TrendDot is a point of a line.
type TrendDot struct{ X, Y int }

// Lines are the lines of the drawing.
func (t Trend) Lines() []TrendLine {
	var lines []TrendLine
	for i, name := range t.Columns {
		if l := t.line(i); len(l.Dots) > 0 {
			l.Name, l.N = name, i
			l.LabelY = l.Dots[len(l.Dots)-1].Y + 6
			lines = append(lines, l)
		}
	}
	apart(lines)
	return lines
}

func (t Trend) line(column int) (l TrendLine) {
	var stretch []string
	end := func() {
		if len(stretch) > 0 {
			l.Stretches = append(l.Stretches, strings.Join(stretch, " "))
		}
		stretch = nil
	}
	for i, row := range t.Rows {
		c := row.Cells[column]
		if !c.Known {
			end()
			continue
		}
		d := TrendDot{t.x(i), trendTop + trendPlotHeight*(100-c.Share)/100}
		l.Dots = append(l.Dots, d)
		stretch = append(stretch, fmt.Sprintf("%d,%d", d.X, d.Y))
	}
	end()
	return l
}

func (t Trend) x(row int) int {
	return trendLeft + trendPlotWidth*row/max(len(t.Rows)-1, 1)
}

// apart moves names of lines that end close together.
func apart(lines []TrendLine) {
	order := make([]int, len(lines))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return lines[a].LabelY - lines[b].LabelY })
	for i := 1; i < len(order); i++ {
		lines[order[i]].LabelY = max(lines[order[i]].LabelY, lines[order[i-1]].LabelY+trendLabelApart)
	}
	for i := len(order) - 1; i >= 0; i-- { // back up, where the last ones went below the drawing
		lines[order[i]].LabelY = min(lines[order[i]].LabelY, trendEnd-trendLabelApart*(len(order)-1-i))
	}
}

// TrendTick is a day below the drawing.
type TrendTick struct {
	X    int
	Text string
}

// Ticks are the first, the middle and the last day.
func (t Trend) Ticks() []TrendTick {
	if len(t.Rows) == 0 {
		return nil
	}
	var ticks []TrendTick
	for _, i := range []int{0, len(t.Rows) / 2, len(t.Rows) - 1} {
		ticks = append(ticks, TrendTick{t.x(i), t.Rows[i].Short})
	}
	return ticks
}

// trendGrid are the lines across the drawing.
func trendGrid() []struct {
	Y    int
	Text string
} {
	return []struct {
		Y    int
		Text string
	}{{trendTop, "100%"}, {trendHalf, "50%"}, {trendEnd, "0%"}}
}

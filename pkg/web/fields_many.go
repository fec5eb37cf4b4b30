package web

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	care "intouch/pkg/careleaver"
	"intouch/pkg/web/pages"
)

// repeated asks for a few things of the same kind: those that there are, and some
// empty rows for more. It works without script, so a long list grows by the
// spare rows each time that it is recorded.
type repeated struct {
	name, legend, hint string
	row                func(prefix string) []field // the fields of a row, with names that begin so
	spare              int
}

func (l repeated) draw(f *filling) []pages.Component {
	var rows []pages.Component
	for i := range l.rows(f) {
		rows = append(rows, draw(f, l.at(i))...)
	}
	return []pages.Component{pages.Fieldset{ID: l.name, Legend: l.legend, LegendClasses: "govuk-fieldset__legend--s", Hint: l.hint, Error: f.on(l.name, l.name), HTML: drawHTML(rows...)}}
}

// at are the fields of the i-th row.
func (l repeated) at(i int) []field { return l.row(l.name + "-" + strconv.Itoa(i) + "-") }

// rows is how many rows there are: up to the last that has something in it, and
// the spare ones.
func (l repeated) rows(f *filling) int {
	last := -1
	for name, values := range f.Values {
		rest, ours := strings.CutPrefix(name, l.name+"-")
		number, _, _ := strings.Cut(rest, "-")
		if i, err := strconv.Atoi(number); ours && err == nil && i < mostRows && strings.Join(values, "") != "" {
			last = max(last, i)
		}
	}
	return last + 1 + l.spare
}

// mostRows bounds what a form that was tampered with can make us draw.
const mostRows = 100

func (l repeated) read(f *filling, to facts) {
	typed := facts{}
	for i := range l.rows(f) {
		readAll(f, l.at(i), typed)
	}
	rows, _ := typed[l.name].(facts)
	var all []any
	for _, i := range slices.SortedFunc(maps.Keys(rows), byNumber) {
		if row, ok := rows[i].(facts); !ok || len(row) > 0 {
			all = append(all, rows[i])
		}
	}
	if len(all) == 0 {
		to.set(l.name, nil)
		return
	}
	to.set(l.name, all)
}

func byNumber(a, b string) int {
	if d := len(a) - len(b); d != 0 {
		return d
	}
	return strings.Compare(a, b)
}

func (l repeated) fill(f *filling, from facts) {
	all, _ := from.get(l.name).([]any)
	rows := facts{}
	for i, x := range all {
		rows[strconv.Itoa(i)] = x
	}
	for i := range all {
		for _, x := range l.at(i) {
			x.fill(f, facts{l.name: rows})
		}
	}
}

// ownID is an id inside a fact that its own event gives it: a period of care, a
// handover. A correction keeps it.
type ownID struct{ name string }

func (ownID) draw(*filling) []pages.Component { return nil }

func (o ownID) read(f *filling, to facts) {
	if to.get(o.name) == nil {
		to.set(o.name, f.text("event"))
	}
}

func (ownID) fill(*filling, facts) {}

// under are fields below a heading of their own.
type under struct {
	legend, hint string
	fields       []field
}

func (u under) draw(f *filling) []pages.Component {
	return []pages.Component{pages.Fieldset{Legend: u.legend, LegendClasses: "govuk-fieldset__legend--m", Hint: u.hint, HTML: drawHTML(draw(f, u.fields)...)}}
}

func (u under) read(f *filling, to facts) { readAll(f, u.fields, to) }

func (u under) fill(f *filling, from facts) {
	for _, x := range u.fields {
		x.fill(f, from)
	}
}

// more are fields that few need: behind a heading that opens.
type more struct {
	summary string
	fields  []field
}

func (m more) draw(f *filling) []pages.Component {
	before := len(f.drawn)
	inside := drawHTML(draw(f, m.fields)...)
	wrong := slices.ContainsFunc(f.drawn[before:], func(at string) bool {
		return slices.ContainsFunc(f.problems, func(p care.Problem) bool { return p.Pointer == at })
	})
	return []pages.Component{pages.Details{Summary: m.summary, HTML: inside, Open: wrong || m.used(f)}}
}

// used reports whether anything was typed into one of the fields.
func (m more) used(f *filling) bool {
	typed := facts{}
	readAll(&filling{Values: f.Values, anchors: map[string]string{}}, m.fields, typed)
	return len(typed) > 0
}

func (m more) read(f *filling, to facts) { readAll(f, m.fields, to) }

func (m more) fill(f *filling, from facts) {
	for _, x := range m.fields {
		x.fill(f, from)
	}
}

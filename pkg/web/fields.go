package web

import (
	"slices"
	"strconv"
	"strings"

	care "intouch/pkg/careleaver"
	"intouch/pkg/web/pages"
)

// choice asks for one of a few.
type choice struct {
	name, legend, hint string
	items              []pages.Choice
	reveals            map[string][]field // by the value that reveals them
	opens              string             // set: it is no part of the fact, but opens this object of it, which it reveals
	inline             bool
}

// options are the choices of a closed list.
func options[T ~string](of care.Codes[T]) []pages.Choice {
	all := make([]pages.Choice, len(of))
	for i, c := range of {
		all[i] = pages.Choice{Value: string(c.Code), Text: c.Label}
	}
	return all
}

func (c choice) draw(f *filling) []pages.Component {
	r := pages.Radios{Name: c.name, Legend: c.legend, LegendClasses: "govuk-fieldset__legend--s", Hint: c.hint, Value: f.text(c.name), Error: f.on(c.name, c.name)}
	if c.inline {
		r.Classes = "govuk-radios--inline"
	}
	r.Items = slices.Clone(c.items)
	for i := range r.Items {
		r.Items[i].Reveals = drawHTML(draw(f, c.reveals[r.Items[i].Value])...)
	}
	return []pages.Component{r}
}

func (c choice) read(f *filling, to facts) {
	chosen := f.text(c.name)
	if c.opens == "" {
		to.set(c.name, chosen)
	}
	for value, fields := range c.reveals {
		if value != chosen { // what is hidden was not said
			readAll(fillingOf(nil), fields, to)
		}
	}
	readAll(f, c.reveals[chosen], to)
	if c.opens != "" && len(c.reveals[chosen]) > 0 && to[c.opens] == nil {
		to[c.opens] = facts{} // opened, and left empty: what is missing in it will be said
	}
}

func readAll(f *filling, fields []field, to facts) {
	for _, x := range fields {
		x.read(f, to)
	}
}

func (c choice) fill(f *filling, from facts) {
	if text, ok := from.get(c.name).(string); ok && c.opens == "" {
		f.Set(c.name, text)
	}
	for value, fields := range c.reveals {
		before := len(f.Values)
		for _, x := range fields {
			x.fill(f, from)
		}
		if c.opens != "" && len(f.Values) > before {
			f.Set(c.name, value)
		}
	}
}

// pick asks for one of many.
type pick struct {
	name, label, hint string
	items             []pages.Choice
}

func (p pick) draw(f *filling) []pages.Component {
	items := append([]pages.Choice{{Value: "", Text: "Select"}}, p.items...)
	if typed := f.text(p.name); !slices.ContainsFunc(items, func(c pages.Choice) bool { return c.Value == typed }) {
		items = append(items, pages.Choice{Value: typed, Text: "As it was recorded"}) // somebody who has left, say
	}
	return []pages.Component{pages.Select{Name: p.name, Label: p.label, LabelClasses: "govuk-label--s", Hint: p.hint, Items: items, Value: f.text(p.name), Error: f.on(p.name, p.name)}}
}

func (p pick) read(f *filling, to facts) { to.set(p.name, f.text(p.name)) }

func (p pick) fill(f *filling, from facts) { fillText(f, from, p.name) }

func fillText(f *filling, from facts, name string) {
	if text, ok := from.get(name).(string); ok && text != "" {
		f.Set(name, text)
	}
}

// line asks for a line of text.
type line struct {
	name, label, hint, classes string
}

func (l line) draw(f *filling) []pages.Component {
	return []pages.Component{pages.Input{Name: l.name, Label: l.label, LabelClasses: "govuk-label--s", Hint: l.hint, Classes: l.classes, Value: f.text(l.name), Error: f.on(l.name, l.name), Autocomplete: "off"}}
}

func (l line) read(f *filling, to facts) { to.set(l.name, f.text(l.name)) }

func (l line) fill(f *filling, from facts) { fillText(f, from, l.name) }

// passage asks for more than a line.
type passage struct {
	name, label, hint string
}

func (p passage) draw(f *filling) []pages.Component {
	return []pages.Component{pages.Textarea{Name: p.name, Label: p.label, LabelClasses: "govuk-label--s", Hint: p.hint, Rows: 4, Value: f.text(p.name), Error: f.on(p.name, p.name)}}
}

func (p passage) read(f *filling, to facts) {
	to.set(p.name, strings.ReplaceAll(f.text(p.name), "\r\n", "\n"))
}

func (p passage) fill(f *filling, from facts) { fillText(f, from, p.name) }

// number asks for a whole number.
type number struct {
	name, label, hint, suffix string
}

func (n number) draw(f *filling) []pages.Component {
	return []pages.Component{pages.Input{Name: n.name, Label: n.label, LabelClasses: "govuk-label--s", Hint: n.hint, Suffix: n.suffix, InputMode: "numeric", Classes: "govuk-input--width-3",
		Value: f.text(n.name), Error: f.on(n.name, n.name), Autocomplete: "off"}}
}

func (n number) read(f *filling, to facts) {
	text := f.text(n.name)
	if text == "" {
		to.set(n.name, nil)
		return
	}
	value, err := strconv.Atoi(text)
	if err != nil {
		f.wrong(n.name, "Enter a whole number")
		return
	}
	to.set(n.name, value)
}

func (n number) fill(f *filling, from facts) {
	if value, ok := from.get(n.name).(float64); ok {
		f.Set(n.name, strconv.Itoa(int(value)))
	}
}

// tick asks whether something is so.
type tick struct {
	name, label, hint string
}

func (t tick) draw(f *filling) []pages.Component {
	return []pages.Component{pages.Checkboxes{Name: t.name, Items: []pages.Choice{{Value: "yes", Text: t.label, Hint: t.hint}}, Values: f.Values[t.name], Error: f.on(t.name, t.name)}}
}

func (t tick) read(f *filling, to facts) { to.set(t.name, f.text(t.name) == "yes") }

func (t tick) fill(f *filling, from facts) {
	if is, _ := from.get(t.name).(bool); is {
		f.Set(t.name, "yes")
	}
}

// several asks for any of a few.
type several struct {
	name, legend, hint string
	items              []pages.Choice
}

func (s several) draw(f *filling) []pages.Component {
	return []pages.Component{pages.Checkboxes{Name: s.name, Legend: s.legend, LegendClasses: "govuk-fieldset__legend--s", Hint: s.hint, Items: s.items, Values: f.Values[s.name], Error: f.on(s.name, s.name)}}
}

func (s several) read(f *filling, to facts) {
	chosen := f.Values[s.name]
	if len(chosen) == 0 {
		to.set(s.name, nil)
		return
	}
	to.set(s.name, chosen)
}

func (s several) fill(f *filling, from facts) {
	all, _ := from.get(s.name).([]any)
	for _, x := range all {
		if text, ok := x.(string); ok {
			f.Add(s.name, text)
		}
	}
}

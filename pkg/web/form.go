package web

import (
	"encoding/json"
	"fmt"
	"net/url"
	"reflect"
	"strings"

	care "intouch/pkg/careleaver"
	"intouch/pkg/web/pages"
)

// What is recorded on a page is recorded through a form, and a form is data: the
// fact that it makes and the fields that ask for it. A field has the name of the
// fact's own field (told-informant is /told/informant), so what was typed
// becomes the fact's JSON, the fact's JSON fills the form again when it is to be
// corrected, and what a service says is wrong lands on the field that it is
// about. Nothing is checked here but what no service can see: that three boxes
// are a day.

// form is a way of recording one kind of fact.
type form struct {
	path   string        // in the address: contact
	title  string        // "Record a contact"
	done   string        // "Contact recorded"
	lead   string        // a sentence above the fields, if one helps
	fact   care.Fact     // the kind of fact, as its zero value
	area   care.Area     // of the record that it stands on
	record care.RecordID // that record, where each person has just one
	onto   string        // what the record is that it follows ("home"); empty: it opens one
	fields func(subject) []field
	today  []string               // days that are today unless somebody says otherwise
	me     []string               // members of staff who are whoever records, if a manager, unless they say otherwise
	then   func(care.Fact) string // the page that goes on from here; nil or empty: back to the person

	group group                 // where a person's page offers it; empty: beside what it is about
	link  string                // what the page calls it: "A move"
	via   string                // the page that leads to it, if one has to: "merge"
	of    func(record) []target // what of the person it can be about now; nil: the person, at any time

	starts func(subject) care.Fact        // what the fields begin with; nil: nothing
	shape  func(subject, *filling, facts) // makes the facts of what was typed; nil: they are what was typed
	aim    func(*entry, string) error     // aims the event at what the address names; nil: at the record it follows
	above  func(subject) []pages.Component
}

// target is something of a person that a form can be about.
type target struct {
	of   string // its record, or what else the address has to name
	text string // the link to the form
}

// field asks for a part of a fact.
type field interface {
	// draw is the field as the page shows it, with what was typed and what is
	// wrong with it.
	draw(*filling) []pages.Component
	// read puts what was typed into the facts, or takes out what was emptied.
	read(*filling, facts)
	// fill types what the facts have.
	fill(*filling, facts)
}

// filling is a form as it was filled in.
type filling struct {
	url.Values
	problems care.Problems
	drawn    []string // pointers of the fields, in the order of the page
	anchors  map[string]string
}

func fillingOf(values url.Values) *filling {
	return &filling{Values: values, anchors: map[string]string{}}
}

// pointer is the JSON pointer of the field of that name.
func pointer(name string) string { return "/" + strings.ReplaceAll(name, "-", "/") }

// text is what was typed, without white space around it.
func (f *filling) text(name string) string { return strings.TrimSpace(f.Get(name)) }

// wrong notes what is wrong with a field.
func (f *filling) wrong(name, sentence string) { f.problems.Add(pointer(name), sentence) }

// on notes that a field is drawn, with the id of the input that a problem with
// it links to, and returns what is wrong with it.
func (f *filling) on(name, anchor string) string {
	at := pointer(name)
	f.drawn = append(f.drawn, at)
	f.anchors[at] = anchor
	for _, p := range f.problems {
		if p.Pointer == at {
			return p.Detail
		}
	}
	return ""
}

// note adds problems that a service found, but not those about a field that
// could not be read in the first place.
func (f *filling) note(found care.Problems) {
	known := map[string]bool{}
	for _, p := range f.problems {
		known[p.Pointer] = true
	}
	for _, p := range found {
		if !known[p.Pointer] {
			f.problems = append(f.problems, p)
		}
	}
}

// summary lists what is wrong in the order of the page, then what no field
// shows. The fields must have been drawn.
func (f *filling) summary() pages.ErrorSummary {
	var s pages.ErrorSummary
	for _, at := range f.drawn {
		for _, p := range f.problems {
			if p.Pointer == at {
				s.Items = append(s.Items, pages.ErrorItem{Text: p.Detail, Href: "#" + f.anchors[at]})
				break
			}
		}
	}
	for _, p := range f.problems {
		if _, shown := f.anchors[p.Pointer]; !shown {
			s.Items = append(s.Items, pages.ErrorItem{Text: p.Detail})
		}
	}
	return s
}

// draw draws fields in order.
func draw(f *filling, fields []field) []pages.Component {
	var all []pages.Component
	for _, x := range fields {
		all = append(all, x.draw(f)...)
	}
	return all
}

// facts are a fact's JSON on its way between a form and its Go type.
type facts map[string]any

// factsOf is the JSON of a fact.
func factsOf(f care.Fact) (facts, error) {
	text, err := json.Marshal(f)
	if err != nil {
		return nil, fmt.Errorf("facts of %T: %w", f, err)
	}
	var all facts
	return all, json.Unmarshal(text, &all)
}

// plainFacts are facts as their JSON reads again: numbers and lists of the kinds
// that a fact's own JSON has, so that both can be compared.
func plainFacts(all facts) (facts, error) {
	text, err := json.Marshal(all)
	if err != nil {
		return nil, err
	}
	var plain facts
	return plain, json.Unmarshal(text, &plain)
}

// factOf makes a fact of the kind from its JSON. What does not fit its type can
// only come from a form that was tampered with.
func factOf(kind care.Fact, all facts) (care.Fact, error) {
	for key, value := range all {
		if inner, ok := value.(map[string]any); ok && len(inner) == 0 {
			delete(all, key) // all that it had was taken out
		}
	}
	text, err := json.Marshal(all)
	if err != nil {
		return nil, err
	}
	v := reflect.New(reflect.TypeOf(kind))
	if err := json.Unmarshal(text, v.Interface()); err != nil {
		return nil, care.Problems{{Detail: "Something in this form could not be read. Go back to the person and begin again."}}
	}
	return v.Elem().Interface().(care.Fact), nil
}

// get is the value at a field's name, nil where there is none.
func (all facts) get(name string) any {
	parent, key := all.at(name, false)
	if parent == nil {
		return nil
	}
	return parent[key]
}

// set puts a value at a field's name; the zero value takes it out.
func (all facts) set(name string, value any) {
	empty := value == nil || value == "" || value == false || value == 0
	parent, key := all.at(name, !empty)
	switch {
	case empty && parent != nil:
		delete(parent, key)
	case !empty:
		parent[key] = value
	}
}

// at is the object that a name's value stands in, and its key there.
func (all facts) at(name string, make bool) (facts, string) {
	outer, inner, nested := strings.Cut(name, "-")
	if !nested {
		return all, name
	}
	switch x := all[outer].(type) {
	case facts:
		return x.at(inner, make)
	case map[string]any:
		return facts(x).at(inner, make)
	}
	if !make {
		return nil, ""
	}
	object := facts{}
	all[outer] = object
	return object.at(inner, make)
}

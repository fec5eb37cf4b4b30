package pages

import (
	"html/template"
	"strconv"
)

// Choice is one item of Radios, Checkboxes or a Select.
type Choice struct {
	ID       string // the field's, numbered, if empty
	Value    string
	Text     string
	HTML     template.HTML // instead of Text; not in a Select
	Hint     string        // not in a Select
	Chosen   bool          // or name its Value as the field's
	Disabled bool
	Reveals  template.HTML // shown once it is chosen, and always without script; not in a Select
	Divider  string        // "or": a line between choices, instead of one; not in a Select
}

// Radios ask for one of a few.
type Radios struct {
	ID, Name      string
	Legend        string
	LegendClasses string
	Heading       bool
	Hint, Error   string
	Items         []Choice
	Value         string // that of the chosen item
	Classes       string // "govuk-radios--inline", "govuk-radios--small"
}

func (Radios) template() string { return "radios" }

// Checkboxes ask for any of a few.
type Checkboxes struct {
	ID, Name      string
	Legend        string
	LegendClasses string
	Heading       bool
	Hint, Error   string
	Items         []Choice
	Values        []string // those of the chosen items
	Classes       string
}

func (Checkboxes) template() string { return "checkboxes" }

// Select asks for one of many. Prefer Radios up to about ten.
type Select struct {
	ID, Name     string
	Label        string
	LabelClasses string
	Heading      bool
	Hint, Error  string
	Items        []Choice
	Value        string
	Classes      string
}

func (Select) template() string { return "select" }

// numbered is the id of the i-th choice. The first has that of the field, so
// that an error can link to it.
func numbered(field string, i int) string {
	if i == 0 {
		return field
	}
	return field + "-" + strconv.Itoa(i+1)
}

package pages

import (
	"cmp"
	"html/template"
	"slices"
)

// The fields of a form. All of them share these: ID is Name if empty, and what
// an ErrorItem links to; Hint helps to answer; Error is one sentence that says
// what to do ("Enter when it was"). LabelClasses sizes the label
// ("govuk-label--m", for legends "govuk-fieldset__legend--m"); Heading makes it
// the page's h1.

// Input asks for one line of text.
type Input struct {
	ID, Name     string
	Label        string
	LabelClasses string
	Heading      bool
	Hint, Error  string
	Value        string
	Type         string // text, if empty
	InputMode    string // "numeric"
	Autocomplete string
	Prefix       string
	Suffix       string // "days"
	Classes      string // "govuk-input--width-5"
}

func (Input) template() string { return "input" }

// Textarea asks for more than one line.
type Textarea struct {
	ID, Name     string
	Label        string
	LabelClasses string
	Heading      bool
	Hint, Error  string
	Value        string
	Rows         int // 5, if zero
	Classes      string
}

func (Textarea) template() string { return "textarea" }

// FileUpload asks for a file. The form must be sent as multipart/form-data.
type FileUpload struct {
	ID, Name     string
	Label        string
	LabelClasses string
	Heading      bool
	Hint, Error  string
	Accept       string // ".csv,.xlsx"
	Multiple     bool   // several files at once
	Classes      string
}

func (FileUpload) template() string { return "file-upload" }

// DateInput asks for a day as three numbers, as the person typed them. The
// fields are called Name-day, Name-month and Name-year, and have the ids
// ID-day, ID-month and ID-year. Without a Name they are day, month and year.
type DateInput struct {
	ID, Name         string
	Legend           string
	LegendClasses    string
	Heading          bool
	Hint, Error      string
	Day, Month, Year string
	Wrong            []string // which of "day", "month", "year" the Error is about; all, if empty
	Birthday         bool     // let the browser fill in the date of birth of who is typing
	Classes          string
}

func (DateInput) template() string { return "date-input" }

// datePart is one of the three fields of a DateInput.
type datePart struct {
	ID, Name, Label, Value, Autocomplete string
	Width                                int
	Wrong                                bool
}

func dateParts(d DateInput) []datePart {
	part := func(name, label, value string, width int) datePart {
		p := datePart{ID: cmp.Or(d.ID, d.Name) + "-" + name, Name: name, Label: label, Value: value, Width: width}
		if d.Name != "" {
			p.Name = d.Name + "-" + name
		}
		if d.Birthday {
			p.Autocomplete = "bday-" + name
		}
		p.Wrong = slices.Contains(d.Wrong, name) || d.Error != "" && len(d.Wrong) == 0
		return p
	}
	return []datePart{part("day", "Day", d.Day, 2), part("month", "Month", d.Month, 2), part("year", "Year", d.Year, 4)}
}

// Fieldset puts fields that belong together below one legend.
type Fieldset struct {
	ID, Name      string
	Legend        string
	LegendClasses string
	Heading       bool
	Hint, Error   string
	HTML          template.HTML // the fields, drawn
}

func (Fieldset) template() string { return "fieldset" }

package pages

import (
	"errors"
	"html/template"
	"strings"
)

// The options of the kit's components that ours have too, by the kit's names.
// An option that is not here makes the kit's example one that is not compared;
// so does nil instead of a component.

type kitText struct{ Text string }

type kitContent struct {
	Text string
	HTML template.HTML
}

// kitYes is an option that ours cannot set to false: they leave it out.
type kitYes bool

func (y *kitYes) UnmarshalJSON(b []byte) error {
	*y = true
	if string(b) != "true" {
		return errors.New("false is not the same as left out")
	}
	return nil
}

// kitValue is a value that the kit's examples write as a text or a number.
type kitValue string

func (v *kitValue) UnmarshalJSON(b []byte) error {
	*v = kitValue(strings.Trim(string(b), `"`))
	return nil
}

type kitLabel struct {
	Text          string
	Classes       string
	IsPageHeading bool
}

type kitField struct {
	ID, Name, Value, Classes, Type, InputMode, Autocomplete string
	Label                                                   kitLabel
	Hint, ErrorMessage                                      kitText
	Prefix, Suffix                                          kitText
}

func (k kitField) input() Component {
	return Input{ID: k.ID, Name: k.Name, Value: k.Value, Classes: k.Classes, Type: k.Type, InputMode: k.InputMode, Autocomplete: k.Autocomplete,
		Label: k.Label.Text, LabelClasses: k.Label.Classes, Heading: k.Label.IsPageHeading, Hint: k.Hint.Text, Error: k.ErrorMessage.Text,
		Prefix: k.Prefix.Text, Suffix: k.Suffix.Text}
}

type kitTextarea struct {
	ID, Name, Value, Classes string
	Label                    kitLabel
	Hint, ErrorMessage       kitText
	Rows                     int
}

func (k kitTextarea) component() Component {
	return Textarea{ID: k.ID, Name: k.Name, Value: k.Value, Classes: k.Classes, Rows: k.Rows,
		Label: k.Label.Text, LabelClasses: k.Label.Classes, Heading: k.Label.IsPageHeading, Hint: k.Hint.Text, Error: k.ErrorMessage.Text}
}

func (k kitField) fileUpload() Component {
	return FileUpload{ID: k.ID, Name: k.Name, Classes: k.Classes,
		Label: k.Label.Text, LabelClasses: k.Label.Classes, Heading: k.Label.IsPageHeading, Hint: k.Hint.Text, Error: k.ErrorMessage.Text}
}

type kitChoices struct {
	ID, IDPrefix, Name, Classes string
	Value                       kitValue
	Values                      []string
	Label                       kitLabel
	Fieldset                    struct{ Legend kitLabel }
	Hint, ErrorMessage          kitText
	Items                       []kitChoice
}

type kitChoice struct {
	ID, Text, Divider           string
	Value                       *kitValue
	HTML                        template.HTML
	Hint                        kitText
	Checked, Selected, Disabled kitYes
	Conditional                 struct{ HTML template.HTML }
}

func (k kitChoices) items() []Choice {
	var cs []Choice
	for _, i := range k.Items {
		if i.Value == nil {
			i.Value = new(kitValue)
		}
		cs = append(cs, Choice{ID: i.ID, Value: string(*i.Value), Text: i.Text, HTML: i.HTML, Divider: i.Divider, Hint: i.Hint.Text,
			Chosen: bool(i.Checked || i.Selected), Disabled: bool(i.Disabled), Reveals: i.Conditional.HTML})
	}
	return cs
}

func (k kitChoices) radios() Component {
	return Radios{ID: k.IDPrefix, Name: k.Name, Value: string(k.Value), Classes: k.Classes, Items: k.items(), Hint: k.Hint.Text, Error: k.ErrorMessage.Text,
		Legend: k.Fieldset.Legend.Text, LegendClasses: k.Fieldset.Legend.Classes, Heading: k.Fieldset.Legend.IsPageHeading}
}

func (k kitChoices) checkboxes() Component {
	return Checkboxes{ID: k.IDPrefix, Name: k.Name, Values: k.Values, Classes: k.Classes, Items: k.items(), Hint: k.Hint.Text, Error: k.ErrorMessage.Text,
		Legend: k.Fieldset.Legend.Text, LegendClasses: k.Fieldset.Legend.Classes, Heading: k.Fieldset.Legend.IsPageHeading}
}

func (k kitChoices) selection() Component {
	for _, i := range k.Items {
		if i.Value == nil {
			return nil
		}
	}
	return Select{ID: k.ID, Name: k.Name, Value: string(k.Value), Classes: k.Classes, Items: k.items(), Hint: k.Hint.Text, Error: k.ErrorMessage.Text,
		Label: k.Label.Text, LabelClasses: k.Label.Classes, Heading: k.Label.IsPageHeading}
}

type kitDate struct {
	ID, NamePrefix, Classes string
	Fieldset                struct{ Legend kitLabel }
	Hint, ErrorMessage      kitText
	Day, Month, Year        struct{ Error kitYes }
	Values                  map[string]kitValue
}

func (k kitDate) component() Component {
	value := func(part string) string {
		if k.NamePrefix != "" {
			part = k.NamePrefix + "-" + part
		}
		return string(k.Values[part])
	}
	d := DateInput{ID: k.ID, Name: k.NamePrefix, Day: value("day"), Month: value("month"), Year: value("year"), Classes: k.Classes, Hint: k.Hint.Text, Error: k.ErrorMessage.Text,
		Legend: k.Fieldset.Legend.Text, LegendClasses: k.Fieldset.Legend.Classes, Heading: k.Fieldset.Legend.IsPageHeading}
	for part, wrong := range map[string]kitYes{"day": k.Day.Error, "month": k.Month.Error, "year": k.Year.Error} {
		if wrong {
			d.Wrong = append(d.Wrong, part)
		}
	}
	return d
}

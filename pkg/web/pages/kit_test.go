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

type kitLink struct{ Href, Text string }

func (k kitLink) backLink() Component {
	if k.Href == "" {
		return nil
	}
	return BackLink(k)
}

type kitBreadcrumbs struct {
	Items            []kitLink
	CollapseOnMobile bool
}

func (k kitBreadcrumbs) component() Component {
	b := Breadcrumbs{Collapse: k.CollapseOnMobile}
	for _, i := range k.Items {
		b.Items = append(b.Items, Link{Href: i.Href, Text: i.Text})
	}
	return b
}

type kitButton struct {
	ID, Text, Href, Type, Name, Value, Classes string
	IsStartButton                              bool
}

func (k kitButton) component() Component {
	return Button{ID: k.ID, Text: k.Text, Href: k.Href, Type: k.Type, Name: k.Name, Value: k.Value, Start: k.IsStartButton, Classes: k.Classes}
}

type kitErrors struct {
	TitleText, DescriptionText string
	ErrorList                  []kitLink
}

func (k kitErrors) component() Component {
	e := ErrorSummary{Title: k.TitleText, Description: k.DescriptionText}
	for _, i := range k.ErrorList {
		e.Items = append(e.Items, ErrorItem{Href: i.Href, Text: i.Text})
	}
	return e
}

type kitDetails struct {
	kitContent
	SummaryText string
	Open        bool
}

func (k kitDetails) component() Component {
	return Details{Summary: k.SummaryText, Text: k.Text, HTML: k.HTML, Open: k.Open}
}

type kitBanner struct {
	kitContent
	Type, TitleText string
}

func (k kitBanner) component() Component {
	return NotificationBanner{Success: k.Type == "success", Title: k.TitleText, Text: k.Text, HTML: k.HTML}
}

type kitInset struct {
	kitContent
	Classes string
}

func (k kitInset) component() Component { return Inset{Text: k.Text, HTML: k.HTML, Classes: k.Classes} }

func (k kitContent) warning() Component { return Warning(k) }

type kitPagination struct {
	LandmarkLabel  string
	Previous, Next kitLink
}

func (k kitPagination) component() Component {
	return Pagination{Label: k.LandmarkLabel,
		Previous: Link{Href: k.Previous.Href, Text: k.Previous.Text}, Next: Link{Href: k.Next.Href, Text: k.Next.Text}}
}

type kitNavigation struct {
	Navigation []struct {
		Href, Text string
		Active     kitYes
	}
}

func (k kitNavigation) component() Component {
	if len(k.Navigation) == 0 {
		return nil
	}
	var n ServiceNavigation
	for _, i := range k.Navigation {
		n.Items = append(n.Items, Link{Href: i.Href, Text: i.Text, Current: bool(i.Active)})
	}
	return n
}

type kitAction struct{ Href, Text, VisuallyHiddenText string }

type kitActions struct{ Items []kitAction }

func (k kitActions) actions() []Action {
	var as []Action
	for _, a := range k.Items {
		as = append(as, Action{Href: a.Href, Text: a.Text, Hidden: a.VisuallyHiddenText})
	}
	return as
}

type kitSummary struct {
	Classes string
	Card    struct {
		Title   kitText
		Actions kitActions
	}
	Rows []struct {
		Key     kitText
		Value   kitContent
		Actions kitActions
	}
}

func (k kitSummary) component() Component {
	l := SummaryList{Classes: k.Classes, Card: k.Card.Title.Text, CardActions: k.Card.Actions.actions()}
	for _, r := range k.Rows {
		l.Rows = append(l.Rows, SummaryRow{Key: r.Key.Text, Value: r.Value.Text, HTML: r.Value.HTML, Actions: r.Actions.actions()})
	}
	return l
}

type kitCell struct {
	kitContent
	Format, Classes string
}

func cells(ks []kitCell) []Cell {
	var cs []Cell
	for _, k := range ks {
		cs = append(cs, Cell{Text: k.Text, HTML: k.HTML, Numeric: k.Format == "numeric", Classes: k.Classes})
	}
	return cs
}

type kitTable struct {
	Caption, CaptionClasses, Classes string
	FirstCellIsHeader                bool
	Head                             []kitCell
	Rows                             [][]kitCell
}

func (k kitTable) component() Component {
	t := Table{Caption: k.Caption, CaptionClasses: k.CaptionClasses, Classes: k.Classes, FirstCellIsHeader: k.FirstCellIsHeader, Head: cells(k.Head)}
	for _, r := range k.Rows {
		t.Rows = append(t.Rows, cells(r))
	}
	return t
}

type kitTag struct{ Text, Classes string }

func (k kitTag) component() Component {
	return Tag{Text: k.Text, Colour: strings.TrimPrefix(k.Classes, "govuk-tag--")}
}

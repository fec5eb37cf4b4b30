package pages

import "strings"

// The parts that are no fields, as in kit_test.go.

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

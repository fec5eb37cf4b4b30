package pages

import (
	"html/template"
	"strings"
)

// SummaryList shows facts, each with its name and what can be done about it.
type SummaryList struct {
	Rows        []SummaryRow
	Card        string // a title, if the list is to be a card
	CardActions []Action
	Classes     string // "govuk-summary-list--no-border"
}

func (SummaryList) template() string { return "summary-list" }

// SummaryRow is one fact.
type SummaryRow struct {
	Key     string
	Value   string
	HTML    template.HTML // instead of Value
	Actions []Action
}

// Action is a link beside a fact. Hidden ends it for those who hear it out of
// its place: "Change" and "accommodation".
type Action struct{ Href, Text, Hidden string }

// Table shows rows of cells.
type Table struct {
	Caption           string
	CaptionClasses    string // "govuk-table__caption--m"
	Head              []Cell
	Rows              [][]Cell
	FirstCellIsHeader bool
	Classes           string // "govuk-table--small-text-until-tablet"
}

func (Table) template() string { return "table" }

// Cell is one cell of a table, in its head or below.
type Cell struct {
	Text    string
	HTML    template.HTML // instead of Text
	Numeric bool          // to the right
	Classes string
}

func anyActions(rows []SummaryRow) bool {
	for _, r := range rows {
		if len(r.Actions) > 0 {
			return true
		}
	}
	return false
}

func rowAction(l SummaryList, r SummaryRow, i int) Action { return l.named(r.Actions[i]) }

func cardAction(l SummaryList, i int) Action { return l.named(l.CardActions[i]) }

// named adds the card's title, since a page has many cards with the same links.
func (l SummaryList) named(a Action) Action {
	if l.Card != "" {
		a.Hidden = strings.TrimSpace(a.Hidden + " (" + l.Card + ")")
	}
	return a
}

// Links are a few things that can be done, beside each other.
type Links struct{ Items []Action }

func (Links) template() string { return "links" }

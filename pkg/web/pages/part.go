package pages

import "html/template"

// Link is somewhere to go. Current marks where the reader is.
type Link struct {
	Href, Text string
	Current    bool
}

// Button sends the form it stands in, or goes to Href.
type Button struct {
	ID, Text    string
	Href        string // a link that looks like a button
	Type        string // submit, if empty
	Name, Value string
	Start       bool   // the big one with the arrow
	Once        bool   // ignore a second click within a second
	Classes     string // "govuk-button--secondary", "govuk-button--warning"
}

func (Button) template() string { return "button" }

// BackLink goes to where the reader came from.
type BackLink struct {
	Href string
	Text string // "Back", if empty
}

func (BackLink) template() string { return "back-link" }

// Breadcrumbs say where the page sits; the last item may have no Href.
type Breadcrumbs struct {
	Items    []Link
	Collapse bool // on a phone, only the first and the last
}

func (Breadcrumbs) template() string { return "breadcrumbs" }

// Pagination goes to the pages before and after; an empty Href leaves one out.
// Lists go by cursor, so there are no numbers.
type Pagination struct {
	Label          string // "Pagination", if empty
	Previous, Next Link
}

func (Pagination) template() string { return "pagination" }

// ServiceNavigation is the row of sections below the header.
type ServiceNavigation struct{ Items []Link }

func (ServiceNavigation) template() string { return "service-navigation" }

// SubNavigation goes to the other pages about the same thing.
type SubNavigation struct {
	Label string // read out, not shown
	Items []Link
}

func (SubNavigation) template() string { return "sub-navigation" }

// ErrorSummary lists at the top what is wrong with the form. The layout shows
// it, and says "Error:" in the title, if it has items.
type ErrorSummary struct {
	Title       string // "There is a problem", if empty
	Description string
	Items       []ErrorItem
}

func (ErrorSummary) template() string { return "error-summary" }

// ErrorItem is one thing to put right, said as beside the field.
type ErrorItem struct {
	Text string
	Href string // "#" and the id of the field: for Radios and Checkboxes their own, for a DateInput ID-day
}

// NotificationBanner says what has just happened, or what matters before all.
type NotificationBanner struct {
	Success bool
	Title   string // "Success" or "Important", if empty
	Text    string
	HTML    template.HTML // instead of Text
}

func (NotificationBanner) template() string { return "notification-banner" }

// Inset sets a passage apart.
type Inset struct {
	Text    string
	HTML    template.HTML // instead of Text
	Classes string
}

func (Inset) template() string { return "inset-text" }

// Warning is what must not be overlooked: an unsafe way to get in touch.
type Warning struct {
	Text string
	HTML template.HTML // instead of Text
}

func (Warning) template() string { return "warning-text" }

// Details hides what only some need.
type Details struct {
	Summary string
	Text    string
	HTML    template.HTML // instead of Text
	Open    bool
}

func (Details) template() string { return "details" }

// Tag is a state in a word or two.
type Tag struct {
	Text   string
	Colour string // grey, green, teal, blue, purple, magenta, red, orange, yellow; the kit's blue, if empty
}

func (Tag) template() string { return "tag" }

package web

import (
	"html/template"
	"maps"
	"net/url"
	"slices"

	"intouch/pkg/web/pages"
)

// thenForm asks for the page as it was on another day: the part "then" of
// pages/partials/then.gohtml.
type thenForm struct {
	Action string
	Keep   []hidden // what else the page was asked with
	Carry  []hidden // the moment, for the other forms of the page
	At     pages.Input
	Known  pages.Input
	Show   pages.Button
	Open   bool // the page is of another day
}

// form asks for the page of an address at another moment.
func (m asAt) form(u *url.URL) thenForm {
	f := thenForm{
		Action: u.Path, Open: m.past(),
		At:    pages.Input{Name: "at", Label: "As it was on", Type: "date", Value: m.on.String(), Classes: "govuk-input--width-10"},
		Show:  pages.Button{Text: "Show that day", Classes: "govuk-button--secondary"},
		Known: pages.Input{Name: "known", Label: "As known on", Hint: "Leave it empty for all that is known now.", Type: "date", Classes: "govuk-input--width-10"},
	}
	if len(m.said) == len("2026-06-15") {
		f.Known.Value = m.said
	}
	f.Carry = fieldsOf(m.query())
	kept := u.Query()
	for _, name := range []string{"at", "known", "cursor", "timeline", "recorded", "merged", "min-position"} {
		kept.Del(name)
	}
	f.Keep = fieldsOf(kept)
	return f
}

func fieldsOf(q url.Values) []hidden {
	var all []hidden
	for _, name := range slices.Sorted(maps.Keys(q)) {
		all = append(all, hidden{name, q.Get(name)})
	}
	return all
}

// banner says above a page of another day which it is, and goes back to now.
func (m asAt) banner(path string, more ...string) pages.NotificationBanner {
	if !m.past() {
		return pages.NotificationBanner{}
	}
	words := m.words() + "."
	for _, sentence := range more {
		words += sentence
	}
	html := `<p class="govuk-notification-banner__heading">` + template.HTMLEscapeString(words) +
		` <a class="govuk-notification-banner__link" href="` + template.HTMLEscapeString(path) + `">Go back to now</a></p>`
	return pages.NotificationBanner{Title: "Another day", HTML: template.HTML(html)}
}

package pages

// ContentSecurityPolicy is the header that every page is sent with. The hash is
// that of the one inline script of the layout, which tells the kit's styles
// that script runs. A test holds both together.
const ContentSecurityPolicy = "default-src 'none'; " +
	"script-src 'self' 'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='; " +
	"style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
	"manifest-src 'self'; worker-src 'self'; form-action 'self'; " +
	"frame-ancestors 'none'; base-uri 'none'"

// Page is what the layout needs to know of a page. Only Title and Data are
// required, but a page without Coverage says that nothing is known about it.
type Page struct {
	Version  string             // of the styles and the script: part of their addresses
	Title    string             // without the service's name; no personal data, since browsers keep it
	Section  Section            // which item of the navigation it belongs to
	You      You                // who is using it
	Coverage Coverage           // how far the figures can be trusted
	Trail    Breadcrumbs        // where the page sits; or
	Back     BackLink           // where the reader came from
	Flash    NotificationBanner // what has just happened
	Errors   ErrorSummary       // what was wrong with the form
	Data     any                // the dot of the page's own "content"
}

// You is the person who uses the page, and where they say that they are
// somebody else.
type You struct {
	Name       string
	Role       string // "personal adviser"
	ChangeHref string // empty: signed in by somebody else's word, nothing to choose
}

// Coverage says on every page how far the figures can be trusted: "412 of 412
// people looked at, to 09:14 today". Unless Green, every green on the page turns
// amber (docs/lessons.md, I12); so does a page that forgot to say.
type Coverage struct {
	Text  string
	Green bool
}

// Section is an item of the service's navigation, named by its path.
type Section string

// The sections, in the order of the navigation.
const (
	Unaccounted   Section = "/"
	Register      Section = "/register"
	Alerts        Section = "/alerts"
	RecordContact Section = "/record"
	Import        Section = "/import"
	Returns       Section = "/returns"
)

// navigation is the service's own, with the section that the reader is in.
func navigation(in Section) ServiceNavigation {
	item := func(s Section, text string) Link { return Link{Href: string(s), Text: text, Current: s == in} }
	return ServiceNavigation{Items: []Link{
		item(Unaccounted, "Unaccounted for"),
		item(Register, "Register"),
		item(Alerts, "Alerts"),
		item(RecordContact, "Record a contact"),
		item(Import, "Import"),
		item(Returns, "Returns"),
	}}
}

// Problem is the Data of the page "problem": what a person meets in place of
// the page they asked for.
type Problem struct {
	Heading  string // "Page not found"
	WhatToDo string // a sentence
}

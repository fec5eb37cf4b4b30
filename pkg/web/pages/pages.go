// Package pages draws InTouch's pages: the layout around every page, and the
// parts pages are made of, faithful to the GOV.UK and Ministry of Justice
// design systems. It knows nothing of care leavers.
//
// A page is a file in this folder, say person.gohtml, that defines "content":
//
//	{{define "content"}}
//	<h1 class="govuk-heading-l">{{.Name}}</h1>
//	{{show .Facts}}
//	<form method="post" action="{{.Action}}" novalidate>
//	  {{show .How}}
//	  {{show (button "Record contact")}}
//	</form>
//	{{end}}
//
// and a handler that fills a struct of its own, in which each part of the page
// is a value of a type of this package, and renders it inside a [Page]:
//
//	type person struct {
//		Name   string
//		Action string
//		Facts  pages.SummaryList
//		How    pages.Radios
//	}
//
//	err := pages.Render(w, "person", pages.Page{
//		Title:    "Case 1042",
//		Section:  pages.Register,
//		You:      pages.You{Name: "Priya Shah", Role: "personal adviser", ChangeHref: "/you"},
//		Coverage: pages.Coverage{Green: true, Text: "412 of 412 looked at, 09:14"},
//		Data: person{
//			Name: "Case 1042",
//			How: pages.Radios{
//				Name: "how", Legend: "How were you in touch?", Value: "call",
//				Items: []pages.Choice{{Value: "saw_at_home", Text: "Saw at home"}, {Value: "call", Text: "Call"}},
//				Error: "Select how you were in touch",
//			},
//		},
//	})
//
// Where a page needs markup of its own, the template writes it, with the kits'
// classes. Everything must work without script; nothing may be inline but what
// [ContentSecurityPolicy] names.
package pages

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"strings"
)

//go:embed *.gohtml layout partials
var files embed.FS

var (
	parts = template.Must(template.New("parts").Funcs(partFuncs).ParseFS(files, "partials/*.gohtml"))
	all   = mustParse(files)
)

// Render writes the page that the named file defines, within the layout. It
// writes nothing at all when the page cannot be drawn.
func Render(w io.Writer, name string, p Page) error {
	page, ok := all[name]
	if !ok {
		return fmt.Errorf("there is no page %q in pkg/web/pages", name)
	}
	var drawn bytes.Buffer
	if err := page.ExecuteTemplate(&drawn, "layout", p); err != nil {
		return fmt.Errorf("draw page %s: %w", name, err)
	}
	_, err := drawn.WriteTo(w)
	return err
}

// Component is a part of a page that this package knows how to draw.
type Component interface{ template() string }

// HTML draws one part, to be put inside another: a tag in a table's cell, an
// input that a radio reveals. Pages' own templates call it as show.
func HTML(c Component) (template.HTML, error) {
	var drawn strings.Builder
	if err := parts.ExecuteTemplate(&drawn, c.template(), c); err != nil {
		return "", fmt.Errorf("draw %s: %w", c.template(), err)
	}
	return template.HTML(drawn.String()), nil
}

// mustParse gives each page its own copy of the parts and the layout, since
// all pages call what they define "content". The templates are part of the
// program: one that does not parse is a programming error.
func mustParse(files fs.FS) map[string]*template.Template {
	frame := template.Must(template.Must(parts.Clone()).Funcs(Funcs).Funcs(layoutFuncs).ParseFS(files, "layout/*.gohtml"))
	names, err := fs.Glob(files, "*.gohtml")
	if err != nil {
		panic(err)
	}
	pages := map[string]*template.Template{}
	for _, name := range names {
		page := template.Must(template.Must(frame.Clone()).ParseFS(files, name))
		pages[strings.TrimSuffix(path.Base(name), ".gohtml")] = page
	}
	return pages
}

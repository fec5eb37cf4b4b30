package web

import (
	"net/http"
	"net/url"
	"strings"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/returns"
	"intouch/pkg/web/pages"
)

// returnsPage says what can be taken out, and lets one choose of which day:
// pages/returns.gohtml.
type returnsPage struct {
	May             bool // whether whoever looks may take anything out
	At, Known, From pages.Input
	Files           []fileLine
}

// fileLine is something that can be taken out.
type fileLine struct {
	Title, Purpose string
	Buttons        []fileButton
}

// fileButton sends the form to the address of a file.
type fileButton struct {
	Text, Hidden, Address string
}

// returnsList answers GET /returns.
func (s *server) returnsList(w http.ResponseWriter, r *http.Request, v visit) error {
	day := func(name, label, hint, value string) pages.Input {
		return pages.Input{Name: name, Label: label, Hint: hint, Value: value, Type: "date", Classes: "govuk-input--width-10"}
	}
	page := returnsPage{
		May:   access.Sees(v.Caller, access.Question{View: access.Export}) == nil,
		At:    day("at", "As it was on", "", v.today.String()),
		Known: day("known", "As known on", "Leave it empty for all that is known now.", ""),
		From:  day("from", "Contacts from", "Leave it empty for all of them.", ""),
	}
	for _, o := range onPage() {
		page.Files = append(page.Files, fileLineOf(o))
	}
	return s.show(w, r, v, "returns", pages.Page{Title: "Returns", Section: pages.Returns, Data: page})
}

func fileLineOf(o returns.Out) fileLine {
	l := fileLine{Title: o.Title, Purpose: o.Purpose}
	for _, f := range o.Formats {
		label := returns.Formats.Label(f)
		if len(o.Formats) == 1 {
			label = strings.ToUpper(string(f)) // not a sheet, with cells
		}
		l.Buttons = append(l.Buttons, fileButton{label, o.Title + ", ", "/returns/" + o.Name + "." + string(f)})
	}
	return l
}

// span is a moment, and the first day of what has one.
type span struct {
	asAt
	from care.Day
}

// timelineFile is where the caller can take a person's timeline out; empty where
// they may not.
func (rec record) timelineFile(v visit, m asAt) string {
	if access.Sees(v.Caller, access.Question{View: access.Export}) != nil {
		return ""
	}
	at := "/care-leavers/" + rec.ID.String() + "/timeline.xlsx"
	if m.said != "" {
		at += "?known=" + url.QueryEscape(m.said)
	}
	return at
}

package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/google/uuid"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
	"intouch/pkg/store"
	"intouch/pkg/web/pages"
)

// Two records of one person: facts recorded under the one that is merged count
// for the one that stays, until they are unmerged. Nothing is moved.

// mergedForm merges the person of the page into another, who is looked for first.
var mergedForm = form{
	path: "merge", title: "Merge with another record", done: "Merged", group: groupCase, link: "Merge with another record", via: "merge",
	lead: "What was recorded of this person then counts for the other, and this page leads to theirs. It can be undone.",
	fact: care.Merged{}, area: care.AreaCaseload, record: care.RecordPerson, above: sideBySide,
	aim: func(e *entry, _ string) error { return nil },
	fields: func(s subject) []field {
		fields := []field{passage{name: "reason", label: "How do you know that they are the same person?"}}
		if s.other != nil {
			fields = append(fields, the{"into", s.other.ID.String()})
		}
		return fields
	},
}

// unmergedForm separates them again. It stands on the record of the one who was
// merged.
var unmergedForm = form{
	path: "unmerge", title: "Undo the merge", done: "The merge is undone", group: groupCase,
	lead: "Each keeps what was recorded under it.",
	fact: care.Unmerged{}, area: care.AreaCaseload, record: care.RecordPerson, of: record.mergedHere,
	aim: func(e *entry, of string) error {
		id, err := uuid.Parse(of)
		if err != nil || !slices.Contains(e.who.record.Absorbed, id) {
			return problem.New(problem.NotFound, "Nobody of that id is merged into this person. Go back to the person and choose one.")
		}
		e.person = id
		return nil
	},
	fields: func(s subject) []field {
		return []field{passage{name: "reason", label: "How do you know that they are two people?"}, the{"from", s.id.String()}}
	},
}

func (rec record) mergedHere() []target {
	var all []target
	for _, id := range rec.Absorbed {
		all = append(all, target{id.String(), "Undo the merge with " + rec.localIDOf(id)})
	}
	return all
}

// localIDOf is the id under which a person merged into this one was registered.
func (rec record) localIDOf(id care.PersonID) string {
	for _, e := range rec.events {
		if r, ok := e.Fact.(care.Registered); ok && e.Person == id {
			return "local id " + r.LocalID
		}
	}
	return "another record"
}

// sideBySide shows who leaves and who stays.
func sideBySide(s subject) []pages.Component {
	if s.other == nil {
		return nil
	}
	t := pages.Table{FirstCellIsHeader: true, Head: []pages.Cell{{Text: ""}, {Text: "This person is merged"}, {Text: "into this one, who stays"}}}
	a, b := s.record, s.other
	for _, row := range [][3]string{
		{"Name", a.called(), b.called()}, {"Local id", a.LocalID, b.LocalID}, {"All ids", strings.Join(a.Identifiers, ", "), strings.Join(b.Identifiers, ", ")},
		{"Date of birth", dayWords(a.DateOfBirth), dayWords(b.DateOfBirth)}, {"Category", care.Categories.Label(a.Standing.Category), care.Categories.Label(b.Standing.Category)},
		{"Personal adviser", or(a.AdviserName, "nobody"), or(b.AdviserName, "nobody")}, {"Registered", dayWords(a.RegisteredOn), dayWords(b.RegisteredOn)},
	} {
		t.Rows = append(t.Rows, []pages.Cell{{Text: row[0]}, {Text: row[1]}, {Text: row[2]}})
	}
	swap := pages.Links{Items: []pages.Action{{Href: "/care-leavers/" + b.ID.String() + "/record/merge?of=" + a.ID.String(), Text: "The other way round: merge " + b.LocalID + " into " + a.LocalID}}}
	return []pages.Component{t, swap}
}

func dayWords(d care.Day) string {
	if d.IsZero() {
		return "not known"
	}
	return d.Long()
}

// withOther finds the other person that a form is about, if it is about two.
func (s *server) withOther(r *http.Request, v visit, e *entry) error {
	if e.form.path != mergedForm.path || e.who.record == nil {
		return nil
	}
	id, err := uuid.Parse(r.URL.Query().Get("of"))
	if err != nil || id == e.who.id {
		return problem.New(problem.NotFound, "Look for the other person first: go back to the person, and choose to merge.")
	}
	other, err := s.open(r.Context(), v, id, v.today)
	if err != nil {
		return err
	}
	if other.LeadsTo != uuid.Nil {
		return problem.New(problem.Conflict, "The other person is merged with somebody already. Merge with the one who stayed.")
	}
	e.who.other = &other
	return nil
}

// mergePage is where one looks for the other person: pages/merge.gohtml.
type mergePage struct {
	Who    pages.IdentityBar
	ID     pages.Input
	Looked bool
	Found  []foundLine
	Cancel string
}

// mergeSearch answers GET and POST /care-leavers/{person}/merge. What is looked
// for is in no address.
func (s *server) mergeSearch(w http.ResponseWriter, r *http.Request, v visit) error {
	id, err := personIn(r)
	if err != nil {
		return err
	}
	if err := r.ParseForm(); err != nil {
		return problem.New(problem.Unreadable, "The search could not be read. Go back and send it again.")
	}
	rec, err := s.open(r.Context(), v, id, v.today)
	if err != nil {
		return err
	}
	typed, page := fillingOf(r.PostForm), mergePage{Who: rec.bar(v), Cancel: "/care-leavers/" + id.String()}
	text := typed.text("id")
	switch {
	case r.Method == http.MethodPost && text == "":
		typed.wrong("id", "Enter an id of the other person, or their name")
	case text != "":
		if page.Found, err = s.mergeable(r, v, id, text); err != nil {
			return err
		}
		page.Looked = true
	}
	page.ID = pages.Input{Name: "id", Label: "Local id, InTouch id or name of the other person", LabelClasses: "govuk-label--s", Value: text, Error: typed.on("id", "id"), Autocomplete: "off"}
	return s.show(w, r, v, "merge", pages.Page{Title: "Merge with another record", Section: pages.Register, Errors: typed.summary(),
		Back: pages.BackLink{Href: page.Cancel, Text: "Back to the person"}, Data: page})
}

// mergeable are the people who may be meant.
func (s *server) mergeable(r *http.Request, v visit, id care.PersonID, text string) ([]foundLine, error) {
	if err := s.looks(r.Context(), v, access.Question{View: access.List, Detail: "people to merge by a search"}); err != nil {
		return nil, err
	}
	found, err := s.found(r, v, text)
	if err != nil {
		return nil, err
	}
	var lines []foundLine
	for _, row := range found {
		if row.Person != id {
			lines = append(lines, foundLine{Name: calledIn(row), Href: "/care-leavers/" + id.String() + "/record/merge?of=" + row.Person.String(),
				Age: age(row.DateOfBirth, v.today) + ", local id " + row.LocalID, Adviser: or(row.AdviserName, "nobody")})
		}
	}
	return lines, nil
}

// found are the people whom a text names: the id that InTouch gave them, an id of
// another system, or the beginning of a name.
func (s *server) found(r *http.Request, v visit, text string) ([]store.RegisterRow, error) {
	if id, err := uuid.Parse(text); err == nil {
		return s.onRegister(r, v, id)
	}
	ask := store.RegisterQuery{Authority: v.Authority, On: v.today, Buckets: everyBucket(), Text: text, Sort: store.ByName, Limit: foundAtMost}
	hidden, err := s.veil(r.Context(), v)
	if err != nil {
		return nil, err
	}
	ask.Hidden = hidden.ids()
	page, err := s.DB.Register(r.Context(), ask)
	return page.Rows, err
}

// onRegister is the row of one person, by the id that InTouch gave them.
func (s *server) onRegister(r *http.Request, v visit, id care.PersonID) ([]store.RegisterRow, error) {
	rec, err := s.open(r.Context(), v, id, v.today)
	if err != nil || rec.LeadsTo != uuid.Nil {
		return nil, err
	}
	return []store.RegisterRow{{Person: rec.ID, LocalID: rec.LocalID, GivenName: rec.GivenName, FamilyName: rec.FamilyName, KnownAs: rec.KnownAs,
		DateOfBirth: rec.DateOfBirth, AdviserName: rec.AdviserName}}, nil
}

package web

import (
	"net/http"
	"slices"
	"strings"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
	"intouch/pkg/store"
	"intouch/pkg/web/pages"
)

// findPage is where a contact with anyone begins (docs/rules.md section 9):
// pages/find.gohtml.
type findPage struct {
	ID     pages.Input
	Name   pages.Input
	Birth  pages.DateInput
	Looked bool
	Found  []foundLine
	More   bool // there are more than are shown
}

// foundLine is somebody who was found: a name, age and personal adviser.
type foundLine struct {
	Name, Href, Age, Adviser string
}

const foundAtMost = 20

// findForm answers GET /record.
func (s *server) findForm(w http.ResponseWriter, r *http.Request, v visit) error {
	return s.showFind(w, r, v, fillingOf(map[string][]string{}), findPage{})
}

// find answers POST /record.
func (s *server) find(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := r.ParseForm(); err != nil {
		return problem.New(problem.Unreadable, "The form could not be read. Go back and send it again.")
	}
	typed := fillingOf(r.PostForm)
	born := typed.day("birth")
	id, called := typed.text("id"), typed.text("name")
	switch {
	case len(typed.problems) > 0:
	case id == "" && called == "":
		typed.wrong("id", "Enter an id, or a name with the date of birth")
	case id == "" && born.IsZero() && access.Sees(v.Caller, access.Question{View: access.List}) != nil:
		typed.wrong("birth", "Enter the date of birth as well")
	}
	if len(typed.problems) > 0 {
		return s.showFind(w, r, v, typed, findPage{})
	}
	page, err := s.lookFor(r, v, or(id, called), born, id != "")
	if err != nil {
		return err
	}
	return s.showFind(w, r, v, typed, page)
}

// lookFor finds people by an id, or by a name and date of birth.
func (s *server) lookFor(r *http.Request, v visit, text string, born care.Day, byID bool) (findPage, error) {
	if err := s.looks(r.Context(), v, access.Question{View: access.Find, Detail: "by name and date of birth or id"}); err != nil {
		return findPage{}, err
	}
	hidden, err := s.veil(r.Context(), v)
	if err != nil {
		return findPage{}, err
	}
	ask := store.RegisterQuery{Authority: v.Authority, On: v.today, Buckets: everyBucket(), Text: text, Sort: store.ByName, Limit: 1000}
	if !byID {
		ask.Hidden = hidden.ids() // by a name nobody finds out whose record it is
	}
	people, err := s.DB.Register(r.Context(), ask)
	if err != nil {
		return findPage{}, err
	}
	matching := slices.DeleteFunc(people.Rows, func(row store.RegisterRow) bool {
		return byID && !strings.EqualFold(row.LocalID, text) || !born.IsZero() && row.DateOfBirth != born
	})
	hidden.rows(matching)
	page := findPage{Looked: true}
	for _, row := range matching {
		if page.More = len(page.Found) == foundAtMost; page.More {
			break
		}
		page.Found = append(page.Found, foundLine{
			Name: calledIn(row), Href: "/care-leavers/" + row.Person.String() + "/record/contact",
			Age: ageIn(row, v.today), Adviser: or(row.AdviserName, "nobody"),
		})
	}
	return page, nil
}

func (s *server) showFind(w http.ResponseWriter, r *http.Request, v visit, typed *filling, page findPage) error {
	page.ID = pages.Input{Name: "id", Label: "Their local id", LabelClasses: "govuk-label--s", Value: typed.text("id"), Error: typed.on("id", "id"), Classes: "govuk-input--width-10", Autocomplete: "off"}
	page.Name = pages.Input{Name: "name", Label: "or their name", LabelClasses: "govuk-label--s", Value: typed.text("name"), Error: typed.on("name", "name"), Autocomplete: "off"}
	page.Birth = typed.dateInput("birth", "and date of birth", "For example, 15 6 2007")
	return s.show(w, r, v, "find", pages.Page{Title: "Record a contact", Section: pages.RecordContact, Errors: typed.summary(), Data: page})
}

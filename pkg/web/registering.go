package web

import (
	"errors"
	"net/http"

	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
	"intouch/pkg/web/pages"
)

// registerForm puts somebody on the register. Their id follows from the local
// id, so that registering twice finds the same person.
var registerForm = form{
	path: "register", title: "Register a person", done: "Registered",
	lead: "Only the local id and the category are needed. Leave out what is not known.",
	fact: care.Registered{}, area: care.AreaCaseload, record: care.RecordPerson,
	fields: func(subject) []field {
		return []field{
			line{name: "localId", label: "Local id", hint: "The id by which your authority knows them", classes: "govuk-input--width-10"},
			line{name: "givenName", label: "Given name"},
			line{name: "familyName", label: "Family name"},
			line{name: "knownAs", label: "Known as (optional)"},
			date{name: "dateOfBirth", legend: "Date of birth"},
			choice{name: "dateOfBirthStatus", legend: "How sure is it?", items: options(care.BirthStatuses)},
			choice{name: "category", legend: "Which category of care leaver?", items: options(care.Categories)},
			date{name: "since", legend: "Since when? (if known)"},
			choice{name: "uasc", legend: "Are or were they an unaccompanied asylum seeking child?", items: yesNo, inline: true},
		}
	},
}

// registering answers GET /care-leavers/new.
func (s *server) registering(w http.ResponseWriter, r *http.Request, v visit) error {
	e := entry{form: registerForm, typed: fillingOf(map[string][]string{}), who: subject{today: v.today}}
	e.fields = e.form.fields(e.who)
	return s.showRegistering(w, r, v, e)
}

// register answers POST /care-leavers/new.
func (s *server) register(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := r.ParseForm(); err != nil {
		return problem.New(problem.Unreadable, "The form could not be read. Go back and send it again.")
	}
	e := entry{form: registerForm, typed: fillingOf(r.PostForm), who: subject{today: v.today}, record: care.RecordPerson}
	e.fields = e.form.fields(e.who)
	e.who.id = care.NewPersonID(v.Authority, care.LocalID, e.typed.text("localId"))
	e.event, e.person = e.who.id, e.who.id
	fact, position, err := s.tryToRecord(r.Context(), v, e)
	if err == nil {
		http.Redirect(w, r, e.next(fact, position), http.StatusSeeOther)
		return nil
	}
	if errors.Is(err, problem.Taken) {
		e.typed.wrong("localId", "Somebody with this local id is on the register already: find them there")
	} else if err := e.explain(err); err != nil {
		return err
	}
	return s.showRegistering(w, r, v, e)
}

func (s *server) showRegistering(w http.ResponseWriter, r *http.Request, v visit, e entry) error {
	drawn := draw(e.typed, e.fields)
	return s.show(w, r, v, "recording", pages.Page{
		Title: e.form.title, Section: pages.Register, Back: pages.BackLink{Href: "/register", Text: "Back to the register"}, Errors: e.typed.summary(),
		Data: recordingPage{Heading: e.form.title, Lead: e.form.lead, Fields: drawn, Button: pages.Button{Text: "Register", Once: true}, Cancel: "/register"},
	})
}

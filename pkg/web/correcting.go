package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
	"intouch/pkg/web/pages"
	"intouch/pkg/wire"
)

// correction is what makes an entry a correction of an event that is in force,
// rather than something new. Its methods take a nil correction for what is new.
type correction struct {
	event care.EventID // whose facts it replaces
	was   care.Fact    // those facts, as they stand
}

// of wraps the new facts in a correction.
func (c *correction) of(f care.Fact, typed *filling) care.Fact {
	if c == nil {
		return f
	}
	return care.Corrected{Of: c.event, Facts: f, Reason: typed.text("correction-reason")}
}

// placed names the fields of the form that problems of a correction are about:
// those of the new facts, and the one that asks why.
func (c *correction) placed(found care.Problems) care.Problems {
	if c == nil {
		return found
	}
	placed := slices.Clone(found)
	for i, p := range placed {
		if inner, ok := strings.CutPrefix(p.Pointer, "/facts"); ok {
			placed[i].Pointer = inner
		} else {
			placed[i].Pointer = "/correction" + p.Pointer
		}
	}
	return placed
}

// correctForm answers GET /care-leavers/{person}/events/{event}/correct.
func (s *server) correctForm(w http.ResponseWriter, r *http.Request, v visit) error {
	e, err := s.correcting(r, v)
	if err != nil {
		return err
	}
	if err := e.fill(e.corr.was); err != nil {
		return err
	}
	return s.showEntry(w, r, v, e)
}

// correct answers POST /care-leavers/{person}/events/{event}/correct.
func (s *server) correct(w http.ResponseWriter, r *http.Request, v visit) error {
	e, err := s.correcting(r, v)
	if err != nil {
		return err
	}
	return s.recordEntry(w, r, v, e)
}

// correcting is the entry that corrects the event of the address.
func (s *server) correcting(r *http.Request, v visit) (entry, error) {
	e, told, err := s.about(r, v)
	if err != nil {
		return e, err
	}
	f, known := formFor(told.Fact)
	if !known {
		return e, problem.New(problem.NotFound, "This cannot be corrected on a page. Take it back and record it again.")
	}
	f.title, f.done, f.lead = "Correct what was recorded", "Correction recorded", "Change what was wrong. What stood here before is kept and shown."
	if e.who.record.closedTo(v, told.Event) {
		return e, problem.New(problem.Forbidden, "This may tell a protected address. Ask the personal adviser or a manager to correct it.")
	}
	e.form, e.corr = f, &correction{event: told.ID, was: told.Fact}
	e.fields = append(f.fields(e.who), passage{name: "correction-reason", label: "Why is it corrected?"})
	e.form.path = "correction"
	return e, nil
}

// voidForm takes back what was recorded.
var voidForm = form{
	path: "void", title: "Take back what was recorded", done: "Taken back",
	lead: "It no longer counts for anything. That it was recorded, and taken back, stays on the timeline.",
	fact: care.Voided{},
	fields: func(subject) []field {
		return []field{
			choice{name: "reason", legend: "Why?", items: options(care.VoidReasons)},
			noteField(),
		}
	},
}

// voidPage answers GET /care-leavers/{person}/events/{event}/void.
func (s *server) voidPage(w http.ResponseWriter, r *http.Request, v visit) error {
	e, err := s.voiding(r, v)
	if err != nil {
		return err
	}
	return s.showEntry(w, r, v, e)
}

// void answers POST /care-leavers/{person}/events/{event}/void.
func (s *server) void(w http.ResponseWriter, r *http.Request, v visit) error {
	e, err := s.voiding(r, v)
	if err != nil {
		return err
	}
	return s.recordEntry(w, r, v, e)
}

func (s *server) voiding(r *http.Request, v visit) (entry, error) {
	e, told, err := s.about(r, v)
	if err != nil {
		return e, err
	}
	e.form = voidForm
	e.form.area = told.Area
	e.fields = append(voidForm.fields(e.who), the{name: "of", value: told.ID.String()})
	return e, nil
}

// opened is an entry about a person, for those who may open the record.
func (s *server) opened(r *http.Request, v visit) (entry, error) {
	e := entry{event: uuid.Must(uuid.NewV7())}
	if err := e.typing(r); err != nil {
		return e, err
	}
	id, err := personIn(r)
	if err != nil {
		return e, err
	}
	if e.who, err = s.subject(r.Context(), v, id); err != nil {
		return e, err
	}
	if e.who.record == nil {
		return e, problem.New(problem.Forbidden, "Only those who may open the record can change it. Ask a worker of the team.")
	}
	return e, nil
}

// about is an entry about an event that is in force.
func (s *server) about(r *http.Request, v visit) (entry, care.Entry, error) {
	e, err := s.opened(r, v)
	if err != nil {
		return e, care.Entry{}, err
	}
	event, _ := uuid.Parse(r.PathValue("event"))
	told, ok := e.who.record.force[event]
	if _, can := wire.TypeOf(told.Area, care.Voided{}); ok && !can {
		return e, told, problem.New(problem.NotFound, "This cannot be corrected or taken back. What follows from it is recorded anew.")
	}
	if !ok {
		return e, told, problem.New(problem.NotFound, "This is no longer on record. Go back to the person and look at the timeline.")
	}
	e.record, e.person = told.Record, told.Person // of merged people each has their own log
	e.form.area = told.Area
	e.stands(e.who.record.position(told.Person, told.Area, told.Record))
	return e, told, nil
}

// the is a part of a fact that nobody is asked for.
type the struct{ name, value string }

func (t the) draw(*filling) []pages.Component { return nil }

func (t the) read(_ *filling, to facts) { to.set(t.name, t.value) }

func (t the) fill(*filling, facts) {}

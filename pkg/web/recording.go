package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	care "intouch/pkg/careleaver"
	"intouch/pkg/intake"
	"intouch/pkg/problem"
	"intouch/pkg/web/pages"
)

// recordingPage is a form on a page: pages/recording.gohtml.
type recordingPage struct {
	Who      pages.IdentityBar // whom it is about; empty for somebody new
	Warnings []pages.Component // how to be in touch safely
	Heading  string
	Lead     string
	Above    []pages.Component // what it is about
	Fields   []pages.Component
	Hidden   []hidden
	Button   pages.Button
	Cancel   string // where to go without recording
}

// hidden is what a form carries from its first drawing to its sending. The
// event's id is among them: sent twice, by whatever accident, it is one event.
type hidden struct{ Name, Value string }

// recordForm answers GET /care-leavers/{person}/record/{form}.
func (s *server) recordForm(w http.ResponseWriter, r *http.Request, v visit) error {
	e, err := s.entry(r, v)
	if err != nil {
		return err
	}
	if err := e.begins(); err != nil {
		return err
	}
	return s.showEntry(w, r, v, e)
}

// record answers POST /care-leavers/{person}/record/{form}.
func (s *server) record(w http.ResponseWriter, r *http.Request, v visit) error {
	e, err := s.entry(r, v)
	if err != nil {
		return err
	}
	return s.recordEntry(w, r, v, e)
}

// recordEntry records what was typed, or shows the form again with what is
// wrong with it.
func (s *server) recordEntry(w http.ResponseWriter, r *http.Request, v visit, e entry) error {
	fact, position, err := s.tryToRecord(r.Context(), v, e)
	if err == nil {
		http.Redirect(w, r, e.next(fact, position), http.StatusSeeOther)
		return nil
	}
	if err := e.explain(err); err != nil {
		return err
	}
	return s.showEntry(w, r, v, e)
}

// fact is the fact that was typed. It fails with Problems that name fields.
func (e *entry) fact() (care.Fact, error) {
	all, err := e.base()
	if err != nil {
		return nil, err
	}
	readAll(e.typed, e.fields, all)
	if e.form.shape != nil && e.corr == nil {
		e.form.shape(e.who, e.typed, all)
	}
	fact, err := factOf(e.form.fact, all)
	if err != nil {
		return nil, err
	}
	fact = e.corr.of(fact, e.typed)
	found, _ := fact.Validate().(care.Problems)
	e.typed.note(e.corr.placed(found))
	return fact, e.typed.problems.Err()
}

// base is what the facts begin as: nothing, or what is to be corrected.
func (e *entry) base() (facts, error) {
	if e.corr == nil {
		return facts{}, nil
	}
	return factsOf(e.corr.was)
}

// tryToRecord sends the fact that was typed to the service of its area, and
// returns it with where it stands in the log.
func (s *server) tryToRecord(ctx context.Context, v visit, e entry) (care.Fact, uint64, error) {
	fact, err := e.fact()
	if err != nil {
		return nil, 0, err
	}
	record := e.record
	if record == "" {
		record = care.NewRecordID(e.event)
	}
	cmd, err := intake.Of(care.Event{ID: e.event, Authority: v.Authority, Person: e.person, Area: e.form.area, Record: record, Fact: fact})
	if err != nil {
		return nil, 0, err
	}
	if e.after > 0 {
		cmd.After = &e.after
	}
	answer, err := s.Client.Do(ctx, v.Caller, cmd)
	return fact, answer.Position, err
}

// explain puts what is wrong onto the form; it returns what no form can say.
func (e *entry) explain(err error) error {
	var fields care.Problems
	if errors.As(err, &fields) {
		e.typed.note(e.corr.placed(fields))
		return nil
	}
	p := problem.Of(err)
	switch {
	case len(p.Errors) > 0:
		e.typed.note(e.corr.placed(p.Errors))
	case errors.Is(p, problem.Taken):
		e.typed.note(care.Problems{{Detail: "This form was sent before, with something else in it. What you sent first is recorded: open the person's page and correct it there."}})
	case errors.Is(p, problem.MovedOn):
		e.after = 0
		e.typed.note(care.Problems{{Detail: "Somebody else has changed this meanwhile. Open the person's page and look before you send yours."}})
	case p.Status == http.StatusConflict, p.Status == http.StatusForbidden, p.Status == http.StatusServiceUnavailable, p.Status == http.StatusGone:
		p.Log(err)
		e.typed.note(care.Problems{{Detail: p.Detail}})
	default:
		return err
	}
	return nil
}

// next is where to go when it is recorded: on to the form that follows from it,
// or back to the person, whose page waits until it shows it.
func (e entry) next(fact care.Fact, position uint64) string {
	page := "/care-leavers/" + e.who.id.String()
	query := "?recorded=" + e.form.path + "&min-position=" + strconv.FormatUint(position, 10)
	if e.form.then != nil && e.corr == nil {
		if then := e.form.then(fact); then != "" {
			return page + "/" + then + query
		}
	}
	return page + query
}

// showEntry draws the form with what was typed.
func (s *server) showEntry(w http.ResponseWriter, r *http.Request, v visit, e entry) error {
	drawn := draw(e.typed, e.fields)
	p := pages.Page{
		Title: e.form.title, Section: pages.Register, Back: pages.BackLink{Href: e.home(), Text: "Back to the person"},
		Errors: e.typed.summary(),
		Data: recordingPage{
			Who: e.who.bar(), Warnings: e.who.warnings(), Heading: e.form.title, Lead: e.form.lead, Above: e.above(), Fields: drawn,
			Hidden: e.hidden(), Button: pages.Button{Text: "Record", Once: true}, Cancel: e.home(),
		},
	}
	return s.show(w, r, v, "recording", p)
}

func (e entry) above() []pages.Component {
	if e.form.above == nil || e.who.record == nil {
		return nil
	}
	return e.form.above(e.who)
}

func (e entry) hidden() []hidden {
	all := []hidden{{"event", e.event.String()}}
	if e.after > 0 {
		all = append(all, hidden{"after", strconv.FormatUint(e.after, 10)})
	}
	return all
}

// home is the page of the person, or of whom to record for next.
func (e entry) home() string {
	if e.who.record == nil {
		return string(pages.RecordContact)
	}
	return "/care-leavers/" + e.who.id.String()
}

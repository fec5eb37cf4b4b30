package web

import (
	"net/http"
	"strconv"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
)

// entry is one filling of a form: what is to be recorded, and where.
type entry struct {
	form   form
	who    subject
	typed  *filling
	fields []field
	event  care.EventID
	person care.PersonID // under whom it is recorded: another's id for merged people
	record care.RecordID // that it follows; empty: it opens one
	after  uint64        // the position of that record as it was shown
	corr   *correction   // set: what is recorded corrects something
}

// entry reads which form is meant, of whom, and what was typed.
func (s *server) entry(r *http.Request, v visit) (entry, error) {
	e := entry{typed: fillingOf(r.PostForm), event: uuid.Must(uuid.NewV7())}
	var known bool
	if e.form, known = formAt(r.PathValue("form")); !known {
		return e, problem.New(problem.NotFound, "There is no such form. Go back to the person and choose one.")
	}
	if err := e.typing(r); err != nil {
		return e, err
	}
	id, err := personIn(r)
	if err != nil {
		return e, err
	}
	e.who, err = s.subject(r.Context(), v, id)
	if err != nil && !(tablesAway(err) && e.form.onto == "") {
		return e, err
	}
	e.person = id
	if err := firstOf(s.withOther(r, v, &e), e.follow(r.URL.Query().Get("of"))); err != nil {
		return e, err
	}
	e.fields = e.form.fields(e.who)
	return e, nil
}

// typing reads the form that was sent, if one was.
func (e *entry) typing(r *http.Request) error {
	if r.Method != http.MethodPost {
		e.typed = fillingOf(map[string][]string{})
		return nil
	}
	if err := r.ParseForm(); err != nil {
		return problem.New(problem.Unreadable, "The form could not be read. Go back and send it again.")
	}
	e.typed = fillingOf(r.PostForm)
	id, err := uuid.Parse(e.typed.text("event"))
	if err != nil {
		return problem.New(problem.Unreadable, "The form could not be read. Go back to the person and begin again.")
	}
	e.event = id
	return nil
}

// follow finds the record that a follow-up is about, and where it stands.
func (e *entry) follow(of string) error {
	e.record = e.form.record
	if e.form.onto == "" && e.form.starts == nil && e.form.aim == nil {
		return nil
	}
	if e.who.record == nil {
		return problem.New(problem.Forbidden, "Only those who may open the record can record this. Ask a worker of the team.")
	}
	if e.form.aim != nil {
		return e.form.aim(e, of)
	}
	if e.form.onto == "" { // what it begins with is as whoever fills it in saw it
		e.stands(e.who.record.position(e.person, e.form.area, e.record))
		return nil
	}
	e.record = care.RecordID(of)
	last := e.who.record.lastOn(e.form.area, e.record)
	e.person = last.Person
	e.stands(last.Position)
	if e.after == 0 {
		return problem.New(problem.NotFound, "There is no such "+e.form.onto+" on record. Go back to the person and choose one.")
	}
	return nil
}

// stands says where the record stands: as whoever fills in the form saw it, or
// else as it is now.
func (e *entry) stands(now uint64) {
	e.after = now
	if seen, err := strconv.ParseUint(e.typed.text("after"), 10, 63); err == nil && now > 0 {
		e.after = seen
	}
}

// begins fills in what a form has before anybody types.
func (e *entry) begins() error {
	for _, name := range e.form.today {
		e.typed.setDay(name, e.who.today)
	}
	for _, name := range e.form.me {
		if e.who.you.Manager() && !e.who.you.Operator() {
			e.typed.Set(name, e.who.you.Staff.String())
		}
	}
	if e.form.starts == nil {
		return nil
	}
	return e.fill(e.form.starts(e.who))
}

// fill types what a fact has.
func (e *entry) fill(f care.Fact) error {
	all, err := factsOf(f)
	if err != nil {
		return err
	}
	for _, x := range e.fields {
		x.fill(e.typed, all)
	}
	return nil
}

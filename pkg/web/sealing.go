package web

import (
	"net/http"
	"slices"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
	"intouch/pkg/web/pages"
)

// Taking out what was recorded (docs/rules.md section 10): sealed, a record is
// shown to nobody any more; destroyed, it is erased from the log as well. Both
// take two people, and neither is undone.

// sealForm takes a record out of sight.
var sealForm = form{
	path: "seal", title: "Seal what was recorded", done: "Sealed",
	lead: "For a court order, an upheld erasure or rectification, somebody's safety. It takes two people: name another manager than yourself.",
	fact: care.Sealed{},
	fields: func(s subject) []field {
		return []field{passage{name: "reason", label: "Why is it sealed?", hint: "This is shown instead of what was recorded: put nothing of it here"}, approverField(s)}
	},
}

// destroyForm prepares that it is erased.
var destroyForm = form{
	path: "destroy", title: "Destroy what was recorded", done: "Destroyed: gone from these pages, and from the log once whoever runs InTouch has erased it",
	lead: "Only where it must not be kept at all. A record that is wrong is corrected or taken back; one that is to be out of sight is sealed.",
	fact: care.Destroyed{},
	fields: func(s subject) []field {
		return []field{
			passage{name: "reason", label: "Why is it destroyed?", hint: "This is kept: put nothing of what was recorded here"},
			repeated{name: "approvers", legend: "Which two managers approve?", spare: 2, row: func(prefix string) []field {
				return []field{pick{name: prefix[:len(prefix)-1], label: "Manager", items: s.managerItems()}}
			}},
		}
	},
}

// takeOut answers GET and POST /care-leavers/{person}/events/{event}/seal and
// …/destroy: of the whole record that the event stands on.
func (s *server) takeOut(f form, says string) handler {
	return func(w http.ResponseWriter, r *http.Request, v visit) error {
		e, err := s.takingOut(r, v, f, says)
		if err != nil {
			return err
		}
		if r.Method == http.MethodPost {
			return s.recordEntry(w, r, v, e)
		}
		return s.showEntry(w, r, v, e)
	}
}

const (
	sealSays = "Nobody can read it any more, also not on pages that show the past: lists and timelines say that it was sealed, when, by whom and why. " +
		"What was counted stays counted. Nothing more can be recorded on it, and it cannot be unsealed: if something of it is true, record it anew."
	destroySays = "What was recorded is gone from these pages at once, and erased for ever once whoever runs InTouch has erased it from the log; then nobody can bring it back. " +
		"That there was a record, of which kind and day, who destroyed it and why is kept. What was counted stays counted."
)

func (s *server) takingOut(r *http.Request, v visit, f form, says string) (entry, error) {
	e, opened, err := s.aboutRecord(r, v)
	if err != nil {
		return e, err
	}
	e.form = f
	e.form.area = opened.Area
	e.fields = e.form.fields(e.who)
	if f.path == destroyForm.path { // the service names them too; the fact is whole without it
		e.fields = append(e.fields, positions(e.who.record.on(opened)))
	}
	e.form.above = func(subject) []pages.Component { return takenOut(*e.who.record, opened, says) }
	return e, nil
}

// takenOut shows what goes, and says what it means.
func takenOut(rec record, opened care.Event, says string) []pages.Component {
	rows := []pages.SummaryRow{}
	for _, e := range rec.on(opened) {
		title := factTitle(e.Fact)
		if rec.sealed(e) {
			title = "Sealed"
		}
		rows = append(rows, pages.SummaryRow{Key: care.DayOf(e.RecordedAt).Long(), Value: title + ", by " + rec.by(e)})
	}
	return []pages.Component{pages.SummaryList{Card: "What goes: all of this record", Rows: rows}, pages.Warning{Text: says}}
}

// aboutRecord is an entry about the record that the event of the address stands
// on, sealed or not.
func (s *server) aboutRecord(r *http.Request, v visit) (entry, care.Event, error) {
	e, err := s.opened(r, v)
	if err != nil {
		return e, care.Event{}, err
	}
	id, _ := uuid.Parse(r.PathValue("event"))
	event, ok := e.who.record.event(id)
	if !ok || !canTakeOut(event) {
		return e, event, problem.New(problem.NotFound, "There is no record here that can be taken out. Go back to the person and look at the timeline.")
	}
	opened := e.who.record.first(event)
	e.record, e.person = opened.Record, opened.Person
	e.stands(e.who.record.position(opened.Person, opened.Area, opened.Record))
	return e, opened, nil
}

// canTakeOut reports whether an event stands on a record that can be taken out:
// not one of which each person has just one, on which everything else follows.
func canTakeOut(e care.Event) bool {
	_, err := uuid.Parse(string(e.Record))
	return err == nil
}

// on are the events of the record that an event stands on.
func (rec record) on(e care.Event) []care.Event {
	return slices.DeleteFunc(slices.Clone(rec.events), func(x care.Event) bool {
		return x.Person != e.Person || x.Area != e.Area || x.Record != e.Record
	})
}

// positions are those of the events that are to be erased.
type positions []care.Event

func (positions) draw(*filling) []pages.Component { return nil }

func (p positions) read(_ *filling, to facts) {
	all := []any{}
	for _, e := range p {
		all = append(all, e.Position)
	}
	to["positions"] = all
}

func (positions) fill(*filling, facts) {}

package web

import (
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
	"intouch/pkg/store"
	"intouch/pkg/web/pages"
)

// settleForm says what became of a row that named nobody.
var settleForm = form{
	path: "row", title: "Settle a row that names nobody", done: "Row settled",
	lead: "If the row is about somebody who belongs on the register, register them or find them first.",
	fact: care.RowSettled{}, area: care.AreaImport, onto: "row",
	fields: func(subject) []field {
		return []field{
			passage{name: "how", label: "What became of it?", hint: "For example, registered as 1042, or: not ours, moved to another authority"},
			line{name: "of-localId", label: "Local id of the person it is about (if any)", classes: "govuk-input--width-10"},
		}
	},
}

// settleRow answers GET and POST /import/rows/{row}.
func (s *server) settleRow(w http.ResponseWriter, r *http.Request, v visit) error {
	row, err := s.rowSetAside(r, v)
	if err != nil {
		return err
	}
	e := entry{form: settleForm, record: row.Record, event: uuid.Must(uuid.NewV7()), who: subject{today: v.today}}
	e.fields = e.form.fields(e.who)
	if err := e.typing(r); err != nil {
		return err
	}
	e.stands(row.Position)
	if r.Method == http.MethodPost {
		e.settles(v)
		_, position, err := s.tryToRecord(r.Context(), v, e)
		if err == nil {
			http.Redirect(w, r, "/import?recorded=row&min-position="+strconv.FormatUint(position, 10), http.StatusSeeOther)
			return nil
		}
		if err := e.explain(err); err != nil {
			return err
		}
	}
	return s.showSettling(w, r, v, e, row)
}

// settles turns the local id that was typed into the person it is of.
func (e *entry) settles(v visit) {
	local := e.typed.text("of-localId")
	if local != "" {
		e.fields = append(e.fields[:1:1], the{"person", care.NewPersonID(v.Authority, care.LocalID, local).String()})
	} else {
		e.fields = e.fields[:1:1]
	}
}

func (s *server) rowSetAside(r *http.Request, v visit) (store.SetAside, error) {
	if err := s.lookAtLeft(r.Context(), v); err != nil {
		return store.SetAside{}, err
	}
	rows, err := s.unsettled(r.Context(), v)
	if err != nil {
		return store.SetAside{}, err
	}
	i := slices.IndexFunc(rows, func(a store.SetAside) bool { return string(a.Record) == r.PathValue("row") })
	if i < 0 {
		return store.SetAside{}, problem.New(problem.NotFound, "There is no such row to settle: somebody may have settled it already.")
	}
	return rows[i], nil
}

func (s *server) showSettling(w http.ResponseWriter, r *http.Request, v visit, e entry, row store.SetAside) error {
	line := setAsideLineOf(row)
	e.fields = e.form.fields(e.who)
	drawn := append([]pages.Component{pages.SummaryList{Card: line.List, Rows: line.Cells}}, draw(e.typed, e.fields)...)
	return s.show(w, r, v, "recording", pages.Page{
		Title: e.form.title, Section: pages.Import, Back: pages.BackLink{Href: "/import", Text: "Back to import"}, Errors: e.typed.summary(),
		Data: recordingPage{Heading: e.form.title, Lead: e.form.lead, Fields: drawn, Hidden: e.hidden(), Button: pages.Button{Text: "Settle", Once: true}, Cancel: "/import"},
	})
}

func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }

package web

import (
	"net/http"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
	"intouch/pkg/web/pages"
)

// unaccountedPage is who is unaccounted for, the longest silence first:
// pages/unaccounted.gohtml.
type unaccountedPage struct {
	Size    string      // how many people are on the register
	NotYet  int         // rows of imports that name nobody yet
	Counts  []countLink // the seven buckets
	Team    pages.Select
	Adviser pages.Select
	Rows    []personRow
	Next    pages.Pagination
	Empty   string // what is said when nobody is
	Then    thenForm
}

// unaccounted answers GET /.
func (s *server) unaccounted(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, "team", "adviser", "cursor", "at", "known")
	m := asked(q, v)
	ask := store.RegisterQuery{
		Authority: v.Authority, On: m.on, Buckets: []duty.Bucket{duty.Unaccounted}, Team: q.text("team"), Adviser: q.id("adviser"), Cursor: q.text("cursor"),
	}
	l, err := s.peopleList(r, v, q, ask, m)
	if err != nil {
		return err
	}
	for i := range l.rows {
		l.rows[i].Bucket = "" // the page says it
	}
	data := unaccountedPage{
		Size: registerSize(l.counts), NotYet: l.counts.NotYet, Counts: countLinks(l.counts, duty.Unaccounted, m), Then: m.form(r.URL), Rows: l.rows, Next: nextPage(r.URL, l.next),
		Team: l.team, Adviser: l.adviser, Empty: emptyWords(ask, l.counts),
	}
	return s.show(w, r, v, "unaccounted", pages.Page{Title: "Unaccounted for", Section: pages.Unaccounted, Flash: m.banner(r.URL.Path), Data: data})
}

func emptyWords(q store.RegisterQuery, c store.Counts) string {
	switch {
	case c.Register == 0:
		return "Nobody is on the register yet. Import a list, or register the first person."
	case q.Team != "" || q.Adviser != (care.StaffID{}):
		return "Nobody of these is unaccounted for."
	}
	return "Nobody is unaccounted for."
}

// peopleListed is a list of people with what stands around it.
type peopleListed struct {
	counts  store.Counts
	rows    []personRow
	next    string
	team    pages.Select
	adviser pages.Select
}

// peopleList reads a list of people for a page, after entering that it is looked at.
func (s *server) peopleList(r *http.Request, v visit, q *query, ask store.RegisterQuery, m asAt) (peopleListed, error) {
	ctx := r.Context()
	if err := firstOf(q.err(), s.looks(ctx, v, access.Question{View: access.List, Detail: detail(ask, m)})); err != nil {
		return peopleListed{}, err
	}
	hidden, err := s.veilAt(ctx, v, m)
	if err != nil {
		return peopleListed{}, err
	}
	ask.Hidden = hidden.ids()
	page, counts, err := s.listAt(ctx, v, ask, m)
	if err != nil {
		return peopleListed{}, err
	}
	hidden.rows(page.Rows)
	staff, err := s.roster.list(ctx, v.Authority)
	if err != nil {
		return peopleListed{}, err
	}
	l := peopleListed{counts: counts, next: page.Next, team: teamSelect(staff, ask.Team), adviser: adviserSelect(staff, m.on, ask.Adviser)}
	for _, row := range page.Rows {
		l.rows = append(l.rows, personRowOf(row, m))
	}
	return l, nil
}

func teamSelect(staff staffList, team string) pages.Select {
	return pages.Select{Name: "team", Label: "Team", Items: teamItems(staff), Value: team}
}

func adviserSelect(staff staffList, today care.Day, adviser care.StaffID) pages.Select {
	sel := pages.Select{Name: "adviser", Label: "Personal adviser", Items: adviserItems(staff, today)}
	if adviser != (care.StaffID{}) {
		sel.Value = adviser.String()
	}
	return sel
}

package web

import (
	"net/http"

	"intouch/pkg/web/pages"
)

// whereNowPage asks where somebody is who is no longer where they were; what led
// here is saved already: pages/where_now.gohtml.
type whereNowPage struct {
	Who   pages.IdentityBar
	Links []pages.Link
	Later string // back to the person
}

// whereNow answers GET /care-leavers/{person}/where-now.
func (s *server) whereNow(w http.ResponseWriter, r *http.Request, v visit) error {
	id, err := personIn(r)
	if err != nil {
		return err
	}
	who, err := s.subject(r.Context(), v, id)
	if err != nil && !tablesAway(err) {
		return err
	}
	at := "/care-leavers/" + id.String()
	page := whereNowPage{Who: who.bar(), Later: at, Links: []pages.Link{
		{Href: at + "/record/moved-in", Text: "At another home, or without a fixed abode"},
		{Href: at + "/record/went-away", Text: "Away for a while: custody, hospital, staying elsewhere"},
		{Href: at + "/record/missing", Text: "Reported missing"},
		{Href: at + "/record/not-known", Text: "Nobody knows"},
	}}
	return s.show(w, r, v, "where_now", pages.Page{Title: "Where are they now?", Section: pages.Register, Flash: flashFor(r), Data: page})
}

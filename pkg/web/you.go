package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
	"intouch/pkg/web/pages"
)

// youPage is where somebody says who they are, as long as there is no sign-in:
// pages/you.gohtml.
type youPage struct {
	Authority pages.Component // nil where only one is served
	Who       pages.Radios
	Next      string
}

// youForm answers GET /you.
func (s *server) youForm(w http.ResponseWriter, r *http.Request) {
	s.showYou(w, r, fillingOf(r.URL.Query()))
}

// you answers POST /you.
func (s *server) you(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		s.fail(w, r, problem.New(problem.Unreadable, "The form could not be read. Go back and send it again."))
		return
	}
	typed := fillingOf(r.PostForm)
	authority := or(typed.text("authority"), s.Authorities[0])
	staff, err := uuid.Parse(typed.text("who"))
	if err != nil || !slices.Contains(s.Authorities, authority) {
		typed.wrong("who", "Select who you are")
		s.showYou(w, r, typed)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: youCookie, Value: authority + "/" + staff.String(), Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil})
	http.Redirect(w, r, onThisSite(typed.text("next")), http.StatusSeeOther)
}

// onThisSite is the address if it is a path of ours, else the first page.
func onThisSite(next string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") {
		return "/"
	}
	return next
}

func (s *server) showYou(w http.ResponseWriter, r *http.Request, typed *filling) {
	authority := or(typed.text("authority"), s.Authorities[0])
	staff, err := s.roster.list(r.Context(), authority)
	page := youPage{Next: onThisSite(typed.text("next")), Who: pages.Radios{Name: "who", Legend: "Who are you?", LegendClasses: "govuk-fieldset__legend--l", Heading: true,
		Hint: "There is no sign-in yet. What you do is recorded under the name that you choose.", Error: typed.on("who", "who"), Value: typed.text("who")}}
	if err != nil {
		page.Who.Hint += " The list of staff cannot be read just now."
	}
	for _, m := range staff.here(care.DayOf(s.Now())) {
		page.Who.Items = append(page.Who.Items, pages.Choice{Value: m.ID.String(), Text: m.Name, Hint: strings.Trim(strings.Join(labels(care.StaffRoles, m.Roles), ", ")+", "+m.Team, ", ")})
	}
	if len(page.Who.Items) > 0 {
		page.Who.Items = append(page.Who.Items, pages.Choice{Divider: "or"})
	}
	page.Who.Items = append(page.Who.Items, pages.Choice{Value: care.Operator.String(), Text: "Operator of this machine", Hint: "May do everything"})
	if len(s.Authorities) > 1 {
		page.Authority = pages.Select{Name: "authority", Label: "Authority", Items: plain(s.Authorities), Value: authority}
	}
	status := http.StatusOK
	if len(typed.problems) > 0 {
		status = http.StatusUnprocessableEntity
	}
	s.send(w, status, "you", pages.Page{Title: "Who are you?", Errors: typed.summary(), Coverage: pages.Coverage{Text: "This page shows no figures."}, Data: page})
}

func plain(values []string) []pages.Choice {
	all := make([]pages.Choice, len(values))
	for i, v := range values {
		all[i] = pages.Choice{Value: v, Text: v}
	}
	return all
}

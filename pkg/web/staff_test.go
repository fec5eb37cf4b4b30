package web

import (
	"net/http"
	"net/url"
	"testing"

	care "intouch/pkg/careleaver"
)

func TestStaff(t *testing.T) {
	h := newHouse(t).inTown()
	v := h.as(martha)
	form := filled(t, v.get("/staff/new/joined"), map[string]string{"name": "Ruth Bell", "team": "South"})
	form["roles"] = []string{"personal_adviser", "duty_worker"}
	v.post("/staff/new/joined", form).wants(t, http.StatusOK, "Recorded", "Ruth Bell", "Personal adviser, Duty worker", "South")
	ruth := care.NewStaffID(authority, "Ruth Bell").String()
	for _, c := range []struct {
		form  string
		typed map[string]string
		wants string
	}{
		{"absent", map[string]string{"cover": priya.String()}, "Away since 15 June 2026, covered by Priya Shah"},
		{"returned", nil, "Ruth Bell"},
		{"left", nil, "Left on 15 June 2026"},
	} {
		t.Run(c.form, func(t *testing.T) {
			v.fill("/staff/"+ruth+"/"+c.form, c.typed).wants(t, http.StatusOK, "Recorded", c.wants)
		})
	}
	t.Run("who has left is nobody any more", func(t *testing.T) {
		h.as(care.NewStaffID(authority, "Ruth Bell")).get("/").wants(t, http.StatusOK, "Who are you?").lacks(t, "Ruth Bell")
	})
	v.fill("/staff/new/team-manager", map[string]string{"team": "South", "manager": martha.String(), "deputy": priya.String()}).wants(t, http.StatusOK, "Martha Cole, deputy Priya Shah")
	v.fill("/staff/new/joined", nil).wants(t, http.StatusUnprocessableEntity, `<a href="#name">Enter the name</a>`)
	v.get("/staff/"+newID()+"/left").wants(t, http.StatusNotFound, "Nobody of that id works here")
	v.get("/staff/new/left").wants(t, http.StatusNotFound)
	h.as(priya).fill("/staff/new/joined", map[string]string{"name": "Ruth Bell"}).wants(t, http.StatusUnprocessableEntity, "Your role may not change who works here")
}

func TestSayingWhoYouAre(t *testing.T) {
	h := newHouse(t).inTown()
	for _, c := range []struct {
		name  string
		typed url.Values
		wants []string
	}{
		{"a worker goes on to where they wanted to be", url.Values{"who": {priya.String()}, "next": {"/register"}}, []string{"You are <strong>Priya Shah</strong>, Personal adviser", ">Register</h1>"}},
		{"the operator is offered too", url.Values{"who": {care.Operator.String()}}, []string{"You are <strong>Operator of this machine</strong>"}},
		{"another site is nowhere to go", url.Values{"who": {priya.String()}, "next": {"//elsewhere.example/"}}, []string{"Unaccounted for</h1>"}},
	} {
		t.Run(c.name, func(t *testing.T) { h.stranger().post("/you", c.typed).wants(t, http.StatusOK, c.wants...) })
	}
	h.stranger().post("/you", url.Values{}).wants(t, http.StatusUnprocessableEntity, `<a href="#who">Select who you are</a>`)
	h.stranger().get("/you").wants(t, http.StatusOK, "There is no sign-in yet", "Bernard Lowe", "Business support, North")
}

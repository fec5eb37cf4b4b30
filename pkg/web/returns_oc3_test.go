package web

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	care "intouch/pkg/careleaver"
	"intouch/pkg/returns/oc3"
)

const oc3Of2026 = "/api/v1/returns/oc3.csv?year=2026"

// The town in the return of 2026. Amira was met at 19, and nobody said whether
// her home is suitable; of the others nobody was seen around the birthday.
var townIn2026 = []string{
	"CHILD,DOB,IN_TOUCH,ACTIV,ACCOM",
	"1001,10/03/2007,YES,F2,U",
	"1002,01/02/2008,NO,0,0",
	"1003,20/01/2006,NO,0,0",
	"1008,15/01/2007,NO,0,0",
	"1010,15/01/2007,NO,0,0",
	"1011,15/01/2008,NO,0,0",
	"",
}

func TestTheReturnAsAFile(t *testing.T) {
	h := newHouse(t).inTown()
	v := h.as(anna)
	a := v.get(oc3Of2026).wants(t, http.StatusOK)
	if diff := cmp.Diff(strings.Join(townIn2026, "\r\n"), a.body); diff != "" {
		t.Errorf("want (-) and got (+):\n%s", diff)
	}
	if got := a.header.Get("Content-Disposition"); got != `attachment; filename="oc3 `+authority+` 2026.csv"` {
		t.Errorf("it comes as %q", got)
	}
	v.get("/api/v1/returns/oc3.xml?year=2026").wants(t, http.StatusOK, "<EXPSSDA903><CHILD><HEADER><CHILDID>1001</CHILDID>", "<ACCOM>U</ACCOM>")
	v.get(oc3Of2026+"&known=2026-04-19").wants(t, http.StatusOK, "1001,10/03/2007,YES,0,U").lacks(t, "1003")
	v.get(oc3Of2026+"&known=2026-04-01").wants(t, http.StatusOK, "1001,10/03/2007,NO,0,0")
	v.get("/returns/oc3?year=2026").wants(t, http.StatusOK, "XML by itself", "rules 101, 102, 103")
	v.get("/api/v1/returns/oc3.csv").wants(t, http.StatusBadRequest, "such as 2026")
	v.get(oc3Of2026+"&ages=40").wants(t, http.StatusBadRequest, "ages is one of")
	h.as(priya).get(oc3Of2026).wants(t, http.StatusForbidden, "Your role may not export")

	var kept string
	err := h.pool.QueryRow(t.Context(), `SELECT string_agg(detail || ' ' || allowed, '; ' ORDER BY id) FROM kept.audit WHERE action = 'export'`).Scan(&kept)
	if err != nil || !strings.HasPrefix(kept, "oc3 2026, csv true; oc3 2026, xml true") || !strings.HasSuffix(kept, "oc3 2026, csv false") {
		t.Errorf("entered is %q: %v", kept, err)
	}
}

func (h *house) preCheck(v visitor, method string, body *bytes.Buffer, kind string) preCheckJSON {
	h.Helper()
	if body == nil {
		body = &bytes.Buffer{}
	}
	return checked(h.T, v.do(method, "/api/v1/returns/oc3/pre-check?year=2026", kind, body))
}

func checked(t *testing.T, a answer) (got preCheckJSON) {
	t.Helper()
	a.wants(t, http.StatusOK)
	if err := json.Unmarshal([]byte(a.body), &got); err != nil {
		t.Fatal(err)
	}
	return got
}

// found is who a rule found, by what it is called.
func (p preCheckJSON) found(rule string) string {
	var who []string
	for _, r := range p.Rules {
		for _, f := range r.Findings {
			if r.Rule == rule {
				who = append(who, strings.TrimSpace(string(f.Kind)+" "+f.Child+" "+f.Name))
			}
		}
	}
	return strings.Join(who, ", ")
}

func TestThePreCheckNamesWhoAndWhat(t *testing.T) {
	h := newHouse(t).inTown()
	got := h.preCheck(h.as(anna), http.MethodGet, nil, "")
	for rule, want := range map[string]string{
		"133":                   "error 1001 Amira Noor",
		oc3.NotAssessed:         "ours 1001 Amira Noor",
		oc3.BirthMissing:        "ours 1012 Viktor Hale",
		oc3.ListedWithoutDay:    "ours 1003 Farid Amin",
		oc3.ChildIDMissing:      "ours 1001 Amira Noor, ours 1002 Chloe Banks, ours 1003 Farid Amin, ours 1008 Olu Ade, ours 1010 Sam Okafor, ours 1011 Uma Rao",
		"INT06":                 "",
		oc3.WindowStillOpen:     "",
		"348":                   "",
		"date-of-birth-written": "",
	} {
		if diff := cmp.Diff(split(want), split(got.found(rule))); diff != "" {
			t.Errorf("%s: want (-) and got (+):\n%s", rule, diff)
		}
	}
	if got.Count != 6 || got.Codes["YES"] != 1 || got.Codes["NO"] != 5 || got.LeftBy[oc3.NoBirth] != 1 || got.Ages != oc3.AndSupported {
		t.Errorf("counts are %+v", got.oc3Head)
	}
}

func split(s string) map[string]bool {
	all := map[string]bool{}
	for part := range strings.SplitSeq(s, ", ") {
		if part != "" {
			all[part] = true
		}
	}
	return all
}

// filed is a form with other files of the collection.
func filed(t *testing.T, files map[string]string) (*bytes.Buffer, string) {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for field, text := range files {
		part, err := form.CreateFormFile(field, "file.csv")
		if err == nil {
			_, err = part.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	return &body, form.FormDataContentType()
}

func TestThePreCheckWithOtherFiles(t *testing.T) {
	h := newHouse(t).inTown()
	v := h.as(martha)
	body, kind := filed(t, map[string]string{
		"thisYear": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1001,F,11/03/2007,WBRI,UN1,,\n1002,F,01/02/2008,WBRI,UN1,,\n",
		"lastYear": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n1002,01/02/2008,DIED,0,0\n",
	})
	got := h.preCheck(v, http.MethodPost, body, kind)
	for rule, want := range map[string]string{
		"INT15": "error 1001 Amira Noor",
		"INT06": "error 1003 Farid Amin, error 1008 Olu Ade, error 1010 Sam Okafor, error 1011 Uma Rao",
		"348":   "error 1002 Chloe Banks",
	} {
		if got := got.found(rule); got != want {
			t.Errorf("%s: %q, want %q", rule, got, want)
		}
	}
	body, kind = filed(t, map[string]string{"thisYear": "child,dob\n"})
	v.do(http.MethodPost, "/api/v1/returns/oc3/pre-check?year=2026", kind, body).wants(t, http.StatusUnprocessableEntity, "/thisYear/0", "in capitals")
	body, kind = filed(t, map[string]string{"lastYear": "child,dob\n"})
	v.do(http.MethodPost, "/returns/oc3?year=2026", kind, body).wants(t, http.StatusUnprocessableEntity, "There is a problem", `href="#lastYear"`)
}

// Whoever was returned as dead stays so: by any file of last year's return that
// was taken out, as it was known then, even if the death was taken back since.
func TestADeathThatWasReturnedIsHeldAgainstTheNextReturn(t *testing.T) {
	h := newHouse(t).inTown()
	wren := registered("1020", "Wren", "Older", "2003-05-01", "2025-01-01")
	wren.tellAs("2026-06-15", care.AreaCaseload, care.RecordPerson, care.Died{On: day("2026-05-30"), ToldOn: day("2026-06-15")})
	h.publish(wren.events...)
	h.publish(takenBack(sam, lastOf(sam)), takenBack(wren.id, wren.events[1].ID))
	h.settle()
	v := h.as(martha)
	const asTaken = "/api/v1/returns/oc3"
	for _, c := range []struct{ name, took, want string }{
		{"nothing was taken out", "", ""},
		{"the return was looked at", asTaken + ".json?year=2027&known=2026-06-15", ""},
		{"a file was, as known before the death was", asTaken + ".csv?year=2027&known=2026-06-14", ""},
		{"a file was, as known at noon of that day", asTaken + ".csv?year=2027&known=2026-06-15T12:00:00%2B01:00", "error 1010 Sam Okafor"},
		{"and one as known before it besides", asTaken + ".csv?year=2027&known=2026-06-14", "error 1010 Sam Okafor"},
		{"and one with everybody of 22 to 25", asTaken + ".xml?year=2027&ages=whole&known=2026-06-15T12:00:00%2B01:00", "error 1010 Sam Okafor, error 1020 Wren Older"},
	} {
		if c.took != "" {
			v.get(c.took).wants(t, http.StatusOK)
		}
		if got := checked(t, v.get(asTaken+"/pre-check?year=2028&ages=whole")).found("348"); got != c.want {
			t.Errorf("%s: 348 finds %q, want %q", c.name, got, c.want)
		}
	}
	if n := h.entries("oc3 2027, ages whole, as known 2026-06-15T12:00:00+01:00, xml", martha, true); n != 1 {
		t.Errorf("%d entries say who was in it, and as known when", n)
	}
}

// takenBack takes something back that was recorded of somebody, a day later.
func takenBack(id care.PersonID, of care.EventID) care.Event {
	e := aside(id, care.RecordPerson, care.Voided{Of: of, Reason: "entered_in_error"})
	e.RecordedAt = noon.AddDate(0, 0, 1)
	return e
}

// The line of a file is owed whole; whose it is, and why it says so, is theirs to
// see whom the restriction names (docs/rules.md section 10).
func TestARestrictedOrSealedRecordIsALineAndNoMore(t *testing.T) {
	h := newHouse(t).inTown()
	only := care.AccessRestricted{Only: []care.StaffID{martha}, Reason: "a relative works here", Approver: martha}
	h.publish(aside(amira, care.NewRecordID(care.DerivedID("test", "restricted")), only), aside(viktor, care.NewRecordID(care.DerivedID("test", "restricted too")), only),
		aside(chloe, care.RecordPerson, care.Sealed{Reason: "A court order", Approver: martha}))
	h.settle()
	theirs := []string{"Two-way contact on 2 April 2026", "Amira", "2007-03-10", "10/03/2007", "F2", "not assessed", "Viktor", "date_of_birth", "Date of birth missing"}
	for _, path := range []string{"/returns/oc3?year=2026", "/api/v1/returns/oc3.json?year=2026", "/api/v1/returns/oc3/pre-check?year=2026"} {
		h.as(anna).get(path).wants(t, http.StatusOK, "1001", "restricted to named people", "This record is sealed").lacks(t, append(theirs, "Chloe")...)
		h.as(martha).get(path).wants(t, http.StatusOK, "Amira", "Viktor").lacks(t, "Chloe", "This record is restricted")
	}
	h.as(anna).get("/api/v1/returns/oc3.json?year=2026").wants(t, http.StatusOK, `"YES":1`, `"reason":"restricted"`)
	h.as(anna).get("/returns/oc3?year=2026").wants(t, http.StatusOK, "Restricted record", "IN_TOUCH YES")
	if diff := cmp.Diff(strings.Join(townIn2026, "\r\n"), h.as(anna).get(oc3Of2026).body); diff != "" {
		t.Errorf("the file: want (-) and got (+):\n%s", diff)
	}
	got := h.preCheck(h.as(anna), http.MethodGet, nil, "")
	for rule, want := range map[string]string{"133": "error 1001", oc3.NotAssessed: "", oc3.BirthMissing: "", oc3.RecordRestricted: "ours 1001, ours 1002, ours 1012"} {
		if got := got.found(rule); got != want {
			t.Errorf("%s: %q, want %q", rule, got, want)
		}
	}
}

// aside is what a manager says of a record in the town at noon.
func aside(id care.PersonID, record care.RecordID, f care.Fact) care.Event {
	return care.Event{ID: care.DerivedID("test", "aside", id.String()), Authority: authority, Person: id, Area: care.AreaCaseload, Record: record, Actor: martha, Source: "/intouch/test", Fact: f, RecordedAt: noon}
}

func TestThePageOfTheReturn(t *testing.T) {
	h := newHouse(t).inTown()
	v := h.as(martha)
	v.get("/returns/oc3").wants(t, http.StatusOK,
		"Care leaver return 2026", "6 people", "YES: in touch", "0 asked for support and received it; 0 in all",
		"No suitability is assessed", `href="/care-leavers/`+amira.String()+`"`, "Two-way contact on 2 April 2026, 23 days after the birthday",
		`href="/care-leavers/`+amira.String()+"#", "Date of birth missing", "Viktor Hale",
		"/api/v1/returns/oc3.csv?ages=supported&amp;year=2026")
	v.get("/returns/oc3?year=2027").wants(t, http.StatusOK, "DIED: died", "The time around the birthday is not over")
	v.get("/returns/oc3?page=9").wants(t, http.StatusOK, "Care leaver return")
	v.get("/returns/oc3?page=x").wants(t, http.StatusBadRequest, "page is a number")
	h.as(anna).get("/returns/oc3").wants(t, http.StatusOK, "Amira Noor").lacks(t, `href="/care-leavers/`+amira.String())
	h.as(priya).get("/returns/oc3").wants(t, http.StatusForbidden, "may not export")
	body, kind := filed(t, map[string]string{"thisYear": "CHILD,SEX,DOB,DUC\n1001,2,10/03/2007,\n"})
	v.do(http.MethodPost, "/returns/oc3?year=2026&ages=supported", kind, body).wants(t, http.StatusOK, "Checked with UASC")
}

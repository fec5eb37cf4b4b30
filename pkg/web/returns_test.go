package web

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"strings"
	"testing"

	care "intouch/pkg/careleaver"
)

func TestWhoMayTakeFilesOut(t *testing.T) {
	h := newHouse(t).inTown()
	for _, c := range []struct {
		name           string
		who            care.StaffID
		everyone, hers int
	}{
		{"a manager", martha, http.StatusOK, http.StatusOK},
		{"an analyst, but nobody's record", anna, http.StatusOK, http.StatusForbidden},
		{"not a personal adviser", priya, http.StatusForbidden, http.StatusForbidden},
		{"not business support", bernard, http.StatusForbidden, http.StatusForbidden},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := h.as(c.who)
			for pattern := range (&server{}).downloads() {
				want := c.everyone
				path := strings.TrimPrefix(pattern, "GET ")
				if strings.Contains(path, "{person}") {
					path, want = strings.Replace(path, "{person}", amira.String(), 1), c.hers
				}
				if a := v.get(path); a.status != want {
					t.Errorf("%s: %d, want %d: %s", path, a.status, want, readable(a.body))
				}
			}
		})
	}
}

func TestEachFileThatIsTakenOutIsEntered(t *testing.T) {
	h := newHouse(t).inTown()
	h.as(martha).get("/returns/annex-a-list-9.csv?at=2026-06-01&known=2026-06-02&from=")
	h.as(priya).get("/api/v1/returns/register.xlsx")
	h.as(martha).get("/api/v1/care-leavers/" + amira.String() + "/timeline.csv")
	if daily := h.as(martha).get("/returns/dfe-daily.json"); !strings.Contains(daily.header.Get("Content-Disposition"), "2026-06-14.json") {
		t.Errorf("the daily records are of yesterday, and come as %q", daily.header.Get("Content-Disposition"))
	}
	for _, want := range []struct {
		detail  string
		who     care.StaffID
		allowed bool
	}{
		{"annex-a-list-9, as at 2026-06-01, as known 2026-06-02, csv", martha, true}, {"register, as at 2026-06-15, xlsx", priya, false}, {"timeline, as at 2026-06-15, csv", martha, true}, {"dfe-daily, as at 2026-06-14, json", martha, true},
	} {
		if n := h.entries(want.detail, want.who, want.allowed); n != 1 {
			t.Errorf("%d entries say %q", n, want.detail)
		}
	}
}

// entries are how many entries say that somebody took something out.
func (h *house) entries(detail string, who care.StaffID, allowed bool) (n int) {
	h.Helper()
	err := h.pool.QueryRow(h.Context(), "SELECT count(*) FROM kept.audit WHERE action = 'export' AND detail = $1 AND who = $2 AND allowed = $3", detail, who, allowed).Scan(&n)
	if err != nil {
		h.Fatal(err)
	}
	return n
}

// rowsOf are those of a CSV below its headings, by the first cell.
func rowsOf(t *testing.T, a answer) map[string][]string {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(a.body, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatalf("%v:\n%s", err, a.body)
	}
	rows := map[string][]string{}
	for _, row := range all[1:] {
		rows[row[0]] = row
	}
	return rows
}

func TestFilesAreOfTheDayThatIsAskedFor(t *testing.T) {
	v := newHouse(t).inTown().as(martha)
	a := v.get("/api/v1/returns/annex-a-list-9.csv")
	if got := a.header.Get("Content-Disposition"); got != `attachment; filename="annex-a-list-9 `+authority+` 2026-06-15.csv"` || a.header.Get(positionHeader) == "" {
		t.Errorf("%q at %q", got, a.header.Get(positionHeader))
	}
	if got := rowsOf(t, a)["1010"]; got == nil || got[12] != "c) Died" {
		t.Errorf("Sam, who died, is %q", got)
	}
	if got := rowsOf(t, v.get("/api/v1/returns/annex-a-list-9.csv?known=2026-06-14"))["1010"]; got == nil || got[12] != "a) Yes" {
		t.Errorf("as known the day before it was recorded Sam is %q", got)
	}
	if got := rowsOf(t, v.get("/returns/annex-a-list-9.csv?at=2024-06-01&known=&from=")); len(got) != 0 {
		t.Errorf("two years ago %d people were on the list", len(got))
	}
	v.get("/api/v1/returns/contacts.csv?from=2026-06-10&to=2026-06-12").wants(t, http.StatusOK, "12/06/2026").lacks(t, "13/06/2026", "09/06/2026")
	v.get("/api/v1/returns/contacts.csv?from=yesterday").wants(t, http.StatusBadRequest, "Write from as a day")
	v.get("/returns/register.csv?at=yesterday").wants(t, http.StatusBadRequest, "Write at as a day", "<html")
}

func TestSomebodyWhoIsRestrictedIsARowWithAnID(t *testing.T) {
	h := newHouse(t).inTown()
	l := &life{id: amira, actor: martha}
	l.events = make([]care.Event, 900) // ids that nobody else's events have
	l.tell("2026-06-14", care.AreaCaseload, care.AccessRestricted{Only: []care.StaffID{martha}, Reason: "A relative works here", Approver: martha})
	h.publish(l.events[900:]...)
	h.settle()
	if got := strings.Join(rowsOf(t, h.as(anna).get("/api/v1/returns/annex-a-list-9.csv"))["1001"][1:], ""); got != "" {
		t.Errorf("an analyst reads %q", got)
	}
	if got := strings.Join(rowsOf(t, h.as(martha).get("/api/v1/returns/annex-a-list-9.csv"))["1001"][1:], ""); got == "" {
		t.Error("whom the restriction names reads nothing")
	}
	h.as(anna).get("/api/v1/returns/contacts.csv").wants(t, http.StatusOK).lacks(t, "1001")
}

// Whoever fills in the form gets the file: each button sends it elsewhere.
func TestTheFormOfThePageLeadsToTheFiles(t *testing.T) {
	v := newHouse(t).inTown().as(martha)
	page := v.get("/returns").wants(t, http.StatusOK, `name="at"`, `name="known"`, `name="from"`)
	n := 0
	for _, part := range strings.Split(page.body, `formaction="`)[1:] {
		address, _, _ := strings.Cut(part, `"`)
		v.get(address+"?"+url.Values{"at": {"2026-06-15"}, "known": {""}, "from": {""}}.Encode()).wants(t, http.StatusOK)
		n++
	}
	if n != 10 {
		t.Errorf("%d buttons, want 10", n)
	}
	h := v.house
	h.as(priya).get("/returns").wants(t, http.StatusOK, "Your role does not take files out").lacks(t, "formaction")
}

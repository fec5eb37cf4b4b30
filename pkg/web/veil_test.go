package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/importing"
)

// restricted closes a record to all but Martha.
func (l *life) restricted() *life {
	l.tell("2026-06-10", care.AreaCaseload, care.AccessRestricted{Only: []care.StaffID{martha}, Reason: "a relative works here", Approver: martha})
	return l
}

// other is somebody whom no restriction names, and whose page it is.
func (h *house) other(path string) visitor {
	if strings.HasPrefix(path, "/figures") || strings.HasPrefix(path, "/recording") {
		return h.as(anna)
	}
	return h.as(priya)
}

// hart is somebody whose record is restricted, with an alert that closed late and a
// question of an import.
func hart() *life {
	l := registered("2002", "Grace", "Hart", "2006-12-24", "2026-06-02").restricted()
	l.tell("2026-06-11", care.AreaContact, care.Attempted{How: care.TriedCall, When: on("2026-06-04"), Outcome: "no_answer", By: care.By{Staff: priya}})
	cause := l.events[len(l.events)-1]
	for _, rule := range []string{"keep-in-touch", "first-visit"} {
		id := care.NewAlertID(l.id, rule, "x")
		l.events = append(l.events, care.Event{ID: id, Authority: authority, Person: l.id, Area: care.AreaAlert, Record: care.NewRecordID(id), Actor: care.Monitor, Source: "/intouch/monitor", RecordedAt: noon,
			Fact: care.AlertRaised{Rule: rule, PolicyVersion: 1, Lapse: "x", Due: day("2026-06-09"), ActBy: day("2026-06-09"), Owner: priya}})
	}
	l.tellAs("2026-06-15", care.AreaAlert, care.NewRecordID(care.NewAlertID(l.id, "first-visit", "x")), care.AlertClosed{Reason: care.ClosedLate, Because: cause.ID})
	l.tell("2026-06-03", care.AreaImport, care.CellQuestioned{Column: "Name", Value: "Grace H.", Reason: "Which?", AsAt: day("2026-06-01"), Row: 4})
	return l
}

func TestARestrictedRecordHasNoNameInLists(t *testing.T) {
	h := newHouse(t).inTown()
	h.publish(hart().events...)
	h.settle()
	for _, path := range []string{
		"/", "/register?sort=name", "/alerts", "/api/v1/care-leavers", "/api/v1/alerts", "/recording", "/recording/records",
		"/register?at=2026-06-05&sort=name", "/api/v1/care-leavers?at=2026-06-05", "/register?at=2026-09-01", "/api/v1/care-leavers?at=2026-09-01",
		"/figures/people?figure=in_touch_now&part=counted&band=19_21", "/figures/people?figure=in_touch_now&part=counted&band=19_21&at=2026-06-05",
	} {
		t.Run(path, func(t *testing.T) {
			h.other(path).get(path).wants(t, http.StatusOK, "Restricted record").lacks(t, "Grace", "Hart", "2006-12-24", "2002")
			h.as(martha).get(path).wants(t, http.StatusOK, "Grace")
		})
	}
	t.Run("nor an id in the file of late records", func(t *testing.T) {
		const path = "/api/v1/late-recording/records.csv"
		call := hart().events[2].ID.String()
		h.as(anna).get(path).wants(t, http.StatusOK, "1001").lacks(t, "2002", call)
		h.as(martha).get(path).wants(t, http.StatusOK, "2002", call)
	})
	t.Run("a search does not say whose it is", func(t *testing.T) {
		h.as(priya).post("/register", url.Values{"q": {"grace"}}).wants(t, http.StatusOK, "0 people found").lacks(t, "Restricted record</a>")
		h.as(martha).post("/register", url.Values{"q": {"grace"}}).wants(t, http.StatusOK, "Grace Hart")
	})
	t.Run("nor by whom somebody asks before recording a contact", func(t *testing.T) {
		for _, typed := range []url.Values{{"name": {"grace hart"}}, {"name": {"grace hart"}, "birth-day": {"24"}, "birth-month": {"12"}, "birth-year": {"2006"}}} {
			h.as(priya).post("/record", typed).wants(t, http.StatusOK).lacks(t, "Restricted record", hart().id.String())
			h.as(martha).post("/record", typed).wants(t, http.StatusOK, hart().id.String())
		}
	})
	t.Run("whoever was in touch with them can record it by their id", func(t *testing.T) {
		h.as(priya).post("/record", url.Values{"id": {"2002"}}).wants(t, http.StatusOK, "Restricted record", hart().id.String()).lacks(t, "Grace")
	})
	t.Run("questions about them are shown to those named", func(t *testing.T) {
		h.as(priya).get("/import").wants(t, http.StatusOK, "sofa?").lacks(t, "Grace")
		h.as(martha).get("/import").wants(t, http.StatusOK, "Grace H.")
	})
}

// Whoever is merged with somebody is closed with them, in every list of the past too;
// when they are parted, what was known of both stays closed.
func TestARestrictionHoldsForWhomTheyWereMergedWith(t *testing.T) {
	l := registered("2002", "Grace", "Hart", "2007-03-10", "2026-05-02").restricted()
	at := l.tell("2026-05-03", care.AreaAccommodation, care.MovedIn{From: care.From{From: day("2026-05-03")}, Residence: "Y", Address: "7 Hidden Lane", Postcode: "ZZ9 9ZZ"})
	l.tellAs("2026-06-13", care.AreaAccommodation, at, care.Sealed{Reason: "court order", Approver: martha})
	l.tellAs("2026-06-03", care.AreaCaseload, care.RecordPerson, care.Merged{Into: amira, Reason: "the same passport"})
	h := newHouse(t).inTown()
	h.publish(l.events...)
	h.settle()
	past := []string{"/register?at=2026-06-05", "/api/v1/care-leavers?at=2026-06-05", "/register?known=2026-06-05", "/register?known=2026-06-02", "/figures/people?figure=in_touch_now&part=counted&band=19_21&known=2026-06-05"}
	for _, path := range append(past, "/register") {
		h.other(path).get(path).wants(t, http.StatusOK, "Restricted record").lacks(t, "Grace", "Amira Noor")
	}
	h.publish(l.parted()...)
	h.settle()
	h.as(priya).get("/register").wants(t, http.StatusOK, "Amira Noor", "Restricted record").lacks(t, "Grace")
	for _, path := range past {
		h.other(path).get(path).wants(t, http.StatusOK, "Restricted record").lacks(t, "Grace")
	}
	was := personPath(amira, "?known=2026-06-05")
	h.as(priya).get(personPath(amira)).wants(t, http.StatusOK, "Amira Noor")
	for _, path := range []string{was, "/api/v1" + was, "/api/v1" + personPath(amira, "/timeline?known=2026-06-05")} {
		h.as(priya).get(path).wants(t, http.StatusForbidden, "restricted to named people").lacks(t, "Grace", "Hidden")
		h.as(martha).get(path).wants(t, http.StatusOK).lacks(t, "Hidden", "ZZ9")
	}
}

// parted takes the merge back.
func (l *life) parted() []care.Event {
	n := len(l.events)
	l.tellAs("2026-06-14", care.AreaCaseload, care.RecordPerson, care.Unmerged{From: amira, Reason: "two sisters"})
	return l.events[n:]
}

// The answers to the rows of an import quote them.
func TestAnAnswerToARowSaysNothingOfWhatIsClosed(t *testing.T) {
	h := newHouse(t).inTown()
	h.publish(append(hart().events, wren().events...)...)
	h.settle()
	id := care.DerivedID("test", "an import of the closed")
	about := []byte(`{"format":"contacts","asAt":"2026-06-01","counts":{"changed":3}}`)
	var bodies [][]byte
	for i, of := range []care.PersonID{amira, hart().id, wren().id} {
		body, err := json.Marshal(importing.RowReport{Row: i + 2, ID: "id of the list", Person: of, Answer: importing.Changed, What: []string{"what was stored"}, Questions: []importing.Question{{Column: "Type", Value: "a word", Reason: "Which?"}}})
		if err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, body)
	}
	_, _, err := h.db.OpenImport(h.Context(), authority, id, about, 3)
	if err == nil {
		err = h.db.WriteAnswers(h.Context(), authority, id, []int{1, 2, 3}, []string{"changed", "changed", "changed"}, bodies)
	}
	if err == nil {
		err = h.db.CloseImport(h.Context(), authority, id, about, true)
	}
	if err != nil {
		t.Fatal(err)
	}
	page, api := "/import/lists/"+id.String(), "/api/v1/imports/"+id.String()
	for _, path := range []string{page, page + "?rows=to-settle", page + "/answers.csv", api} {
		for _, c := range []struct {
			who  care.StaffID
			told int
		}{{anna, 1}, {martha, 2}} {
			body := h.as(c.who).get(path).wants(t, http.StatusOK, "sealed or destroyed").body
			for _, quoted := range []string{"id of the list", "a word"} {
				if n := strings.Count(body, quoted); n != c.told {
					t.Errorf("%s tells %s %d times of %q, want %d", path, c.who, n, quoted, c.told)
				}
			}
		}
		h.as(anna).get(path).wants(t, http.StatusOK, "Restricted record")
	}
	h.as(martha).get(page).wants(t, http.StatusOK, "Row 2", "Row 3", "Row 4")
}

func TestALateRecordThatIsSealedDoesNotSayWhatItIs(t *testing.T) {
	h := newHouse(t)
	h.publish(wren().events...)
	h.inTown()
	from := day("2026-05-09").Start().Format(time.DateOnly)
	for _, path := range []string{"/recording/records?from=" + from + "&to=2026-05-11", "/api/v1/late-recording/records.csv?from=" + from + "&to=2026-05-11"} {
		h.as(martha).get(path).wants(t, http.StatusOK, "Sealed").lacks(t, "by phone", "Spoke", "Secret")
	}
	href := h.as(martha).get("/recording/records?from="+from+"&to=2026-05-11").wants(t, http.StatusOK, "?timeline=all#event-").body
	if strings.Contains(href, `/care-leavers/`+wren().id.String()+`#event`) {
		t.Error("the event may be on another page of the timeline")
	}
}

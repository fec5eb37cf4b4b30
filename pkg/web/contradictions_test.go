package web

import (
	"net/http"
	"net/url"
	"testing"

	care "intouch/pkg/careleaver"
)

// Amira says on the phone that she is still there; her landlord says a month
// later that the flat is empty.
func (h *house) contradicted() *house {
	h.Helper()
	l := &life{id: amira, actor: priya, events: make([]care.Event, 30)}
	l.tell("2026-06-12", care.AreaContact, care.ToldBySomeoneElse{When: on("2026-06-12"), Hearsay: care.Hearsay{Informant: care.FromOther, Who: "her landlord", What: "The flat is empty", StillThere: care.StillNo}})
	h.publish(l.events[30:]...)
	h.settle()
	return h
}

func TestSourcesThatDisagreeStandSideBySideAndAPersonDecides(t *testing.T) {
	h := newHouse(t).inTown().contradicted()
	v := h.as(martha)
	v.get("/contradictions").wants(t, http.StatusOK, "Amira Noor", "Sources disagree").lacks(t, "Chloe")
	v.get(personPath(amira)).wants(t, http.StatusOK, "Sources disagree about where they are", "They are there: Independent living", "The young person says (phone call): there", "They are not",
		"Someone else (her landlord) says: not there", "Decide which is believed")
	path := personPath(amira, "/record/contradiction")
	page := v.get(path).wants(t, http.StatusOK, "Believed", "Set aside", "Left open")
	t.Run("nothing is set aside by saying nothing", func(t *testing.T) {
		v.post(path, filled(t, page, map[string]string{"rationale": "x"})).wants(t, http.StatusUnprocessableEntity, "Select what is not believed")
	})
	landlord := care.DerivedID("test event", amira.String(), "30").String()
	for _, moment := range []string{"?at=2026-06-14", "?known=2026-06-13"} {
		v.get(personPath(amira, moment)).wants(t, http.StatusOK, "Sources disagree about where they are", "Someone else (her landlord) says: not there").lacks(t, "Decide which is believed")
		h.stranger().get("/api/v1"+personPath(amira, moment)).wants(t, http.StatusOK, `"contradictions":[{"older":{"on":"2026-04-20"`, `"there":true`, `"newer":{"on":"2026-06-12"`, `"there":false`, `"event":"`+landlord)
	}
	v.get(personPath(amira, "?known=2026-06-11")).wants(t, http.StatusOK).lacks(t, "Sources disagree")
	form := filled(t, page, map[string]string{"rationale": "He meant the flat above", "verdict-" + landlord: "setAside"})
	v.post(path, form).wants(t, http.StatusOK, "Decided", "Contradiction decided", "He meant the flat above").lacks(t, "Sources disagree about where they are")
	v.get("/contradictions").wants(t, http.StatusOK, "Of nobody do sources disagree")
	v.get(personPath(amira, "?at=2026-06-14")).wants(t, http.StatusOK).lacks(t, "Sources disagree")
	v.get(personPath(amira, "?known=2026-06-13")).wants(t, http.StatusOK, "Sources disagree about where they are")
	h.stranger().get("/api/v1"+personPath(amira)).wants(t, http.StatusOK).lacks(t, "contradictions")
	t.Run("a personal adviser sees no list of them", func(t *testing.T) {
		h.as(priya).get("/contradictions").wants(t, http.StatusForbidden, "This list is for managers")
	})
}

func TestARestrictedRecordHasNoNameInLists(t *testing.T) {
	h := newHouse(t).inTown()
	l := registered("2002", "Grace", "Hart", "2006-12-24", "2026-06-02")
	l.tell("2026-06-10", care.AreaCaseload, care.AccessRestricted{Only: []care.StaffID{martha}, Reason: "a relative works here", Approver: martha})
	id := care.NewAlertID(l.id, "keep-in-touch", "x")
	l.events = append(l.events, care.Event{ID: id, Authority: authority, Person: l.id, Area: care.AreaAlert, Record: care.NewRecordID(id), Actor: care.Monitor, Source: "/intouch/monitor", RecordedAt: noon,
		Fact: care.AlertRaised{Rule: "keep-in-touch", PolicyVersion: 1, Lapse: "x", Due: day("2026-06-09"), ActBy: day("2026-06-09"), Owner: priya}})
	l.tell("2026-06-03", care.AreaImport, care.CellQuestioned{Column: "Name", Value: "Grace H.", Reason: "Which?", AsAt: day("2026-06-01"), Row: 4})
	h.publish(l.events...)
	h.settle()
	for _, path := range []string{"/", "/register?sort=name", "/alerts", "/api/v1/care-leavers", "/api/v1/alerts", "/register?at=2026-06-05&sort=name", "/api/v1/care-leavers?at=2026-06-05"} {
		t.Run(path, func(t *testing.T) {
			h.as(priya).get(path).wants(t, http.StatusOK, "Restricted record").lacks(t, "Grace", "Hart", "2006-12-24")
			h.as(martha).get(path).wants(t, http.StatusOK, "Grace")
		})
	}
	t.Run("a search does not say whose it is", func(t *testing.T) {
		h.as(priya).post("/register", url.Values{"q": {"grace"}}).wants(t, http.StatusOK, "0 people found").lacks(t, "Restricted record</a>")
		h.as(martha).post("/register", url.Values{"q": {"grace"}}).wants(t, http.StatusOK, "Grace Hart")
	})
	t.Run("whoever was in touch with them can record it", func(t *testing.T) {
		h.as(priya).post("/record", url.Values{"id": {"2002"}}).wants(t, http.StatusOK, "Restricted record", l.id.String()).lacks(t, "Grace")
	})
	t.Run("questions about them are shown to those named", func(t *testing.T) {
		h.as(priya).get("/import").wants(t, http.StatusOK, "sofa?").lacks(t, "Grace")
		h.as(martha).get("/import").wants(t, http.StatusOK, "Grace H.")
	})
}

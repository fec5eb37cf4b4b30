package web

import (
	"net/http"
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

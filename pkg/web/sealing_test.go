package web

import (
	"net/http"
	"testing"

	care "intouch/pkg/careleaver"
)

func TestSealARecord(t *testing.T) {
	h := newHouse(t).inTown()
	l := &life{id: amira, actor: priya, events: make([]care.Event, 30)}
	note := l.tell("2026-06-10", care.AreaContact, care.ContactMade{How: care.Called, When: on("2026-06-10"), Note: "Her brother's address"})
	h.publish(exampleStaff()...)
	h.publish(l.events[30:]...)
	h.settle()
	v := h.as(martha)
	path := personPath(amira, "/events/", string(note), "/seal")
	page := v.get(path).wants(t, http.StatusOK, "Phone call, by Priya Shah", "Nobody can read it any more")
	v.post(path, filled(t, page, map[string]string{"reason": "A court order"})).wants(t, http.StatusUnprocessableEntity, "Name the manager who approves")
	v.post(path, filled(t, page, map[string]string{"reason": "A court order", "approver": martha.String()})).wants(t, http.StatusUnprocessableEntity, "This takes two people")
	v.post(path, filled(t, page, map[string]string{"reason": "A court order", "approver": exampleStaff()[0].ID.String()})).
		wants(t, http.StatusOK, "Sealed on 15 June 2026 by Martha Cole because: A court order.", "10 June 2026, 5 days ago: sealed").lacks(t, "brother")
	v.get("/api/v1"+personPath(amira, "/timeline")).wants(t, http.StatusOK, `"sealedAs":{"on":"2026-06-15"`, `"because":"A court order"`).lacks(t, "brother")
	v.get(personPath(amira, "/values/last-spoken-to")).wants(t, http.StatusOK, "Sealed on 15 June 2026").lacks(t, "brother")
	t.Run("nothing more follows on it", func(t *testing.T) {
		v.get(personPath(amira, "/events/", string(note), "/correct")).wants(t, http.StatusNotFound, "no longer on record")
	})
	t.Run("whoever decides nothing is offered neither", func(t *testing.T) {
		h.as(priya).get(personPath(amira)).wants(t, http.StatusOK, "Sealed on").lacks(t, "/seal", "/destroy")
	})
}

func TestASealedHomeHasNoAddressAnywhere(t *testing.T) {
	h := newHouse(t).inTown()
	l := &life{id: amira, actor: martha, events: make([]care.Event, 30)}
	l.tellAs("2026-06-10", care.AreaAccommodation, homeOf(amira), care.Sealed{Reason: "Her safety", Approver: martha})
	h.publish(l.events[30:]...)
	h.settle()
	v := h.as(martha)
	v.get(personPath(amira)).wants(t, http.StatusOK, "the address is sealed", "Sealed on 10 June 2026").lacks(t, "Tide Street")
	for _, path := range []string{"/record/contact", "/values/whereabouts", "/record/suitability?of=" + string(homeOf(amira))} {
		v.get(personPath(amira, path)).lacks(t, "Tide Street")
	}
	v.get("/api/v1"+personPath(amira)).wants(t, http.StatusOK, `"state":"home"`).lacks(t, "Tide Street")
	v.get("/api/v1"+personPath(amira, "/provenance")).wants(t, http.StatusOK).lacks(t, "Tide Street")
}

func TestDestroyARecordIsRecordedForTheOperatorToCarryOut(t *testing.T) {
	h := newHouse(t).inTown()
	h.publish(exampleStaff()...)
	h.settle()
	v := h.as(care.Operator)
	path := personPath(amira, "/events/", lastOf(amira).String(), "/destroy")
	page := v.get(path).wants(t, http.StatusOK, "What goes: all of this record", "erased for ever")
	one, two := exampleStaff()[0].ID.String(), exampleStaff()[2].ID.String()
	v.post(path, filled(t, page, map[string]string{"reason": "An upheld erasure", "approvers-0": one})).wants(t, http.StatusUnprocessableEntity, "Two different people must approve")
	v.post(path, filled(t, page, map[string]string{"reason": "An upheld erasure", "approvers-0": one, "approvers-1": two})).
		wants(t, http.StatusOK, "Destroyed: gone from these pages", "An upheld erasure").lacks(t, "Riverside College")
	t.Run("a personal adviser may not", func(t *testing.T) {
		h.as(priya).fill(personPath(chloe, "/events/", lastOf(chloe).String(), "/destroy"), map[string]string{"reason": "x", "approvers-0": one, "approvers-1": two}).
			wants(t, http.StatusUnprocessableEntity, "Your role may not destroy")
	})
}

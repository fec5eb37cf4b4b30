package web

import (
	"net/http"
	"testing"

	care "intouch/pkg/careleaver"
)

// ash lives at a protected address. Of a visit there, of a call that quotes it and of
// where she was before everybody may know no more than that they were.
func ash() *life {
	l := registered("3004", "Robin", "Ash", "2007-03-10", "2025-01-01").settled()
	l.tell("2026-05-05", care.AreaAccommodation, care.MovedIn{From: care.From{From: day("2026-05-05")}, Residence: "Y", Address: "7 Hidden Lane", Postcode: "ZZ9 9ZZ", Protected: true})
	l.tell("2026-05-11", care.AreaContact, care.ContactMade{How: care.SawAtHome, When: on("2026-05-10"), Note: "The blue door past the mill", Present: []string{"the warden of Millgate"}})
	l.tell("2026-05-12", care.AreaContact, care.Attempted{How: care.TriedVisit, When: on("2026-05-12"), Outcome: "no_answer", Note: "The mill was shut"})
	l.tell("2026-05-13", care.AreaContact, care.ContactMade{How: care.Called, When: on("2026-05-13"), Note: "Letters go to zz99zz now"})
	l.tell("2026-05-14", care.AreaContact, care.ContactMade{How: care.Called, When: on("2026-05-14"), Note: "Passed the driving test"})
	l.tellAs("2026-05-15", care.AreaCaseload, care.RecordPerson, care.DetailsChanged{Details: care.Details{ContactPoints: []care.ContactPoint{{Kind: "address", Value: "care of the mill"}}}})
	return l
}

func TestWhatTellsAProtectedAddressIsForThoseWhoMayKnowIt(t *testing.T) {
	h := newHouse(t).inTown()
	l := ash()
	h.publish(l.events...)
	h.publish(care.Event{ID: care.NewStaffID(authority, "Paul Reed"), Authority: authority, Area: care.AreaStaff, Record: care.NewRecordID(care.NewStaffID(authority, "Paul Reed")), Actor: care.Operator, Source: "/intouch/test",
		Fact: care.StaffJoined{Name: "Paul Reed", Roles: []care.StaffRole{care.RolePA}, Team: "North"}, RecordedAt: noon})
	h.settle()
	paul := care.NewStaffID(authority, "Paul Reed")
	texts := []string{"mill", "Millgate", "Hidden", "ZZ9 9ZZ", "zz99zz"}
	for _, path := range []string{personPath(l.id, "?timeline=all"), "/api/v1" + personPath(l.id), "/api/v1" + personPath(l.id, "/timeline"), personPath(l.id, "?known=2026-06-01&timeline=all"), "/api/v1" + personPath(l.id, "/timeline?known=2026-06-01")} {
		h.as(paul).get(path).wants(t, http.StatusOK).lacks(t, texts...)
		h.as(priya).get(path).wants(t, http.StatusOK, "Hidden Lane") // her personal adviser
	}
	for _, path := range []string{personPath(l.id, "?timeline=all"), "/api/v1" + personPath(l.id, "/timeline")} {
		h.as(paul).get(path).wants(t, http.StatusOK, "Passed the driving test")
		h.as(martha).get(path).wants(t, http.StatusOK, "The blue door past the mill", "Millgate", "zz99zz", "The mill was shut", "care of the mill")
	}
	for _, e := range l.events[4:8] {
		path := personPath(l.id, "/events/", e.ID.String(), "/correct")
		h.as(paul).get(path).wants(t, http.StatusForbidden, "This may tell a protected address").lacks(t, texts...)
		h.as(priya).get(path).wants(t, http.StatusOK, "Correct what was recorded")
	}
	h.as(paul).get(personPath(l.id, "/events/", l.events[8].ID.String(), "/correct")).wants(t, http.StatusOK, "Passed the driving test")
	for _, form := range []string{"moved-in", "details", "contact", "went-away"} {
		h.as(paul).get(personPath(l.id, "/record/", form)).wants(t, http.StatusOK).lacks(t, texts...)
	}
	details := personPath(l.id, "/record/details")
	h.as(paul).fill(details, map[string]string{"contactPoints-0-kind": "phone", "contactPoints-0-value": "07700 900123"}).wants(t, http.StatusOK, "Details changed", "07700 900123").lacks(t, texts...)
	h.as(martha).get(details).wants(t, http.StatusOK, "07700 900123", "care of the mill")
	h.as(paul).fill(details, map[string]string{"contactPoints-0-kind": "", "contactPoints-0-value": ""}).wants(t, http.StatusOK, "Details changed").lacks(t, texts...)
	h.as(martha).get(details).wants(t, http.StatusOK, "care of the mill").lacks(t, "07700 900123")
}

package web

import (
	"net/http"
	"strings"
	"testing"

	care "intouch/pkg/careleaver"
)

// paul is a personal adviser who does not work with anybody here.
var paul = care.NewStaffID(authority, "Paul Reed")

func paulJoined() care.Event {
	return care.Event{ID: paul, Authority: authority, Area: care.AreaStaff, Record: care.NewRecordID(paul), Actor: care.Operator, Source: "/intouch/test",
		Fact: care.StaffJoined{Name: "Paul Reed", Roles: []care.StaffRole{care.RolePA}, Team: "North"}, RecordedAt: noon}
}

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
	h.publish(paulJoined())
	h.settle()
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

// hidden is a move to an address that is protected.
func hiddenLane() care.MovedIn {
	return care.MovedIn{From: care.From{From: day("2026-05-05")}, Residence: "Y", Address: "7 Hidden Lane, Millgate", Postcode: "ZZ9 9ZZ", Protected: true}
}

func TestNothingTellsAProtectedAddressToOthers(t *testing.T) {
	everywhere := []string{"?timeline=all", "?known=2026-06-01&timeline=all", "api", "api/timeline", "api/timeline?known=2026-06-01", "/values/whereabouts", "api/provenance", "/record/attempt", "/record/offer", "/record/contact-point-dead"}
	for local, c := range map[string]struct {
		name  string
		tell  func(l *life)
		texts []string // that Paul sees nowhere, and Martha somewhere
	}{
		"4001": {"of a move that was taken back", func(l *life) {
			l.tellAs("2026-05-06", care.AreaAccommodation, l.tell("2026-05-05", care.AreaAccommodation, hiddenLane()), care.Voided{Reason: "entered_in_error"})
		}, []string{"Hidden Lane"}},
		"4002": {"what was noted there when nobody had to protect it yet", func(l *life) {
			before := hiddenLane()
			before.From.From, before.Protected = day("2026-02-01"), false
			first := l.tell("2026-02-01", care.AreaAccommodation, before)
			l.tell("2026-02-03", care.AreaContact, care.ContactMade{How: care.SawAtHome, When: on("2026-02-03"), Note: "The blue door"})
			l.tellAs("2026-03-01", care.AreaAccommodation, first, care.MovedOut{On: day("2026-03-01"), Reason: "a cellar by the mill"})
			l.tell("2026-05-05", care.AreaAccommodation, hiddenLane())
		}, []string{"Hidden Lane", "blue door", "cellar by the mill"}},
		"4003": {"why it was corrected", func(l *life) {
			home := l.tell("2026-05-05", care.AreaAccommodation, hiddenLane())
			l.tellAs("2026-05-06", care.AreaAccommodation, home, care.Corrected{Facts: hiddenLane(), Reason: "it is the house in Hidden Lane"})
		}, []string{"the house in Hidden"}},
		"4004": {"why details were changed, and the note of a number", func(l *life) {
			l.tell("2026-05-05", care.AreaAccommodation, hiddenLane())
			points := []care.ContactPoint{{Kind: "phone", Value: "01632 960123", Note: "landline of 7 Hidden Lane"}, {Kind: "address", Value: "care of the mill"}}
			l.tellAs("2026-05-07", care.AreaCaseload, care.RecordPerson, care.DetailsChanged{Details: care.Details{ContactPoints: points}, Reason: "moved to 7, Hidden Lane"})
		}, []string{"landline", "care of the mill", "moved to"}},
		"4005": {"however it is written", func(l *life) {
			l.tell("2026-05-05", care.AreaAccommodation, hiddenLane())
			for i, note := range []string{"At 7,\nHidden  Lane", "one: send it to ZZ9\n9ZZ", "two: \"7 Hidden Lane\""} {
				l.tell("2026-05-1"+string(rune('0'+i)), care.AreaContact, care.ContactMade{How: care.Called, When: on("2026-05-08"), Note: note})
			}
		}, []string{"At 7", "one: send", "two:"}},
		"4006": {"a question of an import", func(l *life) {
			l.tell("2026-05-05", care.AreaAccommodation, hiddenLane())
			l.tell("2026-05-09", care.AreaImport, care.CellQuestioned{Column: "Address", Value: "7 Hidden Lane?", Reason: "Which?", AsAt: day("2026-05-09"), Row: 4})
		}, []string{"Hidden Lane?"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t).inTown()
			l := registered(local, "Robin", "Ash", "2007-03-10", "2025-01-01").settled()
			c.tell(l)
			h.publish(append(l.events, paulJoined())...)
			h.settle()
			seen := ""
			paths := []string{"/import", "/api/v1/questions"}
			for _, path := range everywhere {
				if rest, api := strings.CutPrefix(path, "api"); api {
					paths = append(paths, "/api/v1"+personPath(l.id, rest))
				} else {
					paths = append(paths, personPath(l.id, path))
				}
			}
			for _, path := range paths {
				h.as(paul).get(path).lacks(t, c.texts...)
				seen += h.as(martha).get(path).wants(t, http.StatusOK).body
			}
			for _, text := range c.texts {
				if !strings.Contains(seen, text) {
					t.Errorf("Martha does not see %q", text)
				}
			}
		})
	}
}

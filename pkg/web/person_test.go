package web

import (
	"net/http"
	"testing"
	"time"

	care "intouch/pkg/careleaver"
)

// What the page, its source and the figures say of a home is the last assessment
// by the day, in whichever order they were recorded.
func TestAHomeIsAsSuitableAsItWasAssessedByTheDay(t *testing.T) {
	h := newHouse(t).inTown()
	l := registered("2002", "Holly", "Elm", "2006-03-10", "2025-01-01")
	home := l.tell("2025-06-01", care.AreaAccommodation, care.MovedIn{From: care.From{From: day("2025-06-01")}, Residence: "U"})
	l.met("2026-01-20", care.Called, care.StillYes).met("2026-06-03", care.Called, care.StillYes)
	l.tellAs("2026-06-01", care.AreaAccommodation, home, care.SuitabilityAssessed{On: day("2026-06-01"), Suitable: care.Yes})
	l.tellAs("2026-06-10", care.AreaAccommodation, home, care.SuitabilityAssessed{On: day("2026-02-01"), Suitable: care.No})
	h.publish(l.events...)
	h.settle()
	v := h.as(martha)
	v.get(personPath(l.id)).wants(t, http.StatusOK, "Yes, assessed 1 June 2026")
	v.get(personPath(l.id, "?at=2026-03-01")).wants(t, http.StatusOK, "No, assessed 1 February 2026")
	v.get(personPath(l.id, "?at=2026-01-25")).wants(t, http.StatusOK).lacks(t, "assessed")
	v.get(personPath(l.id, "/values/suitability")).wants(t, http.StatusOK, `<p class="govuk-body-l">Suitable</p>`, "What it replaced", "Not suitable")
	v.get("/figures/people?figure=suitable&band=19_21&part=suitable").wants(t, http.StatusOK, "Holly Elm")
	v.get("/figures/people?figure=suitable&band=19_21&part=not_suitable&at=2026-03-01").wants(t, http.StatusOK, "Holly Elm")
}

func TestHowToReachThemHasASource(t *testing.T) {
	paul := care.NewStaffID(authority, "Paul Reed")
	h := newHouse(t)
	h.publish(care.Event{ID: paul, Authority: authority, Area: care.AreaStaff, Record: care.NewRecordID(paul), Actor: care.Operator, Source: "/intouch/test",
		Fact: care.StaffJoined{Name: "Paul Reed", Roles: []care.StaffRole{care.RolePA}, Team: "North"}, RecordedAt: noon.Add(-time.Hour)})
	l := grace() // of whom an address is protected
	l.tellAs("2026-06-06", care.AreaCaseload, care.RecordPerson, care.DetailsChanged{Details: care.Details{ContactPoints: []care.ContactPoint{{Kind: "phone", Value: "07700 900123"}}}})
	l.tellAs("2026-06-07", care.AreaCaseload, care.RecordPerson, care.DetailsChanged{Details: care.Details{ContactPoints: []care.ContactPoint{
		{Kind: "phone", Value: "07700 900123"}, {Kind: "email", Value: "grace@example.org", Note: "reads it at night"}, {Kind: "address", Value: "7 Hidden Lane, ZZ9 9ZZ"}}}})
	l.tell("2026-06-08", care.AreaContact, care.ContactPointDead{ContactPoint: "07700 900123", On: day("2026-06-08")})
	l.tellAs("2026-06-06", care.AreaCaseload, care.RecordSafety, care.ContactSafetySet{UnsafeWays: []care.AttemptHow{care.TriedLetter}})
	l.tellAs("2026-06-07", care.AreaCaseload, care.RecordSafety, care.ContactSafetySet{UnsafeWays: []care.AttemptHow{care.TriedCall}, MayAsk: []care.MayAsk{{Who: "her aunt"}}})
	h.publish(l.events...)
	h.inTown()
	v, points, safety := h.as(martha), personPath(l.id, "/values/contact-points"), personPath(l.id, "/values/contact-safety")
	v.get(personPath(l.id)).wants(t, http.StatusOK, `href="`+points+`"`, "07700 900123 (no longer works), grace@example.org reads it at night, 7 Hidden Lane",
		`href="`+safety+`"`, "Unsafe ways: Phone or video call. May ask: her aunt")
	v.get(points).wants(t, http.StatusOK, "What it replaced", "Hidden Lane")
	v.get(safety).wants(t, http.StatusOK, "What it replaced", "Unsafe ways: Letter", "6 June 2026")
	v.get(personPath(l.id, "?at=2026-06-07")).wants(t, http.StatusOK, "07700 900123, grace@example.org", `href="`+points+`?at=2026-06-07"`)
	v.get(safety+"?known=2026-06-06").wants(t, http.StatusOK, "Unsafe ways: Letter", "It replaced nothing")
	t.Run("a protected address is not shown as one to write to", func(t *testing.T) {
		for _, path := range []string{points, "/api/v1" + personPath(l.id, "/provenance"), points + "?known=2026-06-10"} {
			h.as(paul).get(path).wants(t, http.StatusOK, "grace@example.org", "protected address: ask").lacks(t, "Hidden Lane")
		}
		h.as(paul).get(personPath(l.id)).wants(t, http.StatusOK, "grace@example.org reads it at night, protected address: ask")
	})
}

func TestWhoIsToActHasASource(t *testing.T) {
	h, l := newHouse(t).inTown(), registered("2002", "Holly", "Elm", "2006-03-10", "2025-01-01")
	l.tellAs("2026-06-02", care.AreaCaseload, care.RecordAdviser, care.TeamAllocated{Team: "North", From: day("2026-06-02")})
	h.publish(l.events...)
	h.settle()
	v, owner := h.as(martha), personPath(l.id, "/values/owner")
	v.get(personPath(l.id)).wants(t, http.StatusOK, "Who is to act", `href="`+owner+`"`)
	v.get(owner).wants(t, http.StatusOK, "Martha Cole. It is the personal adviser, else", "North", "2 June 2026")
}

package web

import (
	"net/http"
	"testing"

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

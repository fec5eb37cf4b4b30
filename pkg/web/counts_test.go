package web

import (
	"net/http"
	"testing"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/monitor"
)

// countedTown is the town once the monitor has counted its nights.
func countedTown(t *testing.T) *house {
	h := newHouse(t).inTown()
	m := monitor.Monitor{DB: h.db, Log: h.open("monitor"), Authority: authority, Now: func() time.Time { return noon }}
	if _, err := m.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.settle()
	return h
}

// falseCount is a count of the town that is not true.
func falseCount(on string) care.Event {
	id := care.CountRecord(authority, day(on))
	return care.Event{ID: id, Authority: authority, Area: care.AreaRegister, Record: care.NewRecordID(id), Actor: care.Monitor, Source: "/intouch/test",
		RecordedAt: (day(on) + 1).Start(), Fact: care.RegisterCounted{Day: day(on), Register: 412, Buckets: map[string]int{"in_touch": 412}, Position: 1}}
}

func TestEveryNightIsShownAsItWasCounted(t *testing.T) {
	h := countedTown(t)
	program := h.stranger()
	program.get("/api/v1/counts").wants(t, http.StatusOK, `"items":[{"day":"2026-06-14","register":6,`, `"closed":{"died":1}`, `"notYetOnTheRegister":1`, `"countedLate":true`)
	program.get("/api/v1/counts?from=2026-06-13&to=2026-06-14&again=yes").wants(t, http.StatusOK, `"again":{"same":true}`).lacks(t, "2026-06-12", `"same":false`)
	program.get("/api/v1/counts?from=2026-04-01&to=2026-04-01&again=yes").wants(t, http.StatusOK, `"again":{"same":false,"differ":["register","buckets"]}`)
	program.get("/api/v1/counts?again=yes").wants(t, http.StatusBadRequest, "at most seven days")
	program.get("/api/v1/summary").wants(t, http.StatusOK, `"lastCounted":{"day":"2026-06-14","register":6,`)

	browser := h.as(anna)
	browser.get("/counts").wants(t, http.StatusOK, "14 June 2026", "11 May 2026, counted on 15 June 2026", `href="/counts/2026-06-14"`).lacks(t, "10 May 2026")
	browser.get("/counts/2026-06-14").wants(t, http.StatusOK, "The same: counted again", "Closed: died")
	browser.get("/counts/2026-04-01").wants(t, http.StatusOK, "An incident", "register, buckets")
	browser.get("/counts/2026-06-15").wants(t, http.StatusNotFound, "not counted")
	browser.get("/counts/soon").wants(t, http.StatusNotFound, "Name the day")
}

package web

import (
	"net/http"
	"slices"
	"testing"

	care "intouch/pkg/careleaver"
)

// wren is somebody whose home was sealed, of whose contacts one was sealed and
// one destroyed.
func wren() *life {
	l := registered("3002", "Wren", "Alder", "2007-03-10", "2025-01-01").settled()
	home := l.tell("2026-05-05", care.AreaAccommodation, care.MovedIn{From: care.From{From: day("2026-05-05")}, Residence: "K", Address: "9 Secret Row", Postcode: "ZZ8 8ZZ"})
	call := l.tell("2026-05-10", care.AreaContact, care.ContactMade{How: care.Called, When: on("2026-05-10"), Note: "Spoke of Secret things"})
	l.actor = martha
	l.tellAs("2026-06-02", care.AreaAccommodation, home, care.Sealed{Reason: "court order of 1 June", Approver: martha})
	l.tellAs("2026-06-03", care.AreaContact, call, care.Destroyed{Reason: "erasure upheld", Kind: "contact", Positions: []uint64{1}, Approvers: []care.StaffID{martha, priya},
		Remains: care.WhatRemains(slices.DeleteFunc(slices.Clone(l.events), func(e care.Event) bool { return e.Record != call }))})
	return l
}

func TestWhatIsSealedOrDestroyedIsSaidToBeAndNotShown(t *testing.T) {
	h := newHouse(t)
	h.publish(wren().events...)
	h.inTown()
	person, sealed := personPath(wren().id), "ealed on 2 June 2026 by Martha Cole because: court order of 1 June"
	browser, program := h.as(martha), h.stranger()
	for _, moment := range []string{"", "?at=2026-05-20", "?known=2026-05-20"} {
		page := browser.get(person + moment)
		page.wants(t, http.StatusOK, "the address was s"+sealed, "S"+sealed).lacks(t, "Secret", "ZZ8")
		answer := program.get("/api/v1" + person + moment)
		answer.wants(t, http.StatusOK, `"because":"court order of 1 June"`, `"kind":"K"`, `"lastSpokenTo":{"when":"2026-05-10"`).lacks(t, "Secret", "ZZ8")
	}
	for _, moment := range []string{"", "?known=2026-05-20"} {
		timeline := program.get("/api/v1" + person + "/timeline" + moment)
		timeline.wants(t, http.StatusOK, `"sealedAs":{"on":"2026-06-02","by":`).lacks(t, "Secret", "ZZ8")
	}
	browser.get(person).wants(t, http.StatusOK, "Destroyed on 3 June 2026 by Martha Cole because: erasure upheld")
}

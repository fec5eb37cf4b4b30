package web

import (
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// The people on whom every form is tried out, and what has happened to them.

const (
	theHome     = "0f9d2c44-8e55-4b7a-9a4e-6d2b1c3e5f01"
	thePlan     = "0f9d2c44-8e55-4b7a-9a4e-6d2b1c3e5f03"
	theStay     = "0f9d2c44-8e55-4b7a-9a4e-6d2b1c3e5f04"
	theOffer    = "e6b7d7d4-7ea7-4ac2-8d4f-5d9d6b7a8f01"
	believed    = "7b7e4b8e-2b8f-4b59-8a0e-0d3c1f2a4b01"
	disbelieved = "0c2a9e54-1d3e-4f6b-9a7c-5b8d6e7f8a02"
	firstCall   = "11111111-0000-4000-8000-000000000001"
	secondCall  = "11111111-0000-4000-8000-000000000002"
)

// examplePerson is somebody of their own for each form, so that no form meets
// what another one recorded.
func examplePerson(form string) care.PersonID { return personID("example " + form) }

// exampleStaff are those whom the examples name: all are managers here, so that
// each may approve.
func exampleStaff() []care.Event {
	var events []care.Event
	for i, id := range []string{"a2d1f3f0-3a63-5c8e-8f0b-1f5f2d3c4b01", "a2d1f3f0-3a63-5c8e-8f0b-1f5f2d3c4b02", "b3e2a4a1-4b74-5d9f-9a1c-2a6a3e4d5c01", "b3e2a4a1-4b74-5d9f-9a1c-2a6a3e4d5c02"} {
		who := uuid.MustParse(id)
		events = append(events, care.Event{ID: who, Authority: authority, Area: care.AreaStaff, Record: care.NewRecordID(who), Actor: care.Operator, Source: "/intouch/test",
			Fact:       care.StaffJoined{Name: "Example " + id[len(id)-4:], Roles: []care.StaffRole{care.RoleTeamManager, care.RolePA}, Team: "North"},
			RecordedAt: day("2024-01-02").Start().Add(time.Duration(10+i) * time.Second)})
	}
	return events
}

// exampleLife is what has happened to the person of a form before it is filled in.
func exampleLife(f form) *life {
	l := &life{id: examplePerson(f.path), actor: priya}
	l.tellAs("2026-01-02", care.AreaCaseload, care.RecordPerson, care.Registered{LocalID: "example " + f.path, Category: care.FormerRelevant,
		Details: care.Details{GivenName: "Old", FamilyName: "Name", KnownAs: "Oldie", Gender: "Other"}})
	l.tellAs("2026-01-02", care.AreaCaseload, care.RecordAdviser, care.AdviserAllocated{Staff: uuid.MustParse("a2d1f3f0-3a63-5c8e-8f0b-1f5f2d3c4b01"), Role: care.PersonalAdviser, From: day("2026-01-02")})
	l.open(care.AreaAccommodation, theHome, care.MovedIn{From: care.From{From: day("2026-01-02")}, Residence: "U"})
	l.open(care.AreaContact, thePlan, care.Planned{On: on("2026-06-20"), How: care.SawAtHome})
	l.tellAs("2026-06-02", care.AreaCaseload, care.RecordAdviser, care.HandoverOffered{Handover: uuid.MustParse(theOffer), To: uuid.MustParse("a2d1f3f0-3a63-5c8e-8f0b-1f5f2d3c4b02"), Role: care.PersonalAdviser, On: day("2026-06-02"), AcceptBy: day("2026-06-20")})
	l.prelude(f.path)
	return l
}

// open records the first fact of a record with that id.
func (l *life) open(area care.Area, id string, f care.Fact) {
	l.tellAs("2026-06-01", area, care.RecordID(id), f)
	l.events[len(l.events)-1].ID = uuid.MustParse(id)
}

// prelude is what a form follows on.
func (l *life) prelude(form string) {
	switch form {
	case "came-back", "confirmed":
		l.open(care.AreaAccommodation, theStay, care.WentAway{From: care.From{From: day("2026-05-02")}, Kind: care.AwayCustody})
	case "found":
		l.open(care.AreaAccommodation, theStay, care.ReportedMissing{From: on("2026-05-02")})
	case "activity-ended", "activity-confirmed":
		l.open(care.AreaPathway, theStay, care.ActivityStarted{From: care.From{From: day("2026-01-02")}, Code: "F2"})
	case "programme-ended":
		l.open(care.AreaPathway, theStay, care.ProgrammeAgreed{What: "A course", From: day("2026-01-02")})
	case "refusal-approved", "refusal-renewed":
		l.open(care.AreaContact, theStay, care.Refused{What: care.RefusesContact, When: on("2026-02-01"), How: care.Called})
	case "compared":
		l.open(care.AreaContact, firstCall, care.ContactMade{How: care.Called, When: on("2026-06-01")})
		l.open(care.AreaContact, secondCall, care.ContactMade{How: care.Called, When: on("2026-06-01")})
		l.events[len(l.events)-1].Source = "/intouch/import"
	case "contradiction":
		l.open(care.AreaContact, believed, care.ContactMade{How: care.Called, When: on("2026-06-01"), StillThere: care.StillYes})
		l.open(care.AreaContact, disbelieved, care.ToldBySomeoneElse{When: on("2026-06-08"), Hearsay: care.Hearsay{Informant: care.FromOther, StillThere: care.StillNo}})
	case "death-confirmed":
		l.tellAs("2026-06-01", care.AreaCaseload, care.RecordPerson, care.Died{On: day("2026-05-30")})
	case "restriction-ended":
		l.open(care.AreaCaseload, theStay, care.AccessRestricted{Only: []care.StaffID{martha}, Reason: "x", Approver: martha})
	case "settle-question":
		l.open(care.AreaImport, theStay, care.CellQuestioned{Column: "A", Value: "?", Reason: "Say it"})
	case "acknowledge", "silence", "silence-ended", "not-useful", "not-pursued":
		l.open(care.AreaAlert, exampleAlert(form), care.AlertRaised{Rule: "keep-in-touch", PolicyVersion: 1, Lapse: "x", Due: day("2026-05-18"), ActBy: day("2026-05-18")})
		l.events[len(l.events)-1].Actor = care.Monitor
		if form == "silence-ended" {
			l.tellAs("2026-06-10", care.AreaAlert, care.RecordID(exampleAlert(form)), care.AlertSilenced{Reason: "travel", Until: day("2026-06-20")})
		}
	}
}

func exampleAlert(form string) string {
	return care.NewAlertID(examplePerson(form), "keep-in-touch", "x").String()
}

// exampleOf is what the address of the form names.
func exampleOf(f form) string {
	switch f.path {
	case "moved-out", "suitability":
		return "?of=" + theHome
	case "plan-cancelled":
		return "?of=" + thePlan
	case "compared":
		return "?of=" + firstCall
	case "merge":
		return "?of=" + examplePerson("other").String()
	case "unmerge":
		return "?of=" + examplePerson("merged").String()
	}
	switch {
	case f.area == care.AreaAlert:
		return "?of=" + exampleAlert(f.path)
	case f.onto != "":
		return "?of=" + theStay
	}
	return ""
}

// withExamples is the town with somebody for each form.
func (h *house) withExamples() *house {
	h.Helper()
	h.publish(exampleStaff()...)
	for _, f := range forms {
		h.publish(exampleLife(f).events...)
	}
	h.publish(exampleLife(form{path: "other"}).events...)
	merged := exampleLife(form{path: "merged"})
	merged.tellAs("2026-06-03", care.AreaCaseload, care.RecordPerson, care.Merged{Into: examplePerson("unmerge"), Reason: "x"})
	stays := &life{id: examplePerson("unmerge"), actor: priya, events: make([]care.Event, 40)}
	stays.tellAs("2026-06-03", care.AreaCaseload, care.RecordPerson, care.Absorbed{Other: examplePerson("merged"), Reason: "x"})
	h.publish(append(merged.events, stays.events[40:]...)...)
	return h.inTown()
}

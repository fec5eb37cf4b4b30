package store_test

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

var (
	start = time.Date(2025, time.March, 3, 9, 0, 0, 0, time.UTC)
	adam  = care.NewStaffID(authority, "adam")
	eve   = care.NewStaffID(authority, "eve")
	noOne care.PersonID
)

// on is a day, some days after the start.
func on(days int) care.Day { return care.DayOf(start) + care.Day(days) }

func person(n int) care.PersonID { return care.NewPersonID(authority, care.LocalID, fmt.Sprint(n)) }

// fact is an event on a record, recorded some days after the start.
func fact(who care.PersonID, area care.Area, record care.RecordID, f care.Fact, days int) care.Event {
	return care.Event{ID: uuid.New(), Person: who, Area: area, Record: record, Fact: f, RecordedAt: start.AddDate(0, 0, days), Actor: adam, Source: "/intouch/test"}
}

// opens is a fact that opens a record of its own.
func opens(who care.PersonID, area care.Area, f care.Fact, days int) care.Event {
	e := fact(who, area, "", f, days)
	e.Record = care.NewRecordID(e.ID)
	return e
}

// registered is a person with that number as local id, in a team that the
// personal adviser answers for.
func registered(n int, given, family string) care.Event {
	f := care.Registered{LocalID: fmt.Sprintf("L/%d", n), Category: care.FormerRelevant, On: on(0), Details: care.Details{
		GivenName: given, FamilyName: family, DateOfBirth: care.NewDay(2006, time.May, 5),
	}}
	return fact(person(n), care.AreaCaseload, care.RecordPerson, f, 0)
}

func allocated(n int, to care.StaffID, team string) care.Event {
	f := care.AdviserAllocated{Staff: to, Role: care.PersonalAdviser, From: on(0), Team: team}
	return fact(person(n), care.AreaCaseload, care.RecordAdviser, f, 0)
}

func called(n, days int) care.Event {
	return opens(person(n), care.AreaContact, care.ContactMade{How: care.Called, When: care.OnDay(on(days)), Note: "all well"}, days)
}

func visited(n, days int) care.Event {
	at := care.AtInstant(start.AddDate(0, 0, days))
	return opens(person(n), care.AreaContact, care.ContactMade{How: care.SawAtHome, When: at, StillThere: care.StillYes}, days)
}

func movedIn(n, days int) care.Event {
	f := care.MovedIn{From: care.From{From: on(days)}, Residence: "U", Address: "1 High Street", Postcode: "AB1 2CD"}
	return opens(person(n), care.AreaAccommodation, f, days)
}

func died(n, days int) care.Event {
	return fact(person(n), care.AreaCaseload, care.RecordPerson, care.Died{On: on(days)}, days)
}

func joined(name, team string) care.Event {
	id := care.NewStaffID(authority, name)
	return fact(noOne, care.AreaStaff, care.NewRecordID(id), care.StaffJoined{Name: name, Team: team, On: on(0), Roles: []care.StaffRole{care.RolePA}}, 0)
}

// raised is an alert for the lapse of keep-in-touch that began with the
// registration.
func raised(n, days int) care.Event {
	lapse := care.NewRecordID(person(n))
	id := care.NewAlertID(person(n), "keep-in-touch", lapse)
	f := care.AlertRaised{Rule: "keep-in-touch", PolicyVersion: 1, Lapse: lapse, Due: on(days - 1), ActBy: on(days - 1), Owner: adam}
	return fact(person(n), care.AreaAlert, care.NewRecordID(id), f, days)
}

// then is another fact on the record of an event.
func then(e care.Event, f care.Fact, days int) care.Event {
	return fact(e.Person, e.Area, e.Record, f, days)
}

package projector_test

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
)

func person(n int) care.PersonID { return care.NewPersonID(authority, care.LocalID, fmt.Sprint(n)) }

// event is a fact on a record, recorded some days after the start.
func event(who care.PersonID, area care.Area, on care.RecordID, fact care.Fact, days int) care.Event {
	return care.Event{
		ID: uuid.New(), Authority: authority, Person: who, Area: area, Record: on, Fact: fact,
		RecordedAt: start.AddDate(0, 0, days), Actor: adam, Source: "/intouch/test",
	}
}

// opens is a fact that opens a record of its own.
func opens(who care.PersonID, area care.Area, fact care.Fact, days int) care.Event {
	e := event(who, area, "", fact, days)
	e.Record = care.NewRecordID(e.ID)
	return e
}

func onDay(days int) care.Day { return care.DayOf(start) + care.Day(days) }

func registered(n int) care.Event {
	f := care.Registered{LocalID: fmt.Sprint(n), Category: care.FormerRelevant, On: onDay(0), Details: care.Details{
		GivenName: fmt.Sprintf("Given%d", n), FamilyName: fmt.Sprintf("Family%d", n), DateOfBirth: care.NewDay(2006, time.May, 1+n%28),
	}}
	e := event(person(n), care.AreaCaseload, care.RecordPerson, f, 0)
	e.ID = person(n)
	return e
}

func called(n, days int) care.Event {
	return opens(person(n), care.AreaContact, care.ContactMade{How: care.Called, When: care.OnDay(onDay(days)), Note: "all well"}, days)
}

func allocated(n int, to care.StaffID, days int) care.Event {
	return event(person(n), care.AreaCaseload, care.RecordAdviser, care.AdviserAllocated{Staff: to, Role: care.PersonalAdviser, From: onDay(days)}, days)
}

func joined(name string) care.Event {
	id := care.NewStaffID(authority, name)
	e := event(care.PersonID{}, care.AreaStaff, care.NewRecordID(id), care.StaffJoined{Name: name, On: onDay(0)}, 0)
	e.ID = id
	return e
}

// follow is another fact on the record of an event.
func follow(e care.Event, fact care.Fact, days int) care.Event {
	return event(e.Person, e.Area, e.Record, fact, days)
}

func movedIn(n, days int) care.Event {
	f := care.MovedIn{From: care.From{From: onDay(days)}, Residence: "U", Address: "1 High Street", Postcode: "AB1 2CD"}
	return opens(person(n), care.AreaAccommodation, f, days)
}

func merged(n, into, days int) care.Event {
	return event(person(n), care.AreaCaseload, care.RecordPerson, care.Merged{Into: person(into), Reason: "same"}, days)
}

func unmerged(n, from, days int) care.Event {
	return event(person(n), care.AreaCaseload, care.RecordPerson, care.Unmerged{From: person(from), Reason: "not the same"}, days)
}

// staff is a fact on the record of a member of staff.
func staff(who care.StaffID, fact care.Fact, days int) care.Event {
	return event(care.PersonID{}, care.AreaStaff, care.NewRecordID(who), fact, days)
}

func managed(team string, manager care.StaffID) care.Event {
	f := care.TeamManagerSet{Team: team, Manager: manager, From: onDay(0)}
	return event(care.PersonID{}, care.AreaStaff, care.NewRecordID(care.NewTeamID(authority, team)), f, 0)
}

func published(version, days int, text string) care.Event {
	f := care.PolicyPublished{Version: version, EffectiveFrom: onDay(days), Text: text, Publishers: []care.StaffID{adam, eve}}
	return opens(care.PersonID{}, care.AreaPolicy, f, days)
}

// raised is an alert for a person's lapse of keep-in-touch.
func raised(n, days int) care.Event {
	lapse := care.NewRecordID(person(n))
	id := care.NewAlertID(person(n), "keep-in-touch", lapse)
	f := care.AlertRaised{Rule: "keep-in-touch", PolicyVersion: 1, Lapse: lapse, Due: onDay(days - 1), ActBy: onDay(days - 1)}
	e := event(person(n), care.AreaAlert, care.NewRecordID(id), f, days)
	e.ID = id
	return e
}

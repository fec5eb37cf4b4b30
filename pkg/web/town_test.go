package web

import (
	"strconv"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// The people of docs/rules.md section 13 who matter to the pages, on 15 June
// 2026, with two who work with them. All are invented.

func day(s string) care.Day {
	d, err := care.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func on(s string) care.When { return care.OnDay(day(s)) }

var (
	priya   = care.NewStaffID(authority, "Priya Shah")     // a personal adviser
	martha  = care.NewStaffID(authority, "Martha Cole")    // a team manager
	bernard = care.NewStaffID(authority, "Bernard Lowe")   // business support
	anna    = care.NewStaffID(authority, "Anna Lindqvist") // an analyst

	amira  = personID("1001")
	chloe  = personID("1002")
	farid  = personID("1003")
	olu    = personID("1008")
	sam    = personID("1010")
	uma    = personID("1011")
	viktor = personID("1012")
)

func personID(local string) care.PersonID { return care.NewPersonID(authority, care.LocalID, local) }

// life tells the events of one person.
type life struct {
	id     care.PersonID
	actor  care.StaffID
	events []care.Event
}

// tell records a fact, at ten on its day, and returns its record.
func (l *life) tell(recorded string, area care.Area, f care.Fact) care.RecordID {
	id := care.DerivedID("test event", l.id.String(), strconv.Itoa(len(l.events)))
	return l.tellAs(recorded, area, care.NewRecordID(id), f)
}

// tellAs records a fact on a record.
func (l *life) tellAs(recorded string, area care.Area, r care.RecordID, f care.Fact) care.RecordID {
	id := care.DerivedID("test event", l.id.String(), strconv.Itoa(len(l.events)))
	if _, ok := f.(care.Registered); ok {
		id = l.id
	}
	l.events = append(l.events, care.Event{
		ID: id, Authority: authority, Person: l.id, Area: area, Record: r, Fact: f, Actor: l.actor, Source: "/intouch/test",
		RecordedAt: day(recorded).Start().Add(10*time.Hour + time.Duration(len(l.events))*time.Second),
	})
	return r
}

func registered(local, given, family, born, on string) *life {
	l := &life{id: personID(local), actor: priya}
	r := care.Registered{LocalID: local, Category: care.FormerRelevant, Details: care.Details{GivenName: given, FamilyName: family}}
	if born != "" {
		r.DateOfBirth = day(born)
	}
	l.tellAs(on, care.AreaCaseload, care.RecordPerson, r)
	return l
}

// settled gives a person a personal adviser and a home that was visited.
func (l *life) settled() *life {
	l.tellAs("2025-01-01", care.AreaCaseload, care.RecordAdviser, care.AdviserAllocated{Staff: priya, Role: care.PersonalAdviser, Team: "North", From: day("2025-01-01")})
	l.tell("2025-06-01", care.AreaAccommodation, care.MovedIn{From: care.From{From: day("2025-06-01")}, Residence: "U", Address: "12 Tide Street", Postcode: "ZZ1 1AA"})
	l.tell("2025-06-03", care.AreaContact, care.ContactMade{How: care.SawAtHome, When: on("2025-06-03"), By: care.By{Staff: priya}})
	return l
}

func (l *life) met(when string, how care.How, still care.Still) *life {
	l.tell(when, care.AreaContact, care.ContactMade{How: how, When: on(when), StillThere: still, By: care.By{Staff: priya}})
	return l
}

func town() []*life {
	a := registered("1001", "Amira", "Noor", "2007-03-10", "2025-01-01").settled().met("2026-04-02", care.SawAtHome, "").met("2026-04-20", care.Called, care.StillYes)
	a.tell("2026-04-20", care.AreaPathway, care.ActivityStarted{From: care.From{From: day("2025-09-08")}, Code: "F2", Provider: "Riverside College"})

	c := registered("1002", "Chloe", "Banks", "2008-02-01", "2025-01-01").settled().met("2026-03-23", care.Called, care.StillYes)
	c.tell("2026-06-09", care.AreaContact, care.Attempted{How: care.TriedText, When: on("2026-06-09"), Outcome: care.MessageLeft})
	c.tell("2026-06-12", care.AreaContact, care.ToldBySomeoneElse{When: on("2026-06-12"), Hearsay: care.Hearsay{Informant: care.FromFamily, Who: "her aunt", What: "She is fine"}})
	c.tell("2026-06-13", care.AreaContact, care.Attempted{How: care.TriedText, When: on("2026-06-13"), Outcome: care.NoAnswer})

	f := registered("1003", "Farid", "Amin", "2006-01-20", "2026-06-01")
	f.tell("2026-06-01", care.AreaCaseload, care.Listed{AsAt: day("2026-06-01"), InTouch: care.ListedYes})
	f.tell("2026-06-01", care.AreaImport, care.CellQuestioned{Column: "Accommodation", Value: "sofa?", Reason: "Record where he lives, if you know", AsAt: day("2026-06-01"), Row: 3})

	o := registered("1008", "Olu", "Ade", "2007-01-15", "2025-01-01").settled().met("2026-05-01", care.SawAtHome, "")
	away := o.tell("2026-06-10", care.AreaAccommodation, care.WentAway{From: care.From{From: day("2026-06-08")}, Kind: care.AwayCustody, Place: "HMP Northfield", HowKnown: care.ToldByOther, ToldOn: day("2026-06-10")})
	o.tellAs("2026-06-11", care.AreaAccommodation, away, care.WhereaboutsConfirmed{On: day("2026-06-11"), HowKnown: care.ToldOnSite})

	s := registered("1010", "Sam", "Okafor", "2007-01-15", "2025-01-01").settled().met("2026-05-01", care.Called, care.StillYes)
	s.tellAs("2026-06-15", care.AreaCaseload, care.RecordPerson, care.Died{On: day("2026-05-30"), ToldOn: day("2026-06-15")})

	u := registered("1011", "Uma", "Rao", "2008-01-15", "2025-01-01").settled().met("2026-06-10", care.SawElsewhere, "")
	u.tell("2026-06-13", care.AreaAccommodation, care.ReportedMissing{From: on("2026-06-13"), ReportedBy: "host"})

	v := registered("1012", "Viktor", "Hale", "", "2025-01-01").settled().met("2026-05-20", care.Called, care.StillYes)
	v.tellAs("2026-05-20", care.AreaCaseload, care.RecordSafety, care.ContactSafetySet{UnsafeWays: []care.AttemptHow{care.TriedLetter}, Wording: "Say that you are from the college", Language: "Albanian"})
	return []*life{a, c, f, o, s, u, v}
}

// staffed are those who work there.
func staffed() []care.Event {
	var events []care.Event
	for i, m := range []struct {
		id   care.StaffID
		name string
		role care.StaffRole
	}{{priya, "Priya Shah", care.RolePA}, {martha, "Martha Cole", care.RoleTeamManager}, {bernard, "Bernard Lowe", care.RoleSupport}, {anna, "Anna Lindqvist", care.RoleAnalyst}} {
		events = append(events, care.Event{
			ID: m.id, Authority: authority, Area: care.AreaStaff, Record: care.NewRecordID(m.id), Actor: care.Operator, Source: "/intouch/test",
			Fact: care.StaffJoined{Name: m.name, Roles: []care.StaffRole{m.role}, Team: "North"}, RecordedAt: day("2024-01-02").Start().Add(time.Duration(i) * time.Second),
		})
	}
	manager := care.NewTeamID(authority, "North")
	return append(events, care.Event{
		ID: uuid.NewSHA1(manager, []byte("manager")), Authority: authority, Area: care.AreaStaff, Record: care.NewRecordID(manager), Actor: care.Operator, Source: "/intouch/test",
		Fact: care.TeamManagerSet{Team: "North", Manager: martha, From: day("2024-01-02")}, RecordedAt: day("2024-01-03").Start(),
	})
}

// inTown is a house with all of these people, settled.
func (h *house) inTown() *house {
	h.Helper()
	h.publish(append(staffed(), setAside(), falseCount("2026-04-01"))...)
	for _, l := range town() {
		h.publish(l.events...)
	}
	h.project()
	h.settle()
	h.imported()
	return h
}

// importOfNobody is an import of which one row is answered.
var importOfNobody = care.DerivedID("test", "an import")

func (h *house) imported() {
	h.Helper()
	_, _, err := h.db.OpenImport(h.Context(), authority, importOfNobody, []byte(`{"format":"annex-a-list-9","asAt":"2026-06-01","counts":{"failed":1}}`), 2)
	if err == nil {
		err = h.db.WriteAnswers(h.Context(), authority, importOfNobody, []int{1}, []string{"failed"}, [][]byte{[]byte(`{"row":2,"answer":"failed","problem":"the log was away"}`)})
	}
	if err == nil {
		err = h.db.CloseImport(h.Context(), authority, importOfNobody, []byte(`{"format":"annex-a-list-9","asAt":"2026-06-01","counts":{"failed":1}}`), false)
	}
	if err != nil {
		h.Fatal(err)
	}
}

// rowOfNobody is a row of an import that names nobody.
var rowOfNobody = care.NewRecordID(care.DerivedID("test", "a row that names nobody"))

func setAside() care.Event {
	id := care.DerivedID("test", "a row that names nobody")
	return care.Event{ID: id, Authority: authority, Area: care.AreaImport, Record: rowOfNobody, Actor: care.Operator, Source: "/intouch/import", RecordedAt: noon.Add(-48 * time.Hour),
		Fact: care.RowSetAside{AsAt: day("2026-06-01"), Row: 12, Column: "Child Unique ID", Reason: "Give the id of this person", Cells: map[string]string{"Name": "C. Nobody"}}}
}

// lastOf is the last event of somebody in the town.
func lastOf(id care.PersonID) care.EventID {
	for _, l := range town() {
		if l.id == id {
			return l.events[len(l.events)-1].ID
		}
	}
	return care.EventID{}
}

// recordOf is the record of the first fact of a kind of somebody in the town.
func recordOf[F care.Fact](id care.PersonID) care.RecordID {
	for _, l := range town() {
		for _, e := range l.events {
			if _, ok := e.Fact.(F); ok && l.id == id {
				return e.Record
			}
		}
	}
	return ""
}

func absenceOf(id care.PersonID) care.RecordID  { return recordOf[care.WentAway](id) }
func homeOf(id care.PersonID) care.RecordID     { return recordOf[care.MovedIn](id) }
func missingOf(id care.PersonID) care.RecordID  { return recordOf[care.ReportedMissing](id) }
func activityOf(id care.PersonID) care.RecordID { return recordOf[care.ActivityStarted](id) }
func questionOfFarid() care.RecordID            { return recordOf[care.CellQuestioned](farid) }

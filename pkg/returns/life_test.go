package returns

import (
	"testing"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/duty/dutytest"
	"intouch/pkg/history"
	"intouch/pkg/returns/guarded"
)

var day, on = dutytest.Day, dutytest.On

// today is the day of all tests that name no other.
var today = day("2026-06-15")

var (
	pat = care.NewStaffID("test", "Pat Wren")
	sam = care.NewStaffID("test", "Sam Alder")
)

// life is the events of one invented person, each recorded at noon of a day.
type life struct {
	id     care.PersonID
	events []care.Event
}

// aLife is somebody of 19, registered on 1 January 2026 as former relevant.
func aLife(changes ...func(*care.Registered)) *life {
	l := &life{id: care.NewPersonID("test", care.LocalID, "L1")}
	f := care.Registered{LocalID: "L1", Category: care.FormerRelevant}
	f.DateOfBirth = day("2007-03-27")
	for _, change := range changes {
		change(&f)
	}
	l.events = append(l.events, care.Event{ID: l.id, Authority: "test", Person: l.id, Area: care.AreaCaseload, Record: care.RecordPerson, Fact: f, RecordedAt: noon("2026-01-01"), Actor: care.Operator})
	return l
}

func noon(s string) time.Time { return day(s).Start().Add(12 * time.Hour) }

// tell records a fact on a day as a new record, or on a record of which there is one.
func (l *life) tell(recorded string, area care.Area, f care.Fact, record ...care.RecordID) care.RecordID {
	id := care.DerivedID("test", l.id.String(), string(rune('a'+len(l.events))))
	r := care.NewRecordID(id)
	if len(record) > 0 {
		r = record[0]
	}
	l.events = append(l.events, care.Event{ID: id, Authority: "test", Person: l.id, Area: area, Record: r, Fact: f,
		RecordedAt: noon(recorded).Add(time.Duration(len(l.events)) * time.Second), Actor: pat, Position: uint64(len(l.events) + 1)})
	return r
}

func (l *life) contact(when string, how care.How) care.RecordID {
	return l.tell(when, care.AreaContact, care.ContactMade{How: how, When: on(when)})
}

func (l *life) home(from string, letter care.Residence) care.RecordID {
	return l.tell(from, care.AreaAccommodation, care.MovedIn{From: care.From{From: day(from)}, Residence: letter, Address: "1 Beech Close", Postcode: "ZZ1 1AA"})
}

// rules are those that are shipped, with two members of staff.
func rules(t testing.TB) *duty.Authority {
	t.Helper()
	return &duty.Authority{
		Policies: duty.Policies{dutytest.Policy(t, "2024-01-01")}, FirstPerson: day("2024-01-01"),
		Staff: care.Workforce{Members: map[care.StaffID]care.Member{
			pat: {ID: pat, Name: "Pat Wren", Left: care.Forever}, sam: {ID: sam, Name: "Sam Alder", Left: care.Forever},
		}},
	}
}

// subject is what may be taken out of somebody on a day, by somebody for whom
// restricted records are shut.
func (l *life) subject(t testing.TB, on care.Day) subject {
	p := care.PersonOf(l.id, care.Records(l.events))
	take := Take{On: on, Today: on, Open: func([]care.StaffID) bool { return false }}
	return subject{history.Person{Person: p}, guarded.GuardOf(&p, take.shut), rules(t), on}
}

// living are the events in force, and their corrections.
func (l *life) living() map[care.EventID]bool {
	all := map[care.EventID]bool{uuid.Nil: false}
	for _, r := range care.Records(l.events) {
		for _, e := range r.Force {
			all[e.ID], all[e.SaidBy()] = true, true
		}
	}
	return all
}

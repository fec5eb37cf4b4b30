package oc3

import (
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/duty/dutytest"
)

var day, on = dutytest.Day, dutytest.On

var pat = care.NewStaffID("test", "Pat Example")

// life is the events of one invented person, each recorded on its day.
type life struct {
	id     care.PersonID
	events []care.Event
}

// born is somebody who was registered as of a category on 1 January 2020.
func born(birth string, c care.Category) *life {
	l := &life{id: care.DerivedID("test person", birth, string(c))}
	f := care.Registered{LocalID: "L1", Category: c}
	f.Identifiers = []care.Identifier{{Kind: care.ChildID, ID: "C1"}}
	if birth != "" {
		f.DateOfBirth = day(birth)
	}
	l.on("2020-01-01", care.AreaCaseload, care.RecordPerson, f)
	return l
}

func (l *life) tell(recorded string, a care.Area, f care.Fact) care.RecordID {
	id := care.DerivedID("event", l.id.String(), strconv.Itoa(len(l.events)))
	return l.on(recorded, a, care.NewRecordID(id), f)
}

func (l *life) on(recorded string, a care.Area, r care.RecordID, f care.Fact) care.RecordID {
	id := care.DerivedID("event", l.id.String(), strconv.Itoa(len(l.events)))
	if parsed, err := uuid.Parse(string(r)); err == nil && parsed != id {
		id = care.DerivedID("follow", id.String())
	}
	at := day(recorded).Start().Add(12*time.Hour + time.Duration(len(l.events))*time.Second)
	l.events = append(l.events, care.Event{ID: id, Authority: "test", Person: l.id, Area: a, Record: r, Fact: f, RecordedAt: at, Actor: pat})
	return r
}

func (l *life) about(recorded string, f care.Fact) {
	l.on(recorded, care.AreaCaseload, care.RecordPerson, f)
}

func (l *life) contact(when string, how care.How) care.RecordID {
	return l.tell(when, care.AreaContact, care.ContactMade{How: how, When: on(when)})
}

func (l *life) does(from string, code care.ActivityCode) care.RecordID {
	return l.tell(from, care.AreaPathway, care.ActivityStarted{From: care.From{From: day(from)}, Code: code})
}

// lives is at a home that is assessed as suitable, unless no answer is given.
func (l *life) lives(from string, letter care.Residence, suitable care.YesNo) care.RecordID {
	r := l.tell(from, care.AreaAccommodation, care.MovedIn{From: care.From{From: day(from)}, Residence: letter})
	if suitable != "" {
		l.on(from, care.AreaAccommodation, r, care.SuitabilityAssessed{On: day(from), Suitable: suitable})
	}
	return r
}

func (l *life) refuses(when string, what care.RefusalOf, approved string) care.RecordID {
	r := l.tell(when, care.AreaContact, care.Refused{What: what, When: on(when), How: care.Called})
	if approved != "" {
		l.on(approved, care.AreaContact, r, care.RefusalApproved{Approver: pat, On: day(approved), Attempts: "rang twice"})
	}
	return r
}

func (l *life) person() care.Person { return care.PersonOf(l.id, care.Records(l.events)) }

// office is an authority with the policy that ships, changed where asked.
func office(t testing.TB, changes ...string) *duty.Authority {
	t.Helper()
	return &duty.Authority{Policies: duty.Policies{dutytest.Policy(t, "2020-01-01", changes...)}, FirstPerson: day("2020-01-01")}
}

// returned is a row in short: "YES F2 U1", or why there is none.
func returned(l *life, rules *duty.Authority, y Year, ages Ages) (string, Row) {
	p := l.person()
	row, place := Of(&p, rules, y, ages)
	if !place.In {
		return string(place.Reason), row
	}
	return row.InTouch.Value + " " + row.Activ.Value + " " + row.Accom.Value, row
}

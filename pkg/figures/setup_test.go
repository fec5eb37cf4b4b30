package figures

import (
	"strconv"
	"testing"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/duty/dutytest"
)

var day, on = dutytest.Day, dutytest.On

var (
	pat   = care.NewStaffID("test", "Pat Example")   // a personal adviser, of North
	robin = care.NewStaffID("test", "Robin Example") // business support
)

// office is an authority with the policy that we ship.
func office(t testing.TB) duty.Authority {
	t.Helper()
	staff := care.WorkforceOf([]care.Event{{ID: pat, Area: care.AreaStaff, Record: care.NewRecordID(pat), Fact: care.StaffJoined{Name: "Pat Example", Team: "North"}}})
	return duty.Authority{Policies: duty.Policies{dutytest.Policy(t, "2020-01-01")}, Staff: staff}
}

// past is what was recorded of one invented person.
type past struct {
	id     care.PersonID
	events []care.Event
}

// born registers somebody on 1 January 2025.
func born(when string, c care.Category) *past {
	p := &past{id: care.DerivedID("test person", when, string(c))}
	f := care.Registered{LocalID: "R1", Category: c}
	if when != "" {
		f.DateOfBirth = day(when)
	}
	return p.says(care.AreaCaseload, care.RecordPerson, f, "2025-01-01")
}

// says records a fact on the day that is given: on a new record where none is named.
func (p *past) says(a care.Area, r care.RecordID, f care.Fact, recorded string) *past {
	return p.saysAt(a, r, f, day(recorded).Start().Add(10*time.Hour), care.Event{Actor: pat})
}

func (p *past) saysAt(a care.Area, r care.RecordID, f care.Fact, at time.Time, envelope care.Event) *past {
	e := envelope
	e.ID, e.Authority, e.Person, e.Area, e.Record, e.Fact, e.RecordedAt = care.DerivedID("test event", p.id.String(), strconv.Itoa(len(p.events))), "test", p.id, a, r, f, at
	if _, ok := f.(care.Registered); ok {
		e.ID = p.id
	}
	if r == "" {
		e.Record = care.NewRecordID(e.ID)
	}
	p.events = append(p.events, e)
	return p
}

func (p *past) met(when string, how care.How) *past {
	return p.says(care.AreaContact, "", care.ContactMade{How: how, When: on(when), StillThere: care.StillYes, ActivityStill: care.StillYes}, when)
}

func (p *past) home(from string, letter care.Residence) *past {
	return p.says(care.AreaAccommodation, "", care.MovedIn{From: care.From{From: day(from)}, Residence: letter}, from)
}

// judged is the suitability of the home that they told last.
func (p *past) judged(when string, suitable care.YesNo) *past {
	for i := len(p.events) - 1; i >= 0; i-- {
		if _, ok := p.events[i].Fact.(care.MovedIn); ok {
			return p.says(care.AreaAccommodation, p.events[i].Record, care.SuitabilityAssessed{On: day(when), Suitable: suitable}, when)
		}
	}
	panic("no home was told")
}

func (p *past) does(from string, code care.ActivityCode) *past {
	return p.says(care.AreaPathway, "", care.ActivityStarted{From: care.From{From: day(from)}, Code: code}, from)
}

func (p *past) person(f care.Fact, recorded string) *past {
	return p.says(care.AreaCaseload, care.RecordPerson, f, recorded)
}

func (p *past) subject() *Subject {
	return &Subject{Person: care.PersonOf(p.id, care.Records(p.events))}
}

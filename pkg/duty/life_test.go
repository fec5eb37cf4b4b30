package duty_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/duty/dutytest"
)

var day, on = dutytest.Day, dutytest.On

// life is the events of one invented person, each recorded at noon of its day
// unless another is named.
type life struct {
	id     care.PersonID
	events []care.Event
	n      int
}

func newLife(name string) *life { return &life{id: care.DerivedID("test person", name)} }

// tell records a fact as a new record of its area.
func (l *life) tell(recorded string, area care.Area, f care.Fact) care.RecordID {
	id := l.next()
	return l.tellOn(recorded, area, care.NewRecordID(id), f)
}

// tellOn records a fact on a record that is there, or one that each person has.
func (l *life) tellOn(recorded string, area care.Area, r care.RecordID, f care.Fact) care.RecordID {
	id := l.next()
	if parsed, err := uuid.Parse(string(r)); err == nil && !l.has(r) {
		id = parsed
	}
	if _, ok := f.(care.Registered); ok {
		id = l.id
	}
	l.events = append(l.events, care.Event{ID: id, Authority: "test", Person: l.id, Area: area, Record: r, Fact: f,
		RecordedAt: day(recorded).Start().Add(12*time.Hour + time.Duration(l.n)*time.Second), Actor: care.Operator})
	return r
}

func (l *life) next() care.EventID {
	l.n++
	return care.DerivedID("test event", l.id.String(), string(rune('a'+l.n)))
}

func (l *life) has(r care.RecordID) bool {
	for _, e := range l.events {
		if e.Record == r {
			return true
		}
	}
	return false
}

func (l *life) person() care.Person { return care.PersonOf(l.id, care.Records(l.events)) }

// knownAt is the person by what had been recorded by the end of a day.
func (l *life) knownAt(s string) care.Person {
	var known []care.Event
	for _, e := range l.events {
		if e.RecordedOn() <= day(s) {
			known = append(known, e)
		}
	}
	return care.PersonOf(l.id, care.Records(known))
}

func (l *life) registered(recorded, born string, c care.Category) *life {
	f := care.Registered{LocalID: l.id.String()[:8], Category: c}
	if born != "" {
		f.DateOfBirth = day(born)
	}
	l.tellOn(recorded, care.AreaCaseload, care.RecordPerson, f)
	return l
}

// settled is the ordinary beginning of the people of rules.md section 13: home
// U, not provided, since 1 June 2025, first visit made; a personal adviser.
func (l *life) settled() *life {
	l.allocated("2025-01-01", care.PersonalAdviser)
	home := l.home("2025-06-01", care.MovedIn{Residence: "U"})
	l.tell("2025-06-05", care.AreaContact, care.ContactMade{How: care.SawAtHome, When: on("2025-06-05"), Accommodation: home})
	return l
}

func (l *life) allocated(from string, role care.Role) {
	l.tellOn(from, care.AreaCaseload, care.RecordAdviser, care.AdviserAllocated{Staff: pat, Role: role, Team: "North", From: day(from)})
}

func (l *life) home(from string, f care.MovedIn) care.RecordID {
	f.From.From = day(from)
	return l.tell(from, care.AreaAccommodation, f)
}

func (l *life) contact(when string, how care.How, still care.Still) care.RecordID {
	return l.tell(when, care.AreaContact, care.ContactMade{How: how, When: on(when), StillThere: still})
}

func (l *life) tried(when string, how care.AttemptHow) {
	l.tell(when, care.AreaContact, care.Attempted{How: how, When: on(when), Outcome: care.NoAnswer})
}

func (l *life) frequency(from string, every, seen int, risk care.Risk) {
	l.tellOn(from, care.AreaPathway, care.RecordFrequency, care.FrequencySet{EveryDays: every, SeenEveryDays: seen, Risk: risk, From: day(from)})
}

var pat = care.NewStaffID("test", "Pat Example")

// office is an authority with the policy we ship, live since 1 January 2024, and
// one worker.
func office(t testing.TB) duty.Authority {
	t.Helper()
	p, err := duty.ParsePolicy(policyText("", ""), 1, day("2024-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	staff := care.WorkforceOf([]care.Event{{ID: pat, Authority: "test", Area: care.AreaStaff, Record: care.NewRecordID(pat), Fact: care.StaffJoined{Name: "Pat Example", Team: "North"}, RecordedAt: day("2024-01-01").Start()}})
	return duty.Authority{Policies: duty.Policies{p}, Staff: staff, FirstPerson: day("2024-01-01")}
}

// policyText is the policy that ships, live since 1 January 2024 and in the South
// since 1 June 2026, with a text in the place of another.
func policyText(old, new string) []byte {
	live := shipped + "\ngoLive:\n- {day: 2024-01-01}\n- {team: South, day: 2026-06-01}\n"
	return []byte(strings.Replace(live, old, new, 1))
}

func risk(s string) care.Risk { return care.Risk(s) }

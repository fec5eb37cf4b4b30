package monitor

import (
	"testing"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

func day(s string) care.Day {
	d, err := care.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

var (
	who     = care.DerivedID("somebody")
	contact = care.DerivedID("the last contact")
	noon    = day("2026-06-20").Start().Add(12 * time.Hour)
)

func lapsed(rule duty.Rule) duty.Deadline {
	return duty.Deadline{Rule: rule, Lapse: care.NewRecordID(contact), Due: day("2026-06-15"), ActBy: day("2026-06-15")}
}

func onRecord(open bool, change func(*store.Alert)) store.Alert {
	d := lapsed(duty.KeepInTouch)
	a := store.Alert{ID: d.AlertID(who), Person: who, Record: who, Rule: d.Rule, Lapse: d.Lapse, Due: d.Due, ActBy: d.ActBy, Open: open, Position: 7}
	if !open {
		a.ClosedReason, a.ClosedBecause = care.ClosedMet, contact
	}
	if change != nil {
		change(&a)
	}
	return a
}

func TestTheDifferenceBetweenAlertsAndLapses(t *testing.T) {
	met := func(on string) func(*store.Alert) {
		return func(a *store.Alert) { a.MetBy, a.MetOn = uuid.Max, day(on) }
	}
	cases := []struct {
		name     string
		lapses   []duty.Deadline
		alerts   []store.Alert
		standing duty.Standing
		want     []care.Fact
	}{
		{"nothing lapsed, nothing open", nil, nil, duty.Standing{}, nil},
		{"a lapse without an alert is raised", []duty.Deadline{lapsed(duty.KeepInTouch)}, nil, duty.Standing{},
			[]care.Fact{care.AlertRaised{Rule: "keep-in-touch", PolicyVersion: 1, Lapse: care.NewRecordID(contact), Due: day("2026-06-15"), ActBy: day("2026-06-15")}}},
		{"a to-do is never an event", []duty.Deadline{lapsed(duty.SeeInPerson)}, nil, duty.Standing{}, nil},
		{"a lapse with its alert is left alone", []duty.Deadline{lapsed(duty.KeepInTouch)}, []store.Alert{onRecord(true, nil)}, duty.Standing{}, nil},
		{"a duty that was met closes it", nil, []store.Alert{onRecord(true, met("2026-06-18"))}, duty.Standing{},
			[]care.Fact{care.AlertClosed{Reason: care.ClosedMet, Because: uuid.Max, AsItLooked: 5, AsItWas: 3}}},
		{"met in time, recorded late: both gaps are kept", nil, []store.Alert{onRecord(true, met("2026-06-10"))}, duty.Standing{},
			[]care.Fact{care.AlertClosed{Reason: care.ClosedLate, Because: uuid.Max, AsItLooked: 5, AsItWas: 0}}},
		{"a duty that is no longer owed closes it", nil, []store.Alert{onRecord(true, nil)}, duty.Standing{}, []care.Fact{care.AlertClosed{Reason: care.ClosedNoLonger}}},
		{"a death closes it as such", nil, []store.Alert{onRecord(true, met("2026-06-18"))}, duty.Standing{Bucket: duty.Closed, Reasons: []duty.Reason{duty.ClosedDied}},
			[]care.Fact{care.AlertClosed{Reason: care.ClosedDied}}},
		{"what closed it was taken back: it is open again", []duty.Deadline{lapsed(duty.KeepInTouch)}, []store.Alert{onRecord(false, nil)}, duty.Standing{},
			[]care.Fact{care.AlertReopened{Because: contact, Due: day("2026-06-15"), ActBy: day("2026-06-15")}}},
		{"a named person decided not to pursue it: it stays closed", []duty.Deadline{lapsed(duty.KeepInTouch)},
			[]store.Alert{onRecord(false, func(a *store.Alert) { a.ClosedReason = care.ClosedNotPursued })}, duty.Standing{}, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := changes("test", store.Look{Person: who, PolicyVersion: 1, Standing: c.standing, Deadlines: c.lapses, Alerts: c.alerts}, noon)
			if len(got) != len(c.want) {
				t.Fatalf("%d changes, want %d: %+v", len(got), len(c.want), got)
			}
			for i := range got {
				if got[i].event.Fact != c.want[i] {
					t.Errorf("got %+v, want %+v", got[i].event.Fact, c.want[i])
				}
			}
		})
	}
}

// Two monitors that see the same append the same events: one of them is refused
// or finds its own.
func TestTwoMonitorsSayTheSame(t *testing.T) {
	l := store.Look{Person: who, Deadlines: []duty.Deadline{lapsed(duty.FirstVisit)}, Alerts: []store.Alert{onRecord(true, nil)}}
	one, other := changes("test", l, noon), changes("test", l, noon.Add(time.Second))
	for i := range one {
		a, b := one[i].event, other[i].event
		if a.ID != b.ID || a.Record != b.Record || a.Fact != b.Fact || one[i].after != other[i].after {
			t.Errorf("%+v and %+v", a, b)
		}
	}
}

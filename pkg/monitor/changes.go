package monitor

import (
	"strconv"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// change is an event to append to the record of an alert, after the position of
// its last event.
type change struct {
	event care.Event
	after uint64
}

// changes are the facts that turn the alerts of a person, as they stand, into
// the lapses as they are.
func changes(authority string, l store.Look, now time.Time) []change {
	var all []change
	known := map[string]store.Alert{}
	for _, a := range l.Alerts {
		known[a.ID.String()] = a
	}
	wanted := map[string]bool{}
	for _, d := range l.Deadlines {
		if !d.Rule.Alerts() {
			continue
		}
		id := d.AlertID(l.Person)
		wanted[id.String()] = true
		a, ok := known[id.String()]
		switch {
		case !ok:
			all = append(all, raise(authority, l, d, now))
		case !a.Open && a.ClosedReason != care.ClosedNotPursued:
			all = append(all, follow(authority, a, care.AlertReopened{Because: a.ClosedBecause, Due: d.Due, ActBy: d.ActBy}, "reopened", now))
		}
	}
	for _, a := range l.Alerts {
		if a.Open && !a.Held && !wanted[a.ID.String()] {
			all = append(all, follow(authority, a, closing(l, a, now), "closed", now))
		}
	}
	return all
}

func raise(authority string, l store.Look, d duty.Deadline, now time.Time) change {
	id := d.AlertID(l.Person)
	return change{care.Event{
		ID: id, Authority: authority, Person: l.Person, Area: care.AreaAlert, Record: care.NewRecordID(id),
		Fact: care.AlertRaised{
			Rule: string(d.Rule), PolicyVersion: l.PolicyVersion, Lapse: d.Lapse, Due: d.Due, ActBy: d.ActBy,
			Origin: d.Origin, KnownLate: d.KnownLate, Owner: l.Standing.Owner,
		},
		RecordedAt: now, Actor: care.Monitor, Source: source,
	}, 0}
}

// source is the ce-source of what the monitor appends.
const source = "/intouch/monitor"

// follow is an event on an alert that is there. Its id follows from the alert,
// what happens to it, and after what: the same from every monitor.
func follow(authority string, a store.Alert, f care.Fact, what string, now time.Time) change {
	return change{care.Event{
		ID:        care.DerivedID(a.ID.String(), what, strconv.FormatUint(a.Position, 10)),
		Authority: authority, Person: a.Record, Area: care.AreaAlert, Record: care.NewRecordID(a.ID),
		Fact: f, RecordedAt: now, Actor: care.Monitor, Source: source,
	}, a.Position}
}

// closing says why an alert is over. A duty that was met in time but recorded
// late keeps both gaps: as it looked, and as it was (lessons.md 2.9).
func closing(l store.Look, a store.Alert, now time.Time) care.AlertClosed {
	died := len(l.Standing.Reasons) > 0 && l.Standing.Reasons[0] == duty.ClosedDied
	switch {
	case l.Standing.Bucket == duty.Closed && died:
		return care.AlertClosed{Reason: care.ClosedDied}
	case a.MetOn.IsZero():
		return care.AlertClosed{Reason: care.ClosedNoLonger}
	}
	c := care.AlertClosed{Reason: care.ClosedMet, Because: a.MetBy, AsItLooked: max(0, int(care.DayOf(now)-a.Due)), AsItWas: max(0, int(a.MetOn-a.Due))}
	if a.MetOn <= a.Due && care.DayOf(now) > a.Due {
		c.Reason = care.ClosedLate
	}
	return c
}

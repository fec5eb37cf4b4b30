package careleaver

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"
)

// Remains are the events that a destruction left nothing of but this, as they
// were recorded. Of one that says no more than kind and time, a contact was made,
// how is not stated.
func Remains(e Event, f Destroyed) []Event {
	left := f.Remains
	if id, err := uuid.Parse(string(e.Record)); err == nil && len(left) == 0 && f.Kind == "contact" && !f.When.IsZero() {
		left = []Remnant{{Event: id, RecordedAt: e.RecordedAt, Actor: e.Actor, Area: AreaContact, Facts: ContactMade{How: NotStated, When: f.When}}}
	}
	all := make([]Event, len(left))
	for i, r := range left {
		all[i] = e
		all[i].ID, all[i].Fact, all[i].RecordedAt, all[i].Actor, all[i].Source = r.Event, r.Facts, r.RecordedAt, r.Actor, r.Source
		all[i].Position = cmp.Or(r.Position, e.Position)
		all[i].DeviceAt, all[i].OnBehalfOf = time.Time{}, StaffID{}
	}
	return all
}

// WithRemains are events as they were before anything of them was destroyed, as
// far as it is left; what destroyed it comes after it.
func WithRemains(events []Event) []Event {
	isDestroyed := func(e Event) bool { _, ok := e.Fact.(Destroyed); return ok }
	if !slices.ContainsFunc(events, isDestroyed) {
		return events
	}
	var all []Event
	for _, e := range events {
		if f, ok := e.Fact.(Destroyed); ok {
			all = slices.DeleteFunc(all, func(was Event) bool { return sameRecord(was, e) })
			all = append(all, Remains(e, f)...)
		}
		all = append(all, e)
	}
	return all
}

// KnownBy are those of some events, in log order, that were known then, as known
// says of each. What has been sealed or destroyed since is out of sight in the
// past too (rules.md section 10): its seal is among them, and what it was counts
// as it did.
func KnownBy(events []Event, known func(Event) bool) []Event {
	var then []Event
	records := map[recordKey]bool{}
	for _, e := range WithRemains(events) {
		key := recordKey{e.Person, e.Area, e.Record}
		switch {
		case known(e):
			then, records[key] = append(then, e), true
		case records[key]:
			then = hidden(then, e)
		}
	}
	return then
}

// hidden takes out of sight what an event that was not known yet has hidden since.
func hidden(then []Event, by Event) []Event {
	switch f := by.Fact.(type) {
	case Sealed, Destroyed:
		return append(then, seal(by))
	case Voided:
		if f.Reason != WrongPerson {
			return then
		}
		for i, e := range then {
			if sameRecord(e, by) && f.Covers(e) {
				then[i].Fact = Bare(e.Fact)
			}
		}
	}
	return then
}

func sameRecord(a, b Event) bool {
	return a.Person == b.Person && a.Area == b.Area && a.Record == b.Record
}

// Covers reports whether a void takes out an event of its record, or a correction
// of that: of a record that is voided as a whole, all of it.
func (f Voided) Covers(e Event) bool {
	c, _ := e.Fact.(Corrected)
	return f.Of == uuid.Nil || f.Of == e.ID || f.Of == c.Of || NewRecordID(f.Of) == e.Record
}

// seal is the seal that a destruction is to those who ask what was known before it.
func seal(e Event) Event {
	if f, ok := e.Fact.(Destroyed); ok {
		e.Fact = Sealed{Reason: f.Reason, Approvers: f.Approvers, Positions: f.Positions}
	}
	return e
}

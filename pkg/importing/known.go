package importing

import (
	care "intouch/pkg/careleaver"
)

// known is what the register knows of a person.
type known struct {
	care.Person
	events  []care.Event
	changes []care.Told[care.DetailsChanged]
	last    map[care.RecordID]uint64 // the position of each record's last event
}

// knownFrom is what is known from a person's events, and those of whoever is
// merged into them, in log order.
func knownFrom(id care.PersonID, events []care.Event) known {
	records := care.Records(events)
	k := known{Person: care.PersonOf(id, records), events: events, last: map[care.RecordID]uint64{}}
	for _, e := range events {
		k.last[e.Record] = e.Position
	}
	for _, r := range records {
		if r.Person == id {
			k.changes = append(k.changes, care.All[care.DetailsChanged](r)...)
		}
	}
	return k
}

// registered reports whether they are on the register.
func (k known) registered() bool { return k.Registered.Facts.LocalID != "" }

// record is where an event is to stand.
type record struct {
	area   care.Area
	id     care.RecordID // empty: the event opens it
	person care.PersonID
}

// of is the record on which an entry stands, be it that of somebody merged.
func of(e care.Entry) record { return record{e.Area, e.Record, e.Person} }

// opens is a new record of the person in the area.
func (t *telling) opens(area care.Area) record { return record{area: area, person: t.person.ID} }

// one is a record of which each person has one.
func (t *telling) one(area care.Area, id care.RecordID) record {
	return record{area, id, t.person.ID}
}

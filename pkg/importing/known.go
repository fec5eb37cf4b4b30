package importing

import (
	"slices"

	care "intouch/pkg/careleaver"
)

// known is what the register knows of a person.
type known struct {
	care.Person
	events  []care.Event
	changes []care.Told[care.DetailsChanged]
	ids     map[care.EventID]bool
	last    map[care.RecordID]uint64 // the position of each record's last event
	merged  []care.PersonID          // who was merged into them
}

// knownFrom is what is known from a person's events, and those of whoever is
// merged into them, in log order.
func knownFrom(id care.PersonID, events []care.Event) known {
	records := care.Records(events)
	k := known{Person: care.PersonOf(id, records), events: events, ids: make(map[care.EventID]bool, len(events)), last: map[care.RecordID]uint64{}}
	for _, e := range events {
		k.last[e.Record], k.ids[e.ID] = e.Position, true
		if e.Person != id && !slices.Contains(k.merged, e.Person) {
			k.merged = append(k.merged, e.Person)
		}
	}
	for _, r := range records {
		if r.Person == id {
			k.changes = append(k.changes, care.All[care.DetailsChanged](r)...)
		}
	}
	return k
}

// with is what is known once these events are stored too. Contacts, attempts and
// questions change nothing that a later row of theirs is weighed by, so those of
// a long sheet are not folded again and again.
func (k known) with(stored []care.Event) known {
	k.events = append(k.events, stored...)
	for _, e := range stored {
		if e.Area != care.AreaContact && e.Area != care.AreaImport {
			return knownFrom(k.ID, k.events)
		}
	}
	for _, e := range stored {
		k.last[e.Record] = max(k.last[e.Record], e.Position)
		k.ids[e.ID] = true
	}
	return k
}

// registered reports whether they are on the register.
func (k known) registered() bool { return k.Registered.Facts.LocalID != "" }

// eventID is the id of the event that was told of the person with these words. What
// was told of somebody who was merged since has the id that it had.
func (k known) eventID(says ...string) care.EventID {
	own := care.DerivedID(append([]string{k.ID.String()}, says...)...)
	if k.ids[own] {
		return own
	}
	for _, id := range k.merged {
		if told := care.DerivedID(append([]string{id.String()}, says...)...); k.ids[told] {
			return told
		}
	}
	return own
}

// on is a record of that id, under whomever it stands.
func (k known) on(area care.Area, id care.RecordID) record {
	for _, e := range k.events {
		if e.Area == area && e.Record == id {
			return record{area, id, e.Person}
		}
	}
	return record{area, id, k.ID}
}

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

package careleaver

import "github.com/google/uuid"

// Entry is an event that is in force: as it was recorded, with its facts as
// they were last corrected.
type Entry struct {
	Event
	Correction Event // the correction that its facts come from; zero if never corrected
}

// SaidBy is the event that says the facts: the recording, or its last correction.
func (e Entry) SaidBy() EventID {
	if e.Correction.ID != uuid.Nil {
		return e.Correction.ID
	}
	return e.ID
}

// Record is everything that was recorded on one record of a person.
type Record struct {
	Person  PersonID // under whom it was recorded; another's id for merged people
	Area    Area
	ID      RecordID
	Opened  Event   // its first event, as published, or what is left of it
	Last    Event   // its last event: what the next one follows
	Voided  *Event  // what took the whole record back, if anything did
	Sealed  *Event  // what sealed it, if anything did (rules.md section 10)
	Gone    *Event  // what destroyed it, if anything did
	Force   []Entry // what is in force, in log order; nothing of a voided record; bare of one that is sealed or destroyed
	Shelter bool    // the last word on where it is says that the address is protected
	Births  []Birth // each date of birth that it said, in log order, changed, corrected or taken back
}

// Last is the last event in force that is of the kind of F.
func Last[F Fact](r Record) (Told[F], bool) {
	all := All[F](r)
	if len(all) == 0 {
		return Told[F]{}, false
	}
	return all[len(all)-1], true
}

// All are the events in force that are of the kind of F, in log order.
func All[F Fact](r Record) []Told[F] {
	var all []Told[F]
	for _, e := range r.Force {
		if f, ok := e.Fact.(F); ok {
			all = append(all, Told[F]{f, e})
		}
	}
	return all
}

// Told is a fact in force with the entry that tells it.
type Told[F Fact] struct {
	Facts F
	Entry
}

// KnownOn is the day on which the authority knew of it: the day it was told,
// where that was said, else the day it happened. It may have been recorded
// later still.
func (e Entry) KnownOn() Day {
	if t, ok := e.Fact.(interface{ toldOn() Day }); ok && !t.toldOn().IsZero() {
		return t.toldOn()
	}
	return e.HappenedOn()
}

func (f ContactMade) toldOn() Day          { return f.ToldOn }
func (f Attempted) toldOn() Day            { return f.ToldOn }
func (f ToldBySomeoneElse) toldOn() Day    { return f.ToldOn }
func (f Refused) toldOn() Day              { return f.ToldOn }
func (f MovedIn) toldOn() Day              { return f.ToldOn }
func (f MovedOut) toldOn() Day             { return f.ToldOn }
func (f WentAway) toldOn() Day             { return f.ToldOn }
func (f CameBack) toldOn() Day             { return f.ToldOn }
func (f WhereaboutsConfirmed) toldOn() Day { return f.ToldOn }
func (f WhereaboutsNotKnown) toldOn() Day  { return f.ToldOn }
func (f ReportedMissing) toldOn() Day      { return f.ToldOn }
func (f ActivityStarted) toldOn() Day      { return f.ToldOn }
func (f ActivityEnded) toldOn() Day        { return f.ToldOn }
func (f ActivityConfirmed) toldOn() Day    { return f.ToldOn }
func (f CircumstancesChanged) toldOn() Day { return f.ToldOn }
func (f CareEnded) toldOn() Day            { return f.ToldOn }
func (f ReturnedToCare) toldOn() Day       { return f.ToldOn }
func (f Died) toldOn() Day                 { return f.ToldOn }

type recordKey struct {
	person PersonID
	area   Area
	id     RecordID
}

// Records groups the events of a person, and of those merged into them, by
// record, and returns what is in force of each: the last correction of each
// event counts, a void takes its event or the whole record out. Records come in
// log order of their first events; how events of different records interleave
// makes no other difference. What is sealed or destroyed is out of sight and not
// out of force: its facts are bare. It is total: an event that follows nothing is
// kept as the record's first.
func Records(events []Event) []Record {
	var records []Record
	at := make(map[recordKey]int, len(events))
	for _, e := range events {
		key := recordKey{e.Person, e.Area, e.Record}
		i, ok := at[key]
		if !ok {
			i = len(records)
			at[key] = i
			records = append(records, Record{Person: e.Person, Area: e.Area, ID: e.Record, Opened: e})
		}
		records[i].take(e)
	}
	for i := range records {
		records[i].hide()
	}
	return records
}

func (r *Record) take(e Event) {
	r.Last = e
	switch f := e.Fact.(type) {
	case Corrected:
		r.correct(e, f)
	case Voided:
		r.void(e, f)
	case Sealed:
		r.Sealed = &e
	case Destroyed:
		r.destroy(e, f)
	default:
		if r.Voided == nil {
			r.Force = append(r.Force, Entry{Event: e})
		}
	}
	r.noteBirth(e)
	r.noteShelter(e.Fact)
}

// noteShelter keeps whether the address is protected, of what is taken back too: it is
// where somebody is or was, whatever was wrong about it.
func (r *Record) noteShelter(f Fact) {
	switch f := f.(type) {
	case Corrected:
		r.noteShelter(f.Facts)
	case MovedIn:
		r.Shelter = f.Protected
	case WentAway:
		r.Shelter = f.Protected
	}
}

func (r *Record) correct(e Event, f Corrected) {
	of := f.Of
	if of == uuid.Nil {
		of = r.Opened.ID
	}
	for i := range r.Force {
		if r.Force[i].ID == of {
			r.Force[i].Fact, r.Force[i].Correction = f.Facts, e
		}
	}
}

func (r *Record) void(e Event, f Voided) {
	of := f.Of
	if of == uuid.Nil && r.ID.single() && len(r.Force) > 0 {
		of = r.Force[len(r.Force)-1].ID
	}
	if !r.ID.single() && (of == uuid.Nil || of == r.Opened.ID) {
		r.Force, r.Voided = nil, &e
		if f.Reason == WrongPerson {
			r.Sealed = &e
		}
		return
	}
	kept := r.Force[:0:0]
	for _, x := range r.Force {
		if x.ID != of {
			kept = append(kept, x)
		}
	}
	r.Force = kept
}

// hide leaves of a sealed record what counting needs, whatever was recorded on it
// since.
func (r *Record) hide() {
	if r.Sealed == nil {
		return
	}
	for i, e := range r.Force {
		r.Force[i].Fact = Bare(e.Fact)
		if f, ok := e.Fact.(Registered); ok {
			bare := r.Force[i].Fact.(Registered)
			bare.LocalID = f.LocalID // by which a manager is asked: it is sealed, not destroyed
			r.Force[i].Fact = bare
		}
	}
}

// destroy puts what is left of the record's events in their place, whether they
// are erased already or not.
func (r *Record) destroy(e Event, f Destroyed) {
	if r.Gone != nil {
		return
	}
	*r = Record{Person: r.Person, Area: r.Area, ID: r.ID, Opened: e}
	for i, was := range Remains(e, f) {
		if i == 0 {
			r.Opened = was
		}
		r.take(was)
	}
	r.Gone, r.Last = &e, e
}

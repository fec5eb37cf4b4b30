package projector

import (
	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/history"
	"intouch/pkg/store"
)

// outcome is what is to be stored of a family.
type outcome struct {
	people []care.PersonID
	rows   []store.Rows
	parked []parked
	last   care.Event // the last of all of theirs
}

// parked is somebody whose events cannot all be applied.
type parked struct {
	person care.PersonID
	at     *history.Unapplied
}

// mean says what is to be stored of a family. It is a function of the facts and
// the events alone.
func (f *facts) mean(authority string, fam history.Family) outcome {
	var o outcome
	for _, t := range fam {
		o.people = append(o.people, t.Person)
		if n := len(t.Events); n > 0 && t.Events[n-1].Position > o.last.Position {
			o.last = t.Events[n-1]
		}
	}
	for _, c := range fam.Counted(f.into) {
		if c.Root != c.Person {
			o.add(f.absorbed(authority, c), nil)
			continue
		}
		o.add(f.whole(authority, c.Told))
	}
	return o
}

func (o *outcome) add(d store.Derived, bad *history.Unapplied) {
	o.rows = append(o.rows, d.Rows())
	if bad != nil {
		o.parked = append(o.parked, parked{d.Meaning.Person.ID, bad})
	}
}

// absorbed is what is stored of somebody whose facts count for another person.
func (f *facts) absorbed(authority string, c history.Counted) store.Derived {
	_, m, _ := history.Apply(&f.Authority, c.Told)
	return store.Derived{Authority: authority, Meaning: m, MergedInto: f.into[c.Person], Root: c.Root, RecordedAt: c.RecordedAt()}
}

// whole is what is stored of somebody, and the event that stopped it, if one did.
func (f *facts) whole(authority string, t history.Told) (store.Derived, *history.Unapplied) {
	p, m, bad := history.Apply(&f.Authority, t)
	d := store.Derived{Authority: authority, Meaning: m, RecordedOn: p.LastRecorded.RecordedOn(), RecordedAt: t.RecordedAt(), MergedInto: f.into[t.Person]}
	d.Workers, d.Teams = allocatedTo(p)
	d.Late = history.LateOf(t.Events)
	if bad != nil && len(m.Standings) == 0 { // not even the registration could be applied: they are on the register all the same
		d.Meaning.Standings = history.IncompleteFrom(bad.On)
	}
	d.Nothing = p.Registered.ID == uuid.Nil && bad == nil && d.MergedInto == uuid.Nil
	return d, bad
}

// allocatedTo lists all workers and teams that the person's facts name.
func allocatedTo(p care.Person) (workers []care.StaffID, teams []string) {
	for _, a := range p.Allocations {
		workers, teams = append(workers, a.Facts.Staff), append(teams, a.Facts.Team)
	}
	for _, h := range p.Handovers {
		workers, teams = append(workers, h.Facts.To), append(teams, h.Facts.Team)
	}
	for _, t := range p.Teams {
		teams = append(teams, t.Facts.Team)
	}
	return distinct(workers), distinctTeams(teams)
}

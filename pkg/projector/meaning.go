package projector

import (
	"fmt"
	"log/slog"
	"sort"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
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
	at     *unapplied
}

// mean says what is to be stored of a family. It is a function of the facts and
// the events alone.
func (f *facts) mean(authority string, fam family) outcome {
	var o outcome
	roots := fam.roots(f.into)
	for _, t := range fam {
		o.people = append(o.people, t.person)
		if n := len(t.events); n > 0 && t.events[n-1].Position > o.last.Position {
			o.last = t.events[n-1]
		}
		if root := roots[t.person]; root != t.person {
			o.add(f.absorbed(authority, t, root), nil)
			continue
		}
		var parts []told
		for _, part := range fam {
			if roots[part.person] == t.person {
				parts = append(parts, part)
			}
		}
		d, bad := f.whole(authority, together(t.person, parts))
		d.MergedInto = f.into[t.person]
		o.add(d, bad)
	}
	return o
}

func (o *outcome) add(d store.Derived, bad *unapplied) {
	o.rows = append(o.rows, d.Rows())
	if bad != nil {
		o.parked = append(o.parked, parked{d.Meaning.Person.ID, bad})
	}
}

// absorbed is what is stored of somebody whose facts count for another person.
func (f *facts) absorbed(authority string, t told, root care.PersonID) store.Derived {
	_, m, _ := f.apply(t)
	return store.Derived{Authority: authority, Meaning: m, MergedInto: f.into[t.person], Root: root}
}

// whole is what is stored of somebody, and the event that stopped it, if one did.
func (f *facts) whole(authority string, t told) (store.Derived, *unapplied) {
	p, m, bad := f.apply(t)
	d := store.Derived{Authority: authority, Meaning: m, RecordedOn: p.LastRecorded.RecordedOn()}
	d.Workers, d.Teams = allocatedTo(p)
	if bad != nil && len(m.Standings) == 0 { // not even the registration could be applied: they are on the register all the same
		d.Meaning.Standings = incompleteFrom(bad.on)
	}
	d.Nothing = p.Registered.ID == uuid.Nil && bad == nil && f.into[t.person] == uuid.Nil
	return d, bad
}

func incompleteFrom(day care.Day) []duty.Standing {
	span := duty.Span{From: max(day, 1), Until: care.Forever}
	return []duty.Standing{{Span: span, Bucket: duty.Unaccounted, Reasons: []duty.Reason{duty.RecordIncomplete}}}
}

// apply applies the rules to what was recorded. Where they fail, it finds the
// first event with which they do and applies them to those before it.
func (f *facts) apply(t told) (care.Person, duty.Meaning, *unapplied) {
	p, m, err := f.try(t, t.events, t.bad)
	if err == nil {
		return p, m, t.bad
	}
	n := sort.Search(len(t.events)-1, func(i int) bool {
		_, _, err := f.try(t, t.events[:i+1], t.bad)
		return err != nil
	})
	slog.Error("the rules failed", "person", t.person, "position", t.events[n].Position, "error", err)
	bad := &unapplied{t.events[n].Position, t.events[n].RecordedOn(), fmt.Sprintf("The rules fail at the event at position %d.", t.events[n].Position)}
	if p, m, err = f.try(t, t.events[:n], bad); err != nil {
		return care.Person{ID: t.person}, nothingBut(t.person, bad), bad
	}
	return p, m, bad
}

// nothingBut is the meaning of which no more is known than that it is incomplete.
func nothingBut(person care.PersonID, bad *unapplied) duty.Meaning {
	return duty.Meaning{
		Person:    duty.Summary{ID: person, Incomplete: bad.why, RulesVersion: duty.RulesVersion},
		Standings: incompleteFrom(bad.on),
		NextLook:  care.Forever,
	}
}

// try applies the rules, which must not fail; if they do it is an error of ours
// that shall stop nobody else.
func (f *facts) try(t told, events []care.Event, bad *unapplied) (p care.Person, m duty.Meaning, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	p = care.PersonOf(t.person, care.Records(events))
	counted := p
	counted.MergedInto = uuid.Nil // whom they count for is decided by the family
	return p, f.Meaning(counted, bad.incomplete()), nil
}

func (u *unapplied) incomplete() *duty.Incomplete {
	if u == nil {
		return nil
	}
	return &duty.Incomplete{Since: u.on, Why: u.why}
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

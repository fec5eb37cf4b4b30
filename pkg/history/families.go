package history

import (
	"bytes"
	"slices"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// Merges say into whom people are merged, as their own events say.
type Merges map[care.PersonID]care.PersonID

// Learn takes what somebody's own events say.
func (m Merges) Learn(t Told) {
	if other := t.Into(); other != uuid.Nil {
		m[t.Person] = other
	} else {
		delete(m, t.Person)
	}
}

// Concerned are all whom a merge concerns.
func (m Merges) Concerned() map[care.PersonID]bool {
	all := make(map[care.PersonID]bool, 2*len(m))
	for person, other := range m {
		all[person], all[other] = true, true
	}
	return all
}

// Kin are the people that merges connect with any of these, themselves first.
func (m Merges) Kin(people []care.PersonID) []care.PersonID {
	if len(m) == 0 {
		return people
	}
	absorbed := map[care.PersonID][]care.PersonID{}
	for person, other := range m {
		absorbed[other] = append(absorbed[other], person)
	}
	return connected(people, func(p care.PersonID) []care.PersonID { return append(absorbed[p], m[p]) })
}

// connected are these people and all who are reached from them.
func connected(people []care.PersonID, further func(care.PersonID) []care.PersonID) []care.PersonID {
	seen := map[care.PersonID]bool{}
	var all []care.PersonID
	for next := people; len(next) > 0; {
		var more []care.PersonID
		for _, p := range next {
			if p == uuid.Nil || seen[p] {
				continue
			}
			seen[p] = true
			all = append(all, p)
			more = append(more, further(p)...)
		}
		next = more
	}
	return all
}

// Family is the people that merges connect with each other; nearly always one.
// Its people come in order of their ids.
type Family []Told

// Families puts together the people that merges connect.
func (m Merges) Families(people map[care.PersonID]*Told) []Family {
	var all []Family
	placed := map[care.PersonID]bool{}
	for person := range people {
		var one Family
		for _, p := range m.Kin([]care.PersonID{person}) {
			if t := people[p]; t != nil && !placed[p] {
				one = append(one, *t)
			}
			placed[p] = true
		}
		if len(one) > 0 {
			slices.SortFunc(one, func(a, b Told) int { return ByID(a.Person, b.Person) })
			all = append(all, one)
		}
	}
	return all
}

// Counted is somebody of a family with what counts for them.
type Counted struct {
	Told                     // of somebody who stays, with what was recorded under those merged into them
	Root     care.PersonID   // whom it counts for: themselves, or the one at the end of all merges
	Absorbed []care.PersonID // those merged into somebody who stays
}

// Counted says of each of a family for whom what is told of them counts.
func (fam Family) Counted(m Merges) []Counted {
	roots := fam.roots(m)
	all := make([]Counted, len(fam))
	for i, t := range fam {
		all[i] = Counted{Told: t, Root: roots[t.Person]}
		if all[i].Root != t.Person {
			continue
		}
		var parts []Told
		for _, part := range fam {
			if roots[part.Person] != t.Person {
				continue
			}
			parts = append(parts, part)
			if part.Person != t.Person {
				all[i].Absorbed = append(all[i].Absorbed, part.Person)
			}
		}
		all[i].Told = together(t.Person, parts)
	}
	return all
}

// roots says of each person of a family whose rows theirs are part of: the end
// of the merges they follow. A merge into somebody who was never registered
// counts for nothing, or they would be on nobody's list (I1). Of people merged
// in a circle the one with the least id is the root.
func (fam Family) roots(m Merges) map[care.PersonID]care.PersonID {
	if len(fam) == 1 {
		return map[care.PersonID]care.PersonID{fam[0].Person: fam[0].Person}
	}
	registered := map[care.PersonID]bool{}
	for _, t := range fam {
		registered[t.Person] = t.registered()
	}
	roots := map[care.PersonID]care.PersonID{}
	for _, t := range fam {
		roots[t.Person] = m.root(t.Person, registered)
	}
	return roots
}

func (m Merges) root(person care.PersonID, registered map[care.PersonID]bool) care.PersonID {
	path := []care.PersonID{person}
	for {
		last := path[len(path)-1]
		next := m[last]
		if i := slices.Index(path, next); i >= 0 {
			return slices.MinFunc(path[i:], ByID)
		}
		if !registered[next] {
			return last
		}
		path = append(path, next)
	}
}

// ByID orders by the bytes of ids.
func ByID(a, b care.PersonID) int { return bytes.Compare(a[:], b[:]) }

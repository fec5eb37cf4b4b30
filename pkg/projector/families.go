package projector

import (
	"bytes"
	"slices"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// family is the people that merges connect with each other; nearly always one.
// Its people come in order of their ids.
type family []told

// learnMerge takes what somebody's own events say.
func (f *facts) learnMerge(t told) {
	if other := t.into(); other != uuid.Nil {
		f.into[t.person] = other
	} else {
		delete(f.into, t.person)
	}
}

// merged are all whom a merge concerns.
func (f *facts) merged() map[care.PersonID]bool {
	all := make(map[care.PersonID]bool, 2*len(f.into))
	for person, other := range f.into {
		all[person], all[other] = true, true
	}
	return all
}

// kin are the people that merges connect with any of these, themselves first.
func kin(people []care.PersonID, into map[care.PersonID]care.PersonID) []care.PersonID {
	if len(into) == 0 {
		return people
	}
	absorbed := map[care.PersonID][]care.PersonID{}
	for person, other := range into {
		absorbed[other] = append(absorbed[other], person)
	}
	seen := map[care.PersonID]bool{}
	var all []care.PersonID
	for next := people; len(next) > 0; {
		var further []care.PersonID
		for _, p := range next {
			if p == uuid.Nil || seen[p] {
				continue
			}
			seen[p] = true
			all = append(all, p)
			further = append(append(further, absorbed[p]...), into[p])
		}
		next = further
	}
	return all
}

// families puts together the people that merges connect.
func families(people map[care.PersonID]*told, into map[care.PersonID]care.PersonID) []family {
	var all []family
	placed := map[care.PersonID]bool{}
	for person := range people {
		var one family
		for _, p := range kin([]care.PersonID{person}, into) {
			if t := people[p]; t != nil && !placed[p] {
				one = append(one, *t)
			}
			placed[p] = true
		}
		if len(one) > 0 {
			slices.SortFunc(one, func(a, b told) int { return byID(a.person, b.person) })
			all = append(all, one)
		}
	}
	return all
}

// roots says of each person of a family whose rows theirs are part of: the end
// of the merges they follow. A merge into somebody who was never registered
// counts for nothing, or they would be on nobody's list (I1). Of people merged
// in a circle the one with the least id is the root.
func (f family) roots(into map[care.PersonID]care.PersonID) map[care.PersonID]care.PersonID {
	if len(f) == 1 {
		return map[care.PersonID]care.PersonID{f[0].person: f[0].person}
	}
	registered := map[care.PersonID]bool{}
	for _, t := range f {
		registered[t.person] = t.registered()
	}
	roots := map[care.PersonID]care.PersonID{}
	for _, t := range f {
		roots[t.person] = root(t.person, into, registered)
	}
	return roots
}

func root(person care.PersonID, into map[care.PersonID]care.PersonID, registered map[care.PersonID]bool) care.PersonID {
	path := []care.PersonID{person}
	for {
		last := path[len(path)-1]
		next := into[last]
		if i := slices.Index(path, next); i >= 0 {
			return slices.MinFunc(path[i:], byID)
		}
		if !registered[next] {
			return last
		}
		path = append(path, next)
	}
}

func byID(a, b care.PersonID) int { return bytes.Compare(a[:], b[:]) }

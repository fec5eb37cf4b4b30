package history

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// kin is everybody whom a merge ever concerned, undone or not: what was recorded
// under them must be read together.
type kin struct {
	all    map[care.PersonID]bool
	people []Person // those who were known of, in order of their ids
	next   int      // the first that was not given yet
}

// related reads everybody whom a merge ever concerned.
func (s *snapshot) related(ctx context.Context, rules *duty.Authority) (*kin, error) {
	links, err := s.links(ctx)
	if err != nil || len(links) == 0 {
		return &kin{}, err
	}
	k := kin{all: map[care.PersonID]bool{}}
	for person, others := range links {
		k.all[person] = true
		for _, other := range others {
			k.all[other] = true
		}
	}
	var ids []care.PersonID
	for p := range k.all {
		ids = append(ids, p)
	}
	k.people, err = s.together(ctx, rules, ids)
	return &k, err
}

// together reads people whom merges may connect, and everybody connected with
// them must be among them.
func (s *snapshot) together(ctx context.Context, rules *duty.Authority, ids []care.PersonID) ([]Person, error) {
	told, merges := map[care.PersonID]*Told{}, Merges{}
	err := s.EachPerson(ctx, ids, func(events []store.Raw) error {
		t := s.read(events)
		if t.Person == uuid.Nil {
			return nil // nothing was known of them
		}
		told[t.Person] = &t
		merges.Learn(t)
		return nil
	})
	if err != nil {
		return nil, err
	}
	var people []Person
	for _, fam := range merges.Families(told) {
		for _, c := range fam.Counted(merges) {
			if p, known := personOf(rules, c); known {
				people = append(people, p)
			}
		}
	}
	slices.SortFunc(people, func(a, b Person) int { return ByID(a.ID, b.ID) })
	return people, nil
}

// links say with whom the merges of each person, undone or not, connect them.
func (s *snapshot) links(ctx context.Context) (map[care.PersonID][]care.PersonID, error) {
	ever, err := s.EverMerged(ctx)
	if err != nil || len(ever) == 0 {
		return nil, err
	}
	links := map[care.PersonID][]care.PersonID{}
	err = s.EachPerson(ctx, ever, func(events []store.Raw) error {
		t := Read(events)
		for _, other := range t.everInto() {
			links[t.Person] = append(links[t.Person], other)
			links[other] = append(links[other], t.Person)
		}
		return nil
	})
	return links, err
}

// everInto are all whom the person was ever merged into.
func (t *Told) everInto() []care.PersonID {
	var all []care.PersonID
	for _, e := range t.Events {
		f := e.Fact
		if c, ok := f.(care.Corrected); ok {
			f = c.Facts
		}
		if m, ok := f.(care.Merged); ok {
			all = append(all, m.Into)
		}
	}
	return all
}

// person is one of the council's people.
func (s *snapshot) person(ctx context.Context, rules *duty.Authority, id care.PersonID) (Person, error) {
	links, err := s.links(ctx)
	if err != nil {
		return Person{}, err
	}
	people, err := s.together(ctx, rules, connected([]care.PersonID{id}, func(p care.PersonID) []care.PersonID { return links[p] }))
	if err != nil {
		return Person{}, err
	}
	for _, p := range people {
		if p.ID == id {
			return p, nil
		}
	}
	return Person{}, fmt.Errorf("person %s: %w", id, store.ErrNotFound)
}

func (k *kin) has(p care.PersonID) bool { return k.all[p] }

// before gives those to do who come before somebody and stand for themselves.
func (k *kin) before(id care.PersonID, do func(Person) error) error {
	for k.next < len(k.people) && ByID(k.people[k.next].ID, id) < 0 {
		if err := k.give(do); err != nil {
			return err
		}
	}
	return nil
}

// rest gives all the others.
func (k *kin) rest(do func(Person) error) error {
	for k.next < len(k.people) {
		if err := k.give(do); err != nil {
			return err
		}
	}
	return nil
}

func (k *kin) give(do func(Person) error) error {
	p := k.people[k.next]
	k.next++
	if p.Root != uuid.Nil {
		return nil
	}
	return do(p)
}

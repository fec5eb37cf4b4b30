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

// person is one of the council's people.
func (s *snapshot) person(ctx context.Context, rules *duty.Authority, id care.PersonID) (Person, error) {
	l, err := s.links(ctx)
	if err != nil {
		return Person{}, err
	}
	people, err := s.together(ctx, rules, l.kin([]care.PersonID{id}))
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

// each gives everybody to do.
func (s *snapshot) each(ctx context.Context, do func(Person) error) error {
	rules, err := s.rules(ctx)
	if err != nil {
		return err
	}
	l, err := s.links(ctx)
	if err != nil {
		return err
	}
	people, err := s.Everybody(ctx)
	if err != nil {
		return err
	}
	return some(ctx, s, &rules, l, people, func(p Person) Person { return p }, do)
}

// some gives what is made of those of these people who were known of to do, in
// order of their ids: not of those merged into another, but of whoever is to do
// with them. Things are made on all cores.
func some[T any](ctx context.Context, s *snapshot, rules *duty.Authority, l links, people []care.PersonID, what func(Person) T, do func(T) error) error {
	linked, alone := l.divide(people)
	related, err := s.together(ctx, rules, l.kin(linked))
	if err != nil {
		return err
	}
	related = slices.DeleteFunc(related, func(p Person) bool { return !p.stays() })
	relatedBefore := func(id care.PersonID) error {
		for len(related) > 0 && ByID(related[0].ID, id) < 0 {
			next := related[0]
			related = related[1:]
			if err := do(what(next)); err != nil {
				return err
			}
		}
		return nil
	}
	read := func(give func([]store.Raw) error) error { return s.eachPerson(ctx, alone, give) }
	err = inOrder(read, func(events []store.Raw) made[T] { return makeOf(s, rules, events, what) }, func(m made[T]) error {
		if m.of == uuid.Nil {
			return nil
		}
		if err := relatedBefore(m.of); err != nil {
			return err
		}
		return do(m.it)
	})
	if err != nil {
		return err
	}
	return relatedBefore(uuid.Max)
}

// divide tells those whom a merge ever concerned from the others; these come in
// order of their ids.
func (l links) divide(people []care.PersonID) (linked, alone []care.PersonID) {
	for _, p := range people {
		if l[p] != nil {
			linked = append(linked, p)
		} else {
			alone = append(alone, p)
		}
	}
	slices.SortFunc(alone, ByID)
	return linked, alone
}

// made is what was made of somebody.
type made[T any] struct {
	of care.PersonID // zero: nobody knew of them
	it T
}

func makeOf[T any](s *snapshot, rules *duty.Authority, events []store.Raw, what func(Person) T) made[T] {
	t := s.read(events)
	p, known := personOf(rules, Counted{Told: t, Root: t.Person})
	if !known || !p.stays() {
		return made[T]{}
	}
	return made[T]{p.ID, what(p)}
}

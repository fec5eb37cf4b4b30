package history

import (
	"context"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// links say with whom merges, undone or not, connect people: what was recorded
// under them must be read together. Who was one person with whom at the time is
// decided by what was known then.
type links map[care.PersonID][]care.PersonID

func (s *snapshot) links(ctx context.Context) (links, error) {
	ever, err := s.EverMerged(ctx)
	if err != nil || len(ever) == 0 {
		return nil, err
	}
	l := links{}
	err = s.EachPerson(ctx, ever, func(events []store.Raw) error {
		t := Read(events)
		for _, other := range t.everInto() {
			l[t.Person] = append(l[t.Person], other)
			l[other] = append(l[other], t.Person)
		}
		return nil
	})
	return l, err
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

// kin are these people and all whom merges connect with them.
func (l links) kin(people []care.PersonID) []care.PersonID {
	return connected(people, func(p care.PersonID) []care.PersonID { return l[p] })
}

// together reads people whom merges connect; all of their kin must be among
// them. They come in order of their ids, those merged into another too.
func (s *snapshot) together(ctx context.Context, rules *duty.Authority, ids []care.PersonID) ([]Person, error) {
	told, merges := map[care.PersonID]*Told{}, Merges{}
	err := s.eachPerson(ctx, ids, func(events []store.Raw) error {
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
	return sorted(people, func(a, b Person) int { return ByID(a.ID, b.ID) }), nil
}

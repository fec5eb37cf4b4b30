package history

import (
	"context"
	"reflect"
	"slices"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// where is where everybody stood on a day, as known.
type where struct {
	*snapshot
	on     care.Day
	rules  duty.Authority
	links  links
	places []store.Place
}

// where finds out where everybody stood. Most people need not be worked out
// again: of those of whom nothing was recorded after the time that can count on the
// day, and whom no later change of policy or staff can have touched, the tables say it.
func (s *snapshot) where(ctx context.Context, on care.Day) (*where, error) {
	w := &where{snapshot: s, on: on}
	var err error
	if w.rules, err = s.rules(ctx); err != nil {
		return nil, err
	}
	if w.links, err = s.links(ctx); err != nil {
		return nil, err
	}
	stored, err := s.Places(ctx, on)
	if err != nil {
		return nil, err
	}
	again, err := w.divide(ctx, stored)
	if err != nil {
		return nil, err
	}
	err = some(ctx, s, &w.rules, w.links, again, w.place, func(p store.Place) error {
		if p.Standing.Bucket != "" {
			w.add(p)
		}
		return nil
	})
	return w, err
}

// place is where somebody stands who is worked out; no bucket: nowhere yet.
func (w *where) place(p Person) store.Place {
	return store.PlaceOf(p.summary(&w.rules, w.on), p.standing(&w.rules, w.on))
}

func (w *where) add(p store.Place) {
	p.Owner = w.rules.Staff.Members[p.Standing.Owner].Name
	w.places = append(w.places, p)
}

// divide takes the places that are as they were known from the tables, and
// returns who is to be worked out again.
func (w *where) divide(ctx context.Context, stored []store.StoredPlace) ([]care.PersonID, error) {
	changed, err := w.changed(ctx)
	if err != nil {
		return nil, err
	}
	var again []care.PersonID
	for _, p := range stored {
		if changed.concerns(p) || w.links[p.Person] != nil || p.Waiting || p.RecordedAt.IsZero() || w.later(p) && !w.unmoved(p) {
			again = append(again, p.Person)
		} else {
			w.take(p)
		}
	}
	without, err := w.without(ctx, stored)
	return slices.Concat(again, without), err
}

// take takes a place from the tables.
func (w *where) take(p store.StoredPlace) {
	if p.Known {
		w.add(p.Place)
	}
}

// without are those of whom there are events, and who have no rows now.
func (w *where) without(ctx context.Context, stored []store.StoredPlace) ([]care.PersonID, error) {
	here := map[care.PersonID]bool{}
	for _, p := range stored {
		here[p.Person] = true
	}
	people, err := w.Everybody(ctx)
	return slices.DeleteFunc(people, func(p care.PersonID) bool { return here[p] }), err
}

// later reports whether something may have been recorded of somebody after the
// time.
func (w *where) later(p store.StoredPlace) bool {
	return !w.known.IsZero() && !p.RecordedAt.Before(w.known.Truncate(time.Microsecond))
}

// change is whom what was learnt of the authority since can have touched.
type change struct {
	all     bool
	workers map[care.StaffID]bool
	teams   map[string]bool
}

func (w *where) changed(ctx context.Context) (change, error) {
	c := change{workers: map[care.StaffID]bool{}, teams: map[string]bool{}}
	if w.known.IsZero() {
		return c, nil
	}
	now := snapshot{Tx: w.Tx, council: w.council}
	after, err := now.rules(ctx)
	if err != nil {
		return c, err
	}
	before := &w.rules
	c.all = !reflect.DeepEqual(before.Policies, after.Policies) || before.FirstImport != after.FirstImport || before.FirstPerson != after.FirstPerson ||
		before.Staff.HeadOfService() != after.Staff.HeadOfService()
	workers, teams := Concerned(before.Staff, after.Staff)
	for _, id := range workers {
		c.workers[id] = true
	}
	for _, key := range teams {
		c.teams[key] = true
	}
	return c, nil
}

func (c change) concerns(p store.StoredPlace) bool {
	return c.all || slices.ContainsFunc(p.Workers, func(id care.StaffID) bool { return c.workers[id] }) ||
		slices.ContainsFunc(p.Teams, func(key string) bool { return c.teams[key] })
}

// rows are what a list shows of those who were chosen, in their order.
func (w *where) rows(ctx context.Context, chosen []store.Place) ([]store.RegisterRow, error) {
	ids := make([]care.PersonID, len(chosen))
	for i, p := range chosen {
		ids[i] = p.Person
	}
	rows := make(map[care.PersonID]store.RegisterRow, len(chosen))
	view := func(p Person) store.RegisterRow { return p.view(&w.rules, w.on).Row() }
	err := some(ctx, w.snapshot, &w.rules, w.links, ids, view, func(r store.RegisterRow) error {
		rows[r.Person] = r
		return nil
	})
	all := make([]store.RegisterRow, len(chosen))
	for i, p := range chosen {
		all[i] = rows[p.Person]
		all[i].Standing = p.Standing // what they were chosen by
	}
	return all, err
}

package projector_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/history"
	"intouch/pkg/store"
)

func (h *house) council() history.Council {
	return history.Council{DB: h.db, Authority: authority, Policy: england}
}

// endOf is the last instant of a day of the tests.
func endOf(days int) time.Time { return (onDay(days) + 1).Start().Add(-time.Nanosecond) }

func TestWhatWasKnownThen(t *testing.T) {
	h := newHouse(t)
	h.publish(registered(1), registered(2), called(2, 5), merged(2, 1, 6), unmerged(2, 1, 9), called(1, 12))
	h.catchUp()
	c := h.council()
	for _, tt := range []struct {
		name   string
		known  time.Time
		people int // who stand for themselves
		heard  int // contacts known of person 1
		root   care.PersonID
	}{
		{"before anybody was registered nobody is known", endOf(-1), 0, 0, uuid.Nil},
		{"before the merge they are two", endOf(5), 2, 0, uuid.Nil},
		{"while they were merged they are one", endOf(8), 1, 1, person(1)},
		{"and two again after it was undone", endOf(9), 2, 0, uuid.Nil},
		{"all that is known", time.Time{}, 2, 1, uuid.Nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var people []history.Person
			err := c.Each(t.Context(), tt.known, func(p history.Person) error {
				people = append(people, p)
				return nil
			})
			if err != nil || len(people) != tt.people {
				t.Fatalf("%d people, %v; want %d", len(people), err, tt.people)
			}
			one, err := c.Person(t.Context(), person(1), tt.known)
			if tt.people == 0 {
				if !errors.Is(err, store.ErrNotFound) {
					t.Errorf("%v, want not found", err)
				}
				return
			}
			if err != nil || len(one.Contacts) != tt.heard {
				t.Errorf("%d contacts, %v; want %d", len(one.Contacts), err, tt.heard)
			}
			if two, err := c.Person(t.Context(), person(2), tt.known); err != nil || two.Root != tt.root {
				t.Errorf("the other leads to %s, %v; want %s", two.Root, err, tt.root)
			}
		})
	}
}

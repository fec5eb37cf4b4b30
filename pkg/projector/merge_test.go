package projector_test

import (
	"testing"

	care "intouch/pkg/careleaver"
)

func TestMergedPeopleAreOne(t *testing.T) {
	h := newHouse(t)
	stop := h.run()
	h.publish(registered(1), registered(2), called(2, 5), merged(2, 1, 6))
	h.wait()
	h.publish(called(2, 8)) // recorded under the one who is merged, afterwards
	h.wait()
	if n := one[int](h, "SELECT count(DISTINCT person) FROM read.standing"); n != 1 {
		t.Errorf("%d people are on the register, want 1", n)
	}
	if got := one[care.Day](h, "SELECT spoken_on FROM read.person WHERE person = $1", person(1)); got != onDay(8) {
		t.Errorf("last spoken to %s, want %s, recorded under the other", got, onDay(8))
	}
	if got := one[care.PersonID](h, "SELECT root FROM read.person WHERE person = $1", person(2)); got != person(1) {
		t.Errorf("the merged person leads to %s, want the one who stays", got)
	}
	if n := one[int](h, "SELECT sum(n)::int FROM read.tally WHERE day <= $1", onDay(10)); n != 1 {
		t.Errorf("the tally counts %d people, want 1", n)
	}
	h.publish(unmerged(2, 1, 9))
	h.wait()
	if n := one[int](h, "SELECT count(DISTINCT person) FROM read.standing"); n != 2 {
		t.Errorf("%d people are on the register after the merge is undone, want 2", n)
	}
	if n := one[int](h, "SELECT count(*) FROM read.person WHERE person = $1 AND spoken_on IS NULL", person(1)); n != 1 {
		t.Error("what was recorded under the other still counts for the one who stayed")
	}
	stop()
	h.wantRebuiltSame()
}

func TestMergesThatCannotBeAreSurvived(t *testing.T) {
	for _, tt := range []struct {
		name   string
		events []care.Event
		stand  int // how many are on the register
	}{
		{"into somebody whom nobody registered", []care.Event{registered(1), merged(1, 9, 1)}, 1},
		{"into somebody registered only afterwards", []care.Event{registered(1), merged(1, 2, 1), registered(2)}, 1},
		{"in a circle", []care.Event{registered(1), registered(2), merged(1, 2, 1), merged(2, 1, 2)}, 1},
		{"in a chain", []care.Event{registered(1), registered(2), registered(3), merged(2, 1, 1), merged(3, 2, 2), called(3, 4)}, 1},
		{"into oneself", []care.Event{registered(1), merged(1, 1, 1)}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := newHouse(t)
			stop := h.run()
			for _, e := range tt.events {
				h.publish(e)
				h.wait()
			}
			if n := one[int](h, "SELECT count(DISTINCT person) FROM read.standing"); n != tt.stand {
				t.Errorf("%d people are on the register, want %d", n, tt.stand)
			}
			stop()
			h.wantRebuiltSame()
		})
	}
}

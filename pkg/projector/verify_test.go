package projector_test

import (
	"slices"
	"testing"

	"intouch/pkg/projector"
)

func TestVerifyFindsWhatIsNotAsItShouldBe(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil string
		found func(projector.Verified) bool
	}{
		{"nothing is wrong", "SELECT 1", projector.Verified.Right},
		{"an event has other bytes", "UPDATE read.event SET body = body || ' ' WHERE seq = 3", differsAt(3)},
		{"an event has another header", "UPDATE read.event SET head = head || 'x: y' WHERE seq = 3", differsAt(3)},
		{"an event is missing", "DELETE FROM read.event WHERE seq = 3", differsAt(3)},
		{"an event is too many", "INSERT INTO read.event SELECT authority, 0, person, subject, head, body FROM read.event WHERE seq = 1", differsAt(0)},
		{"a standing is another", "UPDATE read.standing SET bucket = 'in_touch'", inTable("standing")},
		{"a deadline is missing", "DELETE FROM read.deadline", inTable("deadline")},
		{"somebody is missing", "DELETE FROM read.person WHERE local_id = '2'", inTable("person")},
		{"a count is wrong", "UPDATE read.tally SET n = n + 1", func(v projector.Verified) bool { return v.Miscounted > 0 }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := newHouse(t)
			h.publish(registered(1), registered(2), called(1, 5), called(2, 6))
			h.catchUp()
			h.exec(tt.spoil)
			v, err := h.projector().Verify(t.Context(), 0)
			if err != nil {
				t.Fatal(err)
			}
			if !tt.found(v) || v.Right() != (tt.spoil == "SELECT 1") {
				t.Errorf("found %+v", v)
			}
		})
	}
}

func differsAt(position uint64) func(projector.Verified) bool {
	return func(v projector.Verified) bool { return slices.Equal(v.Differ, []uint64{position}) }
}

func inTable(name string) func(projector.Verified) bool {
	return func(v projector.Verified) bool { return v.Rows[name] > 0 }
}

func TestVerifyMayLookAtASample(t *testing.T) {
	h := newHouse(t)
	for n := range 30 {
		h.publish(registered(n))
	}
	h.catchUp()
	v, err := h.projector().Verify(t.Context(), 7)
	if err != nil || v.People != 7 || v.Events != 30 || !v.Right() {
		t.Errorf("%+v, %v; want 7 people, all events, all right", v, err)
	}
}

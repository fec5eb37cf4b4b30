package projector_test

import "testing"

func TestWhatIsPublishedIsInTheTables(t *testing.T) {
	h := newHouse(t)
	h.publish(joined("adam"), registered(1), allocated(1, adam, 0), called(1, 3))
	h.catchUp()
	if n := one[int](h, "SELECT count(*) FROM read.event"); n != 4 {
		t.Errorf("%d events are kept, want 4", n)
	}
	if got := one[string](h, "SELECT bucket FROM read.standing WHERE latest ORDER BY from_day LIMIT 1"); got != "in_touch" {
		t.Errorf("bucket %q, want in_touch", got)
	}
	if n := one[int](h, "SELECT count(*) FROM read.dirty"); n != 0 {
		t.Errorf("%d people are dirty, want none", n)
	}
}

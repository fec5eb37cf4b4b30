package intake

import (
	"strings"
	"testing"
)

// A way that is not safe for them is not planned without a manager, whoever of
// those who are the same person it was said of (docs/rules.md section 10).
func TestAnUnsafeWayIsPlannedByAManagerOnly(t *testing.T) {
	h := newHouse(t)
	unsafe := `{"unsafeWays":["call"]}`
	plan := func(as, person string, status int) {
		t.Helper()
		path, body := person+"/planned-contacts/"+id(), `{"how":"call","on":"2026-06-20"}`
		if status == 422 {
			h.refused(422, "/how", as, path, body)
			return
		}
		h.must(status, as, path, body)
	}
	stays, same, other := h.register("1", ""), h.register("2", ""), h.register("3", "")
	h.must(201, pa.String(), same+"/contact-safety/"+id(), unsafe)
	plan(pa.String(), same, 422)
	plan(manager.String(), same, 201)
	plan(pa.String(), stays, 201)
	plan(pa.String(), other, 201)

	bare := func(path string) string { return strings.TrimPrefix(path, "/care-leavers/") }
	h.must(201, manager.String(), same+"/merges/"+id(), `{"into":"`+bare(stays)+`","reason":"The same person."}`)
	plan(pa.String(), stays, 422)
	h.must(201, pa.String(), stays+"/contact-safety/"+id(), `{"wording":"Any way is safe again"}`)
	plan(pa.String(), same, 201)

	h.must(201, manager.String(), same+"/unmerges/"+id(), `{"from":"`+bare(stays)+`","reason":"Two people."}`)
	plan(pa.String(), same, 422)
	plan(pa.String(), stays, 201)
}

package projector_test

import (
	"maps"
	"slices"

	"intouch/pkg/projector"
	"intouch/pkg/store/storetest"
)

// tables are all rows of the tables that are read.
func (h *house) tables() map[string][]string { return storetest.Dump(h.t, h.pool, "read") }

// replay makes the tables anew from the log.
func (h *house) replay() {
	h.t.Helper()
	r := projector.Replay{DB: h.db, Log: h.log, Authorities: []string{authority}, Policy: england}
	if err := r.Run(h.t.Context()); err != nil {
		h.t.Fatal(err)
	}
}

// wantRebuiltSame checks that the tables, made anew from the log, are the same
// row by row (I11), and that they are what the log means.
func (h *house) wantRebuiltSame() {
	h.t.Helper()
	live := h.tables()
	v, err := h.projector().Verify(h.t.Context(), 0)
	if err != nil {
		h.t.Fatal(err)
	}
	if !v.Right() {
		h.t.Errorf("verify: %+v", v)
	}
	h.replay()
	wantSame(h.t, live, h.tables(), "live", "rebuilt")
}

// reporter is a test, or a try of one.
type reporter interface {
	Helper()
	Errorf(format string, args ...any)
}

// wantSame reports the first row in each table that only one side has.
func wantSame(t reporter, a, b map[string][]string, nameA, nameB string) {
	t.Helper()
	for _, table := range slices.Sorted(maps.Keys(a)) {
		if slices.Equal(a[table], b[table]) {
			continue
		}
		t.Errorf("table %s: %s has %d rows, %s %d; only %s: %s; only %s: %s", table, nameA, len(a[table]), nameB, len(b[table]),
			nameA, firstNotIn(a[table], b[table]), nameB, firstNotIn(b[table], a[table]))
	}
}

func firstNotIn(a, b []string) string {
	for _, row := range a {
		if _, found := slices.BinarySearch(b, row); !found {
			return row
		}
	}
	return "none, but another number of the same"
}

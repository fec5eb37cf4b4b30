package demo

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/history"
)

// everyNightIsCounted checks that each day was counted in the night after it, and
// that the last ones counted again are the same, whatever was recorded since.
func (h *house) everyNightIsCounted(m Maker) {
	h.Helper()
	nights, err := h.db.CountedDays(h.Context(), Authority, 0, care.Forever)
	if err != nil {
		h.Fatal(err)
	}
	if want := int(care.DayOf(m.Until) - m.World.From); len(nights) != want {
		h.Errorf("%d nights were counted, want %d", len(nights), want)
	}
	council := history.Council{DB: h.db, Authority: Authority, Policy: m.Projector.Policy}
	for i, n := range nights {
		if n.Late || n.Register == 0 {
			h.Errorf("%+v", n)
		}
		if i%20 != 0 {
			continue
		}
		again, err := council.CountUpTo(h.Context(), n.Day, n.Position)
		if differ := n.Differ(again); err != nil || len(differ) > 0 {
			h.Errorf("%s counted again: %v differ, %v", n.Day, differ, err)
		}
	}
}

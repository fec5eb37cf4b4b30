package web

import (
	"errors"
	"net/http"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/store"
)

// countJSON is a night's count.
type countJSON struct {
	care.RegisterCounted
	CountedAt time.Time    `json:"countedAt"`
	Event     care.EventID `json:"event"`
	Again     *againJSON   `json:"again,omitzero"` // where it was asked for
}

// againJSON is what came of counting the night again, by the log up to the
// position of its count.
type againJSON struct {
	Same   bool     `json:"same"`
	Differ []string `json:"differ,omitzero"` // what is another number now: an incident
}

// againYes is the one answer to whether to count again.
var againYes = care.Codes[string]{{Code: "yes", Label: "Count again"}}

// againAtMost is how many nights are counted again at once.
const againAtMost = 7

// apiCounts answers GET /api/v1/counts, the last night first.
func (s *server) apiCounts(w http.ResponseWriter, r *http.Request, v visit) error {
	q, nights, err := s.counted(r, v, "again")
	if again := code(q, "again", againYes); err == nil && again != "" && len(nights) > againAtMost {
		q.say("Name at most seven days with from and to, where they are to be counted again.")
	}
	if err := firstOf(err, q.err()); err != nil {
		return err
	}
	items := make([]countJSON, len(nights))
	for i, c := range nights {
		items[i] = countOf(c)
		if q.text("again") == "" {
			continue
		}
		differ, err := s.countAgain(r.Context(), v, c)
		if err != nil {
			return err
		}
		items[i].Again = &againJSON{len(differ) == 0, differ}
	}
	return s.answerJSON(w, r, v, list[countJSON]{Items: items})
}

func countOf(c store.Counted) countJSON {
	return countJSON{RegisterCounted: c.RegisterCounted, CountedAt: c.At, Event: c.Event}
}

// lastCount is the last night's count; nil while there is none.
func (s *server) lastCount(r *http.Request, v visit) (*countJSON, error) {
	c, err := s.DB.LastCounted(r.Context(), v.Authority)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	j := countOf(c)
	return &j, nil
}

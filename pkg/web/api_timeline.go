package web

import (
	"net/http"
	"strconv"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/store"
)

// eventJSON is an event as it stands in the log.
type eventJSON struct {
	ID         care.EventID  `json:"id"`
	Type       string        `json:"type"` // care.contact.made.v1
	Person     care.PersonID `json:"person"`
	Area       care.Area     `json:"area"`
	Record     care.RecordID `json:"record"`
	Position   uint64        `json:"position"`
	Happened   care.When     `json:"happened,omitzero"`
	RecordedAt time.Time     `json:"recordedAt"`
	By         *worker       `json:"by,omitzero"`
	OnBehalfOf *worker       `json:"onBehalfOf,omitzero"`
	Source     string        `json:"source"`
	Facts      care.Fact     `json:"facts,omitzero"`      // left out of what is sealed
	Unreadable string        `json:"unreadable,omitzero"` // why the facts cannot be read by this program
	Sealed     bool          `json:"sealed,omitzero"`
	SealedAs   *sealedJSON   `json:"sealedAs,omitzero"` // when, by whom and why
}

// apiTimeline answers GET /api/v1/care-leavers/{person}/timeline, the last
// event in the log first.
func (s *server) apiTimeline(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, "known", "limit", "cursor")
	m, limit, before := asked(q, v), q.limit(), q.position("cursor")
	id, err := personIn(r)
	if err := firstOf(err, q.err(), s.caughtUp(r, v)); err != nil {
		return err
	}
	rec, err := s.openAt(r.Context(), v, id, m)
	if err != nil {
		return err
	}
	if limit == 0 {
		limit = 50
	}
	events, err := s.DB.TimelineOf(r.Context(), v.Authority, append([]care.PersonID{id}, rec.Absorbed...), m.known, before, limit)
	if err != nil {
		return err
	}
	next := ""
	if len(events) == limit {
		next = strconv.FormatUint(events[len(events)-1].Position, 10)
	}
	list := listOf(events, next, func(e store.Published) eventJSON { return rec.eventJSON(v, e) })
	list.Known = m.said
	return s.answerJSON(w, r, v, list)
}

func (rec record) eventJSON(v visit, e store.Published) eventJSON {
	j := eventJSON{
		ID: e.ID, Type: e.Type, Person: e.Person, Area: e.Area, Record: e.Record, Position: e.Position, RecordedAt: e.RecordedAt,
		By: workerOf(e.Actor, rec.staff.named(e.Actor)), Source: e.Source, Sealed: rec.sealed(e.Event),
	}
	if e.OnBehalfOf != uuid.Nil {
		j.OnBehalfOf = workerOf(e.OnBehalfOf, rec.staff.named(e.OnBehalfOf))
	}
	if e.Err != nil {
		j.Unreadable = "This program is too old to read it."
		return j
	}
	j.Happened = e.Fact.Happened()
	if j.Sealed {
		j.SealedAs = rec.sealedAs(e.Event)
	} else {
		j.Facts = rec.masked(v, e.Event)
	}
	return j
}

// sealed reports whether the record that an event stands on is sealed or
// destroyed: then its facts are shown to nobody (docs/rules.md section 10). That
// it was sealed, and why, is said by an event of its own, which is shown.
func (rec record) sealed(e care.Event) bool {
	switch e.Fact.(type) {
	case care.Sealed, care.Destroyed, care.Voided:
		return false
	}
	_, _, sealed := rec.sealing(e)
	return sealed
}

// position is a position of the log, 0 where it is left out.
func (q *query) position(name string) uint64 {
	text := q.text(name)
	if text == "" {
		return 0
	}
	n, err := strconv.ParseUint(text, 10, 63)
	if err != nil {
		q.wrong = append(q.wrong, store.ErrBadCursor.Error()+".")
	}
	return n
}

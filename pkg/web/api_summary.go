package web

import (
	"errors"
	"net/http"
	"time"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// summaryJSON is where everybody stands on a day. The six buckets add up to
// Register; the closed are apart, by reason (I1).
type summaryJSON struct {
	On       care.Day            `json:"on"`
	Known    string              `json:"known,omitzero"` // as known when; left out: all that is known
	Register int                 `json:"register"`
	Buckets  map[duty.Bucket]int `json:"buckets"`
	Closed   map[duty.Reason]int `json:"closed"`
	NotYet   int                 `json:"notYetOnTheRegister"`
	Receipt  receiptJSON         `json:"receipt"` // of now
	Counted  *countJSON          `json:"lastCounted,omitzero"`
}

// receiptJSON says how far the figures can be trusted (I12).
type receiptJSON struct {
	At         time.Time `json:"at"`
	Register   int       `json:"register"`
	Evaluated  int       `json:"evaluated"`
	Incomplete int       `json:"incomplete"` // an event of theirs could not be applied
	Outdated   int       `json:"outdated"`   // their rows wait to be written
	ToLook     int       `json:"toLook"`     // their alerts wait to be looked at
	Position   uint64    `json:"position"`
	Oldest     time.Time `json:"oldestUnprocessed,omitzero"`
	LastSweep  time.Time `json:"lastSweep,omitzero"`
	Green      bool      `json:"green"`
	Doubt      string    `json:"doubt,omitzero"` // why not
}

// apiSummary answers GET /api/v1/summary.
func (s *server) apiSummary(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, "at", "known")
	m := asked(q, v)
	err := firstOf(q.err(), s.looks(r.Context(), v, access.Question{View: access.Count, Detail: "summary " + m.audit()}), s.caughtUp(r, v))
	if err != nil {
		return err
	}
	counts, err := s.countsAt(r.Context(), v, m)
	if err != nil {
		return err
	}
	receipt, err := s.receipt(r, v)
	if err != nil {
		return err
	}
	j := summaryOf(counts, receipt)
	j.Known = m.said
	if j.Counted, err = s.lastCount(r, v); err != nil {
		return err
	}
	return s.answerJSON(w, r, v, j)
}

// summaryOf names every bucket and every reason, those without anybody too.
func summaryOf(c store.Counts, receipt receiptJSON) summaryJSON {
	j := summaryJSON{On: c.On, Register: c.Register, Buckets: map[duty.Bucket]int{}, Closed: map[duty.Reason]int{}, NotYet: c.NotYet, Receipt: receipt}
	for _, b := range duty.Buckets {
		if b.Code != duty.Closed {
			j.Buckets[b.Code] = c.Buckets[b.Code]
		}
	}
	for _, why := range closedReasons {
		j.Closed[why] = c.Closed[why]
	}
	return j
}

func (s *server) receipt(r *http.Request, v visit) (receiptJSON, error) {
	c, err := s.DB.Coverage(r.Context(), v.Authority, v.now)
	if err != nil {
		return receiptJSON{}, err
	}
	j := receiptJSON{
		At: c.At, Register: c.Register, Evaluated: c.Evaluated, Incomplete: c.Incomplete, Outdated: c.Outdated, ToLook: c.ToLook,
		Position: c.Position.Meant, Oldest: c.Oldest, Doubt: s.doubt(r.Context(), v, c),
	}
	j.Green = j.Doubt == ""
	last, err := s.DB.LastReceipt(r.Context(), v.Authority)
	if err == nil {
		j.LastSweep = last.At
	} else if !errors.Is(err, store.ErrNotFound) {
		return j, err
	}
	return j, nil
}

// memberJSON is a member of staff.
type memberJSON struct {
	ID       care.StaffID     `json:"id"`
	Name     string           `json:"name"`
	Email    string           `json:"email,omitzero"`
	Roles    []care.StaffRole `json:"roles,omitzero"`
	Team     string           `json:"team,omitzero"`
	LeftOn   care.Day         `json:"leftOn,omitzero"` // the first day without them
	Absences []leaveJSON      `json:"absences,omitzero"`
}

// leaveJSON is a time in which somebody is away from work.
type leaveJSON struct {
	From  care.Day `json:"from"`
	Until care.Day `json:"until,omitzero"` // the first day back, if known
	Cover *worker  `json:"cover,omitzero"`
}

// apiStaff answers GET /api/v1/staff.
func (s *server) apiStaff(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL)
	if err := firstOf(q.err(), s.looks(r.Context(), v, access.Question{View: access.Find, Detail: "staff"}), s.caughtUp(r, v)); err != nil {
		return err
	}
	members, err := s.DB.Staff(r.Context(), v.Authority)
	if err != nil {
		return err
	}
	staff := staffList{members: members}
	return s.answerJSON(w, r, v, listOf(members, "", func(m care.Member) memberJSON { return memberOf(m, staff) }))
}

func memberOf(m care.Member, staff staffList) memberJSON {
	j := memberJSON{ID: m.ID, Name: m.Name, Email: m.Email, Roles: m.Roles, Team: m.Team, LeftOn: known(m.Left)}
	for _, l := range m.Absences {
		j.Absences = append(j.Absences, leaveJSON{l.From, known(l.Until), workerOf(l.Cover, staff.named(l.Cover))})
	}
	return j
}

// known is the day, none where it is the open end of a span.
func known(d care.Day) care.Day {
	if d == care.Forever {
		return 0
	}
	return d
}

// apiQuestions answers GET /api/v1/questions: the cells of imports that nobody
// could read and nobody has settled.
func (s *server) apiQuestions(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, "owner")
	owner := q.id("owner")
	if err := firstOf(q.err(), s.looks(r.Context(), v, access.Question{View: access.List, Detail: "questions"}), s.caughtUp(r, v)); err != nil {
		return err
	}
	questions, err := s.questions(r.Context(), v, owner)
	if err != nil {
		return err
	}
	staff, err := s.roster.list(r.Context(), v.Authority)
	if err != nil {
		return err
	}
	return s.answerJSON(w, r, v, listOf(questions, "", func(q store.Question) questionJSON { return questionOf(q, staff) }))
}

// setAsideJSON is a row of an import that names nobody.
type setAsideJSON struct {
	Record   care.RecordID `json:"record"`
	At       time.Time     `json:"at"`
	Position uint64        `json:"position"` // what its settlement follows
	care.RowSetAside
}

// apiSetAside answers GET /api/v1/set-aside: who is not yet on the register.
func (s *server) apiSetAside(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL)
	if err := firstOf(q.err(), s.looks(r.Context(), v, access.Question{View: access.List, Detail: "set aside"}), s.caughtUp(r, v)); err != nil {
		return err
	}
	rows, err := s.unsettled(r.Context(), v)
	if err != nil {
		return err
	}
	return s.answerJSON(w, r, v, listOf(rows, "", func(a store.SetAside) setAsideJSON { return setAsideJSON{a.Record, a.At, a.Position, a.Facts} }))
}

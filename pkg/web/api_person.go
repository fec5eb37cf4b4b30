package web

import (
	"net/http"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// personJSON is all that is stored of a person, as a day has it; each value
// with its provenance.
type personJSON struct {
	Person      care.PersonID    `json:"person"`
	On          care.Day         `json:"on"`
	Known       string           `json:"known,omitzero"` // as known when; left out: all that is known
	LocalID     string           `json:"localId"`
	Identifiers []string         `json:"identifiers,omitzero"`
	GivenName   string           `json:"givenName,omitzero"`
	FamilyName  string           `json:"familyName,omitzero"`
	KnownAs     string           `json:"knownAs,omitzero"`
	DateOfBirth care.Day         `json:"dateOfBirth,omitzero"`
	BirthStatus care.BirthStatus `json:"dateOfBirthStatus,omitzero"`
	Absorbed    []care.PersonID  `json:"absorbed,omitzero"` // those merged into this one
	standingJSON
	Registered  bool                `json:"registered"` // false: the day is before their first on the register
	LastSeen    *clockJSON          `json:"lastSeen,omitzero"`
	LastSpoken  *clockJSON          `json:"lastSpokenTo,omitzero"`
	LastHeardOf *clockJSON          `json:"lastHeardOf,omitzero"`
	LastTried   *clockJSON          `json:"lastTried,omitzero"`
	Whereabouts *whereaboutsJSON    `json:"whereabouts,omitzero"`
	Activity    *activityJSON       `json:"activity,omitzero"`
	Disagree    []contradictionJSON `json:"contradictions,omitzero"` // sources that disagree about where they are
	Deadlines   []deadlineJSON      `json:"deadlines"`
	Alerts      []alertJSON         `json:"alerts"`
	Questions   []questionJSON      `json:"questions"`
	Suspected   []twinJSON          `json:"suspectedSame,omitzero"` // contacts that may be the same meeting
	Incomplete  string              `json:"incomplete,omitzero"`
}

// clockJSON is the last movement of one of the four clocks.
type clockJSON struct {
	When       care.When   `json:"when"`
	How        string      `json:"how"`
	Provenance *provenance `json:"provenance,omitzero"`
}

// whereaboutsJSON is where somebody is and how sure that is.
type whereaboutsJSON struct {
	State      care.WhereState `json:"state"`
	Record     care.RecordID   `json:"record,omitzero"`
	Kind       string          `json:"kind,omitzero"` // the 903 letter of the home, or the kind of absence
	Since      care.Day        `json:"since,omitzero"`
	SinceIs    care.Precision  `json:"sinceIs,omitzero"`
	Address    string          `json:"address,omitzero"`
	Postcode   string          `json:"postcode,omitzero"`
	Protected  bool            `json:"protected,omitzero"`
	Confidence duty.Confidence `json:"confidence"`
	EvidenceOn care.Day        `json:"evidenceOn,omitzero"`
	HowKnown   care.Knowledge  `json:"howKnown,omitzero"`
	Provenance *provenance     `json:"provenance,omitzero"`
	Evidence   *provenance     `json:"evidence,omitzero"`
}

// activityJSON is what somebody does.
type activityJSON struct {
	Code       care.ActivityCode `json:"code,omitzero"` // left out: not known
	Since      care.Day          `json:"since,omitzero"`
	Provider   string            `json:"provider,omitzero"`
	EvidenceOn care.Day          `json:"evidenceOn,omitzero"`
	HowKnown   care.Knowledge    `json:"howKnown,omitzero"`
	Provenance *provenance       `json:"provenance,omitzero"`
	Evidence   *provenance       `json:"evidence,omitzero"`
}

// deadlineJSON is a duty and its last good day.
type deadlineJSON struct {
	Rule      duty.Rule     `json:"rule"`
	Due       care.Day      `json:"due"`
	ActBy     care.Day      `json:"actBy"`
	DaysLeft  int           `json:"daysLeft"` // below 0: days late
	Source    string        `json:"source"`
	StartedBy care.RecordID `json:"startedBy"`
	Record    care.RecordID `json:"record,omitzero"`
	KnownLate bool          `json:"knownLate,omitzero"`
	Origin    care.Origin   `json:"origin,omitzero"`
	Alerts    bool          `json:"alerts"` // missing it raises an alert; else it is a to-do
}

// questionJSON is a cell of an import that could not be read.
type questionJSON struct {
	Record   care.RecordID `json:"record"`
	Person   care.PersonID `json:"person"`
	Column   string        `json:"column"`
	Value    string        `json:"value"`
	Reason   string        `json:"reason"`
	AsAt     care.Day      `json:"asAt"`
	Row      int           `json:"row,omitzero"`
	Owner    *worker       `json:"owner,omitzero"`
	AskedAt  time.Time     `json:"askedAt"`
	Position uint64        `json:"position"` // what an answer follows
}

// apiPerson answers GET /api/v1/care-leavers/{person}.
func (s *server) apiPerson(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, "at", "known")
	m := asked(q, v)
	id, err := personIn(r)
	if err := firstOf(err, q.err(), s.caughtUp(r, v)); err != nil {
		return err
	}
	rec, err := s.openAt(r.Context(), v, id, m)
	if err != nil {
		return err
	}
	if rec.LeadsTo != uuid.Nil {
		http.Redirect(w, r, m.address("/api/v1/care-leavers/"+rec.LeadsTo.String()), http.StatusTemporaryRedirect)
		return nil
	}
	j := rec.json(v)
	j.Known = m.said
	return s.answerJSON(w, r, v, j)
}

func (rec record) json(v visit) personJSON {
	p := personJSON{
		Person: rec.ID, On: rec.On, LocalID: rec.LocalID, Identifiers: rec.Identifiers, GivenName: rec.GivenName, FamilyName: rec.FamilyName,
		KnownAs: rec.KnownAs, DateOfBirth: rec.DateOfBirth, BirthStatus: rec.BirthStatus, Absorbed: rec.Absorbed, Registered: rec.Registered,
		standingJSON: standingOf(rec.Standing, rec.AdviserName, rec.OwnerName), Incomplete: rec.Incomplete,
		LastSeen: rec.clock(rec.Seen), LastSpoken: rec.clock(rec.Spoken), LastHeardOf: rec.clock(rec.HeardOf), LastTried: rec.clock(rec.Tried),
		Whereabouts: rec.whereabouts(v), Activity: rec.activity(), Disagree: rec.contradictionsJSON(),
		Deadlines: []deadlineJSON{}, Alerts: []alertJSON{}, Questions: []questionJSON{}, Suspected: rec.suspectedJSON(),
	}
	for _, d := range rec.Deadlines {
		p.Deadlines = append(p.Deadlines, deadlineOf(d, rec.On))
	}
	for _, a := range rec.Alerts {
		p.Alerts = append(p.Alerts, alertOf(a, rec.staff))
	}
	for _, q := range rec.Questions {
		q.Value = rec.unquoted(v, q.Value)
		p.Questions = append(p.Questions, questionOf(q, rec.staff))
	}
	return p
}

func (rec record) clock(c duty.Clock) *clockJSON {
	if c.When.IsZero() {
		return nil
	}
	return &clockJSON{When: c.When, How: c.How, Provenance: rec.provenance(c.Event)}
}

func (rec record) whereabouts(v visit) *whereaboutsJSON {
	w := rec.Whereabouts
	if w.State == "" {
		return nil
	}
	j := &whereaboutsJSON{
		State: w.State, Record: w.Of, Kind: w.Kind, Since: w.Since, SinceIs: w.SinceIs, Protected: w.Protected, Confidence: w.Confidence,
		EvidenceOn: w.EvidenceOn, HowKnown: w.How, Provenance: rec.provenance(w.SaidBy), Evidence: rec.provenance(w.EvidenceBy),
	}
	if rec.mayKnowAddress(v, w.Protected) && !rec.sealedRecord(care.AreaAccommodation, w.Of) {
		j.Address, j.Postcode = w.Address, w.Postcode
	}
	return j
}

func (rec record) activity() *activityJSON {
	a := rec.Activity
	if a.Until.IsZero() {
		return nil
	}
	return &activityJSON{
		Code: a.Code, Since: a.Since, Provider: a.Provider, EvidenceOn: a.EvidenceOn, HowKnown: a.How,
		Provenance: rec.provenance(a.SaidBy), Evidence: rec.provenance(a.EvidenceBy),
	}
}

func deadlineOf(d duty.Deadline, on care.Day) deadlineJSON {
	return deadlineJSON{
		Rule: d.Rule, Due: d.Due, ActBy: d.ActBy, DaysLeft: int(d.Due - on), Source: d.Source, StartedBy: d.Lapse, Record: d.Record,
		KnownLate: d.KnownLate, Origin: d.Origin, Alerts: d.Rule.Alerts(),
	}
}

func questionOf(q store.Question, staff staffList) questionJSON {
	j := questionJSON{
		Record: q.Record, Person: q.Person, Column: q.Column, Value: q.Value, Reason: q.Reason, AsAt: q.AsAt, Row: q.Row,
		AskedAt: q.AskedAt, Position: q.Position,
	}
	if q.Owner != uuid.Nil {
		j.Owner = workerOf(q.Owner, staff.named(q.Owner))
	}
	return j
}

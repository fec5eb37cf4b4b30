package web

import (
	"net/http"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// personListed is a person in a list of the API.
type personListed struct {
	Person      care.PersonID    `json:"person"`
	LocalID     string           `json:"localId"`
	GivenName   string           `json:"givenName,omitzero"`
	FamilyName  string           `json:"familyName,omitzero"`
	KnownAs     string           `json:"knownAs,omitzero"`
	DateOfBirth care.Day         `json:"dateOfBirth,omitzero"`
	BirthStatus care.BirthStatus `json:"dateOfBirthStatus,omitzero"`
	standingJSON
	LastSeen     care.When       `json:"lastSeen,omitzero"`
	LastSpoken   care.When       `json:"lastSpokenTo,omitzero"`
	LastHeardOf  care.When       `json:"lastHeardOf,omitzero"`
	LastTried    care.When       `json:"lastTried,omitzero"`
	TriedHow     string          `json:"lastTriedHow,omitzero"`
	Where        care.WhereState `json:"whereabouts,omitzero"`
	WhereKind    string          `json:"whereaboutsKind,omitzero"`
	Confidence   duty.Confidence `json:"confidence,omitzero"`
	NextDeadline duty.Rule       `json:"nextDeadline,omitzero"`
	NextDue      care.Day        `json:"nextDue,omitzero"`
	OpenAlerts   int             `json:"openAlerts"`
}

// standingJSON is where a person stands on a day.
type standingJSON struct {
	Bucket   duty.Bucket   `json:"bucket"`
	Reasons  []duty.Reason `json:"reasons,omitzero"`
	Flags    []duty.Flag   `json:"flags,omitzero"`
	Since    care.Day      `json:"lastInTouch,omitzero"` // left out: never
	ActBy    care.Day      `json:"actBy,omitzero"`
	Category care.Category `json:"category"`
	Team     string        `json:"team,omitzero"`
	Adviser  *worker       `json:"adviser,omitzero"`
	Owner    *worker       `json:"owner,omitzero"`
}

func standingOf(s duty.Standing, adviser, owner string) standingJSON {
	return standingJSON{
		Bucket: s.Bucket, Reasons: s.Reasons, Flags: s.Flags, Since: s.Since, ActBy: s.ActBy, Category: s.Category,
		Team: s.Team, Adviser: workerOf(s.Adviser, adviser), Owner: workerOf(s.Owner, owner),
	}
}

// apiPeople answers GET /api/v1/care-leavers.
func (s *server) apiPeople(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, "bucket", "team", "adviser", "owner", "q", "flag", "reason", "at", "known", "sort", "limit", "cursor")
	m := asked(q, v)
	ask := store.RegisterQuery{
		Authority: v.Authority, On: m.on, Buckets: codes(q, "bucket", duty.Buckets), Team: q.text("team"), Adviser: q.id("adviser"), Owner: q.id("owner"),
		Text: q.text("q"), Flag: code(q, "flag", duty.Flags), Reason: code(q, "reason", duty.Reasons), Sort: code(q, "sort", sorts),
		Limit: q.limit(), Cursor: q.text("cursor"),
	}
	if err := firstOf(q.err(), s.looks(r.Context(), v, access.Question{View: access.List, Detail: detail(ask, m)})); err != nil {
		return err
	}
	if err := s.caughtUp(r, v); err != nil {
		return err
	}
	hidden, err := s.veilAt(r.Context(), v, m)
	if err != nil {
		return err
	}
	ask.Hidden = hidden.ids()
	page, err := s.peopleAt(r.Context(), v, ask, m)
	if err != nil {
		return err
	}
	hidden.rows(page.Rows)
	people := listOf(page.Rows, page.Next, listed)
	people.On, people.Known = m.on, m.said
	return s.answerJSON(w, r, v, people)
}

// sorts are the orders of the register.
var sorts = care.Codes[store.Sort]{{Code: store.BySilence, Label: "Longest silence first"}, {Code: store.ByName, Label: "Name"}, {Code: store.ByOwner, Label: "Owner"}}

func listed(row store.RegisterRow) personListed {
	return personListed{
		Person: row.Person, LocalID: row.LocalID, GivenName: row.GivenName, FamilyName: row.FamilyName, KnownAs: row.KnownAs,
		DateOfBirth: row.DateOfBirth, BirthStatus: row.BirthStatus, standingJSON: standingOf(row.Standing, row.AdviserName, row.OwnerName),
		LastSeen: row.Seen, LastSpoken: row.Spoken, LastHeardOf: row.HeardOf, LastTried: row.Tried, TriedHow: row.TriedHow,
		Where: row.Where, WhereKind: row.WhereKind, Confidence: row.Confidence, NextDeadline: row.Worst, NextDue: row.WorstDue, OpenAlerts: row.OpenAlerts,
	}
}

// detail is what an audit entry says of a list: which filters, and that there
// was a search, never for whom.
func detail(q store.RegisterQuery, m asAt) string {
	d := "register " + m.audit()
	for _, b := range q.Buckets {
		d += " " + string(b)
	}
	if q.Team != "" {
		d += " of a team"
	}
	if q.Text != "" {
		d += " by a search"
	}
	return d
}

// firstOf is the first error that there is.
func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

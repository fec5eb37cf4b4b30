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
	LastSeen     care.When       `json:"lastSeen,omitzero"` // this and what follows is of now: left out for days past
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
	on, later := asked(q, v)
	ask := store.RegisterQuery{
		Authority: v.Authority, On: on, Buckets: codes(q, "bucket", duty.Buckets), Team: q.text("team"), Adviser: q.id("adviser"), Owner: q.id("owner"),
		Text: q.text("q"), Flag: code(q, "flag", duty.Flags), Reason: code(q, "reason", duty.Reasons), Sort: code(q, "sort", sorts),
		Limit: q.limit(), Cursor: q.text("cursor"),
	}
	if err := firstOf(q.err(), later, s.looks(r.Context(), v, access.Question{View: access.List, Detail: detail(ask)})); err != nil {
		return err
	}
	if err := s.caughtUp(r, v); err != nil {
		return err
	}
	page, err := s.DB.Register(r.Context(), ask)
	if err != nil {
		return err
	}
	if page.Rows, err = s.veilFound(r.Context(), v, ask, page.Rows); err != nil {
		return err
	}
	return s.answerJSON(w, r, v, listOf(page.Rows, page.Next, func(row store.RegisterRow) personListed { return listed(row, on < v.today) }))
}

// sorts are the orders of the register.
var sorts = care.Codes[store.Sort]{{Code: store.BySilence, Label: "Longest silence first"}, {Code: store.ByName, Label: "Name"}, {Code: store.ByOwner, Label: "Owner"}}

// listed is a row of the register. Of a day past only the standing is of that
// day; the rest would be of now, and is left out.
func listed(row store.RegisterRow, past bool) personListed {
	p := personListed{
		Person: row.Person, LocalID: row.LocalID, GivenName: row.GivenName, FamilyName: row.FamilyName, KnownAs: row.KnownAs,
		DateOfBirth: row.DateOfBirth, BirthStatus: row.BirthStatus, standingJSON: standingOf(row.Standing, row.AdviserName, row.OwnerName),
	}
	if past {
		return p
	}
	p.LastSeen, p.LastSpoken, p.LastHeardOf, p.LastTried, p.TriedHow = row.Seen, row.Spoken, row.HeardOf, row.Tried, row.TriedHow
	p.Where, p.WhereKind, p.Confidence = row.Where, row.WhereKind, row.Confidence
	p.NextDeadline, p.NextDue, p.OpenAlerts = row.Worst, row.WorstDue, row.OpenAlerts
	return p
}

// detail is what an audit entry says of a list: which filters, and that there
// was a search, never for whom.
func detail(q store.RegisterQuery) string {
	d := "register on " + q.On.String()
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

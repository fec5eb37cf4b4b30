package web

import (
	"net/http"
	"time"

	"github.com/google/uuid"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// alertJSON is an alert as its events left it.
type alertJSON struct {
	ID             uuid.UUID          `json:"id"`
	Person         care.PersonID      `json:"person"`
	RecordedUnder  care.PersonID      `json:"recordedUnder,omitzero"` // another id of the same person: commands name it
	Rule           duty.Rule          `json:"rule"`
	PolicyVersion  int                `json:"policyVersion"`
	StartedBy      care.RecordID      `json:"startedBy"`
	Due            care.Day           `json:"due"`
	ActBy          care.Day           `json:"actBy"`
	Origin         care.Origin        `json:"origin,omitzero"`
	KnownLate      bool               `json:"knownLate,omitzero"`
	RaisedAt       time.Time          `json:"raisedAt"`
	RaisedFor      *worker            `json:"raisedFor,omitzero"`
	Open           bool               `json:"open"`
	Opened         int                `json:"opened"` // how often
	ClosedAt       time.Time          `json:"closedAt,omitzero"`
	ClosedReason   care.Closing       `json:"closedReason,omitzero"`
	ClosedBecause  care.EventID       `json:"closedBecause,omitzero"`
	AcknowledgedBy *worker            `json:"acknowledgedBy,omitzero"`
	AckWhat        string             `json:"acknowledgedWhat,omitzero"`
	AckUntil       care.Day           `json:"acknowledgedUntil,omitzero"`
	SilencedBy     *worker            `json:"silencedBy,omitzero"`
	SilenceReason  care.SilenceReason `json:"silenceReason,omitzero"`
	SilencedUntil  care.Day           `json:"silencedUntil,omitzero"`
	Held           bool               `json:"held,omitzero"` // open only because a date of birth was changed: a manager decides
	NotUseful      int                `json:"saidNotUseful,omitzero"`
	MetBy          care.EventID       `json:"metBy,omitzero"`
	MetOn          care.Day           `json:"metOn,omitzero"`
	Position       uint64             `json:"position"` // what the next event of it follows
}

func alertOf(a store.Alert, staff staffList) alertJSON {
	who := func(id care.StaffID) *worker {
		if id == uuid.Nil {
			return nil
		}
		return workerOf(id, staff.named(id))
	}
	j := alertJSON{
		ID: a.ID, Person: a.Person, Rule: a.Rule, PolicyVersion: a.PolicyVersion, StartedBy: a.Lapse, Due: a.Due, ActBy: a.ActBy, Origin: a.Origin,
		KnownLate: a.KnownLate, RaisedAt: a.RaisedAt, RaisedFor: who(a.RaisedFor), Open: a.Open, Opened: a.Opened,
		ClosedAt: a.ClosedAt, ClosedReason: a.ClosedReason, ClosedBecause: a.ClosedBecause,
		AcknowledgedBy: who(a.AckBy), AckWhat: a.AckWhat, AckUntil: a.AckUntil,
		SilencedBy: who(a.SilencedBy), SilenceReason: a.SilenceReason, SilencedUntil: a.SilencedUntil,
		Held: a.Held, NotUseful: a.NotUseful, MetBy: a.MetBy, MetOn: a.MetOn, Position: a.Position,
	}
	if a.Record != a.Person {
		j.RecordedUnder = a.Record
	}
	return j
}

// alertListed is an alert in a list, with whom it is about.
type alertListed struct {
	alertJSON
	LocalID    string      `json:"localId"`
	GivenName  string      `json:"givenName,omitzero"`
	FamilyName string      `json:"familyName,omitzero"`
	KnownAs    string      `json:"knownAs,omitzero"`
	Bucket     duty.Bucket `json:"bucket"`
	Team       string      `json:"team,omitzero"`
	Owner      *worker     `json:"owner,omitzero"`
}

// alertStates are the states that a list of alerts may ask for.
var alertStates = care.Codes[store.AlertState]{
	{Code: store.AlertsOpen, Label: "All open"}, {Code: store.AlertsWaiting, Label: "Waiting for somebody"}, {Code: store.AlertsAcknowledged, Label: "Acknowledged"},
	{Code: store.AlertsSilenced, Label: "Silenced"}, {Code: store.AlertsClosed, Label: "Closed"},
}

// origins are where alerts come from, when not from a lapse as it happens.
var origins = care.Codes[care.Origin]{{Code: care.Baseline, Label: "Baseline"}}

// apiAlerts answers GET /api/v1/alerts.
func (s *server) apiAlerts(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, "state", "owner", "team", "rule", "origin", "limit", "cursor")
	ask := store.AlertQuery{
		Authority: v.Authority, On: v.today, State: code(q, "state", alertStates), Owner: q.id("owner"), Team: q.text("team"),
		Rule: code(q, "rule", duty.Rules), Origin: code(q, "origin", origins), Limit: q.limit(), Cursor: q.text("cursor"),
	}
	if err := firstOf(q.err(), s.looks(r.Context(), v, access.Question{View: access.List, Detail: "alerts"}), s.caughtUp(r, v)); err != nil {
		return err
	}
	page, err := s.DB.Alerts(r.Context(), ask)
	if err != nil {
		return err
	}
	hidden, err := s.veil(r.Context(), v)
	if err != nil {
		return err
	}
	hidden.alerts(page.Rows)
	staff, err := s.roster.list(r.Context(), v.Authority)
	if err != nil {
		return err
	}
	return s.answerJSON(w, r, v, listOf(page.Rows, page.Next, func(row store.AlertRow) alertListed {
		return alertListed{alertOf(row.Alert, staff), row.LocalID, row.GivenName, row.FamilyName, row.KnownAs, row.Bucket, row.Team, workerOf(row.Owner, row.OwnerName)}
	}))
}

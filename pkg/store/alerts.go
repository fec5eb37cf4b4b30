package store

import (
	"context"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Alert is an alert as its events left it. That an acknowledgement or a silence
// has run out is for the reader's day to say.
type Alert struct {
	ID            uuid.UUID
	Person        care.PersonID
	Record        care.PersonID // under whom it stands in the log: Person, or somebody merged into them
	Rule          duty.Rule
	PolicyVersion int
	Lapse         care.RecordID
	Due           care.Day
	ActBy         care.Day
	Origin        care.Origin
	KnownLate     bool
	RaisedAt      time.Time
	RaisedFor     care.StaffID // the owner when it was raised; zero: nobody
	Open          bool
	Opened        int // how often: once, and once more for each reopening
	ClosedAt      time.Time
	ClosedReason  care.Closing
	ClosedBecause care.EventID
	AckAt         time.Time
	AckBy         care.StaffID
	AckWhat       string
	AckUntil      care.Day
	SilencedAt    time.Time
	SilencedBy    care.StaffID
	SilenceReason care.SilenceReason
	SilenceCites  care.RecordID
	SilencedUntil care.Day
	NotUseful     int          // how often somebody said so
	MetBy         care.EventID // the fact that met the duty; zero: nothing has
	MetOn         care.Day
	LastEvent     care.EventID
	Position      uint64 // of its last event: what the next one follows
}

// AlertState is what a list of alerts asks for.
type AlertState string

// The states on a day.
const (
	AlertsOpen         AlertState = "open"         // not closed, whatever else
	AlertsWaiting      AlertState = "waiting"      // open, and neither acknowledged nor silenced on the day
	AlertsAcknowledged AlertState = "acknowledged" // open, acknowledged until the day or later
	AlertsSilenced     AlertState = "silenced"     // open, silenced until the day or later
	AlertsClosed       AlertState = "closed"
)

// AlertQuery asks for alerts. What is left out does not restrict.
type AlertQuery struct {
	Authority string
	On        care.Day // whose owner and team, and whether an acknowledgement or silence holds
	State     AlertState
	Person    care.PersonID
	Owner     care.StaffID
	Team      string
	Rule      duty.Rule
	Origin    care.Origin
	Limit     int    // 50 when left out, at most 1000
	Cursor    string // AlertPage.Next of the page before
}

// AlertPage is a page of alerts.
type AlertPage struct {
	Rows []AlertRow
	Next string // cursor of the next page; empty: this is the last
}

// AlertRow is an alert with whom it is about and who is to act on the day.
type AlertRow struct {
	Alert
	GivenName   string
	FamilyName  string
	KnownAs     string
	LocalID     string
	DateOfBirth care.Day
	Bucket      duty.Bucket
	Team        string
	Owner       care.StaffID
	OwnerName   string
}

// Alerts returns a page of alerts: those to be acted on longest ago first, the
// closed ones last closed first.
func (db *DB) Alerts(ctx context.Context, q AlertQuery) (AlertPage, error) {
	return AlertPage{}, errNotYet
}

// AlertByID returns an alert. ErrNotFound when there is none.
func (db *DB) AlertByID(ctx context.Context, authority string, id uuid.UUID) (Alert, error) {
	return Alert{}, errNotYet
}

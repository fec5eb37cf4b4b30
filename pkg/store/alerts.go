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
	Held          bool         // open only because a date of birth was changed: a manager decides
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
	Flags       []duty.Flag // of the day
}

// Alerts returns a page of alerts: those to be acted on longest ago first, the
// closed ones last closed first.
func (db *DB) Alerts(ctx context.Context, q AlertQuery) (AlertPage, error) {
	var after alertMarker
	if q.Cursor != "" {
		if err := readMarker(q.Cursor, &after); err != nil {
			return AlertPage{}, err
		}
	}
	closed := q.State == AlertsClosed
	order, beyond := "a.act_by, a.id", "(a.act_by, a.id) > ($10, $12)"
	if closed {
		order, beyond = "a.closed_at DESC, a.id DESC", "(a.closed_at, a.id) < ($11, $12)"
	}
	rows, err := list[AlertRow](ctx, db, "alerts", `
		SELECT `+alertColumns+`, p.given_name, p.family_name, p.known_as, p.local_id, p.date_of_birth,
			coalesce(s.bucket, '') AS bucket, coalesce(s.team, '') AS team, coalesce(s.owner, `+noOne+`) AS owner, coalesce(m.name, '') AS owner_name, coalesce(s.flags, '{}') AS flags
		FROM read.alert a
		JOIN read.person p ON p.authority = a.authority AND p.person = a.person
		LEFT JOIN read.standing s ON s.authority = a.authority AND s.person = a.person AND s.from_day <= $2 AND s.until_day > $2
		LEFT JOIN read.staff m ON m.authority = a.authority AND m.record = s.owner::text
		WHERE a.authority = $1
		  AND CASE $3
		      WHEN 'closed' THEN NOT a.open
		      WHEN 'acknowledged' THEN a.open AND coalesce(a.ack_until >= $2, false)
		      WHEN 'silenced' THEN a.open AND coalesce(a.silenced_until >= $2, false)
		      WHEN 'waiting' THEN a.open AND NOT coalesce(a.ack_until >= $2, false) AND NOT coalesce(a.silenced_until >= $2, false)
		      WHEN 'open' THEN a.open
		      ELSE true END
		  AND ($4 = `+noOne+` OR a.person = $4)
		  AND ($5 = `+noOne+` OR s.owner = $5)
		  AND ($6 = '' OR s.team_key = $6)
		  AND ($7 = '' OR a.rule = $7)
		  AND ($8 = '' OR a.origin = $8)
		  AND ($9 OR `+beyond+` OR $10::date IS NULL AND $11::timestamptz IS NULL)
		ORDER BY `+order+` LIMIT $13`,
		q.Authority, q.On, string(q.State), q.Person, q.Owner, care.Normalised(q.Team), string(q.Rule), string(q.Origin),
		q.Cursor == "", after.ActBy, timeOrNull(after.ClosedAt), after.ID, limited(q.Limit)+1)
	if err != nil {
		return AlertPage{}, err
	}
	return alertPage(rows, limited(q.Limit)), nil
}

// alertMarker is the last alert of a page.
type alertMarker struct {
	ActBy    care.Day `json:",omitzero"`
	ClosedAt time.Time
	ID       uuid.UUID
}

func alertPage(rows []AlertRow, limit int) AlertPage {
	if len(rows) <= limit {
		return AlertPage{Rows: rows}
	}
	rows = rows[:limit]
	last := rows[limit-1]
	return AlertPage{rows, marker(alertMarker{last.ActBy, last.ClosedAt, last.ID})}
}

// AlertByID returns an alert. ErrNotFound when there is none.
func (db *DB) AlertByID(ctx context.Context, authority string, id uuid.UUID) (Alert, error) {
	return one[Alert](ctx, db, "alert "+id.String(), `SELECT `+alertColumns+` FROM read.alert a WHERE a.authority = $1 AND a.id = $2`, authority, id)
}

package store

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// Notice says that somebody was told of an alert, or that it was given up.
type Notice struct {
	care.NoticeTold
	Record care.RecordID
	At     time.Time
}

// Notices returns what was told of the alerts, in log order.
func (db *DB) Notices(ctx context.Context, authority string, alerts []uuid.UUID) ([]Notice, error) {
	return list[Notice](ctx, db, "notices", `
		SELECT coalesce(alert, `+noOne+`) AS alert, coalesce(person, `+noOne+`) AS person, coalesce(recipient, `+noOne+`) AS "to",
			reason, channel, outcome, record, at
		FROM read.notice WHERE authority = $1 AND alert = ANY($2) ORDER BY at, record`, authority, alerts)
}

// NoticeAttempt is a try to tell somebody; kept whether it worked or not.
type NoticeAttempt struct {
	At        time.Time
	Authority string
	Notice    uuid.UUID // the id that the notice.told will have
	Alert     uuid.UUID
	To        care.StaffID
	Channel   string
	Outcome   string // sent, or the error without any address in it
	TryAfter  time.Time
}

// SaveNoticeAttempt keeps a try.
func (db *DB) SaveNoticeAttempt(ctx context.Context, a NoticeAttempt) error {
	_, err := db.pool.Exec(ctx, `
		INSERT INTO kept.notice_attempt (at, authority, notice, alert, recipient, channel, outcome, try_after)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, a.At, a.Authority, a.Notice, a.Alert, a.To, a.Channel, a.Outcome, timeOrNull(a.TryAfter))
	if err != nil {
		return fmt.Errorf("keep an attempt at notice %s: %w", a.Notice, err)
	}
	return nil
}

// NoticeAttempts returns the tries to send a notice, in order of time.
func (db *DB) NoticeAttempts(ctx context.Context, authority string, notices []uuid.UUID) ([]NoticeAttempt, error) {
	return list[NoticeAttempt](ctx, db, "attempts at notices", `
		SELECT at, authority, notice, alert, recipient AS "to", channel, outcome, coalesce(try_after, `+never+`) AS try_after
		FROM kept.notice_attempt WHERE authority = $1 AND notice = ANY($2) ORDER BY at, id`, authority, notices)
}

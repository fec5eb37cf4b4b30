package store

import (
	"context"
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
	return nil, errNotYet
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
func (db *DB) SaveNoticeAttempt(ctx context.Context, a NoticeAttempt) error { return errNotYet }

// NoticeAttempts returns the tries to send a notice, in order of time.
func (db *DB) NoticeAttempts(ctx context.Context, authority string, notices []uuid.UUID) ([]NoticeAttempt, error) {
	return nil, errNotYet
}

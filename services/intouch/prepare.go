package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"

	"intouch/deploy"
	"intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
	"intouch/pkg/process"
	"intouch/pkg/store"
)

// makeLogs makes the log of each authority, with the policy that it starts with.
func (h *house) makeLogs(ctx context.Context, now func() time.Time) error {
	return h.withLog(ctx, "admin", func(nc *nats.Conn, log *eventlog.Log) error {
		for _, authority := range h.Authorities {
			if err := eventlog.Create(ctx, nc, authority, eventlog.Options{Replicas: h.Replicas}); err != nil {
				return err
			}
			if err := publishFirst(ctx, log, authority, now()); err != nil {
				return err
			}
		}
		return nil
	})
}

// publishFirst publishes version 1 of the policy, unless there is one.
func publishFirst(ctx context.Context, log *eventlog.Log, authority string, now time.Time) error {
	id := careleaver.DerivedID(authority, "policy", "1")
	_, err := log.Append(ctx, careleaver.Event{
		ID: id, Authority: authority, Area: careleaver.AreaPolicy, Record: careleaver.NewRecordID(id),
		Fact: careleaver.PolicyPublished{
			Version: 1, EffectiveFrom: careleaver.DayOf(now), Text: string(deploy.Policy),
			Publishers: []careleaver.StaffID{careleaver.Operator},
		},
		RecordedAt: now, Actor: careleaver.Operator, Source: "/intouch/intouch",
	}, 0)
	if _, there := errors.AsType[*eventlog.Taken](err); err == nil || there {
		return nil
	}
	return fmt.Errorf("publish version 1 of the policy of %s: %w", authority, err)
}

// makeTables makes the tables or brings them up to date, once PostgreSQL is there.
func (h *house) makeTables(ctx context.Context) error {
	if err := process.Retry(ctx, "reach the database", h.pool.Ping); err != nil {
		return err
	}
	return store.Migrate(ctx, h.pool)
}

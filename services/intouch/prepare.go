package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/nats-io/nats.go"

	"intouch/deploy"
	"intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/eventlog"
	"intouch/pkg/process"
	"intouch/pkg/store"
)

// makeLogs makes the log of each authority, with the policy that it starts with.
func (h *house) makeLogs(ctx context.Context, now func() time.Time) error {
	policy, err := h.offered()
	if err != nil {
		return err
	}
	return h.withLog(ctx, "admin", func(nc *nats.Conn, log *eventlog.Log) error {
		for _, authority := range h.Authorities {
			if err := h.notLost(ctx, log, authority); err != nil {
				return err
			}
			if err := eventlog.Create(ctx, nc, authority, eventlog.Options{Replicas: h.Replicas}); err != nil {
				return err
			}
			if err := publishFirst(ctx, log, authority, policy, now()); err != nil {
				return err
			}
		}
		return nil
	})
}

// notLost refuses to make a new, empty log beside tables that followed another:
// what people record would go where nobody looks. Tables that cannot be asked
// say nothing against it.
func (h *house) notLost(ctx context.Context, log *eventlog.Log, authority string) error {
	if _, err := log.Bounds(ctx, authority); !errors.Is(err, eventlog.ErrNoStream) {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	if p, err := store.Open(h.pool).Position(ctx, authority); err == nil && p.Stored > 0 {
		return fmt.Errorf("the log of %s is gone, and its tables are there, to position %d: restore the log from a backup (deploy/runbooks/log-and-tables-disagree.md)", authority, p.Stored)
	}
	return nil
}

// offered is the policy that an authority starts with: the one of --policy, or
// the one that comes with the program. Where a policy is published already it
// is left as it is: a new version is published by two people.
func (h *house) offered() (string, error) {
	if h.Policy == "" {
		return string(deploy.Policy), nil
	}
	text, err := os.ReadFile(h.Policy)
	if err != nil {
		return "", fmt.Errorf("read the policy (--policy): %w", err)
	}
	if _, err := duty.ParsePolicy(text, 1, 0); err != nil {
		return "", fmt.Errorf("%s: %w", h.Policy, err)
	}
	return string(text), nil
}

// publishFirst publishes version 1 of the policy, unless there is one.
func publishFirst(ctx context.Context, log *eventlog.Log, authority, policy string, now time.Time) error {
	id := careleaver.DerivedID(authority, "policy", "1")
	_, err := log.Append(ctx, careleaver.Event{
		ID: id, Authority: authority, Area: careleaver.AreaPolicy, Record: careleaver.NewRecordID(id),
		Fact: careleaver.PolicyPublished{
			Version: 1, EffectiveFrom: careleaver.DayOf(now), Text: policy,
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

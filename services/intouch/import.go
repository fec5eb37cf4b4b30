package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/nats-io/nats.go"

	"intouch/pkg/access"
	"intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
	"intouch/pkg/importing"
	"intouch/pkg/intake"
	"intouch/pkg/process"
	"intouch/pkg/store"
)

// imports takes registers as other systems have them.
type imports struct {
	List9 list9 `cmd:"" name:"annex-a-list-9" help:"An Annex A List 9, as .xlsx or CSV. Each row is answered; importing it again changes nothing, and finishes what broke off."`
}

type list9 struct {
	File string         `arg:"" type:"existingfile" help:"The list."`
	AsAt careleaver.Day `required:"" placeholder:"DAY" help:"The day of which the list speaks, such as 2026-06-01."`
}

// Run prints the answers. Rows that are set aside or asked about are answers;
// only rows that could not be stored are a failure.
func (l list9) Run(s settings) error {
	authority, err := s.one()
	if err != nil {
		return err
	}
	return s.do("import", (*house).base, func(ctx context.Context, h *house) error {
		return h.withLog(ctx, "operator", func(nc *nats.Conn, log *eventlog.Log) error {
			if err := process.Retry(ctx, "reach the services", func(ctx context.Context) error { return commandsTaken(ctx, nc) }); err != nil {
				return err
			}
			if err := h.caughtUp(ctx, log, authority); err != nil {
				return err
			}
			if err := l.into(ctx, h, authority, nc); err != nil {
				return err
			}
			return h.caughtUp(ctx, log, authority) // so that the pages show it
		})
	})
}

func (l list9) into(ctx context.Context, h *house, authority string, nc *nats.Conn) error {
	file, err := os.Open(l.File)
	if err != nil {
		return err
	}
	defer file.Close()
	caller, db, today := access.OperatorOf(authority), store.Open(h.pool), careleaver.DayOf(time.Now())
	report, err := importing.List9(ctx, importing.Job{
		Caller: caller, AsAt: l.AsAt, Today: today, File: file, Name: filepath.Base(l.File),
		Send: importing.Through(intake.NewClient(nc), caller),
		Events: func(ctx context.Context, p careleaver.PersonID) ([]careleaver.Event, error) {
			return eventsOf(ctx, db, authority, p)
		},
		Everyone: func(ctx context.Context) ([]careleaver.PersonID, error) { return register(ctx, db, authority, today) },
	})
	if err != nil {
		return err
	}
	fmt.Print(report.Text())
	if !report.Finished {
		return errors.New("not every row could be stored: import the same list again, it goes on where this broke off")
	}
	return nil
}

func eventsOf(ctx context.Context, db *store.DB, authority string, person careleaver.PersonID) ([]careleaver.Event, error) {
	events, all, err := db.Events(ctx, authority, person)
	if err == nil && !all {
		err = errors.New("their record is incomplete: see deploy/runbooks/parked-person.md")
	}
	return events, err
}

// register is everybody who is on it today and not closed.
func register(ctx context.Context, db *store.DB, authority string, today careleaver.Day) (everyone []careleaver.PersonID, err error) {
	q := store.RegisterQuery{Authority: authority, On: today, Limit: 1000}
	for more := true; more; more = q.Cursor != "" {
		page, err := db.Register(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, row := range page.Rows {
			everyone = append(everyone, row.Person)
		}
		q.Cursor = page.Next
	}
	return everyone, nil
}

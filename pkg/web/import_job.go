package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/importing"
	"intouch/pkg/store"
)

// ImportJob is an import into an authority as of a day, with all that it reads
// from the tables: who it is for, the file and how to send are left to fill in.
func ImportJob(db *store.DB, authority string, today care.Day) importing.Job {
	return importing.Job{
		Today: today, Book: db,
		Events: func(ctx context.Context, p care.PersonID) ([]care.Event, error) {
			events, whole, err := db.Events(ctx, authority, p)
			if err == nil && !whole {
				err = errors.New("their record is incomplete: see deploy/runbooks/parked-person.md")
			}
			return events, err
		},
		Find: func(ctx context.Context, ids []string) ([]importing.Named, error) {
			found, err := db.Named(ctx, authority, ids)
			named := make([]importing.Named, len(found))
			for i, n := range found {
				named[i] = importing.Named(n)
			}
			return named, err
		},
		Everyone: func(ctx context.Context) ([]care.PersonID, error) { return onRegister(ctx, db, authority, today) },
		FedTo:    func(ctx context.Context, source string) (time.Time, error) { return db.FedTo(ctx, authority, source) },
	}
}

// onRegister is who is on the register and not closed.
func onRegister(ctx context.Context, db *store.DB, authority string, today care.Day) (all []care.PersonID, err error) {
	q := store.RegisterQuery{Authority: authority, On: today, Sort: store.ByName, Limit: 1000}
	for more := true; more; more = q.Cursor != "" {
		page, err := db.Register(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, row := range page.Rows {
			all = append(all, row.Person)
		}
		q.Cursor = page.Next
	}
	return all, nil
}

// ImportAnswers are the answers to the rows of an import, in the order of the
// file; with open only those about which there is something to do.
func ImportAnswers(ctx context.Context, db *store.DB, authority string, id care.EventID, open bool) iter.Seq2[importing.RowReport, error] {
	return func(yield func(importing.RowReport, error) bool) {
		for after := 0; ; {
			answers, err := db.ImportAnswers(ctx, authority, id, after, open, 1000)
			for _, a := range answers {
				row, wrong := rowOf(a)
				if after = a.Place; !yield(row, wrong) {
					return
				}
			}
			if err != nil {
				yield(importing.RowReport{}, err)
			}
			if err != nil || len(answers) == 0 {
				return
			}
		}
	}
}

func rowOf(a store.ImportAnswer) (row importing.RowReport, err error) {
	if err := json.Unmarshal(a.Body, &row); err != nil {
		return row, fmt.Errorf("read the answer to a row: %w", err)
	}
	return row, nil
}

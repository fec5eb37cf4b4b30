package web

import (
	"context"
	"encoding/json"
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
				err = importing.ErrIncomplete
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
		BegunTo:  func(ctx context.Context, source string) (time.Time, error) { return db.BegunTo(ctx, authority, source) },
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
// file; with open only those about which there is something to do. Of whom is shut
// it says no more than that there is a row.
func ImportAnswers(ctx context.Context, db *store.DB, authority string, id care.EventID, open bool, shut map[care.PersonID]bool) iter.Seq2[importing.RowReport, error] {
	return func(yield func(importing.RowReport, error) bool) {
		for after := 0; ; {
			answers, err := db.ImportAnswers(ctx, authority, id, after, open, 1000)
			for _, a := range answers {
				row, wrong := rowOf(a, shut)
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

// rowOf is the answer to a row. It quotes the row: nothing of it is left where the
// record is shut, or where something of it has been sealed since.
func rowOf(a store.ImportAnswer, shut map[care.PersonID]bool) (row importing.RowReport, err error) {
	if err := json.Unmarshal(a.Body, &row); err != nil {
		return row, fmt.Errorf("read the answer to a row: %w", err)
	}
	why := ""
	switch {
	case shut[row.Person]:
		why = restrictedName + ". " + restrictedFacts + "."
	case a.Sealed:
		why = "Something of this record is sealed or destroyed, so what the row said is not shown."
	default:
		return row, nil
	}
	return importing.RowReport{Sheet: row.Sheet, Row: row.Row, Person: row.Person, Answer: row.Answer, Notes: []string{why}}, nil
}

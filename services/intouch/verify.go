package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/nats-io/nats.go"

	"intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
	"intouch/pkg/history"
	"intouch/pkg/projector"
	"intouch/pkg/store"
)

// verify compares the log with the tables and changes nothing.
type verify struct {
	People int `help:"Work out again the rows of so many people; 0: of all." default:"0" placeholder:"N"`
	Nights int `help:"Count again so many of the last nights; 0: none." default:"7" placeholder:"N"`
}

// Run fails when anything is not as it should be.
func (v verify) Run(s settings) error {
	return s.do("verify", nothing, func(ctx context.Context, h *house) error {
		db := store.Open(h.pool)
		if err := db.Check(ctx); err != nil {
			return err
		}
		return h.withLog(ctx, "operator", func(_ *nats.Conn, log *eventlog.Log) error {
			for _, authority := range h.Authorities {
				if err := v.one(ctx, db, log, authority); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

func (v verify) one(ctx context.Context, db *store.DB, log *eventlog.Log, authority string) error {
	first, err := firstPolicy()
	if err != nil {
		return err
	}
	found, err := projector.Projector{DB: db, Log: log, Authority: authority, Policy: first}.Verify(ctx, v.People)
	if err != nil {
		return err
	}
	end, err := log.Bounds(ctx, authority)
	if err != nil {
		return err
	}
	fmt.Printf("%s: compared %d events up to position %d of %d, and the rows of %d people\n", authority, found.Events, found.Position, end.Last, found.People)
	if found.Right() {
		fmt.Printf("%s: log and tables agree\n", authority)
		return v.nights(ctx, db, history.Council{DB: db, Authority: authority, Policy: first})
	}
	sayDifferences(authority, found)
	return errors.New("log and tables disagree: deploy/runbooks/log-and-tables-disagree.md says what to do")
}

// nights counts the last nights again, by the log up to the position of each count.
func (v verify) nights(ctx context.Context, db *store.DB, council history.Council) error {
	counted, err := db.CountedDays(ctx, council.Authority, 0, careleaver.Forever)
	if err != nil {
		return err
	}
	counted = counted[:min(len(counted), v.Nights)]
	wrong, others := false, 0
	for _, c := range counted {
		again, err := council.CountUpTo(ctx, c.Day, c.Position)
		if err != nil {
			return err
		}
		switch differ := c.Differ(again); {
		case slices.Contains(differ, careleaver.OtherRules):
			fmt.Printf("%s: %s was counted by other rules than those of this program\n", council.Authority, c.Day)
			others++
		case len(differ) > 0:
			wrong = true
			fmt.Printf("%s: %s counted again is another: %s\n", council.Authority, c.Day, strings.Join(differ, ", "))
		}
	}
	if wrong {
		return errors.New("a night counted again is another: deploy/runbooks/counts-differ.md says what to do")
	}
	fmt.Printf("%s: %d nights counted again are the same\n", council.Authority, len(counted)-others)
	return nil
}

func sayDifferences(authority string, v projector.Verified) {
	for _, position := range v.Differ {
		fmt.Printf("%s: position %d is not the same in the log and in the tables\n", authority, position)
	}
	for _, table := range slices.Sorted(maps.Keys(v.Rows)) {
		fmt.Printf("%s: %d rows of table %s are not what the events mean\n", authority, v.Rows[table], table)
	}
	if v.Miscounted > 0 {
		fmt.Printf("%s: %d counts are not the sums of what they count\n", authority, v.Miscounted)
	}
}

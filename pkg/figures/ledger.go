package figures

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/history"
	"time"
)

// Ledger is what was recorded from one day to another, both included, and how
// long after the authority knew.
type Ledger struct {
	From, To care.Day
	Rules    duty.Recording // what the policy asks on the last day
	Records  []Recorded     // newest record first
	Closings []Closing      // alerts that closed as recorded late, newest first
}

// ReadLedger reads what was recorded from one day to another.
func ReadLedger(ctx context.Context, c history.Council, from, to care.Day) (*Ledger, error) {
	rules, err := c.Rules(ctx, time.Time{})
	if err != nil {
		return nil, fmt.Errorf("late recording %s to %s: %w", from, to, err)
	}
	l := NewLedger(rules, from, to)
	err = each(ctx, c, time.Time{},
		func() *Ledger { return NewLedger(rules, from, to) },
		func(part *Ledger, s *Subject) { part.Add(s, rules) },
		l.merge)
	if err != nil {
		return nil, fmt.Errorf("late recording %s to %s: %w", from, to, err)
	}
	l.order()
	return l, nil
}

// NewLedger begins a ledger: people are yet to be added.
func NewLedger(rules duty.Authority, from, to care.Day) *Ledger {
	return &Ledger{From: from, To: to, Rules: rules.RecordingOn(to)}
}

// Add takes in what was recorded of a person.
func (l *Ledger) Add(s *Subject, rules duty.Authority) {
	l.Records = append(l.Records, recordedOf(s, rules, l.From, l.To)...)
	l.Closings = append(l.Closings, closingsOf(s, rules, l.From, l.To)...)
}

func (l *Ledger) merge(other *Ledger) {
	l.Records = append(l.Records, other.Records...)
	l.Closings = append(l.Closings, other.Closings...)
}

func (l *Ledger) order() {
	slices.SortFunc(l.Records, func(a, b Recorded) int {
		return cmp.Or(b.RecordedAt.Compare(a.RecordedAt), slices.Compare(a.Event[:], b.Event[:]))
	})
	slices.SortFunc(l.Closings, func(a, b Closing) int {
		return cmp.Or(b.ClosedAt.Compare(a.ClosedAt), slices.Compare(a.Alert[:], b.Alert[:]))
	})
}

// Share says how a number of records were recorded. Imported ones are counted
// apart and are in nothing else.
type Share struct {
	Records   int
	Late      int // later than the policy asks
	Backdated int // on a later day than it happened
	Imported  int

	MedianDays, NinthDays       int // from the day it was known: half, and nine of ten, were recorded by then
	MedianWorking, NinthWorking int
}

// ShareOf works out the share of some records.
func ShareOf(records []Recorded) Share {
	var s Share
	var days, working []int
	for _, r := range records {
		if r.Imported {
			s.Imported++
			continue
		}
		s.Records++
		days, working = append(days, r.Days), append(working, r.Working)
		if r.Late {
			s.Late++
		}
		if r.Backdated() {
			s.Backdated++
		}
	}
	s.MedianDays, s.NinthDays = percentiles(days)
	s.MedianWorking, s.NinthWorking = percentiles(working)
	return s
}

// percentiles are the 50th and the 90th, by nearest rank.
func percentiles(n []int) (median, ninth int) {
	if len(n) == 0 {
		return 0, 0
	}
	slices.Sort(n)
	return n[rank(50, len(n))], n[rank(90, len(n))]
}

// LatePercent is how many of a hundred were late; false of none.
func (s Share) LatePercent() (int, bool) { return s.of(s.Late) }

// BackdatedPercent is how many of a hundred were backdated; false of none.
func (s Share) BackdatedPercent() (int, bool) { return s.of(s.Backdated) }

func (s Share) of(n int) (int, bool) {
	if s.Records == 0 {
		return 0, false
	}
	return percent(n, s.Records), true
}

// Group is some records that have something in common.
type Group[K comparable] struct {
	Key   K
	Share Share
}

// By groups records by what a function says of each, in the order of less.
func By[K comparable](records []Recorded, key func(Recorded) K, order func(a, b K) int) []Group[K] {
	of := map[K][]Recorded{}
	for _, r := range records {
		of[key(r)] = append(of[key(r)], r)
	}
	groups := make([]Group[K], 0, len(of))
	for k, list := range of {
		groups = append(groups, Group[K]{k, ShareOf(list)})
	}
	slices.SortFunc(groups, func(a, b Group[K]) int { return order(a.Key, b.Key) })
	return groups
}

// Month is the first day of the month in which it was recorded.
func (r Recorded) Month() care.Day {
	y, m, _ := r.On().Date()
	return care.NewDay(y, m, 1)
}

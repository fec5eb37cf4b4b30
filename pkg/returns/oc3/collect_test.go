package oc3

import (
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/history"
	"intouch/pkg/returns/guarded"
)

func collecting(rules duty.Authority) *collector {
	made := &Return{Year: 2026, known: Files{}, enough: map[string]inCare{}}
	return &collector{Job: Job{Year: 2026, Ages: AndWhole, Today: day("2026-06-15")}, made: made, rules: rules, dead: map[string]bool{}}
}

// Rules that fail on somebody stop their own row: nothing of it is in the return
// before who they are is all that is taken of them (I10), and that they are named.
func TestRulesThatFailLeaveNothingHalfTaken(t *testing.T) {
	l := born("2003-06-10", care.FormerRelevant)
	l.contact("2025-06-10", care.Called)
	c := collecting(duty.Authority{}) // without a policy the rules fail
	failed := func() (failed bool) {
		defer func() { failed = recover() != nil }()
		c.take(guarded.Person{Person: history.Person{Person: l.person(), Events: l.events}})
		return false
	}()
	if !failed || len(c.made.Rows)+len(c.made.Left)+len(c.made.troubled)+len(c.made.known)+c.made.Whole != 0 {
		t.Errorf("failed %v, and left %+v", failed, c.made)
	}
}

// Whoever's record is incomplete may be out of the return for what is not known
// of them: they are named, in it or not.
func TestAnIncompleteRecordIsNamedInTheReturnOrNot(t *testing.T) {
	for _, c := range []struct {
		name     string
		birth    string
		category care.Category
		want     string
	}{
		{"in the return", "2006-06-10", care.FormerRelevant, RecordIncomplete},
		{"without a date of birth", "", care.FormerRelevant, RecordIncomplete},
		{"still looked after, as far as is known", "2008-06-10", care.Eligible, RecordIncomplete},
		{"not of age in the year", "2012-06-10", care.Eligible, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			col := collecting(*office(t))
			p := history.Person{Person: born(c.birth, c.category).person(), Incomplete: &duty.Incomplete{Why: "The rules fail."}}
			col.take(guarded.Person{Person: p})
			got := ""
			for _, x := range col.made.troubled {
				if x.Code == RecordIncomplete {
					got = x.Code
				}
			}
			if got != c.want {
				t.Errorf("named by %q, want %q: %+v", got, c.want, col.made)
			}
		})
	}
}

package oc3

import (
	"slices"
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

// Rule 1001 by the periods of care that InTouch knows, up to the end of the year.
func TestTooLittleCareByWhatInTouchKnows(t *testing.T) {
	long := period("2020-01-01", "2023-09-01", "C2", "E4A")
	for _, c := range []struct {
		name    string
		periods []care.CarePeriodRecorded
		want    bool
	}{
		{"long enough", []care.CarePeriodRecorded{long}, false},
		{"no period is known", nil, false},
		{"too short", []care.CarePeriodRecorded{period("2023-04-01", "2023-05-01", "C2", "E4A")}, true},
		{"adopted", []care.CarePeriodRecorded{period("2020-01-01", "2023-09-01", "C2", "E11")}, true},
		{"adopted without contest", []care.CarePeriodRecorded{long, period("2023-10-01", "2024-01-01", "C2", "E12")}, true},
		{"adopted, in small letters", []care.CarePeriodRecorded{period("2020-01-01", "2023-09-01", "c2", "e11")}, true},
		{"adopted, and came into care again", []care.CarePeriodRecorded{period("2024-01-01", "2024-05-01", "C2", "E4A"), period("2020-01-01", "2023-09-01", "C2", "E11")}, false},
		{"adopted after the year", []care.CarePeriodRecorded{period("2020-01-01", "2026-04-02", "C2", "E11")}, false},
		{"days after the year do not count", []care.CarePeriodRecorded{period("2026-03-01", "2026-08-01", "C2", "E4A")}, true},
		{"a period after the year says nothing of this one", []care.CarePeriodRecorded{period("2026-04-01", "2026-05-01", "C2", "E4A")}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := born("2006-06-10", care.FormerRelevant)
			for _, f := range c.periods {
				l.about("2026-06-01", f)
			}
			p, col := l.person(), collecting(*office(t))
			row, _ := Of(&p, &col.rules, col.Year, col.Ages)
			col.made.Rows = []Row{row}
			col.learn(&p, row.Child.Value)
			if got := slices.ContainsFunc(col.made.Check(nil), func(r RuleFindings) bool { return r.Rule == "1001" }); got != c.want {
				t.Errorf("named: %v, want %v", got, c.want)
			}
		})
	}
}

// Two people with one id are named, however it is written (rule INT34).
func TestTwoPeopleWithOneIDAreNamed(t *testing.T) {
	for name, ids := range map[string][2]string{"padded": {"C1", "C1 "}, "in small letters": {"C1", "c1"}} {
		t.Run(name, func(t *testing.T) {
			col := collecting(*office(t))
			for i, id := range ids {
				l := born([]string{"2006-06-10", "2006-06-11"}[i], care.FormerRelevant)
				f := l.events[0].Fact.(care.Registered)
				f.Identifiers = []care.Identifier{{Kind: care.ChildID, ID: id}}
				l.events[0].Fact = f
				col.take(guarded.Person{Person: history.Person{Person: l.person(), Events: l.events}})
			}
			var named []care.PersonID
			for _, r := range col.made.Check(nil) {
				for _, f := range r.Findings {
					if r.Rule == "INT34" {
						named = append(named, f.Person)
					}
				}
			}
			if len(named) != 2 || named[0] == named[1] {
				t.Errorf("named are %v", named)
			}
		})
	}
}

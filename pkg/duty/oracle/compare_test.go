package oracle

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// office is an authority with the policy that we ship, live before anybody here
// was on the register.
func office(t testing.TB) duty.Authority {
	t.Helper()
	text, err := os.ReadFile("../../../deploy/policy/england.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p, err := duty.ParsePolicy(append(text, "\ngoLive: [{day: 2023-01-01}]\n"...), 1, care.NewDay(2023, 1, 1))
	if err != nil {
		t.Fatal(err)
	}
	staff := care.Workforce{Members: map[care.StaffID]care.Member{}}
	for _, c := range colleagues {
		m := care.Member{ID: c.id, Name: "Somebody", Left: care.Forever}
		if !c.left.IsZero() {
			m.Left = c.left
		}
		staff.Members[c.id] = m
	}
	return duty.Authority{Policies: duty.Policies{p}, Staff: staff, FirstPerson: care.NewDay(2023, 1, 1)}
}

// difference is something on which the two disagree, named so that the same
// disagreement is recognised in another life.
type difference struct{ what, text, duty string }

func differences(events []care.Event, r duty.Authority, on care.Day) []difference {
	l := lifeOf(events, colleagues, on)
	if _, from, ok := l.registration(); !ok || on < from {
		return nil
	}
	look := r.On(care.PersonOf(nobody, care.Records(events)), on)
	var all []difference
	note := func(what string, text, duty any) {
		if fmt.Sprint(text) != fmt.Sprint(duty) && !isReported(l, what) {
			all = append(all, difference{what, fmt.Sprint(text), fmt.Sprint(duty)})
		}
	}
	want := l.bucket(on)
	note("bucket", want.bucket, look.Standing.Bucket)
	if want.bucket == look.Standing.Bucket {
		note("reasons", reasons(want.reasons, want.bucket), reasons(look.Standing.Reasons, want.bucket))
	}
	note("category", l.category(on).is, look.Standing.Category)
	flags := l.flags(on)
	for _, f := range duty.Flags {
		if shown, said := flags[f.Code]; said {
			note("flag "+string(f.Code), shown, slices.Contains(look.Standing.Flags, f.Code))
		}
	}
	s := l.sure(on)
	note("whereabouts", s.state, look.Whereabouts.State)
	if s.state == look.Whereabouts.State {
		note("place", s.at, look.Whereabouts.Of)
		note("confidence", s.confidence, look.Whereabouts.Confidence)
	}
	deadlines := l.deadlines(on)
	for _, rule := range compared {
		text, answer := deadlinesOf(rule, deadlines), dues(rule, look.Deadlines)
		note(string(rule), text.dues, answer.dues)
		if len(text.kinds) == 1 && len(answer.kinds) == 1 && text.kinds[0] != ofEither {
			note("number of "+string(rule), text.kinds, answer.kinds)
		}
	}
	return all
}

// reasons in any order. Somebody who was never in touch is silent as well:
// whether that is said of them too is not compared, nor which of several reasons
// a closed case shows.
func reasons(all []duty.Reason, b duty.Bucket) []string {
	var words []string
	never := slices.Contains(all, duty.NeverInTouch) || slices.Contains(all, duty.NoDatedContact)
	for _, r := range all {
		if b != duty.Closed && (r != duty.Silent || !never) {
			words = append(words, string(r))
		}
	}
	slices.Sort(words)
	return words
}

// ofRule are the days by which a rule is due, each once, and of what kind its
// numbers are.
type ofRule struct {
	dues  []string
	kinds []number
}

func deadlinesOf(rule duty.Rule, all []deadline) ofRule {
	var r ofRule
	for _, d := range all {
		if d.rule == rule {
			r.dues, r.kinds = append(r.dues, d.due.String()), append(r.kinds, d.from)
		}
	}
	slices.Sort(r.dues)
	r.dues = slices.Compact(r.dues)
	return r
}

func dues(rule duty.Rule, all []duty.Deadline) ofRule {
	var mine []deadline
	for _, d := range all {
		mine = append(mine, deadline{d.Rule, d.Due, kindOf(d.Source)})
	}
	return deadlinesOf(rule, mine)
}

func kindOf(source string) number {
	switch {
	case strings.HasPrefix(source, "reg") || strings.HasPrefix(source, "Vol") || strings.HasPrefix(source, "s."):
		return ofLaw
	case strings.Contains(source, "plan"):
		return ofPlan
	}
	return ofPolicy
}

// smallest leaves out of a life whatever can be left out while they still
// disagree in the same way on the day.
func smallest(events []care.Event, r duty.Authority, on care.Day, what string) []care.Event {
	for i := 1; i < len(events); {
		fewer := slices.Delete(slices.Clone(events), i, i+1)
		if disagree(fewer, r, on, what) {
			events, i = fewer, 1
		} else {
			i++
		}
	}
	return events
}

func disagree(events []care.Event, r duty.Authority, on care.Day, what string) bool {
	return slices.ContainsFunc(differences(events, r, on), func(d difference) bool { return d.what == what })
}

func TestBothSayTheSameOfEveryLife(t *testing.T) {
	r := office(t)
	rapid.Check(t, func(t *rapid.T) {
		events := stories().Draw(t, "life")
		for range 4 {
			on := firstDay + care.Day(rapid.IntRange(0, 900).Draw(t, "on"))
			for _, d := range differences(events, r, on) {
				{
					t.Fatalf("on %s they disagree on %s (text − duty):\n%s\n%s\n%s", on, d.what, cmp.Diff(d.text, d.duty), sentence(d.what), listed(smallest(events, r, on, d.what)))
				}
			}
		}
	})
}

func sentence(what string) string { return what }

// compared are the rules whose deadlines are compared. The text does not say what
// frequency-right asks for.
var compared = []duty.Rule{
	duty.KeepInTouch, duty.SeeInPerson, duty.ProvidedVisit, duty.FirstVisit, duty.FirstReview, duty.NextReview, duty.PlanReview, duty.NeedsAssessment,
	duty.CustodyVisit, duty.ReleaseReview, duty.WhereNow, duty.MissingDecision, duty.BedAndBreakfast, duty.TryAgain, duty.RenewOffer,
	duty.FirstOffer, duty.AnnualOffer, duty.DecisionAt21, duty.WhereaboutsRule, duty.ActivityRule, duty.NoAdviser, duty.HandoverRule,
	duty.Oversight, duty.PlannedContact, duty.Window903,
}

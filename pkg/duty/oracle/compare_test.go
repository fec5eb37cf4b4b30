package oracle

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
	_ "intouch/pkg/drawn"
	"intouch/pkg/duty"
)

// TestBothSayTheSameOfEveryLife is what this package is for: whatever is told of
// somebody, both say the same of any day. What they disagree on is shown with the
// smallest life in which they do, and the sentence that decides.
func TestBothSayTheSameOfEveryLife(t *testing.T) {
	r := office(t)
	rapid.Check(t, func(t *rapid.T) {
		events := []care.Event(stories().Draw(t, "life"))
		for range 4 {
			on := firstDay + care.Day(rapid.IntRange(0, 900).Draw(t, "on"))
			for _, d := range differences(events, r, on) {
				t.Fatal(shown(events, r, on, d))
			}
		}
	})
}

func shown(events []care.Event, r duty.Authority, on care.Day, d difference) string {
	return fmt.Sprintf("on %s, %s: by the text %s, by package duty %s\n%s\n%s", on, d.what, d.text, d.duty, sentences[d.what], listed(smallest(events, r, on, d.what)))
}

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

// both are what the two say of one person on a day.
type both struct {
	l     life
	look  duty.Look
	on    care.Day
	found []difference
}

func (b *both) compare(what string, text, duty any) {
	if fmt.Sprint(text) != fmt.Sprint(duty) && !isReported(b.l, what) {
		b.found = append(b.found, difference{what, fmt.Sprint(text), fmt.Sprint(duty)})
	}
}

func differences(events []care.Event, r duty.Authority, on care.Day) []difference {
	b := both{l: lifeOf(events, colleagues, on), on: on}
	if _, from, ok := b.l.registration(); !ok || on < from {
		return nil
	}
	b.look = r.On(care.PersonOf(nobody, care.Records(events)), on)
	b.standing()
	b.whereabouts()
	deadlines := b.l.deadlines(on)
	for _, rule := range compared {
		text, answer := ofRule(rule, deadlines), answerOf(rule, b.look.Deadlines)
		b.compare(string(rule), text.dues, answer.dues)
		if len(text.kinds) == 1 && len(answer.kinds) == 1 && text.kinds[0] != ofEither {
			b.compare("number of "+string(rule), text.kinds, answer.kinds)
		}
	}
	return b.found
}

func (b *both) standing() {
	want, got := b.l.bucket(b.on), b.look.Standing
	b.compare("bucket", want.bucket, got.Bucket)
	if want.bucket == got.Bucket {
		b.compare("reasons", reasons(want.reasons, want.bucket), reasons(got.Reasons, want.bucket))
	}
	b.compare("category", b.l.category(b.on).is, got.Category)
	flags := b.l.flags(b.on)
	for _, f := range duty.Flags {
		if shown, said := flags[f.Code]; said {
			b.compare("flag "+string(f.Code), shown, slices.Contains(got.Flags, f.Code))
		}
	}
}

func (b *both) whereabouts() {
	want, got := b.l.sure(b.on), b.look.Whereabouts
	b.compare("state of whereabouts", want.state, got.State)
	if want.state == got.State {
		b.compare("place", want.at, got.Of)
		b.compare("confidence", want.confidence, got.Confidence)
	}
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

package history

import (
	"fmt"
	"log/slog"
	"sort"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Apply applies the rules to what was recorded. Where they fail, it finds the
// first event with which they do and applies them to those before it.
func Apply(rules *duty.Authority, t Told) (care.Person, duty.Meaning, *Unapplied) {
	p, m, err := applied(rules, t, t.Events, t.Bad)
	if err == nil {
		return p, m, t.Bad
	}
	n := sort.Search(len(t.Events)-1, func(i int) bool {
		_, _, err := applied(rules, t, t.Events[:i+1], t.Bad)
		return err != nil
	})
	slog.Error("the rules failed", "person", t.Person, "position", t.Events[n].Position, "error", err)
	bad := &Unapplied{t.Events[n].Position, t.Events[n].RecordedOn(), fmt.Sprintf("The rules fail at the event at position %d.", t.Events[n].Position)}
	if p, m, err = applied(rules, t, t.Events[:n], bad); err != nil {
		return care.Person{ID: t.Person}, NothingBut(t.Person, bad), bad
	}
	return p, m, bad
}

// NothingBut is the meaning of which no more is known than that it is incomplete.
func NothingBut(person care.PersonID, bad *Unapplied) duty.Meaning {
	return duty.Meaning{
		Person:    duty.Summary{ID: person, Incomplete: bad.Why, RulesVersion: duty.RulesVersion},
		Standings: IncompleteFrom(bad.On),
		NextLook:  care.Forever,
	}
}

// IncompleteFrom is where somebody stands of whom not even the registration
// could be applied: they are on the register all the same (I10).
func IncompleteFrom(day care.Day) []duty.Standing {
	span := duty.Span{From: max(day, 1), Until: care.Forever}
	return []duty.Standing{{Span: span, Bucket: duty.Unaccounted, Reasons: []duty.Reason{duty.RecordIncomplete}}}
}

// applied applies the rules, which must not fail; if they do it is an error of
// ours that shall stop nobody else.
func applied(rules *duty.Authority, t Told, events []care.Event, bad *Unapplied) (p care.Person, m duty.Meaning, err error) {
	m, err = try(func() duty.Meaning {
		p = care.PersonOf(t.Person, care.Records(events))
		counted := p
		counted.MergedInto = uuid.Nil // whom they count for is decided by the family
		return rules.Meaning(counted, bad.Incomplete())
	})
	return p, m, err
}

// try turns a panic of the rules into an error.
func try[T any](rule func() T) (said T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return rule(), nil
}

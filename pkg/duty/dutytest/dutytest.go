// Package dutytest has what tests of duties, and of what is made of them, say
// again and again: days, and the policy that ships.
package dutytest

import (
	"strings"
	"testing"

	"intouch/deploy"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Day reads 2026-06-15.
func Day(s string) care.Day {
	d, err := care.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// On is something that happened on a day, nobody knows when.
func On(s string) care.When { return care.OnDay(Day(s)) }

// Policy is the policy that ships, in force from a day, with texts of it in other
// words: pairs of what it says and what it is to say.
func Policy(t testing.TB, from string, changes ...string) duty.Policy {
	t.Helper()
	for i := 0; i < len(changes); i += 2 {
		if !strings.Contains(string(deploy.Policy), changes[i]) {
			t.Fatalf("the policy does not say %q", changes[i])
		}
	}
	p, err := duty.ParsePolicy([]byte(strings.NewReplacer(changes...).Replace(string(deploy.Policy))), 1, Day(from))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

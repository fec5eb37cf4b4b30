package duty_test

import (
	"strings"
	"testing"

	"intouch/deploy"
	"intouch/pkg/duty"
)

// shipped is the text of the policy that ships.
var shipped = string(deploy.Policy)

func TestAPolicyThatIsWrongSaysWhere(t *testing.T) {
	good := shipped
	cases := []struct {
		name, from, to string
		want           []string
	}{
		{"a number below one", "everyDays: 56 ", "everyDays: 0 ", []string{"line 7", "contact.everyDays", "1 or more"}},
		{"a field that is not there", "  staleDays: 28 ", "  stalDays: 28 ", []string{"stalDays"}},
		{"a number that was left out", "  staleDays: 28 ", "  #", []string{"buckets.staleDays"}},
		{"a word for a number", "dueDays: 7 ", "dueDays: week ", []string{"dueDays"}},
		{"a level of risk that is none", "  high:", "  highest:", []string{"risk.highest", "standard or high"}},
		{"an override below one", "      tryAgainDays: 7", "      tryAgainDays: -7", []string{"risk.high.duties.tryAgainDays"}},
		{"bounds that cross", "unaccountedAtMostDays: 28", "unaccountedAtMostDays: 3", []string{"unaccountedAtMostDays"}},
		{"a setting of a return below one", "list9InTouchMonths: 3 ", "list9InTouchMonths: 0 ", []string{"returns.list9InTouchMonths", "1 or more"}},
		{"a go-live day that is no day", "goLiveGraceDays: 28", "goLive: [{day: soon}]\ngoLiveGraceDays: 28", []string{"goLive[0].day"}},
		{"not YAML at all", "contact:", "contact: [", []string{"policy"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(good, c.from) {
				t.Fatalf("the shipped policy has no %q", c.from)
			}
			_, err := duty.ParsePolicy([]byte(strings.Replace(good, c.from, c.to, 1)), 2, day("2026-01-01"))
			if err == nil {
				t.Fatal("it was accepted")
			}
			for _, part := range c.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %q", err, part)
				}
			}
		})
	}
}

func TestOverrides(t *testing.T) {
	text := shipped + "\nteams:\n  North:\n    contact: {everyDays: 42}\n"
	p, err := duty.ParsePolicy([]byte(text), 2, day("2026-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name, team   string
		risk         string
		every, again int
	}{
		{"no team, standard risk", "", "standard", 56, 14},
		{"a team's own", "north", "standard", 42, 14},
		{"high risk", "", "high", 56, 7},
		{"a team's own, at high risk", " NORTH", "high", 42, 7},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			n := p.Numbers(c.team, risk(c.risk))
			if n.Contact.EveryDays != c.every || n.Duties.TryAgainDays != c.again {
				t.Errorf("every %d, again %d; want %d, %d", n.Contact.EveryDays, n.Duties.TryAgainDays, c.every, c.again)
			}
		})
	}
}

func TestWorkingDays(t *testing.T) {
	cases := []struct {
		name, after string
		n           int
		want        string
	}{
		{"over a weekend", "2026-06-12", 1, "2026-06-15"},
		{"from a Saturday", "2026-06-13", 1, "2026-06-15"},
		{"over Good Friday and Easter Monday", "2026-04-02", 1, "2026-04-07"},
		{"over Christmas, with Boxing Day on a Saturday", "2026-12-24", 1, "2026-12-29"},
		{"over two substitute days", "2027-12-24", 1, "2027-12-29"},
		{"ten of them", "2026-06-08", 10, "2026-06-22"},
		{"none", "2026-06-08", 0, "2026-06-08"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := duty.WorkingDays(day(c.after), c.n); got != day(c.want) {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

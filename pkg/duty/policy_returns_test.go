package duty_test

import (
	"slices"
	"strings"
	"testing"

	"intouch/pkg/duty"
)

func TestAReturnSettingThatIsWrongSaysWhere(t *testing.T) {
	good := shipped
	cases := []struct{ name, from, to, want string }{
		{"a question that is left out", "  - refuses_services        # NREQ: said, not approved\n", "", "returns.inTouchOrder"},
		{"a question that is asked twice", "  - died\n", "  - died\n  - died\n", "returns.inTouchOrder"},
		{"one that always holds is not the last", "  - not_in_touch\n", "", "returns.inTouchOrder"},
		{"a digit that there is not", "{R: 2, G: 2, H: 2}", "{R: 2, G: 3, H: 2}", "returns.suitability.G"},
		{"a cohort that there is not", "from22To25: supported_only", "from22To25: nobody", "returns.from22To25"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(good, c.from) {
				t.Fatalf("the shipped policy has no %q", c.from)
			}
			_, err := duty.ParsePolicy([]byte(strings.Replace(good, c.from, c.to, 1)), 2, day("2026-01-01"))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v does not say %s", err, c.want)
			}
		})
	}
}

func TestAPolicyFromBeforeThereWereReturns(t *testing.T) {
	text := shipped
	begin, end := strings.Index(text, "returns:"), strings.Index(text, "stricterGraceDays:")
	p, err := duty.ParsePolicy([]byte(text[:begin]+text[end:]), 1, day("2024-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	said, shippedOnes := (duty.Authority{Policies: duty.Policies{p}}).OC3(day("2026-03-31")), office(t).OC3(day("2026-03-31"))
	if !slices.Equal(said.InTouchOrder, shippedOnes.InTouchOrder) || said.Suitability != shippedOnes.Suitability || said.From22 != shippedOnes.From22 {
		t.Errorf("it reads as %+v, want what is shipped: %+v", said, shippedOnes)
	}
}

func TestWhatIsLeftOutOfTheReturnsIsAsShipped(t *testing.T) {
	p, err := duty.ParsePolicy([]byte(strings.Replace(shipped, "{R: 2, G: 2, H: 2}", "{G: assessed}", 1)), 1, day("2024-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	got := (duty.Authority{Policies: duty.Policies{p}}).OC3(day("2026-03-31"))
	if got.Of("R") != duty.TakesUnsuitable || got.Of("G") != duty.AsAssessed || got.Of("U") != "" {
		t.Errorf("R takes %q, G %q and U %q", got.Of("R"), got.Of("G"), got.Of("U"))
	}
}

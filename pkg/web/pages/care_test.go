package pages

import (
	"strings"
	"testing"
)

func TestEachBucketHasItsOwnColourAndWords(t *testing.T) {
	colours, words := map[string]bool{}, map[string]bool{}
	for b := range buckets {
		colours[bucketColour(b)], words[b.Text()] = true, true
	}
	if len(colours) != 7 || len(words) != 7 {
		t.Errorf("%d colours and %d texts for seven buckets", len(colours), len(words))
	}
}

func TestOurOwnParts(t *testing.T) {
	for _, c := range []struct {
		name string
		part Component
		want string
	}{
		{"a bucket is said in words, not by colour alone", Bucket("unaccounted"), ">Unaccounted for<"},
		{"a bucket that nobody knows is shown as it is", Bucket("mislaid"), ">mislaid<"},
		{"what happened and when we were told are both shown", Timeline{Items: []TimelineItem{{When: "10 June 2026", Known: "told on 12 June"}}}, "told on 12 June"},
		{"what was voided is struck out, not left out", Timeline{Items: []TimelineItem{{Title: "Call", Struck: true}}}, "app-timeline__item--struck"},
		{"a record says whose it is", IdentityBar{Name: "Case 1042", Facts: []string{"19"}}, "<strong>Case 1042</strong>"},
		{"the other pages about the same thing are one link away", SubNavigation{Items: []Link{{Href: "/x", Text: "Timeline", Current: true}}}, `aria-current="page" href="/x"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := HTML(c.part)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(got), c.want) {
				t.Errorf("no %q in\n%s", c.want, got)
			}
		})
	}
}

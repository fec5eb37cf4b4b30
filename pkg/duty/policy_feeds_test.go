package duty

import (
	"strings"
	"testing"
	"time"

	"intouch/deploy"
)

func TestFeedsOfAPolicy(t *testing.T) {
	p, err := ParsePolicy(append(deploy.Policy, []byte("\nfeeds:\n  - {name: case-system, everyHours: 24, graceHours: 3}\n")...), 1, 0)
	if err != nil || len(p.Feeds) != 1 {
		t.Fatalf("feeds %+v, %v", p.Feeds, err)
	}
	six := time.Date(2026, time.June, 14, 6, 0, 0, 0, time.UTC)
	if by := p.Feeds[0].DueBy(six); !by.Equal(six.Add(27 * time.Hour)) {
		t.Errorf("the next is due by %v", by)
	}
	if p, err := ParsePolicy(deploy.Policy, 1, 0); err != nil || len(p.Feeds) != 0 {
		t.Errorf("without any: %+v, %v", p.Feeds, err)
	}
	for what, text := range map[string]string{
		"feeds[0].name":       "feeds:\n  - {name: Case System, everyHours: 24}\n",
		"feeds[1].name":       "feeds:\n  - {name: a, everyHours: 24}\n  - {name: a, everyHours: 24}\n",
		"feeds[0].everyHours": "feeds:\n  - {name: a}\n",
		"feeds[0].graceHours": "feeds:\n  - {name: a, everyHours: 24, graceHours: -1}\n",
		"unknown":             "feeds:\n  - {name: a, everyDays: 1}\n",
	} {
		if _, err := ParsePolicy(append(deploy.Policy, []byte("\n"+text)...), 1, 0); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: it says %v", text, err)
		}
	}
}

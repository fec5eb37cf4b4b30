package duty_test

import (
	"strings"
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

func TestWhatThePolicySaysOfRecording(t *testing.T) {
	usual := duty.Recording{WithinWorkingDays: 2, BurstRecords: 10, BurstMinutes: 60, BurstDays: 5}
	cases := []struct {
		name, from, to string
		want           duty.Recording
		wrong          string
	}{
		{"the policy that we ship", "", "", usual, ""},
		{"one that was published before there was this section", "recording:\n", "#recording:\n", usual, ""},
		{"a number of its own", "withinWorkingDays: 2 ", "withinWorkingDays: 5 ", duty.Recording{WithinWorkingDays: 5, BurstRecords: 10, BurstMinutes: 60, BurstDays: 5}, ""},
		{"a number below nought", "burstDays: 5 ", "burstDays: -5 ", duty.Recording{}, "recording.burstDays"},
		{"a field that is not there", "burstDays: 5 ", "burstWeeks: 5 ", duty.Recording{}, "burstWeeks"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(shipped, c.from, c.to, 1)
			if c.name == "one that was published before there was this section" {
				for _, line := range []string{"  withinWorkingDays", "  burstRecords", "  burstMinutes", "  burstDays"} {
					text = strings.Replace(text, line, "#", 1)
				}
			}
			p, err := duty.ParsePolicy([]byte(text), 2, day("2026-01-01"))
			switch {
			case c.wrong == "" && (err != nil || p.Recording != c.want):
				t.Errorf("%+v, %v", p.Recording, err)
			case c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)):
				t.Errorf("%v does not say %s", err, c.wrong)
			}
		})
	}
}

func TestTheVersionInForceSaysWhatIsLate(t *testing.T) {
	strict, err := duty.ParsePolicy([]byte(strings.Replace(shipped, "withinWorkingDays: 2 ", "withinWorkingDays: 1 ", 1)), 2, day("2026-06-01"))
	if err != nil {
		t.Fatal(err)
	}
	r := office(t)
	r.Policies = append(r.Policies, strict)
	for on, want := range map[string]int{"2023-01-01": 2, "2026-05-31": 2, "2026-06-01": 1} {
		if got := r.RecordingOn(day(on)).WithinWorkingDays; got != want {
			t.Errorf("on %s: %d, want %d", on, got, want)
		}
	}
}

func TestTheTeamOfADay(t *testing.T) {
	l := newLife("Amira").registered("2025-01-01", "2007-03-10", care.FormerRelevant).settled()
	l.tellOn("2026-06-04", care.AreaCaseload, care.RecordAdviser, care.TeamAllocated{Team: "South", From: day("2026-06-04")})
	p, r := l.person(), office(t)
	for on, want := range map[string]string{"2024-12-31": "", "2026-06-03": "North", "2026-06-04": "South"} {
		if got := r.TeamOn(&p, day(on)); got != want {
			t.Errorf("on %s: %q, want %q", on, got, want)
		}
	}
}

package duty_test

import (
	"slices"
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

func TestARestrictedRecordIsFlaggedFromItsRecordingToItsEnd(t *testing.T) {
	l := newLife("restricted").registered("2025-01-01", "2007-01-01", care.FormerRelevant)
	r := l.tell("2026-03-02", care.AreaCaseload, care.AccessRestricted{Only: []care.StaffID{pat}, Reason: "x", Approver: pat, Until: day("2026-03-20")})
	l.tellOn("2026-03-10", care.AreaCaseload, r, care.AccessRestrictionEnded{Reason: "x", Approver: pat})
	l.tell("2026-04-01", care.AreaCaseload, care.AccessRestricted{Only: []care.StaffID{pat}, Reason: "x", Approver: pat, Until: day("2026-04-03")})
	for on, want := range map[string]bool{"2026-03-01": false, "2026-03-02": true, "2026-03-09": true, "2026-03-10": false, "2026-04-01": true, "2026-04-03": true, "2026-04-04": false} {
		if got := slices.Contains(office(t).On(l.person(), day(on)).Standing.Flags, duty.RestrictedFlag); got != want {
			t.Errorf("on %s: %v", on, got)
		}
	}
}

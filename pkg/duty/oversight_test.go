package duty_test

import (
	"testing"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// What asks for oversight and what meets it read the same clock: what is of
// baseline is not looked at again before the day by which it was to be acted on.
func TestOversightOfBaselineIsMetFromTheDayItWasToBeActedOn(t *testing.T) {
	for _, c := range []struct {
		name, decided string
		met           bool
	}{
		{"a decision before that day comes too early", "2026-03-10", false},
		{"one on that day meets it", "2026-03-30", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := newLife(c.name).registered("2026-01-05", "2008-03-01", care.Relevant)
			a := raised(l, "2026-03-02", duty.KeepInTouch, care.Baseline, "2026-03-30")
			l.tell("2026-04-09", care.AreaAlert, care.AlertRaised{Rule: string(duty.Oversight), Lapse: a, Due: day("2026-04-08"), PolicyVersion: 1})
			l.tell(c.decided, care.AreaOversight, care.OversightDecided{Manager: pat, On: day(c.decided), Decision: "continue", Rationale: "known to be safe"})
			for _, x := range office(t).Meaning(l.person(), nil).Alerts {
				if met := x.MetBy.ID != uuid.Nil; x.Raised.Facts.Rule == string(duty.Oversight) && met != c.met {
					t.Errorf("met: %v, want %v", met, c.met)
				}
			}
		})
	}
}

package careleaver_test

import (
	"testing"

	care "intouch/pkg/careleaver"
)

func TestAWayThatIsUnsafeIsUnsafeInEveryForm(t *testing.T) {
	safety := care.ContactSafetySet{UnsafeWays: []care.AttemptHow{care.TriedLetter, care.TriedCall}}
	for how, want := range map[care.How]bool{
		care.Called: true, care.Video: true, care.Letter: true, care.SawAtHome: false, care.TextOrApp: false, care.Email: false,
		care.SawElsewhere: false, care.TheyContactedUs: false,
	} {
		if got := safety.Unsafe(how.Way()); got != want {
			t.Errorf("%s: %v", how, got)
		}
	}
}

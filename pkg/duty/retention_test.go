package duty_test

import (
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

func TestUntilWhenRecordsAreKept(t *testing.T) {
	for _, c := range []struct {
		name, born, died, want string
	}{
		{"to the 75th birthday", "2007-05-04", "", "2082-05-04"},
		{"also of who died as an adult", "2007-05-04", "2025-05-04", "2082-05-04"},
		{"fifteen years from a death before 18", "2007-05-04", "2025-05-03", "2040-05-03"},
		{"of 29 February, to 1 March", "2008-02-29", "", "2083-03-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var died care.Day
			if c.died != "" {
				died = day(c.died)
			}
			if got := duty.KeptUntil(day(c.born), died); got != day(c.want) {
				t.Errorf("kept until %s, want %s", got, c.want)
			}
		})
	}
	if got := duty.KeptUntil(0, 0); got != care.Forever {
		t.Errorf("without a date of birth kept until %s", got)
	}
}

package oc3

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Whatever was decided when, asking about the days on which support can have
// begun finds it if asking about every day of the year does.
func TestSupportIsFoundOnTheDaysOnWhichItCanHaveBegun(t *testing.T) {
	rules := office(t)
	rapid.Check(t, func(t *rapid.T) {
		l := born(rapid.SampledFrom([]string{"2001-03-10", "2003-05-04", "2003-11-20"}).Draw(t, "born"), care.FormerRelevant)
		for range rapid.IntRange(0, 6).Draw(t, "facts") {
			d := day("2024-06-01").AddDays(rapid.IntRange(0, 700).Draw(t, "day"))
			switch rapid.IntRange(0, 6).Draw(t, "kind") {
			case 0:
				wish := rapid.SampledFrom(care.Wishes).Draw(t, "wish").Code
				l.on(d.String(), care.AreaPathway, care.RecordPost21, care.Post21Decided{On: d, Wish: wish, SaidOn: d})
			case 1:
				l.tell(d.String(), care.AreaPathway, care.ProgrammeAgreed{From: d, Until: d.AddDays(60)})
			default:
				l.about(d.String(), rapid.SampledFrom([]care.Fact{
					care.SupportRequested{On: d}, care.SupportStopped{On: d, Reason: "asked"}, care.SupportResumed{On: d}, care.Died{On: d},
				}).Draw(t, "fact"))
			}
		}
		p := l.person()
		look := newLook(&p, rules, 2026, "")
		every := false
		for on := look.year.First(); on <= look.year.Last(); on++ {
			flags := rules.On(p, on).Standing.Flags
			every = every || slices.Contains(flags, duty.ReceivingSupport) || slices.Contains(flags, duty.InProgramme)
		}
		if look.supported() != every {
			t.Fatalf("supported %v, and asking about every day says %v", look.supported(), every)
		}
	})
}

package figures

import (
	"slices"
	"sort"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// SeenWithin is for how many days somebody counts as seen lately: eight weeks
// (docs/rules.md section 3). The 56th day after the meeting is still within.
const SeenWithin = 56

// Subject is a person to be asked about: as known, with the first event of
// theirs that could not be applied, if there is one (I10).
type Subject struct {
	care.Person
	Incomplete *duty.Incomplete
}

// Answer is the part in which a person is, and in which band of age. A figure
// that does not concern them has no answer.
type Answer struct {
	Band Band
	Part Part
}

// Ask puts each figure's question of a person on a day.
func Ask(s *Subject, rules duty.Authority, on care.Day) map[Figure]Answer {
	if s.Registered.Fact == nil && s.Incomplete == nil || s.firstDay() > on {
		return nil // not on the register yet
	}
	look := s.look(rules, on)
	band := bandOf(s.Details.DateOfBirth, on)
	answers := map[Figure]Answer{
		InTouchNow: {band, Part(look.Standing.Bucket)},
		SeenLately: {band, s.seen(look, on)},
	}
	if look.Standing.Bucket != duty.Closed {
		answers[Suitable] = Answer{band, s.inScope(look, band, func() Part { return s.living(look, on) })}
		answers[Activity] = Answer{band, s.inScope(look, band, func() Part { return doing(look, rules.NumbersOn(&s.Person, on), on) })}
	} else {
		answers[Suitable], answers[Activity] = Answer{band, IsClosed}, Answer{band, IsClosed}
	}
	if a, ok := window903(s, rules, on); ok {
		answers[InTouch903] = a
	}
	return answers
}

// firstDay is the first day on the register.
func (s *Subject) firstDay() care.Day {
	if s.Registered.Fact == nil {
		return s.Incomplete.Since
	}
	return s.Registered.HappenedOn()
}

// look is what the rules say on the day; somebody of whom nothing can be read is
// unaccounted for (docs/rules.md section 3, line 1).
func (s *Subject) look(rules duty.Authority, on care.Day) duty.Look {
	if s.Registered.Fact == nil {
		return duty.Look{Standing: duty.Standing{Bucket: duty.Unaccounted, Reasons: []duty.Reason{duty.RecordIncomplete}}}
	}
	return rules.OnIncomplete(s.Person, s.Incomplete, on)
}

func (s *Subject) seen(look duty.Look, on care.Day) Part {
	switch look.Standing.Bucket {
	case duty.Closed:
		return IsClosed
	case duty.LookedAfter:
		return IsLookedAfter
	}
	switch last := lastBy(s.Clocks.Seen, on); {
	case last.IsZero():
		return NeverSeen
	case last.AddDays(SeenWithin) >= on:
		return Seen
	}
	return SeenEarlier
}

// lastBy is the day of the last movement of a clock on the day or before; zero
// when there is none.
func lastBy(marks []care.Mark, on care.Day) care.Day {
	n := countBy(marks, on)
	if n == 0 {
		return 0
	}
	return marks[n-1].Day()
}

// countBy is how often a clock moved by the end of the day.
func countBy(marks []care.Mark, on care.Day) int {
	return sort.Search(len(marks), func(i int) bool { return marks[i].Day() > on })
}

// inScope answers for those of whom DfE asks where they live and what they do:
// relevant and former relevant, of 22 to 25 only those who receive support
// (docs/domain.md section 3.3).
func (s *Subject) inScope(look duty.Look, band Band, answer func() Part) Part {
	switch {
	case look.Standing.Bucket == duty.LookedAfter:
		return IsLookedAfter
	case look.Standing.Category == care.Qualifying:
		return IsQualifying
	case band == Aged22to25 && !supported(look.Standing.Flags):
		return NoSupport
	}
	return answer()
}

func supported(flags []duty.Flag) bool {
	return slices.Contains(flags, duty.ReceivingSupport) || slices.Contains(flags, duty.InProgramme)
}

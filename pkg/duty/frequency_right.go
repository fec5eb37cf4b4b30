package duty

import care "intouch/pkg/careleaver"

// A change of circumstances asks whether the frequency of contact is still right
// (domain.md section 6.3, 8 and 9: inspectors find that it is not changed): custody,
// eviction, a charge, a pregnancy; and the day on which it was to be looked at
// again. A frequency that is set, or a review of the plan, answers it. A to-do; by
// when is a choice of practice.
func frequencyRight(a *at, o owed) []Deadline {
	if !o.contact {
		return nil
	}
	var due []Deadline
	ask := func(e *care.Entry, on care.Day) {
		if a.reached(on) && !a.frequencyLookedAt(on) {
			due = append(due, Deadline{Rule: FrequencyRight, Lapse: lapse(e), Due: WorkingDays(on, a.policy().Duties.FrequencyRightWorkingDays), Source: fromPolicy})
		}
	}
	for i := range a.Circumstances {
		ask(&a.Circumstances[i].Entry, a.Circumstances[i].Facts.On)
	}
	for i := range a.Absences {
		if s := &a.Absences[i]; s.Facts.Kind == care.AwayCustody && s.Facts.HowKnown != care.FromImport {
			ask(&s.Entry, s.Facts.From.From)
		}
	}
	if f := lastTold(a, a.Frequencies); f != nil && !f.Facts.ReviewOn.IsZero() && !a.reviewedSince(f.Facts.ReviewOn) {
		due = append(due, Deadline{Rule: FrequencyRight, Lapse: lapse(&f.Entry), Due: f.Facts.ReviewOn, Source: fromPlan})
	}
	return due
}

// frequencyLookedAt reports whether a frequency was set, or the plan reviewed, on
// the day or later.
func (a *at) frequencyLookedAt(day care.Day) bool {
	f := lastTold(a, a.Frequencies)
	return f != nil && f.Facts.From >= day || a.reviewedSince(day)
}

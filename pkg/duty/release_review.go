package duty

import care "intouch/pkg/careleaver"

// The pathway plan is reviewed at least a month before release from custody, for
// as long as the day of release is known and has not passed. Volume 3, 6.44.
const releaseReviewMonths = 1

func releaseReview(a *at, o owed) []Deadline {
	if !o.contact {
		return nil
	}
	var due []Deadline
	for i := range a.Absences {
		s := &a.Absences[i]
		in, release := s.Facts.From.From, s.Facts.ExpectedEnd
		if s.Facts.Kind != care.AwayCustody || release.IsZero() || !a.during(in, min(s.Until, release+1)) || a.reviewedSince(in) {
			continue
		}
		due = append(due, Deadline{Rule: ReleaseReview, Lapse: lapse(&s.Entry), Due: release.AddMonths(-releaseReviewMonths), Source: "Volume 3, 6.44", Record: s.Record})
	}
	return due
}

// reviewedSince reports whether the plan was reviewed on a day or later.
func (a *at) reviewedSince(day care.Day) bool {
	r := lastTold(a, a.Reviews)
	return r != nil && r.Facts.On >= day
}

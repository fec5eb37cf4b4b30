package duty

import care "intouch/pkg/careleaver"

// The pathway plan is reviewed at least every six months, and when the young
// person or their adviser asks. Care Leavers (England) Regulations 2010, reg.
// 7(2); Volume 3, 4.16 for bringing a review forward. Of the two days the earlier
// one governs, and both are shown.
const planReviewMonths = 6

func planReview(a *at, o owed) []Deadline {
	if !a.hasPlan(o) {
		return nil
	}
	plan := lastTold(a, a.PlansAgreed)
	review := lastTold(a, a.Reviews)
	var all []Deadline
	switch {
	case review != nil && (plan == nil || review.Facts.On >= plan.Facts.On):
		all = append(all, afterReview(review))
	case plan != nil:
		all = append(all, Deadline{Rule: PlanReview, Lapse: lapse(&plan.Entry), Due: plan.Facts.On.AddMonths(planReviewMonths), Source: "reg. 7(2)"})
	}
	return append(all, a.broughtForward(review)...)
}

// afterReview is the next review: when the last one set it, and six months later
// at the latest.
func afterReview(r *care.Told[care.PlanReviewed]) Deadline {
	d := Deadline{Rule: PlanReview, Lapse: lapse(&r.Entry), Due: r.Facts.On.AddMonths(planReviewMonths), Source: "reg. 7(2)"}
	if next := r.Facts.NextBy; !next.IsZero() && next < d.Due {
		d.Due, d.Source = next, fromPlan
	}
	return d
}

// broughtForward is the day by which a review that was asked for is due: the
// first that was asked for and has not been.
func (a *at) broughtForward(review *care.Told[care.PlanReviewed]) []Deadline {
	for i := range a.Early {
		e := &a.Early[i]
		if !a.reached(e.Facts.On) || review != nil && review.Facts.On >= e.Facts.On {
			continue
		}
		due := WorkingDays(e.Facts.On, a.policy().Duties.BroughtForwardWorkingDays)
		return []Deadline{{Rule: PlanReview, Lapse: lapse(&e.Entry), Due: due, Source: "brought forward"}}
	}
	return nil
}

// hasPlan reports whether somebody is to have a pathway plan that is reviewed:
// relevant; former relevant under 21; later in a programme, or receiving support
// (rules.md section 6).
func (a *at) hasPlan(o owed) bool {
	if !o.contact || !o.planned() {
		return false
	}
	return !a.age(leaveAge) || a.inProgramme() || a.support() == supportReceived
}

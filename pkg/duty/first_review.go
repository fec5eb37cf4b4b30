package duty

import care "intouch/pkg/careleaver"

// Where the authority provides new accommodation it reviews the pathway plan as
// soon as practicable after the end of 28 days beginning on the first day there,
// after a visit at it. Care Leavers (England) Regulations 2010, reg. 7(3)(a) and
// 8(2)(b). A review after any other move is good practice (Volume 3, 4.13 to
// 4.15), if the policy asks for it. The day of the move is the first of the 28;
// by when at the latest is a choice of practice.
const reviewNotBeforeDays = 28

func firstReview(a *at, o owed) []Deadline {
	h := a.home()
	if !o.contact || !o.planned() || h == nil || !h.Facts.Residence.NeedsFirstVisit() || !h.Facts.StartKnown() || h.Facts.HowKnown == care.FromImport {
		return nil
	}
	provided, n := h.Facts.Provided.Provided(), a.policy().Duties
	if !provided && !n.ReviewOtherMoves || a.firstReviewOf(h) != nil {
		return nil
	}
	source := fromPolicy
	if provided {
		source = "reg. 7(3)(a)"
	}
	moved := h.Facts.From.From
	return []Deadline{Deadline{Rule: FirstReview, Lapse: lapse(&h.Entry), Due: moved.AddDays(n.FirstReviewDays), Source: source, Record: h.Record}.
		toldLate(&h.Entry, h.Entry.KnownOn().AddDays(n.FirstReviewDays))}
}

// firstReviewOf is the review that met the duty at a home: after a visit at it,
// and not before the 28 days were over; nil when there was none.
func (a *at) firstReviewOf(h *care.Home) *care.Told[care.PlanReviewed] {
	visited := care.Forever
	for i := range a.Visits {
		if v := &a.Visits[i]; v.At == h.Record && v.By.MayVisit() && v.Day() >= h.Facts.From.From {
			visited = min(visited, v.Day())
		}
	}
	for i := range a.Reviews {
		r := &a.Reviews[i]
		if on := r.Facts.On; reviews(r, h) && on >= h.Facts.From.From.AddDays(reviewNotBeforeDays) && on >= visited && a.reached(on) {
			return r
		}
	}
	return nil
}

// reviews reports whether a review is one of the plan at the home: it names it,
// or names none.
func reviews(r *care.Told[care.PlanReviewed], h *care.Home) bool {
	return r.Facts.Accommodation == "" || r.Facts.Accommodation == h.Record
}

package duty

// After the first review at accommodation that the authority provides, it sets
// the intervals of the next ones, of not more than three months. Care Leavers
// (England) Regulations 2010, reg. 7(3)(b).
const nextReviewMonths = 3

func nextReview(a *at, o owed) []Deadline {
	h := a.home()
	if !o.contact || !o.planned() || h == nil || !h.Facts.Provided.Provided() {
		return nil
	}
	last := a.firstReviewOf(h)
	if last == nil {
		return nil
	}
	for i := range a.Reviews {
		if r := &a.Reviews[i]; reviews(r, h) && r.Facts.On > last.Facts.On && a.reached(r.Facts.On) {
			last = r
		}
	}
	due := last.Facts.On.AddMonths(nextReviewMonths)
	if next := last.Facts.NextBy; !next.IsZero() {
		due = min(due, next)
	}
	return []Deadline{{Rule: NextReview, Lapse: lapse(&last.Entry), Due: due, Source: "reg. 7(3)(b)", Record: h.Record}}
}

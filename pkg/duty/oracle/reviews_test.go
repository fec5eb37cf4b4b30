package oracle

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// "pathway plan review: relevant; former relevant under 21; 21+ with programme or
// receiving | later of plan agreed, last review | 6 months; brought forward: 10
// working days | `plan_reviewed`".
func (l life) planReview(h held, on care.Day) []deadline {
	if !l.planned(h, on) {
		return nil
	}
	var all []deadline
	start, nextBy := care.Day(0), care.Day(0)
	if plan, ok := last(upTo[care.PlanAgreed](l, on)); ok {
		start = plan.day
	}
	review, reviewed := last(upTo[care.PlanReviewed](l, on))
	if reviewed && review.day >= start {
		start, nextBy = review.day, review.says.NextBy
	}
	if !start.IsZero() {
		due := start.AddMonths(planReviewMonths)
		if !nextBy.IsZero() {
			due = min(due, nextBy)
		}
		all = append(all, deadline{duty.PlanReview, due, ofEither})
	}
	for _, early := range upTo[care.ReviewBroughtForward](l, on) {
		if !reviewed || review.day < early.day {
			return append(all, deadline{duty.PlanReview, workingDays(early.day, broughtForwardBy), ofPolicy}) // the first of several
		}
	}
	return all
}

// planned: "relevant; former relevant under 21; 21+ with programme or receiving".
func (l life) planned(h held, on care.Day) bool {
	switch {
	case h.is == care.Relevant:
		return true
	case h.is != care.FormerRelevant:
		return false
	}
	return !l.hasTurned(21, on) || l.inProgramme(on) || l.support(on) == receiving
}

// "needs assessment: relevant with none; asks for support at 21–24; s.23CA | that
// day | 3 months | `needs_assessed`".
func (l life) needsAssessment(h held, on care.Day) []deadline {
	assessed := upTo[care.NeedsAssessed](l, on)
	if h.is == care.Relevant {
		if len(assessed) > 0 || len(upTo[care.PlanAgreed](l, on)) > 0 {
			return nil // "none" (domain.md C7: no plan yet)
		}
		return []deadline{{duty.NeedsAssessment, l.becameRelevant(on).AddMonths(assessmentMonths), ofLaw}}
	}
	if h.is != care.FormerRelevant || !l.owedContact(h, on) {
		return nil
	}
	var all []deadline
	for _, asks := range upTo[care.SupportRequested](l, on) {
		if l.hasTurned(21, asks.day) && !assessedSince(assessed, asks.day) {
			all = append(all, deadline{duty.NeedsAssessment, asks.day.AddMonths(assessmentMonths), ofLaw})
		}
	}
	return all
}

func assessedSince(all []told[care.NeedsAssessed], d care.Day) bool {
	for _, a := range all {
		if a.day >= d {
			return true
		}
	}
	return false
}

// becameRelevant is the first day of the days on end on which they are relevant.
func (l life) becameRelevant(on care.Day) care.Day {
	d := on
	for d > l.first && l.category(d-1).is == care.Relevant {
		d--
	}
	if d == l.first || l.category(d).since < d {
		return l.category(on).since
	}
	return d
}

// "review before release: release day known | | 1 month before | `plan_reviewed`".
// A review counts that was held since they entered custody.
func (l life) releaseReview(h held, on care.Day) []deadline {
	away, ok := l.awayOn(on)
	if !ok || away.says.Kind != care.AwayCustody || away.says.ExpectedEnd.IsZero() || on > away.says.ExpectedEnd || !l.owedContact(h, on) {
		return nil
	}
	for _, r := range upTo[care.PlanReviewed](l, on) {
		if r.day >= away.day {
			return nil
		}
	}
	return []deadline{{duty.ReleaseReview, away.says.ExpectedEnd.AddMonths(-releaseMonths), ofLaw}}
}

// awayOn is the absence on record that has not ended: "at most one away".
func (l life) awayOn(on care.Day) (told[care.WentAway], bool) {
	away, ok := last(upTo[care.WentAway](l, on))
	if !ok || len(of(away.Record, upTo[care.CameBack](l, on))) > 0 {
		return away, false
	}
	return away, true
}

// "first custody visit: contact duty, in custody | entered custody | 10 working
// days | visit there".
func (l life) custodyVisit(h held, on care.Day) []deadline {
	away, ok := l.awayOn(on)
	if !ok || away.says.Kind != care.AwayCustody || !startKnown(away.says.From) || !l.owedContact(h, on) || len(l.visitsAt(away.Record, on)) > 0 {
		return nil
	}
	return []deadline{{duty.CustodyVisit, workingDays(away.day, custodyVisitBy), ofLaw}}
}

// "where now after custody or hospital: contact duty | expected end | 2 working
// days | evidence of whereabouts". Evidence of the day itself is of the absence.
func (l life) whereNow(h held, on care.Day) []deadline {
	away, ok := l.awayOn(on)
	if !ok || (away.says.Kind != care.AwayCustody && away.says.Kind != care.AwayHospital) || !l.owedContact(h, on) {
		return nil
	}
	end := away.says.ExpectedEnd
	if end.IsZero() || l.evidenceAfter(end, on) {
		return nil
	}
	return []deadline{{duty.WhereNow, workingDays(end, whereNowBy), ofPolicy}}
}

func (l life) evidenceAfter(d, on care.Day) bool {
	for _, e := range l.where(on).pieces {
		if e.there && e.day > d && !l.setAside(e.fact) {
			return true
		}
	}
	return false
}

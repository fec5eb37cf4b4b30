package duty

import care "intouch/pkg/careleaver"

// Needs are assessed within three months of becoming a relevant child without a
// pathway plan, of asking for support at 21 to 24 (s.23CZB), and of wishing to
// pursue education or training (s.23CA). Care Leavers (England) Regulations 2010,
// reg. 5(2).
const needsAssessmentMonths = 3

func needsAssessment(a *at, o owed) []Deadline {
	if !o.contact || !o.planned() {
		return nil
	}
	if o.category == care.Relevant {
		return a.assessmentOfRelevant()
	}
	var due []Deadline
	for _, ask := range a.unassessedRequests() {
		due = append(due, Deadline{Rule: NeedsAssessment, Lapse: lapse(&ask.Entry), Due: ask.Facts.On.AddMonths(needsAssessmentMonths), Source: "reg. 5(2)"})
	}
	return due
}

func (a *at) assessmentOfRelevant() []Deadline {
	if lastTold(a, a.Assessments) != nil || lastTold(a, a.PlansAgreed) != nil {
		return nil
	}
	entry, since := a.becameRelevant()
	return []Deadline{{Rule: NeedsAssessment, Lapse: lapse(entry), Due: since.AddMonths(needsAssessmentMonths), Source: "reg. 5(2)"}}
}

// becameRelevant is the day since which they have been relevant without a break:
// as stated, or when they left care, if that was before they were registered. To
// state it again starts nothing anew.
func (a *at) becameRelevant() (*care.Entry, care.Day) {
	entry, since := &a.Registered.Entry, registeredOn(a.Person)
	if s := a.Registered.Facts.Since; !s.IsZero() && a.Registered.Facts.Category == care.Relevant {
		since = s
	}
	if left := a.leftCareOn(); !left.IsZero() {
		since = left
	}
	for i := range a.Categories {
		c := &a.Categories[i]
		if on := c.Facts.Since; a.reached(on) && c.Facts.Category == care.Relevant && a.on(on-1).category() != care.Relevant {
			entry, since = &c.Entry, max(since, on)
		}
	}
	return entry, since
}

// unassessedRequests are the requests for support, at 21 or later, since which
// needs were not assessed.
func (a *at) unassessedRequests() []*care.Told[care.SupportRequested] {
	assessed := care.Day(0)
	if n := lastTold(a, a.Assessments); n != nil {
		assessed = n.Facts.On
	}
	var open []*care.Told[care.SupportRequested]
	for i := range a.Requests {
		r := &a.Requests[i]
		if a.age(leaveAge) && a.reached(r.Facts.On) && r.Facts.On > assessed && r.Facts.On >= a.Details.DateOfBirth.Birthday(leaveAge) {
			open = append(open, r)
		}
	}
	return open
}

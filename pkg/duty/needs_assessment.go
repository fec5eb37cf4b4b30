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
	ask := a.unassessedRequest()
	if ask == nil {
		return nil
	}
	return []Deadline{{Rule: NeedsAssessment, Lapse: lapse(&ask.Entry), Due: ask.Facts.On.AddMonths(needsAssessmentMonths), Source: "reg. 5(2)"}}
}

func (a *at) assessmentOfRelevant() []Deadline {
	if lastTold(a, a.Assessments) != nil || lastTold(a, a.PlansAgreed) != nil {
		return nil
	}
	entry, since := a.becameRelevant()
	return []Deadline{{Rule: NeedsAssessment, Lapse: lapse(entry), Due: since.AddMonths(needsAssessmentMonths), Source: "reg. 5(2)"}}
}

// becameRelevant is the day on which somebody left care, as far as it is known,
// else since when the category was stated, else their first on the register.
func (a *at) becameRelevant() (*care.Entry, care.Day) {
	entry, since := &a.Registered.Entry, registeredOn(a.Person)
	if s := a.Registered.Facts.Since; !s.IsZero() && a.Registered.Facts.Category == care.Relevant {
		since = s
	}
	if c := lastTold(a, a.Categories); c != nil && c.Facts.Category == care.Relevant {
		entry, since = &c.Entry, c.Facts.Since
	}
	if left := a.leftCareOn(); !left.IsZero() {
		since = left
		if ended := lastTold(a, a.CareEnded); ended != nil && ended.Facts.On == left {
			entry = &ended.Entry
		}
	}
	return entry, since
}

// unassessedRequest is the first request for support, at 21 or later, since
// which needs were not assessed.
func (a *at) unassessedRequest() *care.Told[care.SupportRequested] {
	assessed := care.Day(0)
	if n := lastTold(a, a.Assessments); n != nil {
		assessed = n.Facts.On
	}
	for i := range a.Requests {
		if r := &a.Requests[i]; a.reached(r.Facts.On) && r.Facts.On > assessed && r.Facts.On >= a.Details.DateOfBirth.Birthday(leaveAge) && a.age(leaveAge) {
			return r
		}
	}
	return nil
}

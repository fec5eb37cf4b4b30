package duty

import care "intouch/pkg/careleaver"

// When the expected end of a time in custody or hospital passes, somebody must
// find out where the young person is now. Volume 3, 6.44 asks to know release
// facts ahead; the two working days are ours (rules.md sections 5 and 6).
func whereNow(a *at, o owed) []Deadline {
	if !o.contact {
		return nil
	}
	var due []Deadline
	for i := range a.Absences {
		s := &a.Absences[i]
		end := s.Facts.ExpectedEnd
		if end.IsZero() || !held(s) || !a.during(s.Facts.From.From, s.Until) || a.evidenceAfter(end) {
			continue
		}
		due = append(due, Deadline{Rule: WhereNow, Lapse: lapse(&s.Entry), Due: WorkingDays(end, a.policy().Duties.WhereNowWorkingDays), Source: fromPolicy, Record: s.Record})
	}
	return due
}

// held reports whether the absence is in custody or hospital.
func held(s *care.Absence) bool {
	return s.Facts.Kind == care.AwayCustody || s.Facts.Kind == care.AwayHospital
}

// evidenceAfter reports whether there has been evidence of where they are of a
// day after the given one.
func (a *at) evidenceAfter(day care.Day) bool {
	seen := a.evidence()
	for i := len(seen) - 1; i >= 0 && seen[i].On > day; i-- {
		if seen[i].There {
			return true
		}
	}
	return false
}

// foundOut is met by the first evidence of whereabouts after the expected end,
// or by their coming back.
func foundOut(p *care.Person, l care.Alert) (care.Entry, bool) {
	for _, s := range p.Absences {
		if lapse(&s.Entry) != l.Raised.Facts.Lapse {
			continue
		}
		if s.Back != nil {
			return s.Back.Entry, true
		}
		for _, e := range p.Evidence {
			if e.There && e.On > s.Facts.ExpectedEnd {
				return e.Entry, true
			}
		}
	}
	return care.Entry{}, false
}

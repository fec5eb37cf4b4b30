package duty

import care "intouch/pkg/careleaver"

// A first visit in custody within ten working days is good practice, not done by
// a worker of the youth offending team. Volume 3, 6.41 and 6.44.
const custodyVisitWorkingDays = 10

func custodyVisit(a *at, o owed) []Deadline {
	if !o.contact {
		return nil
	}
	var due []Deadline
	for i := range a.Absences {
		s := &a.Absences[i]
		in := s.Facts.From.From
		if s.Facts.Kind != care.AwayCustody || !s.Facts.StartKnown() || s.Facts.HowKnown == care.FromImport {
			continue
		}
		if !a.during(in, s.Until) || a.visited(s.Record, in) {
			continue
		}
		due = append(due, Deadline{Rule: CustodyVisit, Lapse: lapse(&s.Entry), Due: WorkingDays(in, custodyVisitWorkingDays), Source: "Volume 3, 6.41", Record: s.Record}.
			toldLate(&s.Entry, WorkingDays(s.Entry.KnownOn(), custodyVisitWorkingDays)))
	}
	return due
}

package duty

import (
	"slices"

	care "intouch/pkg/careleaver"
)

// Whose case it is: which events say so.

// category is said by whoever stated it last, or follows from periods of care, from
// leaving care and from coming back.
func (s *sources) category() []care.Entry {
	stated := append(toldBy(s, s.p.Categories, all[care.EligibilityChanged]), s.registration()...)
	chain := toldBy(s, s.p.CareEnded, all[care.CareEnded])
	chain = append(chain, toldBy(s, s.p.BackInCare, all[care.ReturnedToCare])...)
	chain = byTime(append(chain, toldBy(s, s.p.CarePeriod, all[care.CarePeriodRecorded])...))
	if len(stated) == 0 || categoryIn(stated[0].Fact) != s.look.Standing.Category {
		return append(chain, stated...)
	}
	return append(stated[:1:1], append(chain, stated[1:]...)...)
}

// categoryIn is the category that a fact states.
func categoryIn(f care.Fact) care.Category {
	switch f := f.(type) {
	case care.EligibilityChanged:
		return f.Category
	case care.Registered:
		return f.Category
	}
	return ""
}

func (s *sources) registration() []care.Entry {
	return s.started(lapse(&s.p.Registered.Entry))
}

// team is said by who was put in charge, else by the last allocation of somebody in
// that team.
func (s *sources) team() []care.Entry {
	now := s.look.Standing.Team
	if now == "" {
		return nil
	}
	if chain := toldBy(s, s.p.Teams, all[care.TeamAllocated]); len(chain) > 0 {
		return chain
	}
	found := false
	return s.allocated(func(a care.Allocation) bool {
		found = found || a.Facts.Team == now || a.Facts.Team == ""
		return found
	})
}

func (s *sources) allocated(want func(care.Allocation) bool) []care.Entry {
	var chain []care.Entry
	for _, a := range slices.Backward(s.p.Allocations) {
		if a.Facts.From <= s.day && want(a) {
			chain = append(chain, a.Entry)
		}
	}
	return chain
}

// worker is the allocation of somebody in a role that holds on the day, and those
// in that role before.
func (s *sources) worker(role care.Role, who care.StaffID) []care.Entry {
	found := false
	return s.allocated(func(a care.Allocation) bool {
		is := a.Facts.Role == role
		found = found || is && a.Facts.Staff == who && a.Until > s.day
		return found && is
	})
}

// owner is the allocation of who is to act. Who stands in acts since somebody is
// allocated and away, the manager since the team answers for the person (rules.md
// section 9).
func (s *sources) owner() []care.Entry {
	who := s.look.Standing.Owner
	if who == (care.StaffID{}) {
		return nil
	}
	for _, role := range []care.Role{care.PersonalAdviser, care.SocialWorker} {
		if chain := s.worker(role, who); len(chain) > 0 {
			return chain
		}
	}
	for _, role := range []care.Role{care.PersonalAdviser, care.SocialWorker} {
		for _, a := range s.p.Allocations {
			if a.Facts.Role == role && a.Facts.From <= s.day && a.Until > s.day {
				return s.worker(role, a.Facts.Staff)
			}
		}
	}
	return or(s.team(), s.registration)
}

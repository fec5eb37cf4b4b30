package duty

import (
	"slices"

	care "intouch/pkg/careleaver"
)

// Whose case it is: which events say so.

// category is said by whoever stated it, and follows from periods of care, from
// leaving care and from coming back.
func (s *sources) category() []care.Entry {
	chain := toldBy(s, s.p.Categories, all[care.EligibilityChanged])
	chain = append(chain, toldBy(s, s.p.CareEnded, all[care.CareEnded])...)
	chain = append(chain, toldBy(s, s.p.BackInCare, all[care.ReturnedToCare])...)
	chain = append(chain, toldBy(s, s.p.CarePeriod, all[care.CarePeriodRecorded])...)
	slices.SortStableFunc(chain, func(a, b care.Entry) int { return int(b.HappenedOn() - a.HappenedOn()) })
	return append(chain, s.registration()...)
}

func (s *sources) registration() []care.Entry {
	return s.started(lapse(&s.p.Registered.Entry))
}

func (s *sources) team() []care.Entry {
	if s.look.Standing.Team == "" {
		return nil
	}
	if chain := toldBy(s, s.p.Teams, all[care.TeamAllocated]); len(chain) > 0 {
		return chain
	}
	return s.allocated(func(care.Allocation) bool { return true })
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

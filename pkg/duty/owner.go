package duty

import care "intouch/pkg/careleaver"

// allocated is who is allocated in the role and works here; zero when nobody is.
func (a *at) allocated(role care.Role) (care.StaffID, bool) {
	for i := len(a.Allocations) - 1; i >= 0; i-- {
		al := a.Allocations[i]
		if al.Facts.Role == role && a.during(al.Facts.From, al.Until) && a.worksHere(al.Facts.Staff) {
			return al.Facts.Staff, true
		}
	}
	return care.StaffID{}, false
}

func (a *at) worksHere(id care.StaffID) bool {
	m, ok := a.authority.Staff.Members[id]
	return ok && !a.reached(m.Left)
}

// cover is who stands in for somebody who is absent on the day, and whether
// they are absent at all.
func (a *at) cover(id care.StaffID) (stands care.StaffID, absent bool) {
	for _, l := range a.authority.Staff.Members[id].Absences {
		if a.during(l.From, l.Until) {
			return l.Cover, true
		}
	}
	return care.StaffID{}, false
}

// owner is who is to act: the personal adviser, else the social worker, else
// who covers for either, else the team manager, else the head of service
// (rules.md section 9). Zero when there is nobody at all: the lapse is raised
// all the same (I5).
func (a *at) owner() care.StaffID {
	var covers []care.StaffID
	for _, role := range []care.Role{care.PersonalAdviser, care.SocialWorker} {
		id, ok := a.allocated(role)
		if !ok {
			continue
		}
		stands, absent := a.cover(id)
		if !absent {
			return id
		}
		covers = append(covers, stands)
	}
	team := a.authority.Staff.Teams[care.Normalised(a.team())]
	for _, id := range append(covers, team.Manager, team.Deputy) {
		if _, absent := a.cover(id); a.worksHere(id) && !absent {
			return id
		}
	}
	return a.authority.Staff.HeadOfService()
}

// team is the team that answers for the person: as allocated, else that of the
// allocated worker.
func (a *at) team() string {
	if t := lastTold(a, a.Teams); t != nil {
		return t.Facts.Team
	}
	for i := len(a.Allocations) - 1; i >= 0; i-- {
		al := a.Allocations[i].Facts
		if !a.reached(al.From) {
			continue
		}
		if al.Team != "" {
			return al.Team
		}
		if m := a.authority.Staff.Members[al.Staff]; m.Team != "" {
			return m.Team
		}
	}
	return ""
}

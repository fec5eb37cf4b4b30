package careleaver

import (
	"slices"

	"github.com/google/uuid"
)

// Member is somebody who works, or worked, for the authority.
type Member struct {
	ID       StaffID
	Name     string
	Email    string
	Roles    []StaffRole
	Team     string
	Left     Day // the first day without them; Forever while they work here
	Absences []Leave
}

// Leave is a time in which a member of staff is away and who covers.
type Leave struct {
	From, Until Day // Until is the first day back; Forever when not known
	Cover       StaffID
}

// Team is a team and who manages it.
type Team struct {
	Name            string
	Manager, Deputy StaffID
}

// Workforce is the staff of an authority as its events left it.
type Workforce struct {
	Members map[StaffID]Member
	Teams   map[string]Team // by Normalised name
}

// WorkforceOf reads the staff from the events of area staff, in log order.
func WorkforceOf(events []Event) Workforce {
	w := Workforce{Members: map[StaffID]Member{}, Teams: map[string]Team{}}
	for _, r := range Records(events) {
		w.take(r)
	}
	return w
}

func (w Workforce) take(r Record) {
	if t, ok := Last[TeamManagerSet](r); ok {
		w.Teams[Normalised(t.Facts.Team)] = Team{t.Facts.Team, t.Facts.Manager, t.Facts.Deputy}
		return
	}
	id, err := uuid.Parse(string(r.ID))
	if err != nil {
		return
	}
	m := Member{ID: id, Left: Forever}
	for _, e := range r.Force {
		m.take(e.Fact)
	}
	if m.Name != "" {
		w.Members[id] = m
	}
}

func (m *Member) take(f Fact) {
	switch f := f.(type) {
	case StaffJoined:
		m.Name, m.Email, m.Roles, m.Team, m.Left = f.Name, f.Email, f.Roles, f.Team, Forever
	case RoleChanged:
		m.Roles = f.Roles
		if f.Team != "" {
			m.Team = f.Team
		}
	case StaffAbsent:
		m.Absences = append(m.Absences, Leave{f.From, Forever, f.Cover})
	case StaffReturned:
		if n := len(m.Absences); n > 0 {
			m.Absences[n-1].Until = f.On
		}
	case StaffLeft:
		m.Left = f.On
	}
}

// HeadOfService is who answers for the whole service on a day: the last owner
// when nobody nearer is left. Zero when there is none.
func (w Workforce) HeadOfService() StaffID {
	var heads []StaffID
	for id, m := range w.Members {
		if slices.Contains(m.Roles, RoleHeadOfService) && m.Left == Forever {
			heads = append(heads, id)
		}
	}
	slices.SortFunc(heads, func(a, b StaffID) int { return slices.Compare(a[:], b[:]) })
	if len(heads) == 0 {
		return StaffID{}
	}
	return heads[0]
}

// Named returns the name of a member of staff, and nothing for somebody who is
// not known.
func (w Workforce) Named(id StaffID) string {
	switch id {
	case Operator:
		return "Operator of this machine"
	case Monitor:
		return "InTouch"
	}
	return w.Members[id].Name
}

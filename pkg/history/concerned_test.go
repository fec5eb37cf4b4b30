package history

import (
	"maps"
	"slices"
	"testing"

	care "intouch/pkg/careleaver"
)

var (
	adam = care.NewStaffID("a", "adam")
	eve  = care.NewStaffID("a", "eve")
	ben  = care.NewStaffID("a", "ben")
	kay  = care.NewStaffID("a", "kay")
)

// workforce is adam and ben of team North, whom eve covers for and manages.
func workforce() care.Workforce {
	leave := []care.Leave{{From: 10, Until: 20, Cover: eve}}
	return care.Workforce{
		Members: map[care.StaffID]care.Member{
			adam: {ID: adam, Name: "Adam", Team: "North", Left: care.Forever, Absences: leave},
			ben:  {ID: ben, Name: "Ben", Team: "North", Left: care.Forever},
			eve:  {ID: eve, Name: "Eve", Left: care.Forever},
		},
		Teams: map[string]care.Team{"north": {Name: "North", Manager: eve}, "south": {Name: "South"}},
	}
}

func TestWhomAChangeOfStaffConcerns(t *testing.T) {
	for _, tt := range []struct {
		name    string
		change  func(care.Workforce)
		workers []care.StaffID
		teams   []string
	}{
		{"nothing changed", func(care.Workforce) {}, nil, nil},
		{"a worker", func(w care.Workforce) { w.Members[ben] = care.Member{ID: ben, Team: "North", Left: 30} }, []care.StaffID{ben}, nil},
		{"who covers for another and manages a team", func(w care.Workforce) { w.Members[eve] = care.Member{ID: eve, Left: 30} },
			[]care.StaffID{adam, ben, eve}, []string{"north"}},
		{"the manager of a team", func(w care.Workforce) { w.Teams["south"] = care.Team{Name: "South", Manager: ben} }, nil, []string{"south"}},
		{"the manager of the workers' own team", func(w care.Workforce) { w.Teams["north"] = care.Team{Name: "North", Manager: ben} },
			[]care.StaffID{adam, ben}, []string{"north"}},
		{"somebody new", func(w care.Workforce) { w.Members[kay] = care.Member{ID: kay} }, []care.StaffID{kay}, nil},
		{"somebody taken back", func(w care.Workforce) { delete(w.Members, ben) }, []care.StaffID{ben}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before, after := workforce(), workforce()
			after.Members, after.Teams = maps.Clone(after.Members), maps.Clone(after.Teams)
			tt.change(after)
			workers, teams := Concerned(before, after)
			slices.SortFunc(tt.workers, ByID)
			slices.SortFunc(workers, ByID)
			if !slices.Equal(workers, tt.workers) || !slices.Equal(teams, tt.teams) {
				t.Errorf("concerned: %v %v, want %v %v", workers, teams, tt.workers, tt.teams)
			}
		})
	}
}

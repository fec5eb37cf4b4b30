package history

import (
	"reflect"

	care "intouch/pkg/careleaver"
)

// Concerned says whose rows a change of staff can touch, unless the head of
// service is another, which can touch anybody's: those of everybody whom the
// facts allocate to one of the workers or to one of the teams (case folded).
//
// Who is to act depends on the allocated workers, on who covers for them, and
// on who manages the team, which may be the worker's own (rules.md section 9).
func Concerned(before, after care.Workforce) (workers []care.StaffID, teams []string) {
	changed, touched := changedMembers(before, after), changedTeams(before, after)
	for _, w := range []care.Workforce{before, after} {
		for key, t := range w.Teams {
			if changed[t.Manager] || changed[t.Deputy] {
				touched[key] = true
			}
		}
	}
	theirs := map[care.StaffID]bool{}
	for _, w := range []care.Workforce{before, after} {
		for id, m := range w.Members {
			if changed[id] || touched[care.Normalised(m.Team)] || coveredBy(m, changed) {
				theirs[id] = true
			}
		}
	}
	for id := range theirs {
		workers = append(workers, id)
	}
	for key := range touched {
		teams = append(teams, key)
	}
	return workers, teams
}

func coveredBy(m care.Member, changed map[care.StaffID]bool) bool {
	for _, a := range m.Absences {
		if changed[a.Cover] {
			return true
		}
	}
	return false
}

func changedMembers(before, after care.Workforce) map[care.StaffID]bool {
	changed := map[care.StaffID]bool{}
	for id, m := range after.Members {
		changed[id] = !reflect.DeepEqual(m, before.Members[id])
	}
	for id := range before.Members {
		if _, still := after.Members[id]; !still {
			changed[id] = true
		}
	}
	return changed
}

func changedTeams(before, after care.Workforce) map[string]bool {
	changed := map[string]bool{}
	for key, t := range after.Teams {
		if t != before.Teams[key] {
			changed[key] = true
		}
	}
	for key := range before.Teams {
		if _, still := after.Teams[key]; !still {
			changed[key] = true
		}
	}
	return changed
}

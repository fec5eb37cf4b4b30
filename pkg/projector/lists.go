package projector

import (
	"slices"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/history"
)

// union is both lists without repeats, at most n long.
func union(a, b []care.PersonID, n int) []care.PersonID {
	seen := map[care.PersonID]bool{}
	var all []care.PersonID
	for _, p := range slices.Concat(a, b) {
		if !seen[p] && len(all) < n {
			seen[p] = true
			all = append(all, p)
		}
	}
	return all
}

// distinct is the ids in order, each once, without the zero one.
func distinct(ids []uuid.UUID) []uuid.UUID {
	slices.SortFunc(ids, history.ByID)
	ids = slices.Compact(ids)
	return slices.DeleteFunc(ids, func(id uuid.UUID) bool { return id == uuid.Nil })
}

// distinctTeams is the teams' names, case folded, in order, each once.
func distinctTeams(names []string) []string {
	for i, name := range names {
		names[i] = care.Normalised(name)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	return slices.DeleteFunc(names, func(name string) bool { return name == "" })
}

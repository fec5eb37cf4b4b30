package web

import (
	"context"
	"sync"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/store"
)

// freshFor is for how long a list of the staff is good without another look.
const freshFor = 2 * time.Second

// roster knows who works for each authority. It keeps the last list that it
// read, so that whoever records is known while Postgres is away.
type roster struct {
	db  *store.DB
	now func() time.Time

	mu sync.Mutex
	of map[string]staffList
}

type staffList struct {
	read    time.Time
	members []care.Member
	teams   []care.Team
}

func newRoster(db *store.DB, now func() time.Time) *roster {
	return &roster{db: db, now: now, of: map[string]staffList{}}
}

// list returns the staff of an authority: as of now, or else, with the error,
// as last known.
func (r *roster) list(ctx context.Context, authority string) (staffList, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	known, now := r.of[authority], r.now()
	if !known.read.IsZero() && now.Sub(known.read) < freshFor {
		return known, nil
	}
	members, err := r.db.Staff(ctx, authority)
	if err != nil {
		return known, err
	}
	teams, err := r.db.Teams(ctx, authority)
	if err != nil {
		return known, err
	}
	r.of[authority] = staffList{read: now, members: members, teams: teams}
	return r.of[authority], nil
}

// forget makes the next look a fresh one: somebody joined or left.
func (r *roster) forget(authority string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	l := r.of[authority]
	l.read = time.Time{}
	r.of[authority] = l
}

// member is the one with that id, and whether there is one.
func (l staffList) member(id care.StaffID) (care.Member, bool) {
	for _, m := range l.members {
		if m.ID == id {
			return m, true
		}
	}
	return care.Member{}, false
}

// named is what somebody is called who did something.
func (l staffList) named(id care.StaffID) string {
	if n := (care.Workforce{}).Named(id); n != "" {
		return n // the operator, the monitor
	}
	m, _ := l.member(id)
	return or(m.Name, "somebody not on the staff list")
}

// here are those who work for the authority on the day.
func (l staffList) here(today care.Day) []care.Member {
	var here []care.Member
	for _, m := range l.members {
		if m.Left > today {
			here = append(here, m)
		}
	}
	return here
}

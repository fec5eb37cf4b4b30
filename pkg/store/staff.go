package store

import (
	"context"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// Staff returns everybody who works or worked for the authority, by name.
func (db *DB) Staff(ctx context.Context, authority string) ([]care.Member, error) {
	all, err := list[staffRowRead](ctx, db, "staff", `
		SELECT id, name, email, roles, team, left_on, away_from, away_to, covers FROM read.staff
		WHERE authority = $1 ORDER BY lower(name), id`, authority)
	if err != nil {
		return nil, err
	}
	members := make([]care.Member, len(all))
	for i, s := range all {
		members[i] = s.member()
	}
	return members, nil
}

type staffRowRead struct {
	ID               care.StaffID
	Name, Email      string
	Roles            []care.StaffRole
	Team             string
	LeftOn           care.Day
	AwayFrom, AwayTo []care.Day
	Covers           []string
}

func (s staffRowRead) member() care.Member {
	m := care.Member{ID: s.ID, Name: s.Name, Email: s.Email, Roles: s.Roles, Team: s.Team, Left: s.LeftOn}
	for i := range s.AwayFrom {
		cover, _ := uuid.Parse(s.Covers[i]) // written as ids
		m.Absences = append(m.Absences, care.Leave{From: s.AwayFrom[i], Until: s.AwayTo[i], Cover: cover})
	}
	return m
}

// Teams returns the teams that have a manager, or somebody in them, or people
// allocated to them today or later, by name.
func (db *DB) Teams(ctx context.Context, authority string) ([]care.Team, error) {
	return list[care.Team](ctx, db, "teams", `
		WITH RECURSIVE allocated (key, name) AS (
			(SELECT team_key, team FROM read.standing WHERE authority = $1 AND latest AND team_key > '' ORDER BY team_key LIMIT 1)
			UNION ALL
			SELECT next.team_key, next.team FROM allocated CROSS JOIN LATERAL (
				SELECT team_key, team FROM read.standing WHERE authority = $1 AND latest AND team_key > allocated.key ORDER BY team_key LIMIT 1) AS next),
		named (name) AS (
			SELECT name FROM allocated
			UNION SELECT team FROM read.staff WHERE authority = $1 AND team <> ''
			UNION SELECT name FROM read.team WHERE authority = $1)
		SELECT coalesce(max(t.name), min(n.name)) AS name,
			coalesce((array_agg(t.manager))[1], `+noOne+`) AS manager, coalesce((array_agg(t.deputy))[1], `+noOne+`) AS deputy
		FROM named n LEFT JOIN read.team t ON t.authority = $1 AND lower(t.name) = lower(n.name)
		GROUP BY lower(n.name) ORDER BY lower(n.name)`, authority)
}

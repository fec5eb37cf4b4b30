package intake

import (
	"context"

	care "intouch/pkg/careleaver"
)

// checkStaff: a team's record is named after the team, so that it has one.
func checkStaff(_ context.Context, d *decision, f care.Fact) (p care.Problems, err error) {
	t, ok := f.(care.TeamManagerSet)
	if ok && d.event.Record != care.NewRecordID(care.NewTeamID(d.event.Authority, t.Team)) {
		p.Add("/team", "The address is that of another team: check the name, or the address")
	}
	return p, nil
}

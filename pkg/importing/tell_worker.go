package importing

import (
	care "intouch/pkg/careleaver"
)

// team tells which team answers for them.
func (t *telling) team() {
	list := t.row.team
	if !list.known() {
		return
	}
	now, name := "", care.Normalised(list.value)
	var all []statement
	for _, x := range t.person.Teams {
		was := care.Normalised(x.Facts.Team)
		if x.Facts.From <= t.asAt {
			now = was
		}
		all = append(all, said(was, x.Facts.From, x.Entry, t.derived(x.Entry, "team", was, x.Facts.From.String())))
	}
	if now == name || t.yields(t.standing(name, all), ColumnTeam, "the team") {
		return
	}
	f := care.TeamAllocated{Team: list.value, From: t.asAt}
	t.add(t.one(care.AreaCaseload, care.RecordAdviser), fact{Event: care.Event{Fact: f}, column: ColumnTeam, what: "team " + list.value}, "team", name, t.asAt.String())
}

// advisers tells who works with them. The worker is taken as the social worker
// when no personal adviser is named, and the row says so.
func (t *telling) advisers() {
	pa, worker := t.row.adviser, t.row.worker
	if pa.known() {
		t.allocate(ColumnAdviser, care.PersonalAdviser, pa.value)
	}
	if !worker.known() || pa.known() && care.Normalised(pa.value) == care.Normalised(worker.value) {
		return
	}
	if !pa.known() {
		t.note("no personal adviser named: the worker is taken as the social worker")
	}
	t.allocate(ColumnWorker, care.SocialWorker, worker.value)
}

func (t *telling) allocate(c Column, role care.Role, name string) {
	staff := care.NewStaffID(t.authority, name)
	var all []statement
	for _, x := range t.person.Allocations {
		if x.Facts.Role != role {
			continue
		}
		if x.Facts.Staff == staff && x.Facts.From <= t.asAt && x.Until > t.asAt {
			return
		}
		listed := t.derived(x.Entry, "allocated", string(role), x.Facts.Staff.String(), x.Facts.From.String())
		all = append(all, said(x.Facts.Staff.String(), x.Facts.From, x.Entry, listed))
	}
	if t.yields(t.standing(staff.String(), all), c, "the "+label(care.Roles, role)) {
		return
	}
	f := care.AdviserAllocated{Staff: staff, Role: role, From: t.asAt}
	t.add(t.one(care.AreaCaseload, care.RecordAdviser), fact{Event: care.Event{Fact: f}, column: c, what: label(care.Roles, role) + " allocated"},
		"allocated", string(role), staff.String(), t.asAt.String())
}

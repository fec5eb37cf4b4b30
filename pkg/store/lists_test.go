package store_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// alerts raises one for each of four people: waiting, acknowledged until day 50,
// silenced until day 40, closed.
func alerts(h *house) {
	all := []care.Event{joined("adam", "North"), joined("eve", "South")}
	for n := 1; n <= 4; n++ {
		all = append(all, registered(n, "A", "B"), allocated(n, []care.StaffID{adam, eve}[n%2], []string{"North", "South"}[n%2]), raised(n, 20+n))
	}
	all = append(all,
		then(raised(2, 22), care.AlertAcknowledged{What: "visit", Until: on(50)}, 30),
		then(raised(3, 23), care.AlertSilenced{Reason: "travel", Until: on(40)}, 30),
		then(raised(4, 24), care.AlertClosed{Reason: care.ClosedNoLonger}, 30))
	h.tell(all...)
}

func TestAlertsByState(t *testing.T) {
	h := newHouse(t)
	alerts(h)
	for _, tt := range []struct {
		name string
		ask  store.AlertQuery
		want []int
	}{
		{"open", store.AlertQuery{State: store.AlertsOpen}, []int{1, 2, 3}},
		{"waiting", store.AlertQuery{State: store.AlertsWaiting}, []int{1}},
		{"waiting once silence and acknowledgement have run out", store.AlertQuery{State: store.AlertsWaiting, On: on(51)}, []int{1, 2, 3}},
		{"acknowledged to the day", store.AlertQuery{State: store.AlertsAcknowledged, On: on(50)}, []int{2}},
		{"silenced", store.AlertQuery{State: store.AlertsSilenced}, []int{3}},
		{"closed", store.AlertQuery{State: store.AlertsClosed}, []int{4}},
		{"all", store.AlertQuery{}, []int{1, 2, 3, 4}},
		{"of a person", store.AlertQuery{Person: person(3)}, []int{3}},
		{"of an owner", store.AlertQuery{Owner: eve}, []int{1, 3}},
		{"of a team", store.AlertQuery{Team: "north"}, []int{2, 4}},
		{"of a rule", store.AlertQuery{Rule: duty.NoAdviser}, nil},
		{"of an origin", store.AlertQuery{Origin: care.Baseline}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.ask.Authority = authority
			if tt.ask.On == 0 {
				tt.ask.On = on(35)
			}
			page, err := h.db.Alerts(h.ctx(), tt.ask)
			h.do(err)
			if got := whose(page); !slices.Equal(got, tt.want) {
				t.Errorf("of people %v, want %v", got, tt.want)
			}
		})
	}
}

func whose(page store.AlertPage) []int {
	var all []int
	for _, a := range page.Rows {
		all = append(all, int(a.LocalID[2]-'0'))
	}
	return all
}

func TestPagesOfAlertsFollowEachOther(t *testing.T) {
	h := newHouse(t)
	alerts(h)
	h.tell(then(raised(3, 23), care.AlertClosed{Reason: care.ClosedNoLonger}, 31))
	for state, want := range map[store.AlertState][]int{store.AlertsOpen: {1, 2}, store.AlertsClosed: {3, 4}, "": {1, 2, 3, 4}} {
		ask, got := store.AlertQuery{Authority: authority, On: on(35), State: state, Limit: 1}, []int(nil)
		for {
			page, err := h.db.Alerts(h.ctx(), ask)
			h.do(err)
			got = append(got, whose(page)...)
			if ask.Cursor = page.Next; ask.Cursor == "" {
				break
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("state %q: %v, want %v", state, got, want)
		}
	}
}

func TestOneAlert(t *testing.T) {
	h := newHouse(t)
	alerts(h)
	id := care.NewAlertID(person(2), "keep-in-touch", care.NewRecordID(person(2)))
	a, err := h.db.AlertByID(h.ctx(), authority, id)
	h.do(err)
	if a.Person != person(2) || !a.Open || a.Opened != 1 || a.AckBy != adam || a.AckUntil != on(50) || !a.ClosedAt.IsZero() || a.Position == 0 {
		t.Errorf("%+v", a)
	}
	if _, err := h.db.AlertByID(h.ctx(), authority, uuid.New()); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("no such alert: %v, want ErrNotFound", err)
	}
}

func TestDeadlinesAreThoseShownOnTheDay(t *testing.T) {
	h := newHouse(t)
	five(h)
	all, err := h.db.Deadlines(h.ctx(), store.DeadlineQuery{Authority: authority, On: on(95)})
	h.do(err)
	if len(all.Rows) < 8 || !slices.IsSortedFunc(all.Rows, func(a, b store.DeadlineRow) int { return int(a.ActBy - b.ActBy) }) {
		t.Fatalf("%d deadlines, or not in order", len(all.Rows))
	}
	ask, n := store.DeadlineQuery{Authority: authority, On: on(95), Limit: 3}, 0
	for {
		page, err := h.db.Deadlines(h.ctx(), ask)
		h.do(err)
		for _, d := range page.Rows {
			if d.Person != all.Rows[n].Person || d.Deadline != all.Rows[n].Deadline {
				t.Errorf("page by page, number %d is %+v, at once %+v", n, d.Deadline, all.Rows[n].Deadline)
			}
			n++
		}
		if ask.Cursor = page.Next; ask.Cursor == "" {
			break
		}
	}
	if n != len(all.Rows) {
		t.Errorf("page by page there are %d, at once %d", n, len(all.Rows))
	}
}

func TestDeadlinesOfSome(t *testing.T) {
	h := newHouse(t)
	five(h)
	for _, tt := range []struct {
		name string
		ask  store.DeadlineQuery
		ok   func(store.DeadlineRow) bool
	}{
		{"of an owner", store.DeadlineQuery{Owner: adam}, func(d store.DeadlineRow) bool { return d.Owner == adam && d.OwnerName == "adam" }},
		{"of a team", store.DeadlineQuery{Team: "SOUTH"}, func(d store.DeadlineRow) bool { return d.Team == "South" }},
		{"of rules", store.DeadlineQuery{Rules: []duty.Rule{duty.KeepInTouch}}, func(d store.DeadlineRow) bool { return d.Rule == duty.KeepInTouch }},
		{"by a day", store.DeadlineQuery{Until: on(80)}, func(d store.DeadlineRow) bool { return d.ActBy <= on(80) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.ask.Authority, tt.ask.On = authority, on(95)
			page, err := h.db.Deadlines(h.ctx(), tt.ask)
			h.do(err)
			if len(page.Rows) == 0 {
				t.Error("none")
			}
			for _, d := range page.Rows {
				if !tt.ok(d) {
					t.Errorf("%+v", d)
				}
			}
		})
	}
}

func TestWhoIsDueForTheMonitor(t *testing.T) {
	h := newHouse(t)
	five(h)
	first, err := h.db.NextLook(h.ctx(), authority)
	h.do(err)
	none, err := h.db.DueLooks(h.ctx(), authority, first-1, 0)
	h.do(err)
	looks, err := h.db.DueLooks(h.ctx(), authority, on(400), 2)
	h.do(err)
	if len(none) != 0 || len(looks) != 2 || looks[0].On != first || looks[1].On < looks[0].On {
		t.Fatalf("%d due the day before, then %+v; want none, then two, the first on %s", len(none), looks, first)
	}
	for _, l := range looks {
		for _, d := range l.Deadlines {
			if !d.Lapsed(l.On) {
				t.Errorf("a deadline that has not lapsed on %s: %+v", l.On, d)
			}
		}
		if l.Standing.From > l.On || l.Standing.Until <= l.On || len(l.Deadlines) == 0 {
			t.Errorf("%+v", l)
		}
	}
	if day, err := h.db.NextLook(h.ctx(), "E09000003"); err != nil || day != care.Forever {
		t.Errorf("of nobody: %s, %v; want never", day, err)
	}
}

func TestStaffAndTeams(t *testing.T) {
	h := newHouse(t)
	team := fact(noOne, care.AreaStaff, care.NewRecordID(care.NewTeamID(authority, "North")), care.TeamManagerSet{Team: "North", Manager: eve, From: on(0)}, 0)
	h.tell(joined("adam", "north"), joined("eve", ""), team, registered(1, "A", "B"), allocated(1, adam, "West"),
		then(joined("adam", ""), care.StaffAbsent{From: on(5), Cover: eve}, 5), then(joined("adam", ""), care.StaffReturned{On: on(9)}, 9), then(joined("eve", ""), care.StaffLeft{On: on(20)}, 10))
	staff, err := h.db.Staff(h.ctx(), authority)
	h.do(err)
	away := care.Leave{From: on(5), Until: on(9), Cover: eve}
	if len(staff) != 2 || staff[0].ID != adam || staff[0].Left != care.Forever || !slices.Equal(staff[0].Absences, []care.Leave{away}) || staff[1].Left != on(20) {
		t.Errorf("staff %+v", staff)
	}
	teams, err := h.db.Teams(h.ctx(), authority)
	h.do(err)
	if !slices.Equal(teams, []care.Team{{Name: "North", Manager: eve}, {Name: "West"}}) {
		t.Errorf("teams %+v", teams)
	}
}

func TestPoliciesAndQuestions(t *testing.T) {
	h := newHouse(t)
	policy := opens(noOne, care.AreaPolicy, care.PolicyPublished{Version: 2, EffectiveFrom: on(3), Text: "x: 1", Publishers: []care.StaffID{adam, eve}}, 2)
	asked := opens(person(1), care.AreaImport, care.CellQuestioned{Column: "UASC", Value: "maybe", Reason: "Say which", AsAt: on(1), Row: 7, Owner: eve}, 2)
	settled := opens(person(1), care.AreaImport, care.CellQuestioned{Column: "Sex", Value: "?", Reason: "Say which", AsAt: on(1), Row: 7, Owner: adam}, 2)
	h.tell(policy, registered(1, "A", "B"), asked, settled, then(settled, care.CellSettled{How: "F"}, 3))
	policies, err := h.db.Policies(h.ctx(), authority)
	h.do(err)
	if len(policies) != 1 || policies[0].Version != 2 || policies[0].Text != "x: 1" || policies[0].Event != policy.ID || len(policies[0].Publishers) != 2 {
		t.Errorf("policies %+v", policies)
	}
	for owner, want := range map[care.StaffID]int{noOne: 1, eve: 1, adam: 0} {
		questions, err := h.db.Questions(h.ctx(), authority, owner)
		h.do(err)
		if len(questions) != want || want == 1 && (questions[0].Column != "UASC" || questions[0].Row != 7 || questions[0].Position != 3) {
			t.Errorf("questions of %s: %+v", owner, questions)
		}
	}
}

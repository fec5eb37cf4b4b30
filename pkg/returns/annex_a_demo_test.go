package returns

import (
	"fmt"
	"testing"
	"time"

	"intouch/deploy"
	"intouch/pkg/access"
	"intouch/pkg/demo"
	"intouch/pkg/duty/dutytest"
	"intouch/pkg/importing"
	"intouch/pkg/intake"
	"intouch/pkg/monitor"
	"intouch/pkg/projector"
)

// lively is an authority of 60 people, made up, with five months of a past.
var lively = demo.World{Seed: 7, From: day("2026-01-12"), People: 60, Advisers: 4, Teams: 2}

func TestTheListOfALivelyAuthorityGoesRound(t *testing.T) {
	if testing.Short() {
		t.Skip("it lives through five months")
	}
	past, empty := livelyTown(t), newHouse(t).town("E09000005")
	list := readCSV(t, past.list9(CSV, today))
	if len(list) < 40 {
		t.Fatalf("%d people are on the list", len(list))
	}
	report := empty.imports(past.list9(XLSX, today), today)
	if n := report.Questions(); n > 0 {
		t.Errorf("our own list leaves %d questions:\n%s", n, report.Text())
	}
	again := readCSV(t, empty.list9(CSV, today))
	empty.saysWhat(t, list, again, nil)
	third := newHouse(t).town("E09000006")
	third.imports(empty.list9(CSV, today), today)
	if last := readCSV(t, third.list9(CSV, today)); fmt.Sprint(again) != fmt.Sprint(last) {
		t.Errorf("again\n%v\nand again\n%v", again, last)
	}
}

func livelyTown(t *testing.T) town {
	t.Helper()
	var clock demo.Clock
	h := houseAt(t, clock.Now)
	w := h.logOf(demo.Authority)
	past, err := demo.Maker{
		World: lively, Policy: string(deploy.Policy), DB: h.db, Clock: &clock, Until: noon(today.String()).Add(time.Hour),
		Send:      importing.Through(intake.NewClient(h.conn("operator")), access.OperatorOf(demo.Authority)),
		Projector: projector.Projector{DB: h.db, Log: h.open(h.conn("projector")), Authority: demo.Authority, Policy: dutytest.Policy(h, "2024-01-01")},
		Monitor:   monitor.Monitor{DB: h.db, Log: h.open(h.conn("monitor")), Authority: demo.Authority, Now: clock.Now},
	}.Make(t.Context())
	if err != nil || len(past.Refused) > 0 {
		t.Fatalf("%v, refused %v", err, past.Refused)
	}
	return w
}

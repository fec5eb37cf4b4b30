package figures

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// at is an instant in London.
func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, care.London)
	if err != nil {
		panic(err)
	}
	return t
}

// recorded is the one record that is made of a fact, recorded at an instant.
func recorded(t *testing.T, f care.Fact, when string, envelope care.Event) Recorded {
	t.Helper()
	p := born("2007-03-10", care.FormerRelevant).says(care.AreaCaseload, care.RecordAdviser, care.AdviserAllocated{Staff: pat, Role: care.PersonalAdviser, Team: "North", From: day("2025-01-01")}, "2025-01-01")
	p.says(care.AreaCaseload, care.RecordAdviser, care.TeamAllocated{Team: "South", From: day("2026-06-04")}, "2026-06-04")
	envelope.Actor = pat
	p.saysAt(care.AreaContact, "", f, at(when), envelope)
	rules := office(t)
	all := recordedOf(p.subject(), rules, day("2026-01-01"), day("2026-12-31"))
	if len(all) != 1 {
		t.Fatalf("%d records, want one: %+v", len(all), all)
	}
	return all[0]
}

func TestHowLateARecordIs(t *testing.T) {
	call := func(when, told string) care.ContactMade {
		f := care.ContactMade{How: care.Called, When: on(when)}
		if told != "" {
			f.ToldOn = day(told)
		}
		return f
	}
	cases := []struct {
		name          string
		fact          care.Fact
		when          string
		days, working int
		late, back    bool
	}{
		{"at once", call("2026-06-15", ""), "2026-06-15 17:00", 0, 0, false, false},
		{"the next day: backdated, not late", call("2026-06-15", ""), "2026-06-16 09:00", 1, 1, false, true},
		{"on the second working day: still in time", call("2026-06-15", ""), "2026-06-17 23:59", 2, 2, false, true},
		{"on the third: late", call("2026-06-15", ""), "2026-06-18 00:00", 3, 3, true, true},
		{"a weekend is no working day", call("2026-06-12", ""), "2026-06-16 09:00", 4, 2, false, true},
		{"nor is a bank holiday: 25 May 2026", call("2026-05-22", ""), "2026-05-27 09:00", 5, 2, false, true},
		{"recorded on a Sunday, before any working day came", call("2026-06-12", ""), "2026-06-14 09:00", 2, 0, false, true},
		{"the authority knew later: late counts from then, backdated from what happened", call("2026-06-01", "2026-06-15"), "2026-06-16 09:00", 1, 1, false, true},
		{"known ahead: not late at all", care.MovedIn{From: care.From{From: day("2026-06-20")}, Residence: "U"}, "2026-06-15 10:00", 0, 0, false, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := recorded(t, c.fact, c.when, care.Event{})
			if r.Days != c.days || r.Working != c.working || r.Late != c.late || r.Backdated() != c.back {
				t.Errorf("%d days, %d working, late %v, backdated %v", r.Days, r.Working, r.Late, r.Backdated())
			}
		})
	}
}

func TestWhoseRecordItIs(t *testing.T) {
	call := care.ContactMade{How: care.Called, When: on("2026-06-02"), ToldOn: day("2026-06-03")}
	cases := []struct {
		name         string
		fact         care.Fact
		envelope     care.Event
		worker, by   care.StaffID
		team         string
		imported     bool
		recordedLate bool
	}{
		{"the team that answered when it was known, not when it was typed", call, care.Event{}, pat, pat, "North", false, true},
		{"known on the day the team took over", care.ContactMade{How: care.Called, When: on("2026-06-04")}, care.Event{}, pat, pat, "South", false, true},
		{"business support types for a worker", call, care.Event{OnBehalfOf: robin}, robin, pat, "North", false, true},
		{"an import is nobody's late record", call, care.Event{Source: "/intouch/import"}, pat, pat, "North", true, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := recorded(t, c.fact, "2026-06-15 10:00", c.envelope)
			if r.Worker != c.worker || r.By != c.by || r.Team != c.team || r.Imported != c.imported || r.Late != c.recordedLate {
				t.Errorf("%+v", r)
			}
		})
	}
}

func TestACorrectionIsNoLateRecord(t *testing.T) {
	call := care.ContactMade{How: care.Called, When: on("2026-06-08")}
	p := born("2007-03-10", care.FormerRelevant).says(care.AreaContact, "", call, "2026-06-08")
	first := p.events[1]
	call.When = on("2026-06-07")
	p.says(care.AreaContact, first.Record, care.Corrected{Of: first.ID, Facts: call, Reason: "wrong day"}, "2026-08-01")
	all := recordedOf(p.subject(), office(t), day("2026-01-01"), day("2026-12-31"))
	if len(all) != 1 || all[0].On() != day("2026-06-08") || all[0].Known != day("2026-06-07") || all[0].Late {
		t.Errorf("%+v", all)
	}
	p.says(care.AreaContact, first.Record, care.Voided{Of: first.ID, Reason: "did_not_happen"}, "2026-08-02")
	if all := recordedOf(p.subject(), office(t), day("2026-01-01"), day("2026-12-31")); len(all) != 0 {
		t.Errorf("taken back, and still there: %+v", all)
	}
}

func TestShares(t *testing.T) {
	list := []Recorded{{Imported: true, Days: 900}}
	for i, days := range []int{0, 0, 0, 1, 1, 2, 3, 5, 9, 40} {
		list = append(list, Recorded{Event: uuid.UUID{byte(i)}, Happened: day(monday), RecordedAt: day(monday).AddDays(days).Start(), Days: days, Working: days, Late: days > 2})
	}
	want := Share{Records: 10, Late: 4, Backdated: 7, Imported: 1, MedianDays: 1, NinthDays: 9, MedianWorking: 1, NinthWorking: 9}
	if got := ShareOf(list); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if n, ok := ShareOf(list).LatePercent(); !ok || n != 40 {
		t.Errorf("late %d%%", n)
	}
	if _, ok := ShareOf(list[:1]).LatePercent(); ok {
		t.Error("there is a percentage of nothing")
	}
}

func TestBursts(t *testing.T) {
	rules := duty.Recording{BurstRecords: 4, BurstMinutes: 60, BurstDays: 3}
	make := func(by care.StaffID, from string, happened ...string) []Recorded {
		var list []Recorded
		for i, h := range happened {
			list = append(list, Recorded{By: by, RecordedAt: at(from).Add(time.Duration(i) * 20 * time.Minute), Happened: day(h)})
		}
		return list
	}
	spread := []string{"2026-06-01", "2026-06-03", "2026-06-05", "2026-06-05"}
	cases := []struct {
		name string
		list []Recorded
		want []Burst
	}{
		{"four of three days within the hour", make(pat, "2026-06-15 16:00", spread...), []Burst{{By: pat, From: at("2026-06-15 16:00"), To: at("2026-06-15 17:00"), Records: 4, Days: 3, People: 1, Oldest: day("2026-06-01")}}},
		{"three are too few", make(pat, "2026-06-15 16:00", spread[:3]...), nil},
		{"four of two days: a busy afternoon", make(pat, "2026-06-15 16:00", "2026-06-15", "2026-06-15", "2026-06-14", "2026-06-15"), nil},
		{"two workers, two each", slices.Concat(make(pat, "2026-06-15 16:00", spread[:2]...), make(robin, "2026-06-15 16:00", spread[2:]...)), nil},
		{"over more than an hour", slices.Concat(make(pat, "2026-06-15 16:00", spread[:2]...), make(pat, "2026-06-15 17:30", spread[2:]...)), nil},
		{"an import makes none", func() []Recorded {
			list := make(pat, "2026-06-15 16:00", spread...)
			for i := range list {
				list[i].Imported = true
			}
			return list
		}(), nil},
		{"nothing else an hour before", slices.Concat(make(pat, "2026-06-15 15:30", "2026-06-15"), make(pat, "2026-06-15 16:40", spread...)),
			[]Burst{{By: pat, From: at("2026-06-15 16:40"), To: at("2026-06-15 17:40"), Records: 4, Days: 3, People: 1, Oldest: day("2026-06-01")}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Bursts(c.list, rules); !slices.Equal(got, c.want) {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
}

func TestALateClosingKeepsBothGaps(t *testing.T) {
	p := born("2007-03-10", care.FormerRelevant)
	alert := care.NewRecordID(care.DerivedID("test alert"))
	p.says(care.AreaAlert, alert, care.AlertRaised{Rule: string(duty.KeepInTouch), Lapse: "x", Due: day("2026-05-01"), ActBy: day("2026-05-01")}, "2026-05-02")
	p.says(care.AreaAlert, alert, care.AlertClosed{Reason: care.ClosedLate, AsItLooked: 5}, "2026-05-06")
	rules := office(t)
	got := closingsOf(p.subject(), rules, day("2026-05-06"), day("2026-05-06"))
	if len(got) != 1 || got[0].Rule != duty.KeepInTouch || got[0].AsItLooked != 5 || got[0].AsItWas != 0 || got[0].Due != day("2026-05-01") {
		t.Errorf("%+v", got)
	}
	for _, other := range []string{"2026-05-05", "2026-05-07"} {
		if got := closingsOf(p.subject(), rules, day(other), day(other)); len(got) != 0 {
			t.Errorf("on %s: %+v", other, got)
		}
	}
}

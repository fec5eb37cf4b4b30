package importing

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
	_ "intouch/pkg/drawn"
)

// typed is what councils type, by column: the list's own words, codes, words of
// their own, typing mistakes, and what stands for nothing.
var typed = map[Column][]any{
	ColumnGender:        {"a) Male", "b) Female", "M", "2", "c) Not stated/recorded", "", "Other"},
	ColumnEthnicity:     {"a) WBRI", "r) OOTH", "White British", "NOBT", "", "Klingon"},
	ColumnBirth:         {care.NewDay(2006, time.March, 27), care.NewDay(2009, time.May, 1), "2005-11-30", "3/4/07", "01/01/1900", "", "nan", "45/13/2001", 38000, care.NewDay(2019, time.May, 1)},
	ColumnAge:           {18, 18.6, "", "n/a"},
	ColumnUASC:          {"a) Yes", "N", "", "maybe"},
	ColumnDisability:    {"b) No", "Y", "0", "", "Autism"},
	ColumnTeam:          {"Care Leavers Team", "CARE LEAVERS TEAM ", "16+", "", "-"},
	ColumnWorker:        {"Jae Vang", "JAE VANG", "", "Unallocated", "A & B"},
	ColumnAdviser:       {"Emir Dyer", "Stefan Rees", "", "TBC", "nan"},
	ColumnCategory:      {"a) Relevant child", "b) Former relevant child", "Q", "d) Eligible", "Former relevent", "Care Leaver - PA to 25", "", "-", "Code 'Q' is not mapped"},
	ColumnReview:        {care.NewDay(2026, time.January, 10), care.NewDay(2025, time.July, 9), "10/1/26", "", "not recorded", "31/02/2026"},
	ColumnInTouch:       {"a) Yes", "b) No", "c) Died", "d) Refu", "e) NREQ", "f) Rhom", "1", "7", "03 - Yes, gone abroad", "5 No, residence not known", "Not Recorded", "", "Yes/No"},
	ColumnContact:       {care.NewDay(2026, time.May, 5), care.NewDay(2026, time.March, 2), "5/5/26", "2026-04-01 00:00:00", "", "nan", "01/01/1900", care.NewDay(2027, time.May, 5)},
	ColumnAccommodation: {"U: Independent living", "B2", "X", "X: In custody", "R", "(S) 16+ No fixed abode or homeless", "Foyer  and similar supported accomodation", "1 - LAC Foster Placement", "Hostel", "", "#MULTIVALUE", "G - Gone abroad", "Staying Put", "Code 'C2' is not mapped", "U: Supported lodgings"},
	ColumnSuitability:   {"a) Suitable", "b) Unsuitable", "2", "0", "", "True", "Not Recorded"},
	ColumnActivity:      {"F2: Full time in education other than higher", "F3", "G5", "P5)", "Part time trainig", "NEET", "", "0"},
}

// anyCouncil draws a list as some council might send it.
func anyCouncil(t *rapid.T) []person {
	n := rapid.IntRange(1, 6).Draw(t, "rows")
	people := make([]person, n)
	for i := range people {
		p := person{ColumnID: rapid.SampledFrom([]any{"1", "2", "3", 4, "5.0", "", "-"}).Draw(t, "id")}
		for _, h := range list9Heads {
			if cells, ok := typed[h.column]; ok {
				p[h.column] = rapid.SampledFrom(cells).Draw(t, string(h.column))
			}
		}
		people[i] = p
	}
	return people
}

// recorded draws something that a person records about somebody who may be on the register.
func recorded(t *rapid.T, g *register, on care.Day) {
	local := rapid.SampledFrom([]string{"1", "2", "3", "4", "5"}).Draw(t, "who")
	if g.person(local).Registered.Facts.LocalID == "" {
		return
	}
	day := on - care.Day(rapid.IntRange(0, 40).Draw(t, "days ago"))
	switch rapid.IntRange(0, 6).Draw(t, "what") {
	case 0:
		g.byHand(local, care.AreaAccommodation, home(rapid.SampledFrom([]care.Residence{"U", "D", "B"}).Draw(t, "letter"), day))
	case 1:
		g.byHand(local, care.AreaContact, care.ContactMade{How: care.Called, When: care.OnDay(day), StillThere: care.StillYes, ActivityStill: care.StillNo})
	case 2:
		g.byHand(local, care.AreaAccommodation, care.WentAway{From: care.From{From: day}, Kind: care.AwayCustody})
	case 3:
		g.follows(local, care.AreaAccommodation, care.RecordWhereabouts, care.WhereaboutsNotKnown{From: day})
	case 4:
		g.follows(local, care.AreaCaseload, care.RecordAdviser, care.AdviserAllocated{Staff: uuid.New(), Role: care.PersonalAdviser, From: day})
	case 5:
		g.byHand(local, care.AreaPathway, care.ActivityStarted{From: care.From{From: day}, Code: "F1"})
	case 6:
		g.follows(local, care.AreaCaseload, care.RecordPerson, care.EligibilityChanged{Category: care.Qualifying, Since: day})
	}
}

// Whatever councils send, in whatever order, and whatever people record between:
// every row has its answer, everybody who has an id is on the register, nothing
// that stands for nothing is stored, and the same list again changes nothing.
func TestAnyListIsTakenOnceAndWhole(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		g := newRegister(t)
		g.on(care.NewDay(2026, time.June, 10))
		for range rapid.IntRange(1, 4).Draw(rt, "lists") {
			asAt := care.NewDay(2026, time.June, 9) - care.Day(rapid.IntRange(0, 60).Draw(rt, "age of the list"))
			list := anyCouncil(rt)
			report := g.imported(asAt, list...)
			stored := len(g.events)
			again := g.imported(asAt, list...)
			if n := len(g.events) - stored; n != 0 {
				rt.Fatalf("the same list again appended %d events, the first %T %+v", n, g.events[stored].Fact, g.events[stored].Fact)
			}
			if len(report.Rows) != len(list) || len(again.Rows) != len(list) || !report.Finished || !again.Finished {
				rt.Fatalf("%d rows, %d and %d answers\n%s", len(list), len(report.Rows), len(again.Rows), again.Text())
			}
			for i, row := range report.Rows {
				usable := !saysNothing(fmt.Sprint(list[i][ColumnID]))
				if onRegister := g.person(row.ID).Registered.Facts.LocalID != ""; usable != onRegister || usable == (row.Answer == SetAside) {
					rt.Fatalf("row %d with id %q was answered %+v", row.Row, list[i][ColumnID], row)
				}
			}
			if rapid.Bool().Draw(rt, "people record") {
				recorded(rt, g, care.NewDay(2026, time.June, 10))
			}
		}
		for _, e := range g.events {
			if err := e.Fact.Validate(); err != nil {
				rt.Fatalf("%T %+v: %v", e.Fact, e.Fact, err)
			}
		}
	})
}

// An older list, whatever it says, leaves where they are, what they do and who
// works with them as a newer list said.
func TestNoOlderListUndoesANewerOne(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		g := newRegister(t)
		g.on(june2)
		newer := mia("1", person{ColumnContact: nil})
		older := anyCouncil(rt)
		for i := range older {
			older[i][ColumnID] = "1"
			older[i][ColumnInTouch] = rapid.SampledFrom([]any{"a) Yes", "b) No", "5 No, residence not known"}).Draw(rt, "in touch")
		}
		g.imported(june1, newer)
		was := g.person("1")
		g.imported(may1, older...)
		is := g.person("1")
		last := func(p care.Person) string {
			s := p.Stretches[len(p.Stretches)-1]
			return fmt.Sprint(s.State, s.Of, p.Activities[len(p.Activities)-1].Facts.Code, p.Allocations[len(p.Allocations)-1].Facts.Staff, p.Teams[len(p.Teams)-1].Facts.Team, len(p.Categories), p.Details)
		}
		if last(was) != last(is) {
			rt.Fatalf("after the newer list\n%s\nafter the older\n%s", last(was), last(is))
		}
	})
}

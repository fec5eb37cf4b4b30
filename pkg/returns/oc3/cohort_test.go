package oc3

import (
	"cmp"
	"testing"

	care "intouch/pkg/careleaver"
)

func period(from, to, ls, reason string) care.CarePeriodRecorded {
	f := care.CarePeriodRecorded{Period: care.DerivedID("period", from), From: day(from), LegalStatus: ls, ReasonEnded: reason}
	if to != "" {
		f.To = day(to)
	}
	return f
}

// Who is in the return: docs/rules.md section 12. The year is 2026, from 1 April
// 2025 to 31 March 2026.
func TestWhoIsInTheReturn(t *testing.T) {
	cases := []struct {
		name string
		born string
		as   care.Category
		life func(l *life)
		year Year   // 2026 when left out
		want string // the row, or why there is none
	}{
		{name: "17 on the last day of the year", born: "2009-03-31", as: care.Relevant, want: "NO 0 0"},
		{name: "17 a day later is of the next", born: "2009-04-01", as: care.Relevant, want: "not_of_age"},
		{name: "21 on the first day of the year", born: "2004-04-01", as: care.FormerRelevant, want: "NO 0 0"},
		{name: "22 in the year, and nobody asked for support", born: "2004-03-31", as: care.FormerRelevant, want: "not_supported"},
		{name: "26 in the year", born: "1999-06-01", as: care.FormerRelevant, want: "not_of_age"},
		{name: "born on 29 February, 17 on 1 March", born: "2008-02-29", as: care.Relevant, year: 2025, want: "NO 0 0"},
		{name: "eligible, still looked after at 17", born: "2008-06-10", as: care.Eligible, want: "looked_after"},
		{name: "eligible, left care on the day before", born: "2008-06-10", as: care.Eligible, life: func(l *life) { l.about("2025-06-09", care.CareEnded{On: day("2025-06-09")}) }, want: "NO 0 0"},
		{name: "left care on the birthday itself", born: "2008-06-10", as: care.Eligible, life: func(l *life) { l.about("2025-06-10", care.CareEnded{On: day("2025-06-10")}) }, want: "NO 0 0"},
		{name: "left care a day after it", born: "2008-06-10", as: care.Eligible, life: func(l *life) { l.about("2025-06-11", care.CareEnded{On: day("2025-06-11")}) }, want: "looked_after"},
		{name: "back in care on the birthday", born: "2008-06-10", as: care.Eligible, life: func(l *life) {
			l.about("2025-05-01", care.CareEnded{On: day("2025-05-01")})
			l.about("2025-06-01", care.ReturnedToCare{On: day("2025-06-01")})
		}, want: "looked_after"},
		{name: "18: looked after ends that day at the latest, recorded or not", born: "2007-06-10", as: care.Eligible, want: "NO 0 0"},
		{name: "a period of care says that they were looked after, the category that they were not", born: "2008-06-10", as: care.Relevant, life: func(l *life) { l.about("2025-01-01", period("2022-01-01", "2025-07-01", "C2", "E4A")) }, want: "looked_after"},
		{name: "a period that ended on the birthday", born: "2008-06-10", as: care.Relevant, life: func(l *life) { l.about("2025-01-01", period("2022-01-01", "2025-06-10", "C2", "E4A")) }, want: "NO 0 0"},
		{name: "qualifying", born: "2006-06-10", as: care.Qualifying, want: "qualifying"},
		{name: "a category that could not be read is returned as former relevant", born: "2006-06-10", as: care.NotRecorded, want: "NO 0 0"},
		{name: "the case is closed by refusing support at 21", born: "2004-06-10", as: care.FormerRelevant, life: func(l *life) { l.about("2025-06-10", care.SupportStopped{On: day("2025-06-10"), Reason: "asked"}) }, want: "NO 0 0"},
		{name: "gone abroad", born: "2006-06-10", as: care.FormerRelevant, life: func(l *life) {
			l.lives("2025-01-01", "G", "")
			l.does("2025-01-01", "F5")
			l.contact("2025-06-01", care.Video)
		}, want: "YES F5 G2"},
		{name: "never ours", born: "2006-06-10", as: care.FormerRelevant, life: func(l *life) { l.about("2025-01-01", care.RegisteredInError{Approver: pat, Reason: "namesake"}) }, want: "registered_in_error"},
		{name: "transferred by the birthday", born: "2006-06-10", as: care.FormerRelevant, life: func(l *life) {
			l.about("2025-06-10", care.TransferReceived{By: "Elsewhere", On: day("2025-06-10"), Receipt: "letter"})
		}, want: "transferred"},
		{name: "transferred after it: ours on the day that is asked about", born: "2006-06-10", as: care.FormerRelevant, life: func(l *life) {
			l.about("2025-06-11", care.TransferReceived{By: "Elsewhere", On: day("2025-06-11"), Receipt: "letter"})
		}, want: "NO 0 0"},
		{name: "care ended by transfer (E3)", born: "2006-06-10", as: care.FormerRelevant, life: func(l *life) { l.about("2024-01-01", period("2020-01-01", "2023-06-01", "C2", "E3")) }, want: "transferred"},
		{name: "ended by transfer, in small letters", born: "2006-06-10", as: care.FormerRelevant, life: func(l *life) { l.about("2024-01-01", period("2020-01-01", "2023-06-01", "c2", "e3")) }, want: "transferred"},
		{name: "short breaks, in small letters", born: "2006-06-10", as: care.FormerRelevant, life: func(l *life) { l.about("2025-01-01", period("2020-04-01", "2023-09-01", "v4", "e4a")) }, want: "qualifying"},
		{name: "came back to us after it", born: "2006-06-10", as: care.FormerRelevant, life: func(l *life) {
			l.about("2024-01-01", period("2020-01-01", "2023-06-01", "C2", "E3"))
			l.about("2024-01-01", period("2023-07-01", "2024-06-10", "C2", "E4A"))
		}, want: "NO 0 0"},
		{name: "stated to be former relevant, and in care too shortly: the periods decide", born: "2006-06-10", as: care.FormerRelevant, life: func(l *life) { l.about("2025-01-01", period("2023-04-01", "2023-05-01", "C2", "E4A")) }, want: "qualifying"},
		{name: "stated to be qualifying, and the periods say former relevant", born: "2006-06-10", as: care.Qualifying, life: func(l *life) { l.about("2025-01-01", period("2020-04-01", "2023-05-01", "C2", "E4A")) }, want: "NO 0 0"},
		{name: "no date of birth", as: care.FormerRelevant, want: "date_of_birth_missing"},
		{name: "qualifying without a date of birth", as: care.Qualifying, want: "qualifying"},
	}
	rules := office(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l := born(c.born, c.as)
			if c.life != nil {
				c.life(l)
			}
			if got, row := returned(l, rules, cmp.Or(c.year, 2026), ""); got != c.want {
				t.Errorf("%q, want %q\n%+v", got, c.want, row)
			}
		})
	}
}

// The dead stay in the return, in every later year of the cohort.
func TestTheDead(t *testing.T) {
	cases := []struct {
		name, died string
		as         care.Category
		year       Year
		ages       Ages
		life       func(l *life)
		want       string
	}{
		{name: "died before the birthday", died: "2025-05-01", as: care.FormerRelevant, year: 2026, want: "DIED 0 0"},
		{name: "died years before it", died: "2025-05-01", as: care.FormerRelevant, year: 2028, want: "DIED 0 0"},
		{name: "died on it", died: "2025-06-10", as: care.FormerRelevant, year: 2026, want: "DIED 0 0"},
		{name: "died after it, in the year, whoever was in touch before", died: "2026-03-31", as: care.FormerRelevant, year: 2026, life: func(l *life) { l.contact("2025-06-10", care.Called) }, want: "DIED 0 0"},
		{name: "a death after the year is of the next return", died: "2026-04-01", as: care.FormerRelevant, year: 2026, want: "NO 0 0"},
		{name: "and is in that", died: "2026-04-01", as: care.FormerRelevant, year: 2027, want: "DIED 0 0"},
		{name: "died as a relevant child", died: "2024-01-01", as: care.Relevant, year: 2026, want: "DIED 0 0"},
		{name: "died while looked after, at 17: no care leaver, at no age", died: "2024-01-01", as: care.Eligible, year: 2026, want: "died_in_care"},
		{name: "a period of care that ended by death (E2)", died: "2024-01-01", as: care.Relevant, year: 2026, life: func(l *life) { l.about("2024-01-02", period("2020-01-01", "2024-01-01", "C2", "E2")) }, want: "died_in_care"},
		{name: "the same in small letters", died: "2024-01-01", as: care.Relevant, year: 2026, life: func(l *life) { l.about("2024-01-02", period("2020-01-01", "2024-01-01", "c2", "e2")) }, want: "died_in_care"},
		{name: "died as a qualifying care leaver", died: "2025-05-01", as: care.Qualifying, year: 2026, want: "qualifying"},
		{name: "dead, and would be 22: not in the cohort, unless all are returned", died: "2025-05-01", as: care.FormerRelevant, year: 2030, want: "not_supported"},
		{name: "then as DIED, since it was returned before", died: "2025-05-01", as: care.FormerRelevant, year: 2030, ages: AndWhole, want: "DIED 0 0"},
		{name: "taken back", died: "2025-05-01", as: care.FormerRelevant, year: 2026, life: func(l *life) {
			l.about("2025-05-02", care.Voided{Of: l.events[len(l.events)-1].ID, Reason: "entered_in_error"})
		}, want: "NO 0 0"},
	}
	rules := office(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l := born("2006-06-10", c.as)
			l.about(c.died, care.Died{On: day(c.died)})
			if c.life != nil {
				c.life(l)
			}
			if got, _ := returned(l, rules, c.year, c.ages); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// From 22 to 25: those who asked for support and received it, at the last
// contact in the year.
func TestAfter21(t *testing.T) {
	asked := func(on string) func(*life) {
		return func(l *life) { l.about(on, care.SupportRequested{On: day(on)}) }
	}
	cases := []struct {
		name string
		ages Ages
		life func(l *life)
		want string
	}{
		{"nobody asked", "", nil, "not_supported"},
		{"returned all the same, where everybody is", AndWhole, nil, "NO 0 0"},
		{"whoever is in touch without asking is NO too", AndWhole, func(l *life) { l.contact("2025-09-01", care.Called) }, "NO 0 0"},
		{"asked, and nobody was in touch in the year", "", asked("2025-01-01"), "NO 0 0"},
		{"asked on the last day of the year", "", asked("2026-03-31"), "NO 0 0"},
		{"asked a day after it", "", asked("2026-04-01"), "not_supported"},
		{"details are those at the last contact in the year", "", func(l *life) {
			asked("2025-01-01")(l)
			l.does("2025-01-01", "F2")
			l.lives("2025-01-01", "U", care.Yes)
			l.contact("2025-06-10", care.Called)
			l.does("2026-01-01", "F5")
			l.lives("2026-01-01", "K", care.No)
			l.contact("2026-03-01", care.Called)
			l.does("2026-03-15", "G5")
		}, "YES F5 K2"},
		{"a contact outside the year does not count", "", func(l *life) { asked("2025-01-01")(l); l.contact("2026-04-01", care.Called) }, "NO 0 0"},
		{"support stopped before the year", "", func(l *life) {
			asked("2024-07-01")(l)
			l.about("2025-03-31", care.SupportStopped{On: day("2025-03-31"), Reason: "asked"})
		}, "not_supported"},
		{"support stopped in the year", "", func(l *life) {
			asked("2024-07-01")(l)
			l.about("2025-04-02", care.SupportStopped{On: day("2025-04-02"), Reason: "asked"})
		}, "NO 0 0"},
		{"a programme of education in the plan", "", func(l *life) {
			l.tell("2025-01-01", care.AreaPathway, care.ProgrammeAgreed{What: "Degree", From: day("2024-09-01"), Until: day("2025-06-30")})
		}, "NO 0 0"},
		{"left out where the return is of 17 to 21", UpTo21, asked("2025-01-01"), "not_of_age"},
	}
	rules := office(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l := born("2003-06-10", care.FormerRelevant)
			if c.life != nil {
				c.life(l)
			}
			if got, _ := returned(l, rules, 2026, c.ages); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestWhoIsLeftOutAgainstWhatWasStatedIsNamed(t *testing.T) {
	rules := office(t)
	for name, f := range map[string]care.CarePeriodRecorded{
		"in care too shortly":          period("2024-06-15", "2024-07-15", "C2", "E4A"),
		"looked after on the birthday": period("2020-04-01", "", "C2", ""),
	} {
		l := born("2008-06-10", care.Relevant)
		l.about("2025-01-01", f)
		if got, row := returned(l, rules, 2026, ""); !has(row, CategoryOrCare) {
			t.Errorf("%s: %q, and what is to be settled is %v", name, got, row.Troubles)
		}
	}
}

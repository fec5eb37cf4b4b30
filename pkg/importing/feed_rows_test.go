package importing

import (
	"strings"
	"testing"

	care "intouch/pkg/careleaver"
)

func TestAFlagThatASpreadsheetWroteAsANumberIsYesOrNo(t *testing.T) {
	g := withPeople(t, "L-1")
	heads := []any{"Contact ID", "Person ID", "Date", "Type", "Outcome", "Successful", "Seen", "Deleted"}
	sheet := func(deleted string) []byte {
		return cells{heads,
			{"c1", "L-1", "01/06/2026", "Home visit", "", "", "1.0", deleted},
			{"c2", "L-1", "02/06/2026", "Home visit", "", "", "0.0", deleted},
			{"c3", "L-1", "03/06/2026", "Phone", "", "0.0", "", deleted},
			{"c4", "L-1", "04/06/2026", "Video call", "", "1.0", "", deleted},
		}.sheet().csv(',')
	}
	report := g.contactsOf(sheet("0.0"))
	if p := g.person("L-1"); len(p.Contacts) != 2 || p.Contacts[0].Facts.How != care.SawAtHome || len(p.Attempts) != 2 || len(p.Questions) != 0 {
		t.Errorf("%d contacts, %d attempts\n%s", len(p.Contacts), len(p.Attempts), report.Text())
	}
	report = g.contactsOf(sheet("1.0"))
	if p := g.person("L-1"); len(p.Contacts)+len(p.Attempts) != 0 {
		t.Errorf("deleted: %d contacts, %d attempts\n%s", len(p.Contacts), len(p.Attempts), report.Text())
	}
	x := extract{moves: [][]any{{"m1", "L-1", "U", "10/05/2026", "", "", "1.0", "0.0"}}}
	g.fed(night, x.zip(t))
	if h := g.person("L-1").Homes; len(h) != 1 || len(h[0].Assessments) != 1 || h[0].Assessments[0].Facts.Suitable != care.Yes {
		t.Errorf("homes %+v", h)
	}
}

func TestRowsThatShareAnIdAreAskedAboutAndNothingOfThemIsTaken(t *testing.T) {
	for what, x := range map[string]extract{
		"a contact for each worker":        {contacts: [][]any{{"c1", "L-1", "01/06/2026", "Home visit", "seen", "Emir Dyer", "", ""}, {"c1", "L-1", "01/06/2026", "Home visit", "seen", "Jae Vang", "", ""}}},
		"ids of two tables":                {contacts: [][]any{{"1", "L-1", "01/06/2026", "Home visit", "seen", "", "", ""}, {"1.0", "L-1", "02/06/2026", "Phone", "no reply", "", "", ""}}},
		"one that is deleted and live":     {contacts: [][]any{{"c1", "L-1", "01/06/2026", "Home visit", "seen", "", "", "Y"}, {"c1", "L-1", "01/06/2026", "Home visit", "seen", "", "", ""}}},
		"ids that differ in case only":     {contacts: [][]any{{"CN-1", "L-1", "01/06/2026", "Home visit", "seen", "", "", ""}, {"cn-1", "L-1", "02/06/2026", "Home visit", "seen", "", "", ""}}},
		"moves":                            {moves: [][]any{{"m1", "L-1", "U", "01/05/2026", "", "", "", ""}, {"m1", "L-1", "D", "02/05/2026", "", "", "", ""}}},
		"allocations":                      {allocations: [][]any{{"a1", "L-1", "Emir Dyer", "PA", "", "01/05/2026", "", ""}, {"a1", "L-1", "Jae Vang", "PA", "", "02/05/2026", "", ""}}},
		"ids that a spreadsheet shortened": {contacts: [][]any{{"7.96E+06", "L-1", "01/06/2026", "Home visit", "seen", "", "", ""}, {"1.23457E+11", "L-1", "02/06/2026", "Home visit", "seen", "", "", ""}}},
		"ids of nought":                    {moves: [][]any{{"0", "L-1", "U", "01/05/2026", "", "", "", ""}, {"0.0", "L-1", "D", "02/05/2026", "", "", "", ""}}},
	} {
		t.Run(what, func(t *testing.T) {
			g := withPeople(t, "L-1")
			report := g.fed(night, x.zip(t))
			p := g.person("L-1")
			if len(p.Contacts)+len(p.Attempts)+len(p.Homes)+len(p.Allocations) != 0 || report.Questions() != 2 || len(p.Questions) == 0 || p.Questions[0].Facts.Column != "Row ID" {
				t.Errorf("questions %+v\n%s", p.Questions, report.Text())
			}
			stored := len(g.events)
			if again := g.fed(night+1, x.zip(t)); len(g.events) != stored+2 || !again.Finished {
				t.Errorf("the next night: %d new events\n%s", len(g.events)-stored, again.Text())
			}
		})
	}
}

func TestRowsThatAreToldApartByTheirIds(t *testing.T) {
	g := withPeople(t, "L-1", "L-2")
	x := extract{contacts: [][]any{
		{"001", "L-1", "01/06/2026", "Home visit", "seen", "", "", ""}, {"1", "L-1", "02/06/2026", "Home visit", "seen", "", "", ""}, // nought is a sign like others
		{"c3", "L-1", "03/06/2026", "Home visit", "seen", "", "", ""}, {"c3", "L-1", "03/06/2026", "Home visit", "seen", "", "", ""}, // one row twice
		{"c3", "L-2", "03/06/2026", "Home visit", "seen", "", "", ""}, // of brothers
	}}
	report := g.fed(night, x.zip(t))
	if len(g.person("L-1").Contacts) != 3 || len(g.person("L-2").Contacts) != 1 || report.Questions() != 0 {
		t.Errorf("answered %s", report.Text())
	}
	x.contacts[2][0], x.contacts[3][0] = "C3", "C3"
	stored := len(g.events)
	if g.fed(night+1, x.zip(t)); len(g.events) != stored+2 {
		t.Errorf("in capitals: %d new events", len(g.events)-stored)
	}
}

func TestTheSameWorkerInANewTeamGoesOn(t *testing.T) {
	old, new := []any{"a1", "L-1", "Emir Dyer", "PA", "North", "01/03/2026", "01/05/2026", ""}, []any{"a2", "L-1", "Emir Dyer", "PA", "South", "01/05/2026", "", ""}
	for what, rows := range map[string][][]any{"the old one first": {old, new}, "the new one first": {new, old}} {
		t.Run(what, func(t *testing.T) {
			g := withPeople(t, "L-1")
			report := g.fed(night, extract{allocations: rows}.zip(t))
			if a := g.person("L-1").Allocations; len(a) != 2 || a[0].Until != may1 || a[1].Until != care.Forever {
				t.Errorf("allocations %+v\n%s", a, report.Text())
			}
		})
	}
}

func TestAnAllocationThatEndsWithoutAWorkerOrARole(t *testing.T) {
	row := func(worker, role, team, to string) extract {
		return extract{allocations: [][]any{{"a1", "L-1", worker, role, team, "01/03/2026", to, ""}}}
	}
	named := row("Emir Dyer", "PA", "North", "")
	for _, c := range []struct {
		what  string
		was   []extract
		is    extract
		until care.Day // of what the row had told
		asks  string   // part of the question
		notes string
	}{
		{"the worker is gone from the row that ends", []extract{named}, row("", "PA", "North", "01/05/2026"), may1, "", ""},
		{"the post is vacant", []extract{named}, row("Vacant", "PA", "North", "01/05/2026"), may1, "", ""},
		{"the role is gone", []extract{named}, row("Emir Dyer", "", "North", "01/05/2026"), may1, "in which role", ""},
		{"the worker is gone, and no end is said", []extract{named}, row("", "PA", "North", ""), care.Forever, "since when nobody does", ""},
		{"it never had a worker nor a team", nil, row("", "PA", "", "01/05/2026"), 0, "whose allocation", ""},
		{"it is of a team", nil, row("", "PA", "North", "01/05/2026"), 0, "", "until another does"},
	} {
		t.Run(c.what, func(t *testing.T) {
			g := withPeople(t, "L-1")
			for _, x := range c.was {
				g.fed(night-1, x.zip(t))
			}
			report := g.fed(night, c.is.zip(t))
			p, text := g.person("L-1"), report.Text()
			if len(p.Allocations) > 0 && p.Allocations[0].Until != c.until || (len(p.Questions) > 0) != (c.asks != "") || !strings.Contains(text, c.asks) || !strings.Contains(text, c.notes) {
				t.Errorf("allocations %+v\n%s", p.Allocations, text)
			}
			stored := len(g.events)
			if g.fed(night+1, c.is.zip(t)); len(g.events) != stored+2 {
				t.Errorf("the next night: %d new events", len(g.events)-stored)
			}
		})
	}
}

func TestAVisitThatIsStillToComeIsNoQuestion(t *testing.T) {
	row := func(on, outcome string) extract {
		return extract{contacts: [][]any{{"c1", "L-1", on, "Home visit", outcome, "", "", ""}}}
	}
	for _, c := range []struct {
		outcome string
		asks    int
	}{{"", 0}, {"Planned", 0}, {"Cancelled", 0}, {"Seen", 1}} {
		t.Run("outcome "+c.outcome, func(t *testing.T) {
			g := withPeople(t, "L-1")
			g.fed(night-1, row("02/06/2026", "Seen").zip(t))
			file := row("05/07/2026", c.outcome).zip(t)
			report := g.fed(night, file)
			p := g.person("L-1")
			if len(p.Contacts) != c.asks || len(p.Questions) != c.asks || c.asks == 0 && !strings.Contains(report.Text(), "planned for 5 July 2026") {
				t.Errorf("%d contacts, questions %+v\n%s", len(p.Contacts), p.Questions, report.Text())
			}
			stored := len(g.events)
			if g.fed(night, file); len(g.events) != stored {
				t.Errorf("again: %d new events", len(g.events)-stored)
			}
		})
	}
	g := withPeople(t, "L-1")
	report := g.contactsOf(cells{{"ID", "Date", "Type", "Outcome", "Seen"}, {"L-1", "05/07/2026", "Home visit", "", "N"}}.sheet().csv(','))
	if report.Questions() != 0 || !strings.Contains(report.Text(), "planned for 5 July 2026") {
		t.Errorf("without an id: %s", report.Text())
	}
}

func TestRolesAsCaseSystemsCallThem(t *testing.T) {
	check(t, func(s string) string { return inWords(readRole(s), spelt) }, []readCase{
		{"Annex A's spelling", "Personal Advisor", "personal_adviser"},
		{"the service behind", "Personal Advisor (Leaving Care)", "personal_adviser"},
		{"the age in front", "16+ Personal Adviser", "personal_adviser"},
		{"the age behind", "PA 16+", "personal_adviser"},
		{"a team only", "Team", ""},
		{"a worker of whom nobody says which", "Allocated Worker", "?"},
		{"a second one", "Secondary Worker", "?"},
		{"a second personal adviser", "Secondary Personal Adviser", "?"},
	})
}

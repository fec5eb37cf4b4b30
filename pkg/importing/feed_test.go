package importing

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
)

func TestAnExtractOfTheCaseSystem(t *testing.T) {
	for what, file := range map[string][]byte{"a ZIP of CSV files": usualExtract().zip(t), "a workbook": usualExtract().xlsx(t)} {
		t.Run(what, func(t *testing.T) {
			g := withPeople(t, "L-1")
			report := g.fed(night, file)
			if !report.Finished || report.Counts[Changed] != 4 || report.Questions() != 0 {
				t.Fatalf("answered %s", report.Text())
			}
			p := g.person("L-1")
			switch {
			case len(p.Homes) != 1 || p.Homes[0].Facts.HowKnown != care.FromFeed || p.Homes[0].Facts.Postcode != "ZZ1 1AA" || !p.Homes[0].Facts.StartKnown():
				t.Errorf("homes %+v", p.Homes)
			case p.Homes[0].Assessments[0].Facts.HowKnown != care.FromFeed || p.Homes[0].Assessments[0].Facts.Suitable != care.Yes:
				t.Errorf("assessments %+v", p.Homes[0].Assessments)
			case len(p.Allocations) != 1 || p.Allocations[0].Facts.Role != care.PersonalAdviser || len(p.Teams) != 1:
				t.Errorf("allocations %+v", p.Allocations)
			case len(p.Contacts) != 1 || p.Contacts[0].Facts.By.Capacity != care.AsPersonalAdviser || len(p.Attempts) != 1:
				t.Errorf("contacts %+v", p.Contacts)
			}
			var finished care.ImportFinished
			for _, e := range g.events {
				if f, ok := e.Fact.(care.ImportFinished); ok {
					finished = f
				}
			}
			if at, _ := finished.CompleteTo.Instant(); finished.Source != usualFeed || !at.Equal(night.Start().Add(6*time.Hour)) {
				t.Errorf("finished %+v", finished)
			}
			stored := len(g.events)
			if again := g.fed(night, file); len(g.events) != stored || again.Counts[AlreadyKnown] != 4 {
				t.Errorf("again: %d new events; %s", len(g.events)-stored, again.Text())
			}
			if next := g.fed(night+1, file); len(g.events) != stored+2 || !next.Finished {
				t.Errorf("the next night with nothing new: %d new events", len(g.events)-stored)
			}
		})
	}
}

func TestACorrectionInTheCaseSystemCorrectsOurRecord(t *testing.T) {
	g := withPeople(t, "L-1")
	g.fed(night, usualExtract().zip(t))
	x := usualExtract()
	x.contacts[0] = []any{"c1", "L-1", "01/06/2026", "Phone", "spoke", "Emir Dyer", "fine", ""}
	x.contacts[1] = []any{"c2", "L-1", "03/06/2026", "Phone", "spoke", "Emir Dyer", "", ""} // it was no attempt
	x.moves[0] = []any{"m1", "L-1", "D", "12/05/2026", "05/06/2026", "ZZ1 1AA", "N", ""}
	x.allocations[0] = []any{"a1", "L-1", "Jae Vang", "PA", "North", "01/05/2026", "01/06/2026", ""}
	report := g.fed(night+1, x.zip(t))
	if !report.Finished || report.Counts[Changed] != 4 {
		t.Fatalf("answered %s", report.Text())
	}
	p := g.person("L-1")
	switch {
	case len(p.Contacts) != 2 || p.Contacts[0].Facts.How != care.Called || p.Contacts[0].Facts.When.Day() != june1 || len(p.Attempts) != 0:
		t.Errorf("contacts %+v, attempts %+v", p.Contacts, p.Attempts)
	case len(p.Homes) != 1 || p.Homes[0].Facts.Residence != "D" || p.Homes[0].Until != care.NewDay(2026, time.June, 5) || len(p.Homes[0].Assessments) != 1 || p.Homes[0].Assessments[0].Facts.Suitable != care.No:
		t.Errorf("homes %+v", p.Homes)
	case len(p.Allocations) != 1 || p.Allocations[0].Facts.Staff != care.NewStaffID(council, "Jae Vang") || p.Allocations[0].Until != june1:
		t.Errorf("allocations %+v", p.Allocations)
	}
	g.fed(night+2, usualExtract().zip(t)) // and all back again
	if p := g.person("L-1"); len(p.Contacts) != 1 || p.Contacts[0].Facts.How != care.SawAtHome || len(p.Attempts) != 1 || p.Homes[0].Facts.Residence != "U" || p.Homes[0].Out != nil || p.Allocations[0].Until != care.Forever {
		t.Errorf("back again: contacts %+v, attempts %+v, homes %+v, allocations %+v", p.Contacts, p.Attempts, p.Homes, p.Allocations)
	}
}

func TestARowThatIsDeletedTakesOurRecordBack(t *testing.T) {
	g := withPeople(t, "L-1")
	g.fed(night, usualExtract().zip(t))
	x := usualExtract()
	for _, rows := range [][][]any{x.allocations, x.moves, x.contacts} {
		for _, row := range rows {
			row[len(row)-1] = "Y"
		}
	}
	g.fed(night+1, x.zip(t))
	if p := g.person("L-1"); len(p.Contacts)+len(p.Attempts)+len(p.Homes)+len(p.Allocations)+len(p.Teams) != 0 {
		t.Errorf("left: %+v", p)
	}
	stored := len(g.events)
	if g.fed(night+2, x.zip(t)); len(g.events) != stored+2 {
		t.Errorf("deleted again: %d new events", len(g.events)-stored)
	}
	g.fed(night+3, usualExtract().zip(t)) // deleted by mistake
	if p := g.person("L-1"); len(p.Contacts) != 1 || len(p.Attempts) != 1 || len(p.Homes) != 1 || len(p.Allocations) != 1 {
		t.Errorf("restored: %+v", p)
	}
}

func TestARowThatTurnsOutNotToHaveTakenPlaceIsTakenBack(t *testing.T) {
	for _, deleted := range []string{"", "N"} {
		g := withPeople(t, "L-1")
		x := extract{contacts: [][]any{{"c1", "L-1", "02/06/2026", "Home visit", "Seen", "", "", deleted}}}
		g.fed(night, x.zip(t))
		x.contacts[0][4] = "Cancelled"
		report := g.fed(night+1, x.zip(t))
		if n := len(g.person("L-1").Contacts); n != 0 || report.Counts[Changed] != 1 {
			t.Errorf("deleted %q: %d contacts\n%s", deleted, n, report.Text())
		}
	}
}

func TestWhatAPersonHasCorrectedHereStandsUntilTheRowSaysSomethingElse(t *testing.T) {
	g := withPeople(t, "L-1")
	g.fed(night, usualExtract().zip(t))
	contact := g.person("L-1").Contacts[0]
	put := contact.Facts
	put.How = care.SawElsewhere
	g.follows("L-1", care.AreaContact, contact.Record, care.Corrected{Facts: put, Reason: "it was in town"})
	g.fed(night+1, usualExtract().zip(t))
	if p := g.person("L-1"); p.Contacts[0].Facts.How != care.SawElsewhere || len(p.Questions) != 0 {
		t.Errorf("contacts %+v, questions %+v", p.Contacts, p.Questions)
	}
	x := usualExtract()
	x.contacts[0][3], x.contacts[0][4] = "Phone", "spoke"
	report := g.fed(night+2, x.zip(t))
	if p := g.person("L-1"); p.Contacts[0].Facts.How != care.SawElsewhere || len(p.Questions) != 1 {
		t.Errorf("contacts %+v: %s", p.Contacts, report.Text())
	}
	g.follows("L-1", care.AreaContact, contact.Record, care.Voided{Reason: "did_not_happen"})
	g.fed(night+3, usualExtract().zip(t))
	if p := g.person("L-1"); len(p.Contacts) != 0 {
		t.Errorf("what was taken back here came again: %+v", p.Contacts)
	}
}

// The same extract again changes nothing, be they meanwhile merged into somebody
// else; and what changes after it is a correction of what is there.
func TestAnExtractOfSomebodyWhoWasMergedSinceIsTheSameExtract(t *testing.T) {
	g := withPeople(t, "L-1", "L-2")
	g.fed(night, usualExtract().zip(t))
	g.merges("L-1", "L-2")
	stored := len(g.events)
	report := g.fed(night+1, usualExtract().zip(t))
	if n := len(g.events) - stored; n != 2 || report.Counts[AlreadyKnown] != 4 {
		t.Errorf("%d new events, the last %T\n%s", n, g.events[len(g.events)-2].Fact, report.Text())
	}
	x := usualExtract()
	x.allocations[0][6] = "08/06/2026"
	x.moves[0][4], x.moves[0][6] = "05/06/2026", "N"
	x.contacts[0][4] = "not seen"
	report = g.fed(night+2, x.zip(t))
	p := g.person("L-2")
	switch {
	case len(p.Contacts) != 0 || len(p.Attempts) != 2:
		t.Errorf("%d contacts, attempts %+v\n%s", len(p.Contacts), p.Attempts, report.Text())
	case len(p.Homes) != 1 || p.Homes[0].Until != care.NewDay(2026, time.June, 5) || len(p.Homes[0].Assessments) != 1 || p.Homes[0].Assessments[0].Facts.Suitable != care.No:
		t.Errorf("homes %+v", p.Homes)
	case len(p.Allocations) != 1 || p.Allocations[0].Until != care.NewDay(2026, time.June, 8) || len(p.Teams) != 1:
		t.Errorf("allocations %+v", p.Allocations)
	}
}

func TestAHomeThatIsOnRecordHereIsConfirmedAndNotToldTwice(t *testing.T) {
	g := withPeople(t, "L-1")
	g.byHand("L-1", care.AreaAccommodation, care.MovedIn{From: care.From{From: may1}, Residence: "U", Postcode: "zz1 1aa"})
	g.fed(night, usualExtract().zip(t))
	if p := g.person("L-1"); len(p.Homes) != 1 || len(p.Homes[0].Confirmations) != 1 || p.Homes[0].Confirmations[0].Facts.HowKnown != care.FromFeed {
		t.Errorf("homes %+v", p.Homes)
	}
}

func TestARowEndsTheHomeThatIsOnRecordHere(t *testing.T) {
	june5, june8 := care.NewDay(2026, time.June, 5), care.NewDay(2026, time.June, 8)
	move := func(letter, to, deleted string) []any {
		return []any{"m1", "L-1", letter, "10/05/2026", to, "", "", deleted}
	}
	ended := move("U", "05/06/2026", "")
	for _, c := range []struct {
		what   string
		left   care.Day // as a person recorded it
		nights [][]any
		until  care.Day
		homes  int
		asks   int
	}{
		{"on the day that the row says", 0, [][]any{ended}, june5, 1, 0},
		{"at first it had no end", 0, [][]any{move("U", "", ""), ended}, june5, 1, 0},
		{"the end was another", 0, [][]any{move("U", "01/06/2026", ""), ended}, june5, 1, 0},
		{"the end was an error", 0, [][]any{ended, move("U", "", "")}, care.Forever, 1, 0},
		{"the row was an error", 0, [][]any{ended, move("U", "05/06/2026", "Y")}, care.Forever, 1, 0},
		{"the row was an error, and is there again", 0, [][]any{ended, move("U", "05/06/2026", "Y"), ended}, june5, 1, 0},
		{"they were there for less than a day", 0, [][]any{move("U", "10/05/2026", "")}, care.NewDay(2026, time.May, 10), 1, 0},
		{"it was elsewhere, which begins when the row does", 0, [][]any{ended, move("D", "05/06/2026", "")}, care.NewDay(2026, time.May, 10), 2, 0},
		{"an end that is still to come ends nothing", 0, [][]any{move("U", "01/09/2026", "")}, care.Forever, 1, 0},
		{"a person has recorded the same end", june5, [][]any{ended}, june5, 1, 0},
		{"a person has recorded another end", june8, [][]any{ended}, june8, 1, 1},
	} {
		t.Run(c.what, func(t *testing.T) {
			g := withPeople(t, "L-1")
			home := g.byHand("L-1", care.AreaAccommodation, care.MovedIn{From: care.From{From: may1}, Residence: "U"})
			if !c.left.IsZero() {
				g.follows("L-1", care.AreaAccommodation, home, care.MovedOut{On: c.left})
			}
			for n, row := range c.nights {
				file := extract{moves: [][]any{row}}.zip(t)
				g.fed(night+care.Day(n), file)
				stored := len(g.events)
				if again := g.fed(night+care.Day(n), file); len(g.events) != stored {
					t.Errorf("again: %d new events\n%s", len(g.events)-stored, again.Text())
				}
			}
			p := g.person("L-1")
			if len(p.Homes) != c.homes || p.Homes[0].Record != home || p.Homes[0].Until != c.until || len(p.Questions) != c.asks {
				t.Errorf("until %v, %d questions, homes %+v", p.Homes[0].Until, len(p.Questions), p.Homes)
			}
		})
	}
}

func TestWhatAnExtractSaysOfADayAfterTheCaseWasClosedIsAskedAbout(t *testing.T) {
	on := care.NewDay(2026, time.June, 2)
	for what, closing := range map[string]care.Fact{
		"they died": care.Died{On: on}, "another authority took over": care.TransferReceived{On: on, By: "E10000098"},
	} {
		for day, asks := range map[string]int{"02/06/2026": 0, "03/06/2026": 3} {
			t.Run(what+", and the rows are of "+day, func(t *testing.T) {
				g := withPeople(t, "L-1")
				x := extract{
					allocations: [][]any{{"a1", "L-1", "Emir Dyer", "PA", "North", day, "08/06/2026", ""}},
					moves:       [][]any{{"m1", "L-1", "U", day, "08/06/2026", "", "Y", ""}},
					contacts:    [][]any{{"c1", "L-1", day, "Phone", "spoke", "Emir Dyer", "", ""}},
				}
				g.follows("L-1", care.AreaCaseload, care.RecordPerson, closing)
				report := g.fed(night, x.zip(t))
				p, told := g.person("L-1"), 1-asks/3
				if len(p.Questions) != asks || len(p.Contacts) != told || len(p.Homes) != told || len(p.Allocations) != told || len(p.Teams) != told {
					t.Errorf("%d questions\n%s", len(p.Questions), report.Text())
				}
				for _, rows := range [][][]any{x.allocations, x.moves, x.contacts} {
					rows[0][7] = "Y"
				}
				g.fed(night+1, x.zip(t))
				if p := g.person("L-1"); len(p.Contacts)+len(p.Homes)+len(p.Allocations)+len(p.Teams) != 0 {
					t.Error("a row that is deleted is not taken back")
				}
			})
		}
	}
}

func TestMovesThatAreNoHomes(t *testing.T) {
	g := withPeople(t, "L-1")
	x := extract{moves: [][]any{
		{"m1", "L-1", "U", "01/05/2026", "", "", "", ""}, {"m2", "L-1", "X", "10/05/2026", "20/05/2026", "", "", ""}, {"m3", "L-1", "R", "25/05/2026", "", "", "", ""},
		{"m4", "L-1", "Foster placement", "26/05/2026", "", "", "", ""}, {"m5", "L-1", "D", "20/05/2026", "10/05/2026", "", "", ""}, {"m6", "L-1", "B", "01/06/2026", "01/09/2026", "", "", ""}, {"", "L-1", "B", "01/06/2026", "", "", "", ""},
	}}
	report := g.fed(night, x.zip(t))
	p := g.person("L-1")
	switch {
	case len(p.Absences) != 1 || p.Absences[0].Back.Facts.On != may20 || len(p.NotKnown) != 1:
		t.Errorf("absences %+v, not known %+v", p.Absences, p.NotKnown)
	case len(p.Homes) != 2 || p.Homes[1].Facts.ExpectedEnd != care.NewDay(2026, time.September, 1) || p.Homes[1].Out != nil:
		t.Errorf("homes %+v", p.Homes)
	case len(p.Questions) != 3:
		t.Errorf("questions %+v\n%s", p.Questions, report.Text())
	}
}

func TestAnExtractThatIsRefused(t *testing.T) {
	g := withPeople(t, "L-1")
	g.fed(night, usualExtract().zip(t))
	var half bytes.Buffer
	z := zip.NewWriter(&half)
	w, _ := z.Create("contacts.csv")
	w.Write(usualExtract().sheets()["Contacts"].csv(','))
	z.Close()
	for what, c := range map[string]struct {
		change func(*Job)
		says   string
	}{
		"an older one than is in already":  {func(j *Job) { j.CompleteTo = j.CompleteTo.Add(-48 * time.Hour) }, "would undo"},
		"one that is not said to be whole": {func(j *Job) { j.CompleteTo = time.Time{} }, "--complete-to"},
		"one that is complete to tomorrow": {func(j *Job) { j.Today = night - 1 }, "still to come"},
		"one without its moves":            {func(j *Job) { j.File = bytes.NewReader(half.Bytes()) }, "no sheet of allocations"},
		"a name that is none":              {func(j *Job) { j.Source = "Case System" }, "--source"},
	} {
		t.Run(what, func(t *testing.T) {
			stored := len(g.events)
			job := g.feedJob(night, usualExtract().zip(t))
			c.change(&job)
			if _, err := Import(t.Context(), job); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("it says %v", err)
			}
			if len(g.events) != stored {
				t.Error("something was stored")
			}
		})
	}
}

func TestAnExtractThatBrokeOffIsSentAgainAndNoOlderOne(t *testing.T) {
	g := withPeople(t, "L-1")
	file := usualExtract().zip(t)
	g.refuse = func(e care.Event) error {
		if e.Area == care.AreaContact {
			return errors.New("no answer")
		}
		return nil
	}
	if report := g.fed(night, file); report.Finished || report.Counts[Failed] != 2 {
		t.Fatalf("answered %s", report.Text())
	}
	g.refuse = nil
	if _, err := Import(t.Context(), g.feedJob(night-1, file)); err == nil || !strings.Contains(err.Error(), "would undo") {
		t.Errorf("an older one: it says %v", err)
	}
	if report := g.fed(night, file); !report.Finished || len(g.person("L-1").Contacts) != 1 {
		t.Errorf("again: %s", report.Text())
	}
}

func TestSomebodyWhoseRecordIsIncompleteDoesNotBlindTheFeed(t *testing.T) {
	g := withPeople(t, "L-1", "L-2")
	x := usualExtract()
	for range fewFailed {
		x.contacts = append(x.contacts, []any{"c3", "L-2", "02/06/2026", "Phone", "spoke", "", "", ""})
	}
	job := g.feedJob(night, x.zip(t))
	job.Events = func(ctx context.Context, p care.PersonID) ([]care.Event, error) {
		if p == idOf("L-2") {
			return nil, fmt.Errorf("read them: %w", ErrIncomplete)
		}
		return g.eventsOf(ctx, p)
	}
	report, err := Import(t.Context(), job)
	if err != nil || !report.Finished || report.Counts[Failed] != fewFailed || len(g.person("L-1").Contacts) != 1 {
		t.Fatalf("%v: %s", err, report.Text())
	}
	if last := report.Rows[len(report.Rows)-1]; !strings.Contains(last.Problem, "incomplete") || !strings.Contains(strings.Join(report.Warnings, " "), "25 rows") {
		t.Errorf("the row says %q, the report %q", last.Problem, report.Warnings)
	}
	if report := g.fed(night, x.zip(t)); !report.Finished || report.Counts[Failed] != 0 || len(g.person("L-2").Contacts) != 1 {
		t.Errorf("once it is mended: %s", report.Text())
	}
}

func TestTheSameContactHereAndInTheFeedIsSuspectedTheSame(t *testing.T) {
	g := withPeople(t, "L-1")
	g.byHand("L-1", care.AreaContact, care.ContactMade{How: care.SawAtHome, When: care.OnDay(care.NewDay(2026, time.June, 2))})
	g.fed(night, usualExtract().zip(t))
	if p := g.person("L-1"); len(p.Contacts) != 2 || len(p.CountedContacts()) != 1 || len(p.SuspectedSame()) != 1 {
		t.Errorf("%d contacts, %d counted, %d suspected", len(p.Contacts), len(p.CountedContacts()), len(p.SuspectedSame()))
	}
}

// Whatever nights bring, our record is what the last night said, and the same
// night again changes nothing.
func TestOurRecordIsWhatTheLastNightSaid(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		g := withPeople(t, "L-1")
		var last extract
		for n := range rapid.IntRange(1, 3).Draw(rt, "nights") {
			last = anyExtract(rt)
			file := last.zip(t)
			report := g.fed(night+care.Day(n), file)
			stored := len(g.events)
			again := g.fed(night+care.Day(n), file)
			if !report.Finished || !again.Finished || len(g.events) != stored {
				rt.Fatalf("the same night again appended %d events, the last %T\n%s", len(g.events)-stored, g.events[len(g.events)-1].Fact, report.Text())
			}
		}
		want := withPeople(t, "L-1")
		want.fed(night, last.zip(t))
		if got, want := standsIn(g.person("L-1")), standsIn(want.person("L-1")); !slices.Equal(got, want) {
			rt.Fatalf("after all nights\n%s\nafter the last alone\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
}

func anyExtract(rt *rapid.T) extract {
	pick := func(name string, from ...any) any { return rapid.SampledFrom(from).Draw(rt, name) }
	var x extract
	for i := range 2 {
		id := fmt.Sprint(i)
		x.allocations = append(x.allocations, []any{id, "L-1", pick("worker", "Emir Dyer", "Jae Vang"), pick("role", "PA", "SW"), pick("team", "North", "South"), fmt.Sprintf("0%d/05/2026", i+1), pick("until", "", "20/05/2026", "21/05/2026"), pick("gone", "", "Y", "N")})
		x.moves = append(x.moves, []any{id, "L-1", pick("home", "U", "D", "X", "R"), fmt.Sprintf("0%d/05/2026", i+1), pick("to", "", "20/05/2026", "21/05/2026"), "", "", pick("gone", "", "Y", "N")})
		x.contacts = append(x.contacts, []any{id, "L-1", pick("date", "01/06/2026", "02/06/2026"), pick("type", "Home visit", "Phone"), pick("outcome", "spoke", "no reply", "entered in error"), "", pick("note", "", "a"), pick("gone", "", "Y", "N")})
	}
	return x
}

// standsIn is what is in force of somebody, without where it stands in the log.
func standsIn(p care.Person) []string {
	var all []string
	for _, c := range p.Contacts {
		all = append(all, fmt.Sprintf("%+v", c.Facts))
	}
	for _, a := range p.Attempts {
		all = append(all, fmt.Sprintf("%+v", a.Facts))
	}
	for _, h := range p.Homes {
		all = append(all, fmt.Sprintf("%+v until %v", h.Facts, h.Until))
	}
	for _, a := range p.Absences {
		all = append(all, fmt.Sprintf("%+v back %v", a.Facts, a.Back != nil))
	}
	for _, n := range p.NotKnown {
		all = append(all, fmt.Sprintf("%+v", n.Facts))
	}
	for _, a := range p.Allocations {
		all = append(all, fmt.Sprintf("%+v until %v", a.Facts, a.Until))
	}
	for _, x := range p.Teams {
		all = append(all, fmt.Sprintf("%+v", x.Facts))
	}
	slices.Sort(all)
	return all
}

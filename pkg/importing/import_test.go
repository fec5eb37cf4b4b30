package importing

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
)

func answersOf(r Report) []Answer {
	var all []Answer
	for _, row := range r.Rows {
		all = append(all, row.Answer)
	}
	return all
}

func TestEveryRowHasItsAnswer(t *testing.T) {
	g := newRegister(t)
	g.imported(may1, mia("1", person{ColumnContact: nil}), mia("2", person{ColumnContact: nil}), mia("gone"))
	report := g.imported(june1, mia("3"), mia(""), mia("2", person{ColumnContact: nil}), mia("1", person{ColumnAccommodation: "B"}), mia("7.96E+06"))
	if want := []Answer{TakenOn, SetAside, AlreadyKnown, Changed, SetAside}; !slices.Equal(answersOf(report), want) {
		t.Errorf("answered %v, want %v", answersOf(report), want)
	}
	if want := []care.PersonID{idOf("gone")}; !slices.Equal(report.NotOnTheList, want) {
		t.Errorf("not on the list are %v, want %v", report.NotOnTheList, want)
	}
	if n := len(g.person("gone").Listings); n != 1 {
		t.Errorf("who is not on the list has %d listings", n)
	}
	set := map[string]care.RowSetAside{}
	for _, e := range g.events {
		switch f := e.Fact.(type) {
		case care.RowSetAside:
			set[f.Value] = f
		case care.ImportFinished:
			if f.AsAt == june1 && (f.Rows["taken"] != 1 || f.Rows["not_yet_on_the_register"] != 2) {
				t.Errorf("finished with %v", f.Rows)
			}
		}
	}
	blank := set[""]
	if len(set) != 2 || blank.Column != string(ColumnID) || blank.Row != 3 || blank.Owner != care.NewStaffID(council, "Emir Dyer") || blank.Cells["Type of Accommodation"] != "U: Independent living" {
		t.Errorf("set aside: %+v", set)
	}
}

func TestARowSetAsideIsTheSameInTheNextList(t *testing.T) {
	g := newRegister(t)
	g.imported(may1, mia("", person{ColumnContact: nil, ColumnAge: 20}), mia("", person{ColumnContact: nil, ColumnAge: 20}))
	row := g.imported(june1, mia("", person{ColumnContact: nil, ColumnAge: 21})).Rows[0]
	aside := 0
	for _, e := range g.events {
		if _, ok := e.Fact.(care.RowSetAside); ok {
			aside++
		}
	}
	if aside != 2 || row.Answer != SetAside || !slices.Contains(row.Notes, "set aside before") {
		t.Errorf("%d rows are set aside, answered %+v", aside, row)
	}
}

func TestTwoRowsOfOnePerson(t *testing.T) {
	g := newRegister(t)
	report := g.imported(june1, mia("1", person{ColumnActivity: nil}), mia("2"), mia("1"), mia("1", person{ColumnAccommodation: "B", ColumnContact: "soon"}))
	if want := []Answer{TakenOn, TakenOn, AlreadyKnown, AlreadyKnown}; !slices.Equal(answersOf(report), want) {
		t.Errorf("answered %v", answersOf(report))
	}
	p := g.person("1")
	if len(p.Homes) != 1 || p.Homes[0].Facts.Residence != "U" {
		t.Errorf("the first row did not stand: %+v", p.Homes)
	}
	if len(p.Activities) != 1 {
		t.Error("what only the second row says was lost")
	}
	if len(report.Rows[0].Questions) != 0 || len(report.Rows[2].Questions) != 0 {
		t.Error("rows that agree are asked about")
	}
	if want := []Column{ColumnContact, ColumnAccommodation}; !slices.Equal(asks(report.Rows[3]), want) {
		t.Errorf("asked about %v, want %v", asks(report.Rows[3]), want)
	}
	for _, q := range p.Questions {
		if q.Facts.Row != 5 {
			t.Errorf("the question is about row %d", q.Facts.Row)
		}
	}
}

func TestWhatBrokeOffGoesOnWhereItBrokeOff(t *testing.T) {
	whole, broken := newRegister(t), newRegister(t)
	list := []person{mia("1"), mia("2", person{ColumnAccommodation: "X"}), mia("3"), mia("")}
	whole.imported(june1, list...)
	// Every send fails once, at a place that moves on with each run.
	for tries := 0; ; tries++ {
		sent := 0
		broken.refuse = func(care.Event) error {
			if sent++; sent > 3+tries {
				return errors.New("no answer")
			}
			return nil
		}
		report, err := List9(t.Context(), broken.job(june1, listOf(list...).csv(',')))
		if err == nil && report.Finished {
			break
		}
		if err == nil && report.Counts[Failed] == 0 && len(report.Warnings) == 0 {
			t.Fatalf("it says that nothing failed, and is not finished: %+v", report)
		}
		if tries > 100 {
			t.Fatal("it never finishes")
		}
	}
	if got, want := facts(broken), facts(whole); !slices.Equal(got, want) {
		t.Errorf("broken off and gone on with, the log holds\n%s\nand in one go\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// facts are the events of a register without their order, but for how the
// import says that it ended: that depends on when.
func facts(g *register) []string {
	var all []string
	for _, e := range g.events {
		if _, ended := e.Fact.(care.ImportFinished); !ended {
			all = append(all, fmt.Sprintf("%s %s %+v", e.Person, e.ID, e.Fact))
		}
	}
	slices.Sort(all)
	return all
}

func TestAFailureIsOneRowsAndSaysSo(t *testing.T) {
	g := newRegister(t)
	g.refuse = func(e care.Event) error {
		if e.Person == idOf("2") {
			return errors.New("no answer from the log")
		}
		return nil
	}
	report := g.imported(june1, mia("1"), mia("2"), mia("3"))
	if want := []Answer{TakenOn, Failed, TakenOn}; !slices.Equal(answersOf(report), want) || report.Finished {
		t.Errorf("answered %v, finished %v", answersOf(report), report.Finished)
	}
	if !strings.Contains(report.Rows[1].Problem, "no answer") || !strings.Contains(report.Text(), "failed") {
		t.Errorf("the row says %q", report.Rows[1].Problem)
	}
	if len(report.NotOnTheList) != 0 {
		t.Error("who failed is called missing from the list")
	}
}

func TestAFactThatTheLogRefusesBecomesAQuestion(t *testing.T) {
	g := newRegister(t)
	job := g.job(june1, listOf(mia("1")).csv(','))
	job.Send = func(ctx context.Context, e care.Event, after uint64) (Reply, error) {
		if _, ok := e.Fact.(care.PlanReviewed); ok {
			return Reply{Outcome: Refused, Detail: "This is before they were born: check the day."}, nil
		}
		return g.send(ctx, e, after)
	}
	report, err := List9(t.Context(), job)
	if err != nil {
		t.Fatal(err)
	}
	p := g.person("1")
	if !slices.Equal(asks(report.Rows[0]), []Column{ColumnReview}) || len(p.Questions) != 1 || len(p.Teams) != 1 || report.Rows[0].Answer != TakenOn {
		t.Errorf("answered %+v", report.Rows[0])
	}
}

func TestWhenTheLogIsAwayTheRestIsNotTried(t *testing.T) {
	g := newRegister(t)
	var people []person
	for i := range 500 {
		people = append(people, mia(fmt.Sprint("p", i)))
	}
	tried := 0
	g.refuse = func(e care.Event) error {
		if e.Area == care.AreaImport {
			return nil
		}
		tried++
		return errors.New("no answer")
	}
	report := g.imported(june1, people...)
	if len(report.Rows) != 500 || report.Counts[Failed] != 500 {
		t.Errorf("%d rows answered: %v", len(report.Rows), report.Counts)
	}
	if tried > 2*(fewFailed+abreast) {
		t.Errorf("%d sends were tried", tried)
	}
}

func TestWhoMayNotImportAndListsOfNoDay(t *testing.T) {
	g := newRegister(t)
	for what, change := range map[string]func(*Job){
		"nobody has signed in":      func(j *Job) { j.Caller = access.Caller{} },
		"a personal adviser":        func(j *Job) { j.Caller.Staff, j.Caller.Roles = idOf("a"), []care.StaffRole{care.RolePA} },
		"a list without a day":      func(j *Job) { j.AsAt = 0 },
		"a list of a day to come":   func(j *Job) { j.Today = may1 },
		"a list that is not a list": func(j *Job) { j.File = strings.NewReader("nothing") },
	} {
		t.Run(what, func(t *testing.T) {
			job := g.job(june1, listOf(mia("1")).csv(','))
			change(&job)
			if _, err := List9(t.Context(), job); err == nil {
				t.Error("it was taken")
			}
			if len(g.events) != 0 {
				t.Error("something was stored")
			}
		})
	}
}

func TestAnAgeThatDoesNotFitSaysThatTheDayIsWrong(t *testing.T) {
	g := newRegister(t)
	report := g.imported(june1, mia("1", person{ColumnAge: 18.6}), mia("2", person{ColumnAge: 17}), mia("3", person{ColumnAge: 20}))
	if len(report.Warnings) != 1 || !strings.Contains(report.Warnings[0], "2 of 3") {
		t.Errorf("warnings %q", report.Warnings)
	}
}

func TestProgressCountsEveryRow(t *testing.T) {
	g := newRegister(t)
	job := g.job(june1, listOf(mia("1"), mia("2"), mia("1"), mia("")).csv(','))
	var seen []int
	job.Progress = func(done, total int) {
		if total != 4 {
			t.Errorf("of %d rows", total)
		}
		seen = append(seen, done)
	}
	if _, err := List9(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	if len(seen) < 2 || seen[len(seen)-1] != 4 || !slices.IsSorted(seen) {
		t.Errorf("told %v", seen)
	}
}

func TestTheReport(t *testing.T) {
	g := newRegister(t)
	s := listOf(mia("1", person{ColumnAccommodation: "Hostel"}), mia(""))
	s.headings = append(slices.Clone(s.headings), "Surname")
	s.rows = append(s.rows, []any{"Total", 2})
	report, err := List9(t.Context(), g.job(june1, s.csv(',')))
	if err != nil {
		t.Fatal(err)
	}
	text := report.Text()
	for _, want := range []string{
		"Annex A List 9 of 1 June 2026, headings in row 1: 2 rows", "new on the register: 1", "not yet on the register: 1", "cells to settle: 2",
		"heading not used: Surname", `? Type of Accommodation "Hostel"`, "row 4: left out, a total", "row 2 (1): new on the register: registered",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("it does not say %q:\n%s", want, text)
		}
	}
	b, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	var back Report
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	if back.Text() != text {
		t.Error("the report is not the same after JSON")
	}
}

func TestTheSampleRegisterIsTakenWhole(t *testing.T) {
	g := newRegister(t)
	asAt := care.NewDay(2024, 1, 31)
	for _, name := range []string{"sfdl_Annex_A_2024_Jan.xlsx", "sfdl_annex_a_list9.csv"} {
		report, err := List9(t.Context(), g.job(asAt, samples(t, name)))
		if err != nil {
			t.Fatal(err)
		}
		if n := len(report.Rows); n != 6 || report.Questions() != 0 || !report.Finished {
			t.Errorf("%s: %s", name, report.Text())
		}
	}
	p := g.person("4939073") // nothing but "Yes"
	if len(p.Listings) != 1 || p.Listings[0].Facts.InTouch != care.ListedYes || len(p.Spoken)+len(p.Homes) > 0 {
		t.Errorf("%+v", p)
	}
}

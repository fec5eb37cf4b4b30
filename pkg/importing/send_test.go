package importing

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
)

func TestWhatARefusalMeansForARow(t *testing.T) {
	for _, c := range []struct {
		what   string
		err    error
		want   Outcome
		failed bool
		detail string
	}{
		{"other facts under the id", problem.New(problem.Taken, "It is taken."), Taken, false, "It is taken."},
		{"a field that is wrong", care.Problems{{Pointer: "/from", Detail: "Enter another day"}}, Refused, false, "Enter another day."},
		{"something on record excludes it", problem.New(problem.Conflict, "They died."), Refused, false, "They died."},
		{"the record is sealed", problem.New(problem.Gone, "It is sealed."), Refused, false, "It is sealed."},
		{"somebody was quicker", problem.New(problem.MovedOn, "Look again."), 0, true, "Look again."},
		{"nobody answers", problem.New(problem.Unavailable, "Try again."), 0, true, "Try again."},
		{"no answer in time", context.DeadlineExceeded, 0, true, ""},
		{"they may not", problem.New(problem.Forbidden, "Ask somebody."), 0, true, "Ask somebody."},
	} {
		t.Run(c.what, func(t *testing.T) {
			reply, err := refusal(c.err)
			if (err != nil) != c.failed || !c.failed && (reply.Outcome != c.want || reply.Detail != c.detail) {
				t.Errorf("it means %+v, %v", reply, err)
			}
			if c.failed && !strings.Contains(err.Error(), c.detail) {
				t.Errorf("it says %q", err)
			}
		})
	}
}

func TestWhatElseCanGoWrong(t *testing.T) {
	unanswered := errors.New("no answer")
	list := listOf(mia("1"))
	t.Run("the import cannot be begun", func(t *testing.T) {
		g := newRegister(t)
		g.refuse = func(care.Event) error { return unanswered }
		if _, err := List9(t.Context(), g.job(june1, list.csv(','))); !errors.Is(err, unanswered) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("it cannot be said that it is finished", func(t *testing.T) {
		g := newRegister(t)
		g.refuse = func(e care.Event) error {
			if _, ok := e.Fact.(care.ImportFinished); ok {
				return unanswered
			}
			return nil
		}
		if report := g.imported(june1, mia("1")); report.Finished || len(report.Warnings) != 1 {
			t.Errorf("finished %v, warnings %q", report.Finished, report.Warnings)
		}
	})
	t.Run("who is on the register cannot be found out", func(t *testing.T) {
		g := newRegister(t)
		job := g.job(june1, list.csv(','))
		job.Everyone = func(context.Context) ([]care.PersonID, error) { return nil, unanswered }
		report, err := List9(t.Context(), job)
		if err != nil || !report.Finished || len(report.Warnings) != 1 {
			t.Errorf("%v, warnings %q", err, report.Warnings)
		}
	})
	t.Run("a person's record cannot be read", func(t *testing.T) {
		g := newRegister(t)
		job := g.job(june1, list.csv(','))
		job.Events = func(context.Context, care.PersonID) ([]care.Event, error) { return nil, unanswered }
		report, err := List9(t.Context(), job)
		if err != nil || report.Rows[0].Answer != Failed || len(g.person("1").Homes) > 0 {
			t.Errorf("%v, answered %+v", err, report.Rows)
		}
	})
	t.Run("a registration is refused", func(t *testing.T) {
		g := newRegister(t)
		job := g.job(june1, list.csv(','))
		job.Send = func(ctx context.Context, e care.Event, after uint64) (Reply, error) {
			if _, ok := e.Fact.(care.Registered); ok {
				return Reply{Outcome: Refused, Detail: "Enter another id."}, nil
			}
			return g.send(ctx, e, after)
		}
		report, err := List9(t.Context(), job)
		if err != nil || report.Rows[0].Answer != Failed || report.Rows[0].Problem != "Enter another id." {
			t.Errorf("%v, answered %+v", err, report.Rows)
		}
	})
	t.Run("a registration meets one that the tables do not hold yet", func(t *testing.T) {
		g := newRegister(t)
		g.registersByHand("1", may1, care.Relevant)
		job := g.job(june1, list.csv(','))
		job.Events = func(context.Context, care.PersonID) ([]care.Event, error) { return nil, nil }
		report, err := List9(t.Context(), job)
		if err != nil || report.Rows[0].Answer != Failed || len(g.person("1").Homes) > 0 {
			t.Errorf("%v, answered %+v", err, report.Rows)
		}
	})
}

func TestPeopleWhoAreNotOursAreAskedAbout(t *testing.T) {
	for what, f := range map[string]care.Fact{
		"registered in error":                   care.RegisteredInError{Approver: idOf("a manager"), Reason: "twice"},
		"transferred, with the other's receipt": care.TransferReceived{By: "E09000002", On: may20, Receipt: "by letter"},
	} {
		t.Run(what, func(t *testing.T) {
			g := newRegister(t)
			g.registersByHand("1", may1, care.FormerRelevant)
			g.follows("1", care.AreaCaseload, care.RecordPerson, f)
			row := g.imported(june1, mia("1")).Rows[0]
			if p := g.person("1"); len(p.Homes)+len(p.Contacts) > 0 || len(p.Listings) != 1 || !slices.Equal(asks(row), []Column{ColumnID}) {
				t.Errorf("answered %+v", row)
			}
		})
	}
}

func TestTwoListsOfOneDay(t *testing.T) {
	g := newRegister(t)
	g.imported(june1, mia("1", person{ColumnAccommodation: "B"}))
	row := g.imported(june1, mia("1")).Rows[0] // the same list, put right
	if p := g.person("1"); len(p.Homes) != 2 || p.Homes[1].Facts.Residence != "U" || p.Homes[0].Until != june1 || len(row.Questions) > 0 {
		t.Errorf("answered %+v", row)
	}
	g.imported(june1, mia("2", person{ColumnAccommodation: "X"}))
	row = g.imported(june1, mia("2")).Rows[0]
	if p := g.person("2"); p.Absences[0].Back != nil || !slices.Contains(asks(row), ColumnAccommodation) {
		t.Errorf("custody and a home of one day: answered %+v", row)
	}
}

func TestTwoListsOfOneDayThatSayTheSameOfDifferentDetails(t *testing.T) {
	g := newRegister(t)
	blank := person{ColumnUASC: "", ColumnDisability: ""}
	g.imported(june1, mia("1", blank))
	g.imported(june1, mia("1", blank, person{ColumnDisability: "Y"}))
	report := g.imported(june1, mia("1", blank, person{ColumnUASC: "Y"}))
	if d := g.person("1").Details; d.UASC != care.Yes || d.Disability != care.Yes || !report.Finished {
		t.Errorf("details %+v\n%s", d, report.Text())
	}
}

func TestSexBesideGender(t *testing.T) {
	s := listOf(mia("1"), mia("2"))
	s.headings = append(slices.Clone(s.headings), "Sex")
	s.rows[0], s.rows[1] = append(s.rows[0], "a) Male"), append(s.rows[1], "Neither")
	g := newRegister(t)
	report, err := List9(t.Context(), g.job(june1, s.csv(',')))
	if err != nil {
		t.Fatal(err)
	}
	if d := g.person("1").Details; d.Sex != "M" || d.Gender != "Female" {
		t.Errorf("sex %q, gender %q", d.Sex, d.Gender)
	}
	if !slices.Equal(asks(report.Rows[1]), []Column{ColumnSex}) {
		t.Errorf("asked about %v", asks(report.Rows[1]))
	}
}

package importing

import (
	"slices"
	"strings"
	"testing"
	"time"

	care "intouch/pkg/careleaver"
)

// returned imports an OC3 return of the year to 31 March 2026, on 10 June 2026.
func (g *register) returned(rows ...string) Report {
	g.Helper()
	job := g.job(0, []byte("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n"+strings.Join(rows, "\n")+"\n"))
	job.Format, job.Year, job.Today = OC3, 2026, care.NewDay(2026, time.June, 10)
	report, err := Import(g.Context(), job)
	if err != nil {
		g.Fatal(err)
	}
	return report
}

func TestAReturnSpeaksOfTheBirthday(t *testing.T) {
	g := newRegister(t)
	g.on(care.NewDay(2026, time.June, 10))
	report := g.returned("1,15/06/2006,YES,F2,U1", "2,10/12/2002,YES,P5,K2", "3,,NO,0,0")
	if want := []Answer{TakenOn, TakenOn, TakenOn}; !slices.Equal(answersOf(report), want) || report.Questions() != 0 {
		t.Fatalf("answered %s", report.Text())
	}
	turns19, first := care.NewDay(2025, time.June, 15), care.NewDay(2025, time.April, 1)
	one, two, three := g.person("1"), g.person("2"), g.person("3")
	switch {
	case len(one.Spoken) > 0 || one.Listings[0].Facts.InTouch != care.ListedYes || one.Listings[0].Facts.AsAt != turns19:
		t.Errorf("in touch: %+v, %+v", one.Spoken, one.Listings)
	case one.Homes[0].Facts.From != care.From{From: turns19, FromIs: care.NotLaterThan} || one.Homes[0].Facts.HowKnown != care.FromImport:
		t.Errorf("homes %+v", one.Homes)
	case one.Homes[0].Assessments[0].Facts.Suitable != care.Yes || one.Homes[0].Assessments[0].Facts.HowKnown != care.FromImport:
		t.Errorf("assessments %+v", one.Homes[0].Assessments)
	case one.Activities[0].Facts.From != care.From{From: turns19, FromIs: care.NotLaterThan}:
		t.Errorf("activities %+v", one.Activities)
	case one.Registered.Facts.Category != care.NotRecorded || one.Details.Identifiers[1] != care.Identifier{Kind: care.ChildID, ID: "1"}:
		t.Errorf("registered %+v", one.Registered.Facts)
	case two.Homes[0].Facts.From.From != first || two.Homes[0].Assessments[0].Facts.Suitable != care.No:
		t.Errorf("at 23: homes %+v", two.Homes)
	case len(three.Homes)+len(three.Activities)+len(three.NotKnown) > 0 || three.Listings[0].Facts.InTouch != care.ListedNo:
		t.Errorf("nothing but zeros: %+v", three)
	}
}

func TestWhatTheCodesOfAReturnMean(t *testing.T) {
	for _, c := range []struct {
		what, row string
		check     func(care.Person) bool
		asks      []Column
	}{
		{"died", "DIED,0,0", func(p care.Person) bool {
			return p.Died != nil && p.Died.Facts.On == care.NewDay(2026, time.March, 31) && p.Died.Facts.OnIs == care.NotLaterThan && p.DeathSure == nil
		}, nil},
		{"refuses", "REFU,0,0", func(p care.Person) bool {
			return p.Refusals[0].Facts.What == care.RefusesContact && len(p.Refusals[0].Approved) == 0 && len(p.Spoken) == 0
		}, nil},
		{"needs no services", "NREQ,G5,R1", func(p care.Person) bool {
			return p.Refusals[0].Facts.What == care.RefusesServices && len(p.NotKnown) == 1 && len(p.Homes) == 0
		}, nil},
		{"returned home", "RHOM,0,0", func(p care.Person) bool { return p.Registered.Facts.Category == care.NotRecorded && len(p.Homes) == 0 }, []Column{oc3InTouch}},
		{"in custody", "YES,G5,X2", func(p care.Person) bool { return p.Absences[0].Facts.Kind == care.AwayCustody && len(p.Homes) == 0 }, nil},
		{"no fixed abode is a home, and never suitable", "YES,G5,S1", func(p care.Person) bool { return p.Homes[0].Facts.Residence == "S" && len(p.Homes[0].Assessments) == 0 }, []Column{oc3Accommodation}},
		{"a digit that is none", "YES,G5,U9", func(p care.Person) bool { return p.Homes[0].Facts.Residence == "U" && len(p.Homes[0].Assessments) == 0 }, []Column{oc3Accommodation}},
		{"an old code is kept", "YES,F3,U1", func(p care.Person) bool { return p.Activities[0].Facts.Code == "F3" }, nil},
		{"codes that there are not", "MAYBE,Q9,A1", func(p care.Person) bool { return len(p.Homes)+len(p.Activities) == 0 }, []Column{oc3InTouch, oc3Accommodation, oc3Activity}},
	} {
		t.Run(c.what, func(t *testing.T) {
			g := newRegister(t)
			g.on(care.NewDay(2026, time.June, 10))
			row := g.returned("1,15/06/2006," + c.row).Rows[0]
			if p := g.person("1"); row.Answer != TakenOn || !c.check(p) {
				t.Errorf("answered %+v; %+v", row, p)
			}
			if !slices.Equal(asks(row), c.asks) {
				t.Errorf("asked about %v, want %v", asks(row), c.asks)
			}
		})
	}
}

func TestAReturnIsOfThoseWhoTurn17To25(t *testing.T) {
	g := newRegister(t)
	g.on(care.NewDay(2026, time.June, 10))
	report := g.returned("1,01/04/2008,YES,F2,U1", "2,01/04/2009,YES,F2,U1", "3,31/03/2001,YES,F2,U1", "4,31/03/2000,YES,F2,U1")
	for i, asksIt := range []bool{false, true, false, true} {
		if slices.Contains(asks(report.Rows[i]), oc3Birth) != asksIt {
			t.Errorf("row %d asks about %v", report.Rows[i].Row, asks(report.Rows[i]))
		}
	}
	if p := g.person("4"); !p.Details.DateOfBirth.IsZero() || p.Registered.Facts.LocalID != "4" {
		t.Error("who is too old is not on the register, or with that date of birth")
	}
}

func TestWhatIsOnRecordSinceTheBirthdayStandsAgainstAReturn(t *testing.T) {
	g := newRegister(t)
	g.registersByHand("1", may1, care.FormerRelevant)
	g.byHand("1", care.AreaAccommodation, home("D", may1))
	g.on(care.NewDay(2026, time.June, 10))
	g.returned("1,27/03/2006,YES,F2,U1")
	if p := g.person("1"); len(p.Homes) != 1 || p.Homes[0].Facts.Residence != "D" || p.Registered.Facts.Category != care.FormerRelevant {
		t.Errorf("homes %+v", p.Homes)
	}
}

func TestWhoIsKnownByTheirChildIdIsNotRegisteredAgain(t *testing.T) {
	g := newRegister(t)
	g.on(may1)
	g.append(care.Event{ID: idOf("L-1"), Person: idOf("L-1"), Area: care.AreaCaseload, Record: care.RecordPerson, Fact: care.Registered{LocalID: "L-1", Category: care.FormerRelevant,
		Details: care.Details{Identifiers: []care.Identifier{{Kind: care.ChildID, ID: "ab1"}}}}})
	g.on(care.NewDay(2026, time.June, 10))
	row := g.returned("AB1,15/06/2006,YES,F2,U1").Rows[0]
	if row.Person != idOf("L-1") || len(g.person("L-1").Homes) != 1 || g.person("AB1").Registered.Facts.LocalID != "" {
		t.Errorf("answered %+v", row)
	}
}

func TestAReturnAndAListOfOnePersonAreOnePerson(t *testing.T) {
	g := newRegister(t)
	g.on(care.NewDay(2026, time.June, 10))
	g.returned("1,27/03/2006,YES,F2,U1")
	row := g.imported(june1, mia("1")).Rows[0]
	if row.Answer != Changed || g.person("1").Categories[0].Facts.Category != care.FormerRelevant {
		t.Errorf("answered %+v", row)
	}
}

func TestTheYearOfAReturn(t *testing.T) {
	today := care.NewDay(2026, time.June, 10)
	for _, c := range []struct {
		what     string
		year     int
		asAt     care.Day
		wantYear int
		wantDay  care.Day
	}{
		{"a year that is over", 2026, 0, 2026, care.NewDay(2026, time.March, 31)},
		{"the year that goes on", 2027, 0, 2027, today},
		{"a day in March", 0, care.NewDay(2026, time.March, 31), 2026, care.NewDay(2026, time.March, 31)},
		{"a day in April", 0, care.NewDay(2026, time.April, 1), 2027, care.NewDay(2026, time.April, 1)},
		{"neither", 0, 0, 0, 0},
		{"a year to come", 2030, 0, 0, 0},
	} {
		t.Run(c.what, func(t *testing.T) {
			j := Job{Format: OC3, Year: c.year, AsAt: c.asAt, Today: today}
			err := j.collection()
			if c.wantYear == 0 {
				if err == nil || !strings.Contains(err.Error(), "--year") {
					t.Errorf("it says %v", err)
				}
				return
			}
			if err != nil || j.Year != c.wantYear || j.AsAt != c.wantDay {
				t.Errorf("year %d, day %v, %v", j.Year, j.AsAt, err)
			}
		})
	}
}

func TestAReturnOfTheWrongYearWarns(t *testing.T) {
	g := newRegister(t)
	job := g.job(0, []byte("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n1,15/12/2006,YES,F2,U1\n"))
	job.Format, job.Year, job.Today = OC3, 2027, care.NewDay(2026, time.June, 10)
	report, err := Import(t.Context(), job)
	if err != nil || !strings.Contains(report.Text(), "check the year") {
		t.Errorf("%v: %s", err, report.Text())
	}
	if h := g.person("1").Homes; h[0].Facts.From.From != care.NewDay(2026, time.April, 1) {
		t.Errorf("homes %+v", h)
	}
}

func TestTheSampleReturnIsAnsweredWhole(t *testing.T) {
	for _, name := range []string{"d2i_fake_oc3.csv", "oc3_edge_cases.csv"} {
		g := newRegister(t)
		g.on(care.NewDay(2026, time.June, 10))
		job := g.job(0, samples(t, name))
		job.Format, job.Year, job.Today = OC3, 2026, care.NewDay(2026, time.June, 10)
		report, err := Import(t.Context(), job)
		if err != nil || !report.Finished || report.Total == 0 {
			t.Fatalf("%v: %s", err, report.Text())
		}
		t.Log(report.Text())
		stored := len(g.events)
		job = g.job(0, samples(t, name))
		job.Format, job.Year, job.Today = OC3, 2026, care.NewDay(2026, time.June, 10)
		if _, err := Import(t.Context(), job); err != nil || len(g.events) != stored {
			t.Errorf("again: %v, %d new events", err, len(g.events)-stored)
		}
	}
}

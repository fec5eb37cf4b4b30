package importing

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

var (
	may1  = care.NewDay(2026, time.May, 1)
	may20 = care.NewDay(2026, time.May, 20)
	june2 = care.NewDay(2026, time.June, 2)
	july1 = care.NewDay(2026, time.July, 1)
)

func home(letter care.Residence, from care.Day) care.MovedIn {
	return care.MovedIn{From: care.From{From: from}, Residence: letter, HowKnown: care.ToldByPerson}
}

// asks are the columns of the questions about a row.
func asks(r RowReport) []Column {
	var all []Column
	for _, q := range r.Questions {
		all = append(all, q.Column)
	}
	return all
}

func TestARowBecomesAPerson(t *testing.T) {
	g := newRegister(t)
	report := g.imported(june1, mia("7961370"))
	row := report.Rows[0]
	if row.Answer != TakenOn || len(row.Questions) > 0 || !report.Finished {
		t.Fatalf("the row was answered %+v", row)
	}
	p := g.person("7961370")
	d := p.Details
	switch {
	case p.Registered.Facts.Category != care.FormerRelevant || p.Registered.Facts.HowKnown != care.FromImport || !p.Registered.Facts.On.IsZero():
		t.Errorf("registered as %+v", p.Registered.Facts)
	case d.DateOfBirth != care.NewDay(2006, time.March, 27) || d.Gender != "Female" || d.Ethnicity != "WBRI" || d.UASC != care.No || d.Disability != care.No:
		t.Errorf("details %+v", d)
	case len(p.Listings) != 1 || p.Listings[0].Facts.InTouch != care.ListedYes || p.Listings[0].Facts.AsAt != june1:
		t.Errorf("listed %+v", p.Listings)
	case len(p.Contacts) != 1 || p.Contacts[0].Facts.How != care.NotStated || p.Contacts[0].Facts.When != care.OnDay(care.NewDay(2026, time.May, 5)):
		t.Errorf("contacts %+v", p.Contacts)
	case len(p.Seen) != 0 || len(p.Tried) != 0:
		t.Error("a date without a method moved more than in touch")
	case len(p.Homes) != 1 || p.Homes[0].Facts.Residence != "U" || p.Homes[0].Facts.StartKnown() || p.Homes[0].Facts.HowKnown != care.FromImport:
		t.Errorf("homes %+v", p.Homes)
	case len(p.Homes[0].Assessments) != 1 || p.Homes[0].Assessments[0].Facts.Suitable != care.Yes:
		t.Errorf("assessments %+v", p.Homes[0].Assessments)
	case len(p.Activities) != 1 || p.Activities[0].Facts.Code != "F2" || p.Activities[0].Facts.StartKnown() || p.Activities[0].Facts.ToldOn != june1:
		t.Errorf("activities %+v", p.Activities)
	case len(p.Reviews) != 1 || p.Reviews[0].Facts.On != care.NewDay(2026, time.January, 10):
		t.Errorf("reviews %+v", p.Reviews)
	case len(p.Teams) != 1 || p.Teams[0].Facts.Team != "Care Leavers Team":
		t.Errorf("teams %+v", p.Teams)
	case len(p.Allocations) != 2 || p.Allocations[0].Facts.Staff != care.NewStaffID(council, "emir dyer") || p.Allocations[0].Facts.Role != care.PersonalAdviser || p.Allocations[1].Facts.Role != care.SocialWorker:
		t.Errorf("allocations %+v", p.Allocations)
	}
	for _, e := range g.events {
		if e.Source != Source {
			t.Errorf("%T says that it comes from %q", e.Fact, e.Source)
		}
	}
}

func TestWhatAListSaysOfBeingInTouch(t *testing.T) {
	blank := person{ColumnContact: nil, ColumnAccommodation: nil, ColumnSuitability: nil, ColumnActivity: nil}
	for _, c := range []struct {
		what, cell string
		check      func(care.Person) bool
		asks       []Column
	}{
		{"yes without a date is no contact", "a) Yes", func(p care.Person) bool { return p.Listings[0].Facts.InTouch == care.ListedYes && len(p.Spoken) == 0 }, nil},
		{"no is no absence of anything", "b) No", func(p care.Person) bool { return p.Listings[0].Facts.InTouch == care.ListedNo && len(p.NotKnown) == 0 }, nil},
		{"gone abroad is a home abroad, and contact is still owed", "3 - Yes, gone abroad", func(p care.Person) bool {
			return p.Homes[0].Facts.Residence == "G" && p.Listings[0].Facts.InTouch == care.ListedYes
		}, nil},
		{"residence not known is that whereabouts are not known", "5 - No, residence not known", func(p care.Person) bool {
			return len(p.NotKnown) == 1 && p.NotKnown[0].Facts.From == june1 && len(p.Homes) == 0
		}, nil},
		{"refuses is a refusal said, not approved, and no talk", "d) Refu", func(p care.Person) bool {
			r := p.Refusals[0]
			return r.Facts.What == care.RefusesContact && r.Facts.How == care.NotStated && r.Facts.HowKnown == care.FromImport && len(r.Approved) == 0 && len(p.Spoken) == 0
		}, nil},
		{"no longer requires is a refusal of services", "e) NREQ", func(p care.Person) bool { return p.Refusals[0].Facts.What == care.RefusesServices }, nil},
		{"died is not later than the list's day, to be confirmed", "c) Died", func(p care.Person) bool {
			return p.Died != nil && p.Died.Facts.On == june1 && p.Died.Facts.OnIs == care.NotLaterThan && p.DeathSure == nil
		}, nil},
		{"returned home changes nothing by itself", "f) Rhom", func(p care.Person) bool {
			return p.Registered.Facts.Category == care.FormerRelevant && len(p.Categories) == 0 && len(p.Homes) == 0 && p.Listings[0].Facts.InTouch == care.ListedReturned
		}, []Column{ColumnInTouch}},
		{"not recorded is nothing", "Not Recorded", func(p care.Person) bool { return p.Listings[0].Facts.InTouch == "" }, nil},
		{"a bare number that differs between councils is asked about", "5", func(p care.Person) bool { return p.Listings[0].Facts.InTouch == "" }, []Column{ColumnInTouch}},
	} {
		t.Run(c.what, func(t *testing.T) {
			g := newRegister(t)
			row := g.imported(june1, mia("1", blank, person{ColumnInTouch: c.cell})).Rows[0]
			if row.Answer != TakenOn || !slices.Equal(asks(row), c.asks) {
				t.Errorf("answered %+v", row)
			}
			if p := g.person("1"); !c.check(p) {
				t.Errorf("%+v", p)
			}
			if n := len(g.person("1").Questions); n != len(c.asks) {
				t.Errorf("%d questions are on record", n)
			}
		})
	}
}

func TestWhereAListSaysThatTheyAre(t *testing.T) {
	for _, c := range []struct {
		what  string
		cells person
		check func(care.Person) bool
		asks  []Column
	}{
		{"custody is an absence, not a home", person{ColumnAccommodation: "X: In custody", ColumnSuitability: "b) Unsuitable"}, func(p care.Person) bool {
			return len(p.Homes) == 0 && p.Absences[0].Facts.Kind == care.AwayCustody && !p.Absences[0].Facts.StartKnown()
		}, nil},
		{"R is not known, and not homeless", person{ColumnAccommodation: "R: Residence not known"}, func(p care.Person) bool { return len(p.NotKnown) == 1 && len(p.Homes) == 0 }, nil},
		{"S is known to be homeless, and not unknown", person{ColumnAccommodation: "S: No fixed abode / homeless"}, func(p care.Person) bool { return len(p.NotKnown) == 0 && p.Homes[0].Facts.Residence == "S" }, nil},
		{"deported is a home abroad", person{ColumnAccommodation: "H: Deported", ColumnInTouch: "4 - No, gone abroad"}, func(p care.Person) bool { return p.Homes[0].Facts.Residence == "H" }, nil},
		{"nothing recorded is nothing", person{ColumnAccommodation: "Not recorded", ColumnSuitability: "Not recorded"}, func(p care.Person) bool { return len(p.NotKnown) == 0 && len(p.Homes) == 0 }, nil},
		{"the digit is the suitability", person{ColumnAccommodation: "W2", ColumnSuitability: nil}, func(p care.Person) bool { return p.Homes[0].Assessments[0].Facts.Suitable == care.No }, nil},
		{"the digit and the column disagree", person{ColumnAccommodation: "W2"}, func(p care.Person) bool { return len(p.Homes) == 1 && len(p.Homes[0].Assessments) == 0 }, []Column{ColumnSuitability}},
		{"a placement is asked about", person{ColumnAccommodation: "1 - LAC Foster Placement"}, func(p care.Person) bool { return len(p.Homes) == 0 }, []Column{ColumnAccommodation}},
		{"a placement of somebody still looked after is not", person{ColumnAccommodation: "1 - LAC Foster Placement", ColumnCategory: "d) Eligible child", ColumnBirth: care.NewDay(2009, time.May, 1)}, func(p care.Person) bool {
			return len(p.Homes) == 0 && p.Registered.Facts.LookedAfter == care.Yes && p.Registered.Facts.Category == care.Eligible
		}, nil},
		{"the two columns disagree", person{ColumnInTouch: "5 - No, residence not known"}, func(p care.Person) bool { return len(p.Homes) == 0 && len(p.NotKnown) == 0 }, []Column{ColumnInTouch}},
		{"a word that fits none", person{ColumnAccommodation: "Narrow boat"}, func(p care.Person) bool { return len(p.Homes) == 0 }, []Column{ColumnAccommodation}},
	} {
		t.Run(c.what, func(t *testing.T) {
			g := newRegister(t)
			row := g.imported(june1, mia("1", c.cells)).Rows[0]
			if row.Answer != TakenOn || !slices.Equal(asks(row), c.asks) {
				t.Errorf("answered %+v", row)
			}
			if p := g.person("1"); !c.check(p) {
				t.Errorf("homes %+v, absences %+v, not known %+v", p.Homes, p.Absences, p.NotKnown)
			}
		})
	}
}

func TestDatesThatCannotBe(t *testing.T) {
	g := newRegister(t)
	row := g.imported(june1, mia("1", person{ColumnBirth: care.NewDay(1996, time.March, 27), ColumnContact: june2, ColumnReview: "31/02/2026"})).Rows[0]
	if want := []Column{ColumnBirth, ColumnReview, ColumnContact}; !slices.Equal(asks(row), want) {
		t.Errorf("asked about %v, want %v", asks(row), want)
	}
	p := g.person("1")
	if !p.Details.DateOfBirth.IsZero() || len(p.Contacts) > 0 || len(p.Reviews) > 0 {
		t.Error("a date that cannot be was stored")
	}
	if q := p.Questions[0].Facts; q.Owner != care.NewStaffID(council, "Emir Dyer") || q.Value != "27/03/1996" || q.Row != 2 || !strings.HasSuffix(q.Reason, ".") {
		t.Errorf("the question is %+v", q)
	}
	row = g.imported(june1, mia("2", person{ColumnContact: care.NewDay(2005, time.January, 1)})).Rows[0]
	if !slices.Equal(asks(row), []Column{ColumnContact}) {
		t.Errorf("a contact before birth: asked about %v", asks(row))
	}
}

func TestACategoryThatCannotBeReadIsNotRecorded(t *testing.T) {
	g := newRegister(t)
	row := g.imported(june1, mia("1", person{ColumnCategory: "Care Leaver - PA to 25"})).Rows[0]
	if p := g.person("1"); p.Registered.Facts.Category != care.NotRecorded || !slices.Equal(asks(row), []Column{ColumnCategory}) {
		t.Errorf("category %q, asked about %v", p.Registered.Facts.Category, asks(row))
	}
	g.imported(july1, mia("1"))
	if p := g.person("1"); len(p.Categories) != 1 || p.Categories[0].Facts.Category != care.FormerRelevant {
		t.Errorf("a list that has it did not settle it: %+v", p.Categories)
	}
}

func TestTheWorkerIsTheSocialWorkerWhenNoAdviserIsNamed(t *testing.T) {
	g := newRegister(t)
	row := g.imported(june1, mia("1", person{ColumnAdviser: "Unallocated"})).Rows[0]
	p := g.person("1")
	if len(p.Allocations) != 1 || p.Allocations[0].Facts.Role != care.SocialWorker || p.Allocations[0].Facts.Staff != care.NewStaffID(council, "Jae Vang") {
		t.Errorf("allocations %+v", p.Allocations)
	}
	if !slices.ContainsFunc(row.Notes, func(n string) bool { return strings.Contains(n, "social worker") }) {
		t.Errorf("the row says %q", row.Notes)
	}
	joined := map[care.PersonID]int{}
	for _, e := range g.events {
		if f, ok := e.Fact.(care.StaffJoined); ok {
			joined[e.ID]++
			if len(f.Roles) > 0 {
				t.Error("a list gave somebody a role")
			}
		}
	}
	if len(joined) != 1 {
		t.Errorf("%d members of staff joined", len(joined))
	}
}

func TestARowOfSomebodyMergedIsAboutWhomTheyAreNow(t *testing.T) {
	g := newRegister(t)
	g.registersByHand("new", may1, care.FormerRelevant)
	g.registersByHand("old", may1, care.FormerRelevant)
	g.append(care.Event{ID: uuid.New(), Person: idOf("old"), Area: care.AreaCaseload, Record: care.RecordPerson, Fact: care.Merged{Into: idOf("new"), Reason: "the same"}})
	g.on(june2)
	row := g.imported(june1, mia("old")).Rows[0]
	if row.Person != idOf("new") || len(g.person("new").Homes) != 1 || len(g.person("old").Homes) != 0 {
		t.Errorf("answered %+v", row)
	}
}

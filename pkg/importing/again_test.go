package importing

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

func TestTheSameListAgainChangesNothing(t *testing.T) {
	g := newRegister(t)
	list := []person{
		mia("1"), mia("2", person{ColumnInTouch: "d) Refu", ColumnAccommodation: "X: In custody"}), mia("3", person{ColumnInTouch: "c) Died"}),
		mia("4", person{ColumnAccommodation: "Hostel", ColumnCategory: "Other", ColumnContact: "soon"}), mia("5", person{ColumnAccommodation: "R2"}), mia("-"), mia("-"),
	}
	first := g.imported(june1, list...)
	stored := len(g.events)
	g.on(june2)
	again := g.imported(june1, list...)
	if n := len(g.events) - stored; n != 0 {
		t.Errorf("%d new events, the first %T", n, g.events[stored].Fact)
	}
	for i, row := range again.Rows {
		if row.Answer != AlreadyKnown && first.Rows[i].Answer != SetAside {
			t.Errorf("row %d: %+v", row.Row, row)
		}
		if len(row.What) > 0 || len(row.Questions) != len(first.Rows[i].Questions) {
			t.Errorf("row %d: %q, asked %d, at first %d", row.Row, row.What, len(row.Questions), len(first.Rows[i].Questions))
		}
	}
	if !again.Finished {
		t.Error("the second import did not finish")
	}
}

func TestANewerListChangesWhatDiffers(t *testing.T) {
	g := newRegister(t)
	g.imported(june1, mia("1"))
	g.on(july1)
	row := g.imported(july1, mia("1", person{
		ColumnAccommodation: "B", ColumnSuitability: "b) Unsuitable", ColumnActivity: "G5", ColumnAdviser: "Stefan Rees", ColumnTeam: "Leaving Care North",
		ColumnContact: june2, ColumnReview: june2, ColumnDisability: "a) Yes",
	})).Rows[0]
	if row.Answer != Changed || len(row.Questions) > 0 {
		t.Errorf("answered %+v", row)
	}
	p := g.person("1")
	switch {
	case len(p.Homes) != 2 || p.Homes[1].Facts.Residence != "B" || p.Homes[0].Until != july1:
		t.Errorf("homes %+v", p.Homes)
	case p.Homes[1].Assessments[0].Facts.Suitable != care.No || len(p.Homes[0].Assessments) != 1:
		t.Error("the suitability is not of the new home")
	case len(p.Activities) != 2 || p.Activities[1].Facts.Code != "G5":
		t.Errorf("activities %+v", p.Activities)
	case p.Allocations[0].Until != july1:
		t.Errorf("allocations %+v", p.Allocations)
	case len(p.Teams) != 2 || len(p.Contacts) != 2 || len(p.Reviews) != 2:
		t.Errorf("%d teams, %d contacts, %d reviews", len(p.Teams), len(p.Contacts), len(p.Reviews))
	case p.Details.Disability != care.Yes || p.Details.Ethnicity != "WBRI":
		t.Errorf("details %+v", p.Details)
	}
}

func TestANewerListThatSaysTheSameIsEvidence(t *testing.T) {
	g := newRegister(t)
	g.imported(june1, mia("1"))
	row := g.imported(july1, mia("1")).Rows[0]
	p := g.person("1")
	if row.Answer != AlreadyKnown || len(p.Homes) != 1 || len(p.Homes[0].Confirmations) != 1 || p.Homes[0].Confirmations[0].Facts.HowKnown != care.FromImport {
		t.Errorf("answered %+v, homes %+v", row, p.Homes)
	}
	if len(p.Activities) != 1 || len(p.Activities[0].Confirmations) != 1 || len(p.Contacts) != 1 || len(p.Listings) != 2 {
		t.Errorf("activities %+v, %d contacts, %d listings", p.Activities, len(p.Contacts), len(p.Listings))
	}
}

func TestAnOlderListOverridesNothing(t *testing.T) {
	g := newRegister(t)
	g.imported(june1, mia("1"))
	g.on(june2)
	before := g.person("1")
	row := g.imported(may1, mia("1", person{
		ColumnAccommodation: "B", ColumnSuitability: "b) Unsuitable", ColumnActivity: "G5", ColumnAdviser: "Stefan Rees", ColumnTeam: "Leaving Care North",
		ColumnCategory: "a) Relevant child", ColumnDisability: "a) Yes", ColumnContact: care.NewDay(2026, time.April, 2),
	})).Rows[0]
	p := g.person("1")
	if len(p.Homes) != 1 || len(p.Activities) != 1 || len(p.Teams) != 1 || len(p.Allocations) != 2 || p.Details.Disability != before.Details.Disability || len(p.Categories) != 0 {
		t.Errorf("answered %+v; homes %+v", row, p.Homes)
	}
	if len(p.Contacts) != 2 || p.Spoken[len(p.Spoken)-1].Day() != care.NewDay(2026, time.May, 5) {
		t.Error("an older contact is a contact too, and not the last one")
	}
}

func TestWhatPeopleRecordedStandsAgainstAListOfAnEarlierDay(t *testing.T) {
	g := newRegister(t)
	g.registersByHand("1", may1, care.FormerRelevant)
	g.on(june2)
	flat := g.byHand("1", care.AreaAccommodation, home("D", june2))
	g.byHand("1", care.AreaPathway, care.ActivityStarted{From: care.From{From: june2}, Code: "P5"})
	g.follows("1", care.AreaAccommodation, flat, care.SuitabilityAssessed{On: june2, Suitable: care.No})
	g.follows("1", care.AreaCaseload, care.RecordAdviser, care.AdviserAllocated{Staff: uuid.New(), Role: care.PersonalAdviser, From: june2})
	g.follows("1", care.AreaCaseload, care.RecordAdviser, care.TeamAllocated{Team: "South", From: june2})
	row := g.imported(june1, mia("1", person{ColumnWorker: nil})).Rows[0]
	p := g.person("1")
	if len(p.Homes) != 1 || len(p.Activities) != 1 || len(p.Allocations) != 1 || len(p.Teams) != 1 {
		t.Errorf("answered %+v", row)
	}
	if len(row.Notes) < 4 {
		t.Errorf("the row says only %q", row.Notes)
	}
}

func TestWhatWasRecordedLateOfAnEarlierDayIsForSomebodyToDecide(t *testing.T) {
	g := newRegister(t)
	g.registersByHand("1", may1, care.FormerRelevant)
	g.on(june2)
	g.byHand("1", care.AreaAccommodation, home("D", may20)) // known only after the list's day
	row := g.imported(june1, mia("1")).Rows[0]
	if p := g.person("1"); len(p.Homes) != 1 || !slices.Contains(asks(row), ColumnAccommodation) {
		t.Errorf("answered %+v, homes %+v", row, p.Homes)
	}
}

func TestAMovePlannedAheadDoesNotStandAgainstAList(t *testing.T) {
	g := newRegister(t)
	g.registersByHand("1", may1, care.FormerRelevant)
	g.byHand("1", care.AreaAccommodation, home("D", may1))
	g.byHand("1", care.AreaAccommodation, home("U", july1)) // recorded on 1 May
	g.on(june2)
	row := g.imported(june1, mia("1", person{ColumnAccommodation: "D"})).Rows[0]
	p := g.person("1")
	if len(p.Homes) != 2 || len(p.Homes[0].Confirmations) != 1 || slices.Contains(asks(row), ColumnAccommodation) {
		t.Errorf("answered %+v, homes %+v", row, p.Homes)
	}
}

func TestAHomeSeenSinceIsNotConfirmedByAList(t *testing.T) {
	g := newRegister(t)
	g.registersByHand("1", may1, care.FormerRelevant)
	g.byHand("1", care.AreaAccommodation, home("U", may1))
	g.on(june2)
	g.byHand("1", care.AreaContact, care.ContactMade{How: care.SawAtHome, When: care.OnDay(june2)})
	g.imported(june1, mia("1"))
	if p := g.person("1"); len(p.Homes) != 1 || len(p.Homes[0].Confirmations) != 0 {
		t.Errorf("homes %+v", p.Homes)
	}
}

func TestCustodyEndsByTheSortOfWordThatBeganIt(t *testing.T) {
	custody := person{ColumnAccommodation: "X: In custody", ColumnSuitability: nil}
	t.Run("a list's by a newer list", func(t *testing.T) {
		g := newRegister(t)
		g.imported(may1, mia("1", person{ColumnContact: nil}))
		g.imported(june1, mia("1", custody))
		g.on(july1)
		g.imported(july1, mia("1"))
		p := g.person("1")
		if len(p.Homes) != 1 || p.Absences[0].Back == nil || p.Stretches[len(p.Stretches)-1].State != care.AtHome {
			t.Errorf("homes %+v, absences %+v", p.Homes, p.Absences)
		}
	})
	t.Run("a person's by a person", func(t *testing.T) {
		g := newRegister(t)
		g.registersByHand("1", may1, care.FormerRelevant)
		g.byHand("1", care.AreaAccommodation, care.WentAway{From: care.From{From: may1}, Kind: care.AwayCustody})
		g.on(june2)
		for _, says := range []string{"U", "R"} {
			row := g.imported(june1, mia("1", person{ColumnAccommodation: says})).Rows[0]
			if p := g.person("1"); p.Absences[0].Back != nil || len(p.Homes)+len(p.NotKnown) > 0 || !slices.Contains(asks(row), ColumnAccommodation) {
				t.Errorf("answered %+v", row)
			}
		}
	})
	t.Run("it is confirmed meanwhile", func(t *testing.T) {
		g := newRegister(t)
		g.imported(june1, mia("1", custody))
		g.imported(july1, mia("1", custody))
		if p := g.person("1"); len(p.Absences) != 1 || len(p.Absences[0].Confirmations) != 1 {
			t.Errorf("absences %+v", p.Absences)
		}
	})
}

func TestOneContactIsOneContact(t *testing.T) {
	g := newRegister(t)
	g.registersByHand("1", may1, care.FormerRelevant)
	g.byHand("1", care.AreaContact, care.ContactMade{How: care.Called, When: care.OnDay(care.NewDay(2026, time.May, 5))})
	g.on(june2)
	g.imported(june1, mia("1"))
	g.imported(july1, mia("1"))
	if p := g.person("1"); len(p.Contacts) != 1 {
		t.Errorf("%d contacts", len(p.Contacts))
	}
}

func TestAnAttemptDoesNotBecomeAContact(t *testing.T) {
	g := newRegister(t)
	g.registersByHand("1", may1, care.FormerRelevant)
	g.byHand("1", care.AreaContact, care.Attempted{How: care.TriedCall, When: care.OnDay(care.NewDay(2026, time.May, 5)), Outcome: care.NoAnswer})
	row := g.imported(june1, mia("1")).Rows[0]
	if p := g.person("1"); len(p.Contacts) != 0 || !slices.Contains(asks(row), ColumnContact) {
		t.Errorf("answered %+v", row)
	}
}

func TestAContactTakenBackStaysTakenBack(t *testing.T) {
	g := newRegister(t)
	g.imported(june1, mia("1"))
	contact := g.person("1").Contacts[0]
	g.follows("1", care.AreaContact, contact.Record, care.Voided{Reason: "did_not_happen"})
	g.imported(june1, mia("1"))
	g.imported(july1, mia("1"))
	if p := g.person("1"); len(p.Contacts) != 0 {
		t.Errorf("contacts %+v", p.Contacts)
	}
}

func TestACategoryNeverTakesADutyAwayByItself(t *testing.T) {
	for _, c := range []struct {
		what      string
		from      care.Category
		says      string
		want      care.Category // as last stated
		asks      bool
		careEnded bool
	}{
		{"to qualifying is asked about", care.FormerRelevant, "c) Qualifying", care.FormerRelevant, true, false},
		{"to eligible is asked about", care.Qualifying, "d) Eligible", care.Qualifying, true, false},
		{"from qualifying to relevant is taken", care.Qualifying, "a) Relevant", care.Relevant, false, false},
		{"from eligible to relevant says that care ended", care.Eligible, "a) Relevant", care.Relevant, false, true},
		{"from not recorded to eligible is taken", care.NotRecorded, "d) Eligible", care.Eligible, false, false},
	} {
		t.Run(c.what, func(t *testing.T) {
			g := newRegister(t)
			g.on(may1)
			g.append(care.Event{ID: idOf("1"), Person: idOf("1"), Area: care.AreaCaseload, Record: care.RecordPerson, Fact: care.Registered{LocalID: "1", Category: c.from}})
			g.on(june2)
			row := g.imported(june1, mia("1", person{ColumnCategory: c.says, ColumnBirth: nil})).Rows[0]
			p := g.person("1")
			got := p.Registered.Facts.Category
			if n := len(p.Categories); n > 0 {
				got = p.Categories[n-1].Facts.Category
			}
			if got != c.want || slices.Contains(asks(row), ColumnCategory) != c.asks || (len(p.CareEnded) > 0) != c.careEnded {
				t.Errorf("category %q, answered %+v", got, row)
			}
		})
	}
}

func TestAt18TheCategoryFollowsByItself(t *testing.T) {
	g := newRegister(t)
	born := care.NewDay(2008, time.May, 20)
	g.imported(may1, mia("1", person{ColumnCategory: "a) Relevant", ColumnBirth: born}))
	row := g.imported(june1, mia("1", person{ColumnCategory: "b) Former relevant", ColumnBirth: born})).Rows[0]
	if p := g.person("1"); len(p.Categories) != 0 || len(row.Questions) != 0 {
		t.Errorf("answered %+v", row)
	}
}

func TestADateOfBirthIsFilledAndNeverChanged(t *testing.T) {
	g := newRegister(t)
	g.imported(may1, mia("1", person{ColumnBirth: nil}))
	g.imported(june1, mia("1"))
	if p := g.person("1"); p.Details.DateOfBirth != care.NewDay(2006, time.March, 27) {
		t.Errorf("born %v", p.Details.DateOfBirth)
	}
	row := g.imported(july1, mia("1", person{ColumnBirth: care.NewDay(2005, time.March, 27)})).Rows[0]
	if p := g.person("1"); p.Details.DateOfBirth != care.NewDay(2006, time.March, 27) || !slices.Contains(asks(row), ColumnBirth) {
		t.Errorf("born %v, answered %+v", p.Details.DateOfBirth, row)
	}
}

func TestSomebodyOnRecordAsDeadIsAskedAbout(t *testing.T) {
	g := newRegister(t)
	g.registersByHand("1", may1, care.FormerRelevant)
	g.follows("1", care.AreaCaseload, care.RecordPerson, care.Died{On: may20})
	row := g.imported(june1, mia("1")).Rows[0]
	if p := g.person("1"); p.Died == nil || len(p.Contacts)+len(p.Homes) > 0 || !slices.Contains(asks(row), ColumnInTouch) {
		t.Errorf("answered %+v", row)
	}
}

func TestAContactOnAListAfterTheDeathIsAskedAbout(t *testing.T) {
	g := newRegister(t)
	g.registersByHand("1", may1, care.FormerRelevant)
	g.follows("1", care.AreaCaseload, care.RecordPerson, care.Died{On: may1})
	row := g.imported(june1, mia("1", person{ColumnInTouch: "c) Died", ColumnContact: may20})).Rows[0]
	if p := g.person("1"); len(p.Contacts) > 0 || !slices.Contains(asks(row), ColumnContact) {
		t.Errorf("answered %+v", row)
	}
}

func TestADeathOnAnOlderListIsAskedAboutWhenSomebodyHeardOfThemSince(t *testing.T) {
	g := newRegister(t)
	g.registersByHand("1", may1, care.FormerRelevant)
	g.on(june2)
	g.byHand("1", care.AreaContact, care.ContactMade{How: care.Called, When: care.OnDay(june2)})
	row := g.imported(june1, mia("1", person{ColumnInTouch: "c) Died"})).Rows[0]
	if p := g.person("1"); p.Died != nil || !slices.Contains(asks(row), ColumnInTouch) {
		t.Errorf("answered %+v", row)
	}
}

func TestARefusalIsToldOnceUntilTheyTalkAgain(t *testing.T) {
	g := newRegister(t)
	refuses := person{ColumnInTouch: "d) Refu"}
	g.imported(may1, mia("1", refuses, person{ColumnContact: nil}))
	g.imported(may20, mia("1", refuses, person{ColumnContact: nil}))
	if p := g.person("1"); len(p.Refusals) != 1 {
		t.Errorf("%d refusals", len(p.Refusals))
	}
	g.on(june1)
	g.byHand("1", care.AreaContact, care.ContactMade{How: care.Called, When: care.OnDay(june1)})
	g.imported(may20.AddDays(1), mia("1", refuses)) // they have talked since
	if p := g.person("1"); len(p.Refusals) != 1 {
		t.Error("an older list told a refusal that a talk has overtaken")
	}
	g.imported(july1, mia("1", refuses))
	if p := g.person("1"); len(p.Refusals) != 2 {
		t.Errorf("%d refusals", len(p.Refusals))
	}
}

func TestAQuestionIsAskedOnceHoweverManyListsRepeatIt(t *testing.T) {
	g := newRegister(t)
	unreadable := person{ColumnAccommodation: "Narrow boat"}
	g.imported(may1, mia("1", unreadable, person{ColumnContact: nil}))
	row := g.imported(june1, mia("1", unreadable)).Rows[0]
	if n := len(g.person("1").Questions); n != 1 || !row.Questions[0].Before {
		t.Errorf("%d questions are on record, answered %+v", n, row)
	}
}

func TestAListThatOnlyRepeatsItselfDoesNotUndoWhatAPersonRecorded(t *testing.T) {
	g := newRegister(t)
	list := mia("1", person{ColumnWorker: nil})
	g.imported(may1, list)
	g.on(may20)
	flat := g.byHand("1", care.AreaAccommodation, home("D", may20))
	g.follows("1", care.AreaAccommodation, flat, care.SuitabilityAssessed{On: may20, Suitable: care.Yes})
	g.byHand("1", care.AreaPathway, care.ActivityStarted{From: care.From{From: may20}, Code: "P5"})
	g.follows("1", care.AreaCaseload, care.RecordAdviser, care.AdviserAllocated{Staff: uuid.New(), Role: care.PersonalAdviser, From: may20})
	g.follows("1", care.AreaCaseload, care.RecordAdviser, care.TeamAllocated{Team: "South", From: may20})
	g.follows("1", care.AreaCaseload, care.RecordPerson, care.DetailsChanged{Details: care.Details{Ethnicity: "WIRI"}})
	g.on(june2)
	row := g.imported(june1, list).Rows[0]
	p := g.person("1")
	if len(p.Homes) != 2 || len(p.Activities) != 2 || len(p.Allocations) != 2 || len(p.Teams) != 2 || p.Details.Ethnicity != "WIRI" {
		t.Errorf("answered %+v", row)
	}
	if want := []Column{ColumnEthnicity, ColumnAccommodation, ColumnActivity, ColumnTeam, ColumnAdviser}; !slices.Equal(asks(row), want) {
		t.Errorf("asked about %v, want %v", asks(row), want)
	}
}

func TestANewerListWithNewsChangesWhatAPersonRecordedBeforeIt(t *testing.T) {
	g := newRegister(t)
	g.registersByHand("1", may1, care.FormerRelevant)
	g.byHand("1", care.AreaAccommodation, home("D", may20))
	row := g.imported(june1, mia("1")).Rows[0]
	if p := g.person("1"); len(p.Homes) != 2 || p.Homes[1].Facts.Residence != "U" || p.Homes[0].Until != june1 {
		t.Errorf("answered %+v", row)
	}
}

func TestThatNobodyKnowsIsForAPersonToEnd(t *testing.T) {
	t.Run("where a person said so", func(t *testing.T) {
		g := newRegister(t)
		g.imported(may1, mia("1", person{ColumnContact: nil}))
		g.on(may20)
		g.follows("1", care.AreaAccommodation, care.RecordWhereabouts, care.WhereaboutsNotKnown{From: may20})
		g.on(june2)
		row := g.imported(june1, mia("1")).Rows[0]
		p := g.person("1")
		if p.Stretches[len(p.Stretches)-1].State != care.NotKnownWhere || !slices.Contains(asks(row), ColumnAccommodation) {
			t.Errorf("answered %+v", row)
		}
	})
	t.Run("and the list has the home that a person recorded before", func(t *testing.T) {
		g := newRegister(t)
		g.registersByHand("1", may1, care.FormerRelevant)
		g.byHand("1", care.AreaAccommodation, home("U", may1))
		g.on(may20)
		g.follows("1", care.AreaAccommodation, care.RecordWhereabouts, care.WhereaboutsNotKnown{From: may20})
		g.on(june2)
		row := g.imported(june1, mia("1")).Rows[0]
		p := g.person("1")
		if p.Stretches[len(p.Stretches)-1].State != care.NotKnownWhere || !slices.Contains(asks(row), ColumnAccommodation) {
			t.Errorf("answered %+v", row)
		}
	})
	t.Run("but a list may end what a list said", func(t *testing.T) {
		g := newRegister(t)
		g.imported(may1, mia("1", person{ColumnContact: nil}))
		g.imported(may20, mia("1", person{ColumnAccommodation: "R"}))
		row := g.imported(june1, mia("1")).Rows[0]
		p := g.person("1")
		if p.Stretches[len(p.Stretches)-1].State != care.AtHome || len(p.Homes) != 1 || len(row.Questions) > 0 {
			t.Errorf("answered %+v", row)
		}
	})
}

// Custody on a list, a home that a person recorded since, and a list that has them at
// that home: they came back to it, and the list said so once.
func TestWhoCameBackToAHomeByAListIsThereByTheSameListToo(t *testing.T) {
	g := newRegister(t)
	g.on(care.NewDay(2026, time.June, 10))
	from, asAt := care.NewDay(2026, time.June, 7), care.NewDay(2026, time.June, 9)
	g.imported(from, mia("1", person{ColumnAccommodation: "X: In custody"}))
	g.byHand("1", care.AreaAccommodation, home("U", from))
	list := mia("1", person{ColumnAccommodation: "U: Independent living"})
	if row := g.imported(asAt, list).Rows[0]; row.Answer != Changed || g.person("1").Absences[0].Back == nil {
		t.Fatalf("answered %+v", row)
	}
	stored := len(g.events)
	if row := g.imported(asAt, list).Rows[0]; len(g.events) != stored {
		t.Errorf("answered %+v: %+v", row, g.events[stored].Fact)
	}
}

// Every row has its answer (I13), also where one person stands twice under one id and
// once under another.
func TestAPersonUnderTwoIdsInOneListHasAnAnswerToEachRow(t *testing.T) {
	g := newRegister(t)
	g.on(june2)
	known := care.Registered{LocalID: "1", Category: care.FormerRelevant, Details: care.Details{Identifiers: []care.Identifier{{ID: "C1", Kind: care.ChildID}}}}
	g.append(care.Event{ID: idOf("1"), Person: idOf("1"), Area: care.AreaCaseload, Record: care.RecordPerson, Fact: known})
	for i, row := range g.imported(june1, mia("1"), mia("1", person{ColumnActivity: "G5"}), mia("C1", person{ColumnAccommodation: "B"})).Rows {
		if row.Answer == "" || row.Person != idOf("1") {
			t.Errorf("row %d: %+v", i+2, row)
		}
	}
}

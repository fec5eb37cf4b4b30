package returns

import (
	"testing"

	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
	_ "intouch/pkg/drawn"
)

// anyLife draws an invented life: facts of many kinds, some backdated, some
// corrected, some taken back, some sealed.
func anyLife(t *rapid.T) *life {
	l := aLife(func(f *care.Registered) {
		f.Category = rapid.SampledFrom(care.Categories).Draw(t, "category").Code
		f.DateOfBirth = today - care.Day(rapid.IntRange(15*365, 26*365).Draw(t, "born"))
		f.Gender = rapid.SampledFrom([]string{"", "Female", "x"}).Draw(t, "gender")
		if rapid.Bool().Draw(t, "imported") {
			f.HowKnown = care.FromImport
		}
	})
	for range rapid.IntRange(0, 30).Draw(t, "facts") {
		d := today - care.Day(rapid.IntRange(-20, 160).Draw(t, "days ago"))
		recorded := max(d, day("2026-01-01")).AddDays(rapid.SampledFrom([]int{0, 0, 5}).Draw(t, "late by")).String()
		if len(l.events) > 1 && rapid.IntRange(0, 3).Draw(t, "follow-up") == 0 {
			l.follow(t, recorded, d)
			continue
		}
		anyFact(t, l, recorded, d)
	}
	return l
}

func anyFact(t *rapid.T, l *life, recorded string, d care.Day) {
	still := rapid.SampledFrom(care.Stills).Draw(t, "still").Code
	from := care.From{From: d}
	facts := []struct {
		area care.Area
		fact care.Fact
		on   care.RecordID
	}{
		{care.AreaContact, care.ContactMade{How: rapid.SampledFrom(care.Hows).Draw(t, "how").Code, When: care.OnDay(d), StillThere: still, ActivityStill: still, Note: "=1+1"}, ""},
		{care.AreaContact, care.Attempted{How: care.TriedCall, When: care.OnDay(d), Outcome: care.NoAnswer}, ""},
		{care.AreaContact, care.ToldBySomeoneElse{When: care.OnDay(d), Hearsay: care.Hearsay{Informant: care.FromFamily, StillThere: still}}, ""},
		{care.AreaContact, care.Refused{What: rapid.SampledFrom(care.Refusals).Draw(t, "what").Code, When: care.OnDay(d), How: care.Called}, ""},
		{care.AreaAccommodation, care.MovedIn{From: from, Residence: rapid.SampledFrom(care.Residences).Draw(t, "letter").Code, Address: "1 Beech Close", WithParent: rapid.Bool().Draw(t, "parent")}, ""},
		{care.AreaAccommodation, care.WentAway{From: from, Kind: rapid.SampledFrom(care.AwayKinds).Draw(t, "kind").Code, ExpectedEnd: d + 9}, ""},
		{care.AreaAccommodation, care.WhereaboutsNotKnown{From: d}, care.RecordWhereabouts},
		{care.AreaAccommodation, care.ReportedMissing{From: care.OnDay(d)}, ""},
		{care.AreaPathway, care.ActivityStarted{From: from, Code: rapid.SampledFrom(care.ActivityCodes).Draw(t, "code").Code}, ""},
		{care.AreaPathway, care.PlanReviewed{On: d}, ""},
		{care.AreaPathway, care.PlanAgreed{On: d}, ""},
		{care.AreaCaseload, care.AdviserAllocated{Staff: pat, Role: rapid.SampledFrom(care.Roles).Draw(t, "role").Code, Team: "North", From: d}, care.RecordAdviser},
		{care.AreaCaseload, care.TeamAllocated{Team: "South", From: d}, care.RecordAdviser},
		{care.AreaCaseload, care.Listed{AsAt: d, InTouch: rapid.SampledFrom(care.ListedInTouches).Draw(t, "listed").Code}, ""},
		{care.AreaCaseload, care.DetailsChanged{Details: care.Details{Ethnicity: "WBRI", UASC: care.Yes, KnownAs: "Wren"}}, care.RecordPerson},
		{care.AreaCaseload, care.DetailsChanged{Cleared: []string{"gender", "uasc"}}, care.RecordPerson},
		{care.AreaCaseload, care.EligibilityChanged{Category: care.FormerRelevant, Since: d}, care.RecordPerson},
		{care.AreaCaseload, care.CareEnded{On: d}, care.RecordPerson},
		{care.AreaCaseload, care.SupportStopped{On: d, Reason: "Asked"}, care.RecordPerson},
		{care.AreaCaseload, care.Died{On: d}, care.RecordPerson},
	}
	f := rapid.SampledFrom(facts).Draw(t, "fact")
	if f.on != "" {
		l.tell(recorded, f.area, f.fact, f.on)
		return
	}
	l.tell(recorded, f.area, f.fact)
}

// follow corrects, takes back, seals, ends or assesses what was recorded.
func (l *life) follow(t *rapid.T, recorded string, d care.Day) {
	e := l.events[rapid.IntRange(1, len(l.events)-1).Draw(t, "of")]
	all := []care.Fact{care.Voided{Of: e.ID, Reason: "entered_in_error"}, care.Sealed{Reason: "A court order", Approver: sam}}
	switch f := e.Fact.(type) {
	case care.ContactMade:
		f.When = care.OnDay(d)
		all = append(all, care.Corrected{Of: e.ID, Facts: f, Reason: "Another day"})
	case care.MovedIn:
		f.From.From = d
		all = append(all, care.Corrected{Of: e.ID, Facts: f, Reason: "Another day"}, care.MovedOut{On: d}, care.SuitabilityAssessed{On: d, Suitable: care.Yes})
	case care.WentAway:
		all = append(all, care.CameBack{On: d, ToHome: care.Yes})
	}
	l.tell(recorded, e.Area, rapid.SampledFrom(all).Draw(t, "follow-up"), e.Record)
}

// Whatever happened, a cell that says something of somebody names events that
// are in force; what was taken back says nothing.
func TestEveryCellNamesEventsInForce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l := anyLife(rt)
		s, living := l.subject(t, today), l.living()
		check := func(columns []Column, cells []Cell) {
			for i, c := range cells {
				if c.Blank() || columns[i].Heading == "Note" && len(c.From) == 0 {
					continue
				}
				if len(c.From) == 0 {
					rt.Fatalf("%s is %q and names no event", columns[i].Heading, c)
				}
				for _, id := range c.From {
					if !living[id] {
						rt.Fatalf("%s is %q by event %s, which is not in force", columns[i].Heading, c, id)
					}
				}
			}
		}
		if cells, listed := s.list9(); listed {
			check(list9Columns, cells)
		}
		check(registerColumns, s.registered())
		record, from, _ := s.daily()
		checkSources(rt, record, from, living)
		for _, m := range s.meetings() {
			check(contactColumns, s.meeting(m))
		}
	})
}

// checkSources holds each field of a daily record against the events that it is
// said to come from.
func checkSources(t *rapid.T, c child, from sources, living map[care.EventID]bool) {
	said := map[string]bool{
		"la_child_id": c.LocalID != "", "mis_child_id": c.SystemID != "", "first_name": c.Details.FirstName != "", "surname": c.Details.Surname != "",
		"date_of_birth": !c.Details.DateOfBirth.IsZero(), "contact_date": !c.Episodes[0].Leaver.ContactDate.IsZero(),
		"activity": c.Episodes[0].Leaver.Activity != "", "accommodation": c.Episodes[0].Leaver.Accommodation != "",
	}
	for field, says := range said {
		if says != (len(from[field]) > 0) {
			t.Fatalf("%s comes from %v: %+v", field, from[field], c)
		}
		for _, id := range from[field] {
			if !living[id] {
				t.Fatalf("%s comes from event %s, which is not in force: %+v", field, id, c)
			}
		}
	}
}

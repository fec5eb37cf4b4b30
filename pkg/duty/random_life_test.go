package duty_test

import (
	"time"

	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
)

// randomLife draws an invented life: any facts of any days around 2025, some
// backdated, some corrected, some taken back.
func randomLife(t *rapid.T) *life {
	l := newLife("anybody")
	born := firstDay - care.Day(rapid.IntRange(15*365, 27*365).Draw(t, "born"))
	f := care.Registered{LocalID: "R", Category: rapid.SampledFrom(care.Categories).Draw(t, "category").Code}
	if rapid.IntRange(0, 9).Draw(t, "born known") > 0 {
		f.DateOfBirth = born
	}
	if rapid.Bool().Draw(t, "imported") {
		f.HowKnown = care.FromImport
	}
	l.tellOn(firstDay.String(), care.AreaCaseload, care.RecordPerson, f)
	for range rapid.IntRange(0, 25).Draw(t, "facts") {
		randomFact(t, l)
	}
	return l
}

var firstDay = day("2025-01-06")

func randomDay(t *rapid.T) care.Day {
	return firstDay.AddDays(rapid.IntRange(-40, 700).Draw(t, "day"))
}

func randomFact(t *rapid.T, l *life) {
	d := randomDay(t)
	recorded := max(d, firstDay).AddDays(rapid.SampledFrom([]int{0, 0, 0, 1, 9, 60}).Draw(t, "recorded late by")).String()
	if len(l.events) > 1 && rapid.IntRange(0, 5).Draw(t, "follow up") == 0 {
		l.followUp(t, recorded, d)
		return
	}
	still := rapid.SampledFrom([]care.Still{"", care.StillYes, care.StillNo}).Draw(t, "still")
	switch rapid.IntRange(0, 18).Draw(t, "kind") {
	case 0, 1, 2, 3:
		how := rapid.SampledFrom(care.Hows).Draw(t, "how").Code
		l.tell(recorded, care.AreaContact, care.ContactMade{How: how, When: care.OnDay(d), StillThere: still})
	case 4:
		l.tell(recorded, care.AreaContact, care.Attempted{How: care.TriedCall, When: care.OnDay(d), Outcome: care.NoAnswer})
	case 5:
		l.tell(recorded, care.AreaContact, care.ToldBySomeoneElse{When: care.OnDay(d), Hearsay: care.Hearsay{Informant: rapid.SampledFrom(care.Informants).Draw(t, "who").Code, StillThere: still}})
	case 6, 7:
		l.tell(recorded, care.AreaAccommodation, care.MovedIn{From: care.From{From: d}, Residence: rapid.SampledFrom(care.Residences).Draw(t, "letter").Code, WithParent: rapid.Bool().Draw(t, "parent")})
	case 8, 9:
		away := care.WentAway{From: care.From{From: d}, Kind: rapid.SampledFrom(care.AwayKinds).Draw(t, "away").Code}
		if rapid.Bool().Draw(t, "end known") {
			away.ExpectedEnd = d.AddDays(rapid.IntRange(0, 90).Draw(t, "for"))
		}
		l.tell(recorded, care.AreaAccommodation, away)
	case 10:
		l.tellOn(recorded, care.AreaAccommodation, care.RecordWhereabouts, care.WhereaboutsNotKnown{From: d})
	case 11:
		l.tellOn(recorded, care.AreaPathway, care.RecordFrequency, care.FrequencySet{EveryDays: rapid.IntRange(1, 120).Draw(t, "every"), From: d, Risk: rapid.SampledFrom([]care.Risk{"", care.HighRisk}).Draw(t, "risk")})
	case 12:
		l.tellOn(recorded, care.AreaCaseload, care.RecordAdviser, care.AdviserAllocated{Staff: pat, Role: rapid.SampledFrom(care.Roles).Draw(t, "role").Code, From: d})
	case 13:
		l.tell(recorded, care.AreaAccommodation, care.ReportedMissing{From: care.OnDay(d)})
	case 14:
		l.tell(recorded, care.AreaPathway, care.ActivityStarted{From: care.From{From: d}, Code: "F2", Until: d.AddDays(rapid.IntRange(0, 200).Draw(t, "until"))})
	case 15:
		l.tell(recorded, care.AreaContact, care.Refused{What: care.RefusesContact, When: care.OnDay(d), How: care.Called})
	case 16:
		l.randomLifeEvent(t, recorded, d)
	case 17, 18:
		l.randomPractice(t, recorded, d)
	}
}

// randomPractice is what workers do besides being in touch.
func (l *life) randomPractice(t *rapid.T, recorded string, d care.Day) {
	facts := []struct {
		area   care.Area
		record care.RecordID // empty: one of its own
		fact   care.Fact
	}{
		{care.AreaPathway, "", care.PlanAgreed{On: d}}, {care.AreaPathway, "", care.PlanReviewed{On: d}}, {care.AreaPathway, "", care.ReviewBroughtForward{On: d}},
		{care.AreaPathway, "", care.NeedsAssessed{On: d}}, {care.AreaPathway, "", care.CircumstancesChanged{On: d, What: "other"}},
		{care.AreaPathway, "", care.OfferMade{On: d, How: care.TriedLetter}}, {care.AreaPathway, "", care.ProgrammeAgreed{From: d}},
		{care.AreaPathway, "", care.ProgrammeAgreed{From: d, Until: d.AddDays(40)}},
		{care.AreaCaseload, care.RecordAdviser, care.TeamAllocated{Team: "North", From: d}},
		{care.AreaCaseload, care.RecordAdviser, care.AdviserUnallocated{Staff: pat, Role: care.PersonalAdviser, On: d}},
		{care.AreaCaseload, care.RecordPerson, care.SupportResumed{On: d}}, {care.AreaCaseload, care.RecordPerson, care.TransferOffered{On: d, To: "E09000003"}},
		{care.AreaCaseload, care.RecordPerson, care.DeathConfirmed{On: d}}, {care.AreaCaseload, care.RecordAdviser, care.HandoverOffered{Handover: care.DerivedID("handover", d.String()), To: pat, Role: care.PersonalAdviser, Team: "North", On: d}},
		{care.AreaContact, "", care.Planned{On: care.OnDay(d), How: care.Called}}, {care.AreaCaseload, "", care.Listed{AsAt: d, InTouch: care.ListedRefused}}, {care.AreaCaseload, "", care.Listed{AsAt: d, InTouch: care.ListedYes}},
		{care.AreaCaseload, care.RecordPerson, care.DetailsChanged{Details: care.Details{ContactPoints: []care.ContactPoint{{Kind: "phone", Value: d.String()}}}}},
		{care.AreaCaseload, care.RecordPerson, care.DetailsChanged{Details: care.Details{DateOfBirth: d.AddMonths(-19 * 12), BirthStatus: "stated"}}},
		{care.AreaAccommodation, "", care.ContradictionDecided{On: d, SetAside: []care.EventID{l.events[rapid.IntRange(0, len(l.events)-1).Draw(t, "not believed")].ID}, Rationale: "he moved on"}},
		{care.AreaOversight, "", care.OversightDecided{On: d}}, {care.AreaContact, "", care.ContactPointDead{ContactPoint: "07700 900123", On: d}},
	}
	f := facts[rapid.IntRange(0, len(facts)-1).Draw(t, "practice")]
	if f.record == "" {
		l.tell(recorded, f.area, f.fact)
		return
	}
	l.tellOn(recorded, f.area, f.record, f.fact)
}

func (l *life) randomLifeEvent(t *rapid.T, recorded string, d care.Day) {
	facts := []care.Fact{
		care.CareEnded{On: d}, care.ReturnedToCare{On: d}, care.SupportRequested{On: d}, care.SupportStopped{On: d, Reason: "asked"},
		care.Died{On: d}, care.EligibilityChanged{Category: care.FormerRelevant, Since: d},
	}
	l.tellOn(recorded, care.AreaCaseload, care.RecordPerson, rapid.SampledFrom(facts).Draw(t, "life event"))
}

// followUp ends, confirms, corrects or takes back something that was recorded.
func (l *life) followUp(t *rapid.T, recorded string, d care.Day) {
	e := l.events[rapid.IntRange(1, len(l.events)-1).Draw(t, "of")]
	f := rapid.SampledFrom(followUps(e, d)).Draw(t, "follow-up")
	l.n++
	l.events = append(l.events, care.Event{ID: care.DerivedID("follow", l.id.String(), string(rune(l.n))), Authority: "test", Person: l.id, Area: e.Area, Record: e.Record, Fact: f,
		RecordedAt: max(day(recorded), e.RecordedOn()).Start().Add(13*time.Hour + time.Duration(l.n)*time.Second), Actor: care.Operator})
}

func followUps(e care.Event, d care.Day) []care.Fact {
	all := []care.Fact{care.Voided{Of: e.ID, Reason: "entered_in_error"}}
	switch f := e.Fact.(type) {
	case care.ContactMade:
		f.When = care.OnDay(d)
		all = append(all, care.Corrected{Of: e.ID, Facts: f, Reason: "wrong day"})
	case care.MovedIn:
		f.From.From = d
		all = append(all, care.Corrected{Of: e.ID, Facts: f, Reason: "wrong day"}, care.MovedOut{On: d}, care.WhereaboutsConfirmed{On: d, HowKnown: care.ToldByOther})
	case care.WentAway:
		all = append(all, care.CameBack{On: d, ToHome: care.Yes}, care.CameBack{On: d}, care.WhereaboutsConfirmed{On: d, HowKnown: care.ToldOnSite})
	case care.ReportedMissing:
		all = append(all, care.Found{When: care.OnDay(d)})
	case care.Refused:
		all = append(all, care.RefusalApproved{Approver: pat, On: d, Attempts: "rang"}, care.RefusalRenewed{Approver: pat, On: d})
	case care.ActivityStarted:
		all = append(all, care.ActivityEnded{On: d}, care.ActivityConfirmed{On: d, HowKnown: care.ToldByPerson})
	case care.Planned:
		all = append(all, care.PlanCancelled{Reason: "ill"})
	case care.ProgrammeAgreed:
		all = append(all, care.ProgrammeEnded{On: d})
	case care.HandoverOffered:
		all = append(all, care.HandoverAccepted{Handover: f.Handover, On: d}, care.HandoverRefused{Handover: f.Handover, On: d, Reason: "full"})
	}
	return all
}

// shuffled interleaves the records of a life anew; within a record the order
// stays as it is.
func (l *life) shuffled(t *rapid.T) []care.Event {
	queues := map[string][]care.Event{}
	var keys []string
	for _, e := range l.events {
		key := string(e.Area) + string(e.Record)
		if len(queues[key]) == 0 {
			keys = append(keys, key)
		}
		queues[key] = append(queues[key], e)
	}
	var all []care.Event
	for len(keys) > 0 {
		i := rapid.IntRange(0, len(keys)-1).Draw(t, "record")
		q := queues[keys[i]]
		all, queues[keys[i]] = append(all, q[0]), q[1:]
		if len(q) == 1 {
			keys = append(keys[:i], keys[i+1:]...)
		}
	}
	return all
}

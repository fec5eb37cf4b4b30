package oc3

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
)

// randomLife draws an invented life: any facts of any days of three years, some
// backdated, some taken back.
func randomLife(t *rapid.T) *life {
	birth := day("2003-01-01").AddDays(rapid.IntRange(0, 365*7).Draw(t, "born"))
	text := birth.String()
	if rapid.IntRange(0, 9).Draw(t, "born known") == 0 {
		text = ""
	}
	l := born(text, rapid.SampledFrom(care.Categories).Draw(t, "category").Code)
	for range rapid.IntRange(0, 25).Draw(t, "facts") {
		randomFact(t, l)
	}
	return l
}

func randomFact(t *rapid.T, l *life) {
	d := day("2024-01-01").AddDays(rapid.IntRange(0, 3*365).Draw(t, "day"))
	recorded := d.AddDays(rapid.SampledFrom([]int{0, 0, 0, 1, 9, 60}).Draw(t, "late by")).String()
	still := rapid.SampledFrom([]care.Still{"", care.StillYes, care.StillNo}).Draw(t, "still")
	doing := rapid.SampledFrom([]care.Still{"", care.StillYes, care.StillNo}).Draw(t, "doing")
	from := care.From{From: d}
	switch rapid.IntRange(0, 14).Draw(t, "kind") {
	case 0, 1, 2:
		how := rapid.SampledFrom(append(slices.Clone(care.Hows), care.Code[care.How]{Code: care.NotStated})).Draw(t, "how").Code
		l.tell(recorded, care.AreaContact, care.ContactMade{How: how, When: care.OnDay(d), StillThere: still, ActivityStill: doing})
	case 3:
		l.tell(recorded, care.AreaContact, care.ToldBySomeoneElse{When: care.OnDay(d), Hearsay: care.Hearsay{Informant: rapid.SampledFrom(care.Informants).Draw(t, "who").Code, StillThere: still, ActivityStill: doing}})
	case 4, 5:
		r := l.tell(recorded, care.AreaAccommodation, care.MovedIn{From: from, Residence: rapid.SampledFrom(care.Residences).Draw(t, "letter").Code, WithParent: rapid.Bool().Draw(t, "parent")})
		if rapid.Bool().Draw(t, "assessed") {
			l.on(recorded, care.AreaAccommodation, r, care.SuitabilityAssessed{On: d, Suitable: rapid.SampledFrom(care.YesNos).Draw(t, "suitable").Code})
		}
	case 6:
		away := care.WentAway{From: from, Kind: rapid.SampledFrom(care.AwayKinds).Draw(t, "away").Code}
		if rapid.Bool().Draw(t, "end known") {
			away.ExpectedEnd = d.AddDays(rapid.IntRange(0, 90).Draw(t, "for"))
		}
		r := l.tell(recorded, care.AreaAccommodation, away)
		if rapid.Bool().Draw(t, "back") {
			l.on(recorded, care.AreaAccommodation, r, care.CameBack{On: d.AddDays(20), ToHome: care.Yes})
		}
	case 7:
		l.on(recorded, care.AreaAccommodation, care.RecordWhereabouts, care.WhereaboutsNotKnown{From: d})
	case 8, 9:
		codes := append(slices.Clone(care.ActivityCodes), care.OldActivityCodes...)
		l.tell(recorded, care.AreaPathway, care.ActivityStarted{From: from, Code: rapid.SampledFrom(codes).Draw(t, "activity").Code, HowKnown: care.FromImport})
	case 10:
		approved := ""
		if rapid.Bool().Draw(t, "approved") {
			approved = recorded
		}
		l.refuses(recorded, rapid.SampledFrom(care.Refusals).Draw(t, "refusal").Code, approved)
	case 11:
		e := l.events[rapid.IntRange(0, len(l.events)-1).Draw(t, "of")]
		if _, ok := e.Fact.(care.Registered); !ok {
			at := max(e.RecordedOn(), d).Start().Add(20*time.Hour + time.Duration(len(l.events))*time.Second)
			l.events = append(l.events, care.Event{ID: care.DerivedID("void", at.String(), l.id.String()), Authority: "test", Person: l.id, Area: e.Area, Record: e.Record, Fact: care.Voided{Of: e.ID, Reason: "entered_in_error"}, RecordedAt: at, Actor: pat})
		}
	default:
		l.about(recorded, randomLifeEvent(t, d))
	}
}

func randomLifeEvent(t *rapid.T, d care.Day) care.Fact {
	short := care.CarePeriodRecorded{Period: care.DerivedID("period", d.String()), From: d.AddDays(-400), To: d, LegalStatus: rapid.SampledFrom([]string{"C2", "V4"}).Draw(t, "status"), ReasonEnded: rapid.SampledFrom([]string{"E4A", "E3", "E2", ""}).Draw(t, "ended")}
	facts := []care.Fact{
		care.CareEnded{On: d}, care.ReturnedToCare{On: d}, care.SupportRequested{On: d}, care.SupportStopped{On: d, Reason: "asked"},
		care.Died{On: d}, care.EligibilityChanged{Category: care.FormerRelevant, Since: d}, short,
		care.TransferReceived{By: "Elsewhere", On: d, Receipt: "letter"}, care.DetailsChanged{Details: care.Details{DateOfBirth: d.AddMonths(-19 * 12)}},
	}
	return rapid.SampledFrom(facts).Draw(t, "life event")
}

// Whatever happened to somebody, their row passes every rule that the file alone
// is asked, or what is to be settled names them and says which rule it would
// break; and whoever could be in the return is in it, or left out with a reason.
func TestEveryRowPassesOrIsNamed(t *testing.T) {
	rules := office(t)
	ours := map[string][]string{"133": {NotAssessed}, "345": {ActivityNotKnown, HomeNotRecorded}}
	rapid.Check(t, func(t *rapid.T) {
		l := randomLife(t)
		p := l.person()
		year := Year(rapid.IntRange(2024, 2028).Draw(t, "year"))
		ages := rapid.SampledFrom(AgesList).Draw(t, "ages").Code
		row, place := Of(&p, rules, year, ages)
		if !place.In {
			if place.Why == "" || place.Reason == "" || place.Reason == InCohort {
				t.Fatalf("left out without a reason: %+v", place)
			}
			if p.Details.DateOfBirth.IsZero() && place.Reason == NoBirth && !has(row, BirthMissing) {
				t.Fatalf("nobody names somebody without a date of birth: %+v", row.Troubles)
			}
			return
		}
		r := &Return{Year: year, Rows: []Row{row}}
		for _, found := range CheckFiles(Files{OC3Table: r.lines()}, year) {
			for _, f := range found.Findings {
				if f.Kind == FileError && !slices.ContainsFunc(ours[found.Rule], func(code string) bool { return has(row, code) }) {
					t.Fatalf("rule %s is broken and nobody is told: %+v", found.Rule, row)
				}
			}
		}
		checkRow(t, row, l.living())
	})
}

func has(r Row, code string) bool {
	return code != "" && slices.ContainsFunc(r.Troubles, func(x Trouble) bool { return x.Code == code })
}

// checkRow holds a row against what must be true of any.
func checkRow(t *rapid.T, r Row, living map[care.EventID]bool) {
	over := r.InTouch.Value == "DIED" || r.InTouch.Value == "RHOM"
	switch {
	case over && (r.Activ.Value != "0" || r.Accom.Value != "0"):
		t.Fatalf("%s with details: %+v", r.InTouch.Value, r)
	case r.InTouch.Value == "YES" && r.Accom.Value == "0" && !has(r, HomeNotRecorded):
		t.Fatalf("in touch, and no letter: %+v", r)
	case strings.HasSuffix(r.Accom.Value, "1") && !strings.Contains(r.Accom.Why, "Assessed as suitable"):
		t.Fatalf("suitable without an assessment: %+v", r)
	}
	for i, c := range r.Cells() {
		if c.Why == "" || len(c.From) == 0 {
			t.Fatalf("%s = %q does not say where it comes from: %+v", columns[i], c.Value, r)
		}
		for _, id := range c.From {
			if !living[id] {
				t.Fatalf("%s = %q comes from event %s, which is not in force: %+v", columns[i], c.Value, id, r)
			}
		}
	}
}

// living are the events in force, and their corrections.
func (l *life) living() map[care.EventID]bool {
	all := map[care.EventID]bool{}
	for _, r := range care.Records(l.events) {
		for _, e := range r.Force {
			all[e.ID], all[e.SaidBy()] = true, true
		}
	}
	return all
}

// The order in which records of a person reach the log makes no difference.
func TestTheOrderOfRecordsMakesNoDifference(t *testing.T) {
	rules := office(t)
	rapid.Check(t, func(t *rapid.T) {
		l := randomLife(t)
		p := l.person()
		at := rapid.IntRange(0, len(l.events)).Draw(t, "turned at")
		var turned []care.Event
		for _, half := range [][]care.Event{l.events[at:], l.events[:at]} {
			for _, e := range half {
				if e.Record != care.RecordPerson {
					turned = append(turned, e)
				}
			}
		}
		var person []care.Event
		for _, e := range l.events {
			if e.Record == care.RecordPerson {
				person = append(person, e)
			}
		}
		q := care.PersonOf(l.id, care.Records(append(inOrderOfRecords(turned, l.events), person...)))
		a, _ := Of(&p, rules, 2026, AndWhole)
		b, _ := Of(&q, rules, 2026, AndWhole)
		for i, c := range a.Cells() {
			if d := b.Cells()[i]; c.Value != d.Value {
				t.Fatalf("%s is %q or %q by the order of the log", columns[i], c.Value, d.Value)
			}
		}
	})
}

// inOrderOfRecords keeps the order within each record as it was.
func inOrderOfRecords(turned, was []care.Event) []care.Event {
	next := map[care.RecordID][]care.Event{}
	for _, e := range was {
		next[e.Record] = append(next[e.Record], e)
	}
	var all []care.Event
	for _, e := range turned {
		all, next[e.Record] = append(all, next[e.Record][0]), next[e.Record][1:]
	}
	return all
}

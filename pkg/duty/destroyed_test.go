package duty_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
	_ "intouch/pkg/drawn"
	"intouch/pkg/duty"
)

// Whatever record is sealed or destroyed: standings, deadlines, whereabouts but
// for the address, alerts and the next look are what they were, and nothing that
// somebody wrote is left (rules.md section 10).
func TestWhatIsSealedOrDestroyedCountsAsItDid(t *testing.T) {
	r := office(t)
	rapid.Check(t, func(t *rapid.T) {
		l := writtenLife(t, r)
		of := rapid.SampledFrom(l.events).Draw(t, "record")
		before := r.Meaning(l.with(care.AreaCaseload, care.RecordPerson, care.DetailsChanged{}), nil)
		after := map[string]care.Person{"destroyed": l.without(of)}
		if len(string(of.Record)) > len("whereabouts") { // of a record of which there is just one nothing is sealed
			after["sealed"] = l.with(of.Area, of.Record, care.Sealed{Reason: "Court order.", Approver: pat})
		}
		for how, p := range after {
			if diff := cmp.Diff(before, r.Meaning(p, nil), outOfSight...); diff != "" {
				t.Fatalf("%s %T of %s (before − after):\n%s", how, of.Fact, of.Area, diff)
			}
			if is := l.person(); is.Protected() != p.Protected() {
				t.Fatalf("%s %T of %s: protected %t, before %t", how, of.Fact, of.Area, p.Protected(), is.Protected())
			}
			d := randomDay(t)
			if diff := cmp.Diff(r.On(l.person(), d), r.On(p, d), outOfSight...); diff != "" {
				t.Fatalf("%s %T of %s, on %s (before − after):\n%s", how, of.Fact, of.Area, d, diff)
			}
		}
		for _, e := range care.Remains(of, care.Destroyed{Remains: care.WhatRemains(l.on(of))}) {
			if text := cmp.Diff(nil, any(e.Fact)); strings.Contains(text, written) {
				t.Fatalf("left of what somebody wrote: %s", text)
			}
		}
	})
}

// outOfSight is what a seal takes out of what is stored, and how the rows say
// which event was the last.
var outOfSight = cmp.Options{
	cmpopts.IgnoreFields(duty.Summary{}, "LocalID", "GivenName", "FamilyName", "KnownAs", "Identifiers"),
	cmpopts.IgnoreFields(duty.Whereabouts{}, "Address", "Postcode"),
	cmpopts.IgnoreFields(duty.Activity{}, "Provider"),
	cmp.Comparer(func(a, b care.Entry) bool { return a.ID == b.ID && a.SaidBy() == b.SaidBy() }),
	cmp.Comparer(func(a, b care.Event) bool { return true }),
	cmp.Comparer(func(a, b care.Question) bool { return a.ID == b.ID && a.Facts.Column == b.Facts.Column }),
	cmp.Comparer(func(a, b care.AlertAcknowledged) bool { return a.Until == b.Until }),
}

// written stands in every text of a written life.
const written = "Wrenfield"

// writtenLife is a random life in which people wrote, with contact points that
// die and offers to them, and with alerts.
func writtenLife(t *rapid.T, r duty.Authority) *life {
	l := randomLife(t)
	for range rapid.IntRange(0, 6).Draw(t, "more facts") {
		d := randomDay(t)
		point := rapid.SampledFrom([]string{"07700 900123", "07700 900124", written}).Draw(t, "contact point")
		day := max(d, firstDay).String()
		switch rapid.IntRange(0, 5).Draw(t, "more") {
		case 0:
			l.tell(day, care.AreaPathway, care.OfferMade{On: d, How: care.TriedCall, ContactPoint: point, Note: written})
		case 1:
			l.tell(day, care.AreaContact, care.ContactPointDead{ContactPoint: point, On: d, How: written})
		case 2:
			l.tell(day, care.AreaContact, care.Attempted{How: care.TriedCall, When: care.OnDay(d), Outcome: care.NumberDead, ContactPoint: point, Note: written})
		case 3:
			l.tellOn(day, care.AreaPathway, care.RecordPost21, care.Post21Decided{On: d, Wish: care.NotReached, Tried: written, Approver: pat})
		case 4:
			l.tell(day, care.AreaOversight, care.OversightDecided{Manager: pat, On: d, Decision: "continue", Rationale: written, Actions: []care.Action{{What: written, By: d + 9}}})
		case 5:
			l.raise(t, r, d)
		}
	}
	for i := range l.events {
		l.events[i].Fact = writtenOn(l.events[i].Fact)
	}
	return l
}

// raise raises an alert for one of the deadlines of a day, and acknowledges it.
func (l *life) raise(t *rapid.T, r duty.Authority, d care.Day) {
	due := r.On(l.person(), max(d, firstDay)).Deadlines
	if len(due) == 0 {
		return
	}
	of := rapid.SampledFrom(due).Draw(t, "lapse")
	id := care.NewRecordID(of.AlertID(l.id))
	if l.has(id) {
		return
	}
	recorded := max(d, firstDay).String()
	l.tellOn(recorded, care.AreaAlert, id, care.AlertRaised{Rule: string(of.Rule), PolicyVersion: 1, Lapse: of.Lapse, Due: of.Due, ActBy: of.ActBy})
	l.tellOn(recorded, care.AreaAlert, id, care.AlertAcknowledged{What: written, Until: d + 5})
}

// writtenOn fills the texts of a fact that may be left out.
func writtenOn(f care.Fact) care.Fact {
	switch f := f.(type) {
	case care.Registered:
		f.GivenName, f.FamilyName = written, written
		return f
	case care.ContactMade:
		f.Note, f.Present = written, []string{written}
		return f
	case care.MovedIn:
		f.Address, f.Postcode, f.Protected = written, written, true
		return f
	case care.WentAway:
		f.Place, f.Address = written, written
		return f
	case care.ActivityStarted:
		f.Provider = written
		return f
	case care.ToldBySomeoneElse:
		f.Who, f.What = written, written
		return f
	case care.Corrected:
		f.Facts, f.Reason = writtenOn(f.Facts), written
		return f
	}
	return f
}

// on are the events of the record that an event stands on.
func (l *life) on(of care.Event) []care.Event {
	return slices.DeleteFunc(slices.Clone(l.events), func(e care.Event) bool { return !sameRecord(e, of) })
}

func sameRecord(a, b care.Event) bool { return a.Area == b.Area && a.Record == b.Record }

// atLast is when what happens to the whole of a life is recorded: after it all.
var atLast = firstDay.AddDays(900).Start().Add(time.Hour)

// with is the person once something more is said, at last.
func (l *life) with(area care.Area, r care.RecordID, f care.Fact) care.Person {
	e := care.Event{ID: care.DerivedID(l.id.String(), "at last"), Authority: "test", Person: l.id, Area: area, Record: r, Fact: f, RecordedAt: atLast, Actor: pat}
	return care.PersonOf(l.id, care.Records(append(slices.Clone(l.events), e)))
}

// without is the person once the record that an event stands on is destroyed.
func (l *life) without(of care.Event) care.Person {
	left := slices.DeleteFunc(slices.Clone(l.events), func(e care.Event) bool { return sameRecord(e, of) })
	kept := &life{id: l.id, events: left}
	return kept.with(of.Area, of.Record, care.Destroyed{Reason: "Asked.", Approvers: []care.StaffID{pat, care.Operator}, Positions: []uint64{1}, Remains: care.WhatRemains(l.on(of))})
}

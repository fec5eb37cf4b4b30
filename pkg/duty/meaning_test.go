package duty_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// On any day the standing that holds it is what the rules say of the day, and
// each day has exactly one (I1, I4): nothing has to happen at midnight.
func TestStandingsSayWhatTheRulesSayOnEveryDay(t *testing.T) {
	r := office(t)
	rapid.Check(t, func(t *rapid.T) {
		l := randomLife(t)
		p := l.person()
		m := r.Meaning(p, nil)
		d := firstDay.AddDays(rapid.IntRange(0, 4000).Draw(t, "on"))
		var held []duty.Standing
		for _, s := range m.Standings {
			if s.From <= d && d < s.Until {
				held = append(held, s)
			}
		}
		if p.Registered.ID != l.id {
			if len(m.Standings) != 0 {
				t.Fatalf("somebody who was never registered stands somewhere: %v", m.Standings)
			}
			return
		}
		if len(held) != 1 {
			t.Fatalf("%d standings hold %s", len(held), d)
		}
		want := r.On(p, d).Standing
		want.Span = held[0].Span
		if diff := cmp.Diff(want, held[0]); diff != "" {
			t.Fatalf("on %s (rules − rows):\n%s", d, diff)
		}
	})
}

func TestFromTheLastRecordingOnRowsSayWhatTheRulesSay(t *testing.T) {
	r := office(t)
	rapid.Check(t, func(t *rapid.T) {
		l := randomLife(t)
		p := l.person()
		if p.Registered.ID != l.id {
			return
		}
		m := r.Meaning(p, nil)
		d := max(p.LastRecorded.RecordedOn(), firstDay).AddDays(rapid.IntRange(0, 1500).Draw(t, "days on"))
		look := r.On(p, d)
		for _, w := range m.Whereabouts {
			if w.From <= d && d < w.Until {
				look.Whereabouts.Span = w.Span
				if diff := cmp.Diff(look.Whereabouts, w); diff != "" {
					t.Fatalf("whereabouts on %s (rules − rows):\n%s", d, diff)
				}
			}
		}
		stored := map[string]duty.Deadline{}
		for _, x := range m.Deadlines {
			if x.From <= d && d < x.Until {
				x.Span = duty.Span{}
				stored[string(x.Rule)+string(x.Lapse)] = x
			}
		}
		asked := map[string]duty.Deadline{}
		for _, x := range look.Deadlines {
			x.Span = duty.Span{}
			asked[string(x.Rule)+string(x.Lapse)] = x
		}
		if diff := cmp.Diff(asked, stored); diff != "" {
			t.Fatalf("deadlines on %s (rules − rows):\n%s", d, diff)
		}
	})
}

// How events of different records interleave makes no difference.
func TestMeaningDoesNotDependOnTheOrderOfRecords(t *testing.T) {
	r := office(t)
	rapid.Check(t, func(t *rapid.T) {
		l := randomLife(t)
		want := r.Meaning(l.person(), nil)
		got := r.Meaning(care.PersonOf(l.id, care.Records(l.shuffled(t))), nil)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("shuffled records mean something else:\n%s", diff)
		}
	})
}

// An attempt moves no clock but its own (I3), a change of details none (I7).
func TestOnlyWhatHappensMovesTheBucket(t *testing.T) {
	r := office(t)
	rapid.Check(t, func(t *rapid.T) {
		l := randomLife(t)
		d := randomDay(t)
		before := r.On(l.person(), d).Standing
		l.tell(max(d, firstDay).String(), care.AreaContact, care.Attempted{How: care.TriedVisit, When: care.OnDay(d), Outcome: care.NotIn})
		l.tellOn(max(d, firstDay).String(), care.AreaCaseload, care.RecordPerson, care.DetailsChanged{Details: care.Details{GivenName: "Another"}})
		after := r.On(l.person(), d).Standing
		if before.Bucket != after.Bucket || before.Since != after.Since || !cmp.Equal(before.Reasons, after.Reasons) {
			t.Fatalf("an attempt and an edit moved %s %v to %s %v", before.Bucket, before.Reasons, after.Bucket, after.Reasons)
		}
	})
}

// The first look is on the first day on which a lapse has no alert.
func TestNextLookIsTheFirstLapseWithoutAnAlert(t *testing.T) {
	m := office(t).Meaning(amira().person(), nil)
	// a see-in-person lapse is a to-do; keep in touch lapses on 16 June
	if m.NextLook != day("2026-06-16") {
		t.Errorf("next look %s, want 2026-06-16", m.NextLook)
	}
	if m := office(t).Meaning(sam().person(), nil); m.NextLook != care.Forever {
		t.Errorf("somebody who died is looked at on %s", m.NextLook)
	}
}

func TestABrokenRecordIsUnaccountedForFromItsDay(t *testing.T) {
	m := office(t).Meaning(amira().person(), &duty.Incomplete{Since: day("2026-05-01"), Why: "an event could not be read"})
	for _, s := range m.Standings {
		if (s.From >= day("2026-05-01")) != (s.Bucket == duty.Unaccounted && s.Reasons[0] == duty.RecordIncomplete) {
			t.Errorf("%s to %s: %s %v", s.From, s.Until, s.Bucket, s.Reasons)
		}
	}
}

func BenchmarkMeaningOfTwoYearsOfContacts(b *testing.B) {
	r, l := office(b), newLife("busy").registered("2024-01-10", "2006-03-03", care.FormerRelevant)
	l.home("2024-02-01", care.MovedIn{Residence: "U"})
	for d := day("2024-02-01"); d < day("2026-02-01"); d += 21 {
		l.contact(d.String(), care.Called, care.StillYes)
	}
	p := l.person()
	b.ResetTimer()
	for b.Loop() {
		r.Meaning(p, nil)
	}
}

// raised puts the alert on record that a lapse of the day asks for.
func (l *life) raised(t *testing.T, rule duty.Rule, on string) {
	t.Helper()
	d, ok := find(office(t).On(l.person(), day(on)).Deadlines, rule)
	if !ok || !d.Lapsed(day(on)) {
		t.Fatalf("%s has not lapsed on %s", rule, on)
	}
	id := care.NewRecordID(d.AlertID(l.id))
	l.tellOn(on, care.AreaAlert, id, care.AlertRaised{Rule: string(rule), Lapse: d.Lapse, Due: d.Due, ActBy: d.ActBy})
}

func TestWhatMeetsALapse(t *testing.T) {
	cases := []struct {
		name string
		rule duty.Rule
		life func(l *life)
		on   string
		then func(l *life)
		met  string // the day of what met it; empty: nothing did
	}{
		{"a contact meets keep in touch", duty.KeepInTouch, func(l *life) { l.contact("2026-01-05", care.Called, "") }, "2026-03-10",
			func(l *life) { l.contact("2026-03-12", care.Called, "") }, "2026-03-12"},
		{"one before the deadline, recorded late, too", duty.KeepInTouch, func(l *life) { l.contact("2026-01-05", care.Called, "") }, "2026-03-10",
			func(l *life) {
				l.tell("2026-03-12", care.AreaContact, care.ContactMade{How: care.Called, When: on("2026-02-20")})
			}, "2026-02-20"},
		{"an attempt does not", duty.KeepInTouch, func(l *life) { l.contact("2026-01-05", care.Called, "") }, "2026-03-10",
			func(l *life) { l.tried("2026-03-12", care.TriedVisit) }, ""},
		{"nothing does once its start was taken back", duty.KeepInTouch, func(l *life) { l.contact("2026-01-05", care.Called, "") }, "2026-03-10",
			func(l *life) {
				l.tellOn("2026-03-12", care.AreaContact, l.events[2].Record, care.Voided{Reason: "duplicate"})
			}, ""},
		{"evidence meets whereabouts", duty.WhereaboutsRule, func(l *life) { l.home("2026-01-05", care.MovedIn{Residence: "W"}) }, "2026-02-10",
			func(l *life) { l.contact("2026-02-12", care.SawAtHome, "") }, "2026-02-12"},
		{"older evidence does not, once its start was taken back", duty.WhereaboutsRule, func(l *life) {
			l.home("2026-01-05", care.MovedIn{Residence: "W"})
			l.contact("2026-01-09", care.Called, care.StillYes)
		}, "2026-02-10",
			func(l *life) {
				l.tellOn("2026-02-12", care.AreaContact, l.events[3].Record, care.Voided{Reason: "duplicate"})
			}, ""},
		{"a visit at it meets the first visit", duty.FirstVisit, func(l *life) { l.home("2026-01-05", care.MovedIn{Residence: "U"}) }, "2026-02-10",
			func(l *life) { l.contact("2026-02-12", care.SawAtHome, "") }, "2026-02-12"},
		{"an allocation meets no personal adviser", duty.NoAdviser, func(l *life) {
			l.tellOn("2026-01-10", care.AreaCaseload, care.RecordAdviser, care.AdviserUnallocated{Staff: pat, Role: care.PersonalAdviser, On: day("2026-01-10")})
		}, "2026-02-10",
			func(l *life) { l.allocated("2026-02-12", care.PersonalAdviser) }, "2026-02-12"},
		{"news after the expected end meets where now", duty.WhereNow, func(l *life) {
			l.tell("2026-01-05", care.AreaAccommodation, care.WentAway{From: care.From{From: day("2026-01-05")}, Kind: care.AwayCustody, ExpectedEnd: day("2026-02-02")})
		}, "2026-02-10",
			func(l *life) {
				l.tellOn("2026-02-12", care.AreaAccommodation, l.events[2].Record, care.WhereaboutsConfirmed{On: day("2026-02-12"), HowKnown: care.ToldOnSite})
			}, "2026-02-12"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l := started(c.name)
			c.life(l)
			l.raised(t, c.rule, c.on)
			c.then(l)
			m := office(t).Meaning(l.person(), nil)
			if got := m.Alerts[0].MetOn.String(); got != c.met {
				t.Errorf("met on %q, want %q", got, c.met)
			}
			if m.NextLook > day("2026-02-12").AddDays(30) && c.met != "" {
				t.Errorf("met, and nobody looks before %s", m.NextLook)
			}
		})
	}
}

// What happens later makes no difference to a day: rules may ask only whether a
// day has been reached.
func TestWhatHasNotHappenedMakesNoDifference(t *testing.T) {
	r := office(t)
	live, err := duty.ParsePolicy(policyText("goLive:\n- {day: 2024-01-01}", "goLive:\n- {day: 2025-01-06}"), 1, day("2024-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	r.Policies[0] = live // in the middle of it all, so that there is baseline
	rapid.Check(t, func(t *rapid.T) {
		l := randomLife(t)
		d := randomDay(t)
		var until []care.Event
		for _, e := range l.events {
			switch e.Fact.(type) {
			case care.ContactMade, care.Attempted, care.ToldBySomeoneElse, care.MovedIn, care.OversightDecided, care.PlanReviewed:
				if e.HappenedOn() > d && len(onRecord(l.events, e)) == 1 {
					continue
				}
			}
			until = append(until, e)
		}
		want, got := r.On(care.PersonOf(l.id, care.Records(until)), d), r.On(l.person(), d)
		ignoreSpans(&want)
		ignoreSpans(&got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("on %s (without what came later − with it):\n%s", d, diff)
		}
	})
}

// onRecord are the events of the record that an event stands on.
func onRecord(all []care.Event, of care.Event) []care.Event {
	var same []care.Event
	for _, e := range all {
		if e.Area == of.Area && e.Record == of.Record {
			same = append(same, e)
		}
	}
	return same
}

func ignoreSpans(l *duty.Look) {
	l.Standing.Span, l.Whereabouts.Span, l.Activity.Span = duty.Span{}, duty.Span{}, duty.Span{}
	for i := range l.Deadlines {
		l.Deadlines[i].Span = duty.Span{}
	}
}

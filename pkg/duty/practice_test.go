package duty_test

import (
	"slices"
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

func TestDecisionBefore21(t *testing.T) {
	checkDue(t, duty.DecisionAt21, []dueCase{
		{"to do from six months before", func(l *life) {}, "2028-03-09", "2028-06-09"},
		{"not a day earlier", func(l *life) {}, "2028-03-08", ""},
		{"missed, it stays after 21", func(l *life) {}, "2028-10-01", "2028-06-09"},
		{"decided it is done", func(l *life) {
			l.tellOn("2028-04-01", care.AreaPathway, care.RecordPost21, care.Post21Decided{On: day("2028-04-01"), Wish: care.WantsSupport, SaidOn: day("2028-04-01")})
		}, "2028-04-01", ""},
		{"no programme decides it", func(l *life) {
			l.tell("2027-09-01", care.AreaPathway, care.ProgrammeAgreed{What: "Degree", From: day("2027-09-01"), Until: day("2030-06-30")})
		}, "2028-09-09", "2028-06-09"},
		{"nor a request for support", func(l *life) { person(l, care.SupportRequested{On: day("2028-09-20")}, "2028-09-20") }, "2028-09-20", "2028-06-09"},
	})
}

func TestActivityKnown(t *testing.T) {
	college := func(l *life) care.RecordID {
		return l.tell("2026-01-10", care.AreaPathway, care.ActivityStarted{From: care.From{From: day("2026-01-10")}, Code: "F2"})
	}
	checkDue(t, duty.ActivityRule, []dueCase{
		{"never known: half a year after the duty began", func(l *life) {}, "2026-01-02", "2026-07-02"},
		{"half a year after the newest evidence", func(l *life) { college(l) }, "2026-01-11", "2026-07-11"},
		{"a contact in which they said so", func(l *life) {
			college(l)
			l.tell("2026-03-01", care.AreaContact, care.ContactMade{How: care.Called, When: on("2026-03-01"), ActivityStill: care.StillYes})
		}, "2026-03-02", "2026-08-30"},
		{"one in which nobody asked changes nothing", func(l *life) {
			college(l)
			l.contact("2026-03-01", care.Called, "")
		}, "2026-03-02", "2026-07-11"},
		{"a provider's word is evidence", func(l *life) {
			college(l)
			l.tell("2026-03-01", care.AreaContact, care.ToldBySomeoneElse{When: on("2026-03-01"), Hearsay: care.Hearsay{Informant: care.FromProvider, ActivityStill: care.StillNo}})
		}, "2026-03-02", "2026-08-30"},
	})
	l := started("no longer")
	college(l)
	l.tell("2026-03-01", care.AreaContact, care.ToldBySomeoneElse{When: on("2026-03-01"), Hearsay: care.Hearsay{Informant: care.FromProvider, ActivityStill: care.StillNo}})
	if got := office(t).On(l.person(), day("2026-03-01")).Activity; got.Code != "" || got.Since != day("2026-03-01") {
		t.Errorf("the college says that they left, and the activity is %q since %s", got.Code, got.Since)
	}
}

func TestHandoverNotAccepted(t *testing.T) {
	id := care.DerivedID("a handover")
	offered := func(l *life) {
		l.tellOn("2026-03-02", care.AreaCaseload, care.RecordAdviser, care.HandoverOffered{Handover: id, To: pat, Role: care.PersonalAdviser, On: day("2026-03-02"), AcceptBy: day("2026-03-09")})
	}
	checkDue(t, duty.HandoverRule, []dueCase{
		{"by its day", offered, "2026-03-02", "2026-03-09"},
		{"accepted it is over", func(l *life) {
			offered(l)
			l.tellOn("2026-03-05", care.AreaCaseload, care.RecordAdviser, care.HandoverAccepted{Handover: id, On: day("2026-03-05")})
		}, "2026-03-05", ""},
		{"refused, too", func(l *life) {
			offered(l)
			l.tellOn("2026-03-05", care.AreaCaseload, care.RecordAdviser, care.HandoverRefused{Handover: id, On: day("2026-03-05"), Reason: "full"})
		}, "2026-03-05", ""},
	})
}

func TestPlannedContactWithoutOutcome(t *testing.T) {
	plan := func(l *life) care.RecordID {
		return l.tell("2026-04-20", care.AreaContact, care.Planned{On: on("2026-04-30"), How: care.SawAtHome})
	}
	checkDue(t, duty.PlannedContact, []dueCase{
		{"not before its day", func(l *life) { plan(l) }, "2026-04-29", ""},
		{"two working days after it, over a bank holiday", func(l *life) { plan(l) }, "2026-04-30", "2026-05-05"},
		{"the contact meets it", func(l *life) {
			l.tell("2026-04-30", care.AreaContact, care.ContactMade{How: care.Called, When: on("2026-04-30"), Fulfils: plan(l)})
		}, "2026-05-01", ""},
		{"so does an attempt", func(l *life) {
			l.tell("2026-04-30", care.AreaContact, care.Attempted{How: care.TriedVisit, When: on("2026-04-30"), Outcome: care.NotIn, Fulfils: plan(l)})
		}, "2026-05-01", ""},
		{"so does calling it off", func(l *life) {
			l.tellOn("2026-04-30", care.AreaContact, plan(l), care.PlanCancelled{Reason: "ill"})
		}, "2026-05-01", ""},
		{"a contact that does not name it does not", func(l *life) {
			plan(l)
			l.contact("2026-04-30", care.Called, "")
		}, "2026-05-01", "2026-05-05"},
	})
}

func TestThe903Window(t *testing.T) {
	checkDue(t, duty.Window903, []dueCase{ // born on 9 September 2007
		{"opens three months before the birthday", func(l *life) {}, "2026-06-09", "2026-10-09"},
		{"not a day earlier", func(l *life) {}, "2026-06-08", ""},
		{"a contact inside it is enough", func(l *life) { l.contact("2026-06-09", care.Called, "") }, "2026-06-10", ""},
		{"one before it is not", func(l *life) { l.contact("2026-06-08", care.Called, "") }, "2026-06-10", "2026-10-09"},
		{"nor what the mother says", func(l *life) {
			l.tell("2026-07-01", care.AreaContact, care.ToldBySomeoneElse{When: on("2026-07-01"), Hearsay: care.Hearsay{Informant: care.FromFamily}})
		}, "2026-07-02", "2026-10-09"},
		{"missed, it is shown until the collection year ends", func(l *life) {}, "2027-03-31", "2026-10-09"},
		{"and no longer", func(l *life) {}, "2027-04-01", ""},
		{"at 22 there is none", func(l *life) {}, "2029-09-01", ""},
	})
}

func TestFrequencyStillRight(t *testing.T) {
	evicted := func(l *life) {
		l.tell("2026-03-02", care.AreaPathway, care.CircumstancesChanged{On: day("2026-03-02"), What: "eviction"})
	}
	checkDue(t, duty.FrequencyRight, []dueCase{
		{"ten working days after an eviction", evicted, "2026-03-02", "2026-03-16"},
		{"after entering custody", func(l *life) {
			l.tell("2026-03-02", care.AreaAccommodation, care.WentAway{From: care.From{From: day("2026-03-02")}, Kind: care.AwayCustody})
		}, "2026-03-02", "2026-03-16"},
		{"setting a frequency answers it", func(l *life) { evicted(l); l.frequency("2026-03-05", 28, 0, "") }, "2026-03-05", ""},
		{"so does a review of the plan", func(l *life) { evicted(l); reviewed(l, "2026-03-05", "", "") }, "2026-03-05", ""},
		{"on the day on which a frequency was to be looked at again", func(l *life) {
			l.tellOn("2026-01-02", care.AreaPathway, care.RecordFrequency, care.FrequencySet{EveryDays: 84, From: day("2026-01-02"), ReviewOn: day("2026-06-01")})
		}, "2026-02-01", "2026-06-01"},
	})
}

func TestRenewTheOffer(t *testing.T) {
	refused := func(l *life) care.RecordID {
		r := l.tell("2026-02-02", care.AreaContact, care.Refused{What: care.RefusesContact, When: on("2026-02-02"), How: care.Called})
		l.tellOn("2026-02-03", care.AreaContact, r, care.RefusalApproved{Approver: pat, On: day("2026-02-03"), Attempts: "rang"})
		return r
	}
	checkDue(t, duty.RenewOffer, []dueCase{
		{"182 days after the refusal", func(l *life) { refused(l) }, "2026-02-03", "2026-08-03"},
		{"and after each renewal", func(l *life) {
			l.tellOn("2026-07-01", care.AreaContact, refused(l), care.RefusalRenewed{Approver: pat, On: day("2026-07-01"), How: care.TriedCall})
		}, "2026-07-02", "2026-12-30"},
		{"an offer to a dead number renews nothing", func(l *life) {
			r := refused(l)
			l.tell("2026-06-01", care.AreaContact, care.ContactPointDead{ContactPoint: "01632 960001", On: day("2026-06-01")})
			l.tellOn("2026-07-01", care.AreaContact, r, care.RefusalRenewed{Approver: pat, On: day("2026-07-01"), How: care.TriedCall, ContactPoint: "01632 960001"})
		}, "2026-07-02", "2026-08-03"},
		{"a later talk ends the refusal", func(l *life) { refused(l); l.contact("2026-04-01", care.Called, "") }, "2026-04-01", ""},
		{"unless they say that it stands", func(l *life) {
			refused(l)
			l.tell("2026-04-01", care.AreaContact, care.ContactMade{How: care.Called, When: on("2026-04-01"), StillRefuses: care.Yes})
		}, "2026-04-01", "2026-08-03"},
		{"28 days after a missed renewal it no longer counts", func(l *life) { refused(l) }, "2026-09-01", ""},
		{"on the 28th it still does", func(l *life) { refused(l) }, "2026-08-31", "2026-08-03"},
	})
}

func TestBedAndBreakfastAt17(t *testing.T) {
	l := newLife("b and b").registered("2026-03-01", "2008-09-09", care.Relevant)
	l.home("2026-04-02", care.MovedIn{Residence: "W"})
	d, ok := find(office(t).On(l.person(), day("2026-04-02")).Deadlines, duty.BedAndBreakfast)
	if !ok || d.Due != day("2026-04-08") || !d.Alerting(day("2026-04-02")) || d.Lapsed(day("2026-04-08")) {
		t.Errorf("due %s, want 2026-04-08: two working days over Easter; alerting from the day of the move: %t", d.Due, d.Alerting(day("2026-04-02")))
	}
	if m := office(t).Meaning(l.person(), nil); m.NextLook > day("2026-04-02") {
		t.Errorf("the monitor looks on %s and not on the day of the move", m.NextLook)
	}
	if _, ok := find(office(t).On(l.person(), day("2026-09-09")).Deadlines, duty.BedAndBreakfast); ok {
		t.Error("at 18 the rule still asks")
	}
	l.home("2026-04-07", care.MovedIn{Residence: "U"})
	if _, ok := find(office(t).On(l.person(), day("2026-04-07")).Deadlines, duty.BedAndBreakfast); ok {
		t.Error("after moving out the rule still asks")
	}
}

// raised puts an alert on record, as the monitor does.
func raised(l *life, on string, rule duty.Rule, origin care.Origin, actBy string) care.RecordID {
	return l.tell(on, care.AreaAlert, care.AlertRaised{Rule: string(rule), Lapse: "x", Due: day(on) - 1, ActBy: day(actBy), Origin: origin, PolicyVersion: 1})
}

func TestManagementOversight(t *testing.T) {
	decided := func(l *life, on string) {
		l.tell(on, care.AreaOversight, care.OversightDecided{Manager: pat, On: day(on), Decision: "continue", Rationale: "known to be safe"})
	}
	checkDue(t, duty.Oversight, []dueCase{
		{"without an alert nothing is to be overseen", func(l *life) {}, "2026-06-01", ""},
		{"five working days after the alert", func(l *life) { raised(l, "2026-03-02", duty.KeepInTouch, "", "2026-03-02") }, "2026-03-02", "2026-03-09"},
		{"of a to-do there is none", func(l *life) { raised(l, "2026-03-02", duty.FirstVisit, "", "2026-03-02") }, "2026-03-03", ""},
		{"of several alerts the first counts", func(l *life) {
			raised(l, "2026-03-10", duty.WhereaboutsRule, "", "2026-03-10")
			raised(l, "2026-03-02", duty.KeepInTouch, "", "2026-03-02")
		}, "2026-03-11", "2026-03-09"},
		{"every 28 days while it is open", func(l *life) {
			raised(l, "2026-03-02", duty.KeepInTouch, "", "2026-03-02")
			decided(l, "2026-03-05")
		}, "2026-03-05", "2026-04-02"},
		{"a decision from before the alert does not count", func(l *life) {
			decided(l, "2026-02-27")
			raised(l, "2026-03-02", duty.KeepInTouch, "", "2026-03-02")
		}, "2026-03-03", "2026-03-09"},
		{"of baseline it runs from the day by which it was to be acted on", func(l *life) {
			raised(l, "2026-03-02", duty.KeepInTouch, care.Baseline, "2026-03-30")
		}, "2026-03-10", "2026-04-08"},
		{"closed it is over", func(l *life) {
			a := raised(l, "2026-03-02", duty.KeepInTouch, "", "2026-03-02")
			l.tellOn("2026-03-20", care.AreaAlert, a, care.AlertClosed{Reason: care.ClosedMet})
		}, "2026-03-20", ""},
		{"on the day before it was not", func(l *life) {
			a := raised(l, "2026-03-02", duty.KeepInTouch, "", "2026-03-02")
			l.tellOn("2026-03-20", care.AreaAlert, a, care.AlertClosed{Reason: care.ClosedMet})
		}, "2026-03-19", "2026-03-09"},
	})
}

// A stricter policy reaches a person at their next contact or after its grace;
// one that asks for no more holds from its day.
func TestAStricterPolicyReachesPeopleGently(t *testing.T) {
	r := office(t)
	version := func(n int, from, every string) {
		p, err := duty.ParsePolicy(policyText("everyDays: 56", "everyDays: "+every), n, day(from))
		if err != nil {
			t.Fatal(err)
		}
		r.Policies = append(r.Policies, p)
	}
	version(2, "2026-03-01", "28")
	l := started("gently")
	l.contact("2026-02-10", care.Called, "")
	cases := []struct{ name, on, due string }{
		{"the old number to the day before the grace ends", "2026-03-28", "2026-04-07"},
		{"the new one from then", "2026-03-29", "2026-03-10"},
	}
	check := func(name, on, due string) {
		t.Run(name, func(t *testing.T) {
			if d, _ := find(r.On(l.person(), day(on)).Deadlines, duty.KeepInTouch); d.Due != day(due) {
				t.Errorf("on %s due %s, want %s", on, d.Due, due)
			}
		})
	}
	for _, c := range cases {
		check(c.name, c.on, c.due)
	}
	l.contact("2026-03-05", care.Called, "")
	check("at the next contact at once", "2026-03-05", "2026-04-02")
	version(3, "2026-04-01", "84")
	check("a looser one holds from its day", "2026-04-01", "2026-05-28")
	late := newLife("registered after").registered("2026-03-10", "2007-09-09", care.FormerRelevant)
	late.contact("2026-03-10", care.Called, "")
	if d, _ := find(r.On(late.person(), day("2026-03-11")).Deadlines, duty.KeepInTouch); d.Due != day("2026-04-07") {
		t.Errorf("somebody who came after it is due %s, want 2026-04-07", d.Due)
	}
}

func TestSourcesThatDisagreeAreShownUntilSomebodyDecides(t *testing.T) {
	r, l := office(t), started("disagree")
	home := l.home("2026-02-01", care.MovedIn{Residence: "U"})
	l.contact("2026-03-02", care.Called, care.StillYes)
	l.tell("2026-03-10", care.AreaContact, care.ToldBySomeoneElse{When: on("2026-03-10"), Hearsay: care.Hearsay{Informant: care.FromProvider, StillThere: care.StillNo}})
	said := l.events[len(l.events)-1].ID
	on10 := day("2026-03-10")
	got := r.Contradictions(l.person(), on10)
	if len(got) != 1 || got[0].Newer.Entry.ID != said || got[0].Older.Of != home {
		t.Fatalf("%+v", got)
	}
	look := r.On(l.person(), on10)
	if look.Whereabouts.Confidence != duty.Likely || !slices.Contains(look.Standing.Flags, duty.ContradictionFlag) {
		t.Errorf("contradicted whereabouts are %s, flags %v", look.Whereabouts.Confidence, look.Standing.Flags)
	}
	decision := l.tell("2026-03-12", care.AreaAccommodation, care.ContradictionDecided{On: day("2026-03-12"), SetAside: []care.EventID{said}, Rationale: "another resident"})
	if look := r.On(l.person(), on10); len(r.Contradictions(l.person(), on10)) != 0 || look.Whereabouts.Confidence != duty.Confirmed {
		t.Errorf("decided, and whereabouts are %s", look.Whereabouts.Confidence)
	}
	l.tellOn("2026-03-13", care.AreaAccommodation, decision, care.Voided{Reason: "entered_in_error"})
	if len(r.Contradictions(l.person(), on10)) != 1 {
		t.Error("the decision was taken back, and the contradiction is not there again")
	}
}

func TestADateOfBirthLeavesOpenLapsesOpen(t *testing.T) {
	r, adult, lapsed := office(t), day("2000-01-01"), "2026-01-09"
	changed := func(l *life, born care.Day, on string) care.EventID {
		person(l, care.DetailsChanged{Details: care.Details{DateOfBirth: born}, Approver: pat}, on)
		return l.events[len(l.events)-1].ID
	}
	corrected := func(l *life, born care.Day, on string) {
		reg := l.events[0].Fact.(care.Registered)
		reg.DateOfBirth = born
		person(l, care.Corrected{Of: l.id, Facts: reg, Reason: "misread"}, on)
	}
	for _, c := range []struct {
		name          string
		before, after func(*life)
	}{
		{"that is changed", func(*life) {}, func(l *life) { changed(l, adult, "2026-01-20") }},
		{"that is corrected", func(*life) {}, func(l *life) { corrected(l, adult, "2026-01-20") }},
		{"whose change is taken back", func(l *life) { corrected(l, adult, "2026-01-06"); changed(l, day("2007-03-01"), "2026-01-07") },
			func(l *life) { person(l, care.Voided{Of: l.events[3].ID, Reason: "entered_in_error"}, "2026-01-20") }},
		{"that is corrected back to what it was at first", func(l *life) { corrected(l, adult, "2026-01-06"); corrected(l, day("2007-03-01"), "2026-01-07") },
			func(l *life) { corrected(l, adult, "2026-01-20") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := started(c.name)
			c.before(l)
			l.tell(lapsed, care.AreaAlert, care.AlertRaised{Rule: string(duty.KeepInTouch), Lapse: care.NewRecordID(l.id), Due: day("2026-01-08"), ActBy: day("2026-01-08"), PolicyVersion: 1})
			c.after(l)
			m := r.Meaning(l.person(), nil)
			if s := m.Standings[len(m.Standings)-1]; s.Bucket != duty.Closed || !m.Alerts[0].Held || m.NextLook != care.Forever {
				t.Errorf("%s, held %t, next look %s", s.Bucket, m.Alerts[0].Held, m.NextLook)
			}
		})
	}
}

func TestClosedWhileUnaccountedUntilAManagerSigns(t *testing.T) {
	r, l := office(t), started("closed at 25")
	flags := func() []duty.Flag { return r.On(l.person(), day("2032-10-01")).Standing.Flags }
	if !slices.Contains(flags(), duty.ClosedUnaccounted) {
		t.Errorf("never in touch, and closed at 25 without a flag: %v", flags())
	}
	l.tell("2032-09-20", care.AreaOversight, care.OversightDecided{Manager: pat, On: day("2032-09-20"), Decision: "no_action", Rationale: "traced by the police"})
	if slices.Contains(flags(), duty.ClosedUnaccounted) {
		t.Error("signed, and still flagged")
	}
}

func TestADeadNumberAsksWhereTheyAre(t *testing.T) {
	settled := func(l *life) {
		l.home("2026-02-01", care.MovedIn{Residence: "U"})
		l.contact("2026-03-30", care.SawAtHome, "")
	}
	tried := func(l *life, o care.Outcome) {
		l.tell("2026-04-02", care.AreaContact, care.Attempted{How: care.TriedCall, When: on("2026-04-02"), Outcome: o})
	}
	first := func(l *life, on string) string {
		due := ""
		for _, d := range office(t).On(l.person(), day(on)).Deadlines {
			if d.Rule == duty.WhereaboutsRule && (due == "" || d.Due.String() < due) {
				due = d.Due.String()
			}
		}
		return due
	}
	cases := []struct {
		name string
		life func(l *life)
		want string
	}{
		{"no answer asks nothing", func(l *life) { tried(l, care.NoAnswer) }, "2026-06-29"},
		{"a dead number asks within two working days, over Easter", func(l *life) { tried(l, care.NumberDead) }, "2026-04-08"},
		{"a letter that came back, too", func(l *life) { tried(l, care.ReturnedLetter) }, "2026-04-08"},
		{"evidence after it answers", func(l *life) {
			tried(l, care.NumberDead)
			l.contact("2026-04-03", care.TextOrApp, care.StillYes)
		}, "2026-07-03"},
		{"a talk in which nobody asked does not", func(l *life) {
			tried(l, care.NumberDead)
			l.contact("2026-04-03", care.TextOrApp, "")
		}, "2026-04-08"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l := started(c.name)
			settled(l)
			c.life(l)
			if got := first(l, "2026-04-04"); got != c.want {
				t.Errorf("whereabouts are to be confirmed by %s, want %s", got, c.want)
			}
		})
	}
}

// A frequency is never longer than two calendar months where reg. 8 applies.
func TestNoFrequencyBeyondTwoMonthsInProvidedAccommodation(t *testing.T) {
	l := started("provided and rare")
	l.frequency("2026-01-02", 84, 84, "")
	l.contact("2026-01-31", care.SawElsewhere, "")
	dues := func() string {
		look := office(t).On(l.person(), day("2026-02-01"))
		touch, _ := find(look.Deadlines, duty.KeepInTouch)
		seen, _ := find(look.Deadlines, duty.SeeInPerson)
		return touch.Due.String() + " " + touch.Source + ", " + seen.Due.String()
	}
	if got := dues(); got != "2026-04-25 pathway plan, 2026-04-25" {
		t.Errorf("in a home of their own: %s", got)
	}
	provided(l, "2026-01-20")
	if got := dues(); got != "2026-03-31 reg. 8(2)(c), 2026-03-31" {
		t.Errorf("in a home that we provide: %s", got)
	}
}

package duty_test

import (
	"slices"
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

func TestALaterStatementOfTheCategoryCounts(t *testing.T) {
	l := newLife("stated later").registered("2025-01-06", "2009-12-30", care.Eligible)
	person(l, care.ReturnedToCare{On: day("2025-01-09")}, "2025-01-09")
	person(l, care.EligibilityChanged{Category: care.Relevant, Since: day("2025-12-25")}, "2025-12-25")
	if s := office(t).On(l.person(), day("2026-06-05")).Standing; s.Category != care.Relevant || s.Bucket != duty.Unaccounted {
		t.Errorf("%s as %s: hidden among the looked after", s.Bucket, s.Category)
	}
}

// Recording late that care ended starts no clock again: it had ended on the 18th
// birthday at the latest.
func TestCareThatEndedLongAgoStartsNoClockAgain(t *testing.T) {
	for _, c := range []care.Category{care.Eligible, care.Relevant, care.NotRecorded} {
		l := newLife("left long ago "+string(c)).registered("2025-01-06", "2004-12-25", c)
		person(l, care.CareEnded{On: day("2025-12-31")}, "2025-12-31")
		if d, _ := find(office(t).On(l.person(), day("2026-01-05")).Deadlines, duty.KeepInTouch); d.Due != day("2025-01-13") {
			t.Errorf("registered as %s: keep in touch is due %s, want 2025-01-13", c, d.Due)
		}
	}
}

func TestASecondReportOfMissingHidesNoneBeforeIt(t *testing.T) {
	l := started("missing twice")
	l.tell("2026-03-02", care.AreaAccommodation, care.ReportedMissing{From: on("2026-03-02")})
	l.tell("2026-03-20", care.AreaAccommodation, care.ReportedMissing{From: on("2026-03-20")})
	var due []string
	for _, d := range office(t).On(l.person(), day("2026-03-21")).Deadlines {
		if d.Rule == duty.MissingDecision {
			due = append(due, d.Due.String())
		}
	}
	if !slices.Equal(due, []string{"2026-03-03", "2026-03-23"}) {
		t.Errorf("decisions are due on %v, want both", due)
	}
}

func TestBecomingQualifyingClosesNoLapse(t *testing.T) {
	l := newLife("home in time").registered("2024-12-01", "2007-09-09", care.Relevant)
	l.contact("2024-12-31", care.Called, "")
	l.home("2025-01-09", care.MovedIn{Residence: "B", WithParent: true})
	look := office(t).On(l.person(), day("2025-07-09"))
	if d, _ := find(look.Deadlines, duty.KeepInTouch); look.Standing.Category != care.Qualifying || d.Due != day("2025-02-25") {
		t.Errorf("as %s due %s; want qualifying, and missed since February", look.Standing.Category, d.Due)
	}
}

func TestAFrequencyThatLeavesSeeingOutIsAsThePolicySays(t *testing.T) {
	l := started("seen as usual")
	l.frequency("2026-01-05", 56, 7, "")
	l.frequency("2026-02-02", 28, 0, "")
	l.contact("2026-03-02", care.SawElsewhere, "")
	if d, _ := find(office(t).On(l.person(), day("2026-03-03")).Deadlines, duty.SeeInPerson); d.Due != day("2026-04-27") || d.Source != "policy" {
		t.Errorf("see in person by %s, %s; want 2026-04-27 by the policy", d.Due, d.Source)
	}
}

func TestTheDayThatAReviewSetsForTheNextCounts(t *testing.T) {
	l := started("reviewed soon")
	reviewed(l, "2026-02-02", "", "2026-03-16")
	if d, _ := find(office(t).On(l.person(), day("2026-02-03")).Deadlines, duty.PlanReview); d.Due != day("2026-03-16") {
		t.Errorf("due %s, want 2026-03-16", d.Due)
	}
}

func TestAnEligibleChildWithoutADateOfBirthIsFlagged(t *testing.T) {
	l := newLife("eligible").registered("2026-01-05", "", care.Eligible)
	if s := office(t).On(l.person(), day("2026-02-01")).Standing; !slices.Contains(s.Flags, duty.BirthNotKnown) {
		t.Errorf("flags %v: nobody learns that the 18th birthday will never come", s.Flags)
	}
}

func TestWhereAbsencesBeginAndEnd(t *testing.T) {
	r := office(t)
	away := func(l *life, from string, kind care.AwayKind, until string) care.RecordID {
		f := care.WentAway{From: care.From{From: day(from)}, Kind: kind}
		if until != "" {
			f.ExpectedEnd = day(until)
		}
		return l.tell(from, care.AreaAccommodation, f)
	}
	t.Run("a meeting in hospital is none in custody", func(t *testing.T) {
		l := started("met in hospital")
		away(l, "2026-03-02", care.AwayCustody, "")
		l.tell("2026-03-05", care.AreaContact, care.ContactMade{How: care.SawElsewhere, Where: care.InHospital, When: on("2026-03-05")})
		if _, ok := find(r.On(l.person(), day("2026-03-06")).Deadlines, duty.CustodyVisit); !ok {
			t.Error("the visit in custody counts as made")
		}
	})
	t.Run("back on the very day is back", func(t *testing.T) {
		l := started("back at once")
		l.home("2026-02-01", care.MovedIn{Residence: "U"})
		l.tellOn("2026-04-02", care.AreaAccommodation, away(l, "2026-04-02", care.AwayHospital, ""), care.CameBack{On: day("2026-04-02"), ToHome: care.Yes})
		if w := r.On(l.person(), day("2026-04-03")).Whereabouts; w.State != care.AtHome {
			t.Errorf("%s", w.State)
		}
	})
	t.Run("another absence ends the one before", func(t *testing.T) {
		l := started("moved on")
		away(l, "2026-03-02", care.AwayHospital, "2026-03-13")
		away(l, "2026-03-05", care.AwayStaying, "")
		if d, ok := find(r.On(l.person(), day("2026-03-20")).Deadlines, duty.WhereNow); ok {
			t.Errorf("where now is asked by %s of somebody who is elsewhere", d.Due)
		}
	})
	t.Run("a visit from before the move starts no visits of the law", func(t *testing.T) {
		l := started("seen before")
		home := provided(l, "2026-03-02")
		visited(l, "2026-02-20", home)
		if d, ok := find(r.On(l.person(), day("2026-03-20")).Deadlines, duty.ProvidedVisit); ok {
			t.Errorf("the next visit is due %s", d.Due)
		}
	})
}

func TestNobodyLeavesTheDutyByAStopThatNobodyDecided(t *testing.T) {
	l := newLife("stopped").registered("2024-01-10", "2003-05-10", care.FormerRelevant)
	person(l, care.SupportStopped{On: day("2024-06-01"), Reason: "no longer answers"}, "2024-06-01")
	if s := office(t).On(l.person(), day("2024-06-02")).Standing; !slices.Contains(s.Flags, duty.NoDecisionAt21) || s.Bucket != duty.Unaccounted {
		t.Errorf("%s %v", s.Bucket, s.Flags)
	}
}

func TestARenewalRevivesNoRefusalThatATalkHasEnded(t *testing.T) {
	l := started("talked, then renewed")
	r := l.tell("2026-01-09", care.AreaContact, care.Refused{What: care.RefusesContact, When: on("2026-01-09"), How: care.Called})
	l.tellOn("2026-01-11", care.AreaContact, r, care.RefusalApproved{Approver: pat, On: day("2026-01-11"), Attempts: "rang"})
	l.contact("2026-02-02", care.SawAtHome, "")
	l.tellOn("2026-02-05", care.AreaContact, r, care.RefusalRenewed{Approver: pat, On: day("2026-02-05"), How: care.TriedCall})
	if d, ok := find(office(t).On(l.person(), day("2026-03-01")).Deadlines, duty.KeepInTouch); !ok || d.Due != day("2026-03-30") {
		t.Errorf("keep in touch by %s, want 2026-03-30", d.Due)
	}
}

func TestWhatWasKnownBeforeNotKnownNoLongerConfirms(t *testing.T) {
	l := started("lost and heard of")
	home := l.home("2025-12-15", care.MovedIn{Residence: "U"})
	visited(l, "2026-01-05", home)
	l.tellOn("2026-01-13", care.AreaAccommodation, care.RecordWhereabouts, care.WhereaboutsNotKnown{From: day("2026-01-13")})
	l.tell("2026-01-15", care.AreaContact, care.ToldBySomeoneElse{When: on("2026-01-15"), Hearsay: care.Hearsay{Informant: care.FromPolice, Accommodation: home, StillThere: care.StillYes}})
	if w := office(t).On(l.person(), day("2026-01-20")).Whereabouts; w.Confidence != duty.Likely {
		t.Errorf("%s by the visit of before", w.Confidence)
	}
}

func TestWhoWentHomeBefore18StaysQualifyingAfter(t *testing.T) {
	l := newLife("home before 18").registered("2025-01-06", "2008-02-29", care.Eligible)
	person(l, care.CareEnded{On: day("2025-01-07")}, "2025-01-10")
	l.home("2025-02-20", care.MovedIn{Residence: "B", WithParent: true})
	for on, want := range map[string]care.Category{"2025-08-19": care.Relevant, "2025-08-20": care.Qualifying, "2026-03-01": care.Qualifying} {
		if got := office(t).On(l.person(), day(on)).Standing.Category; got != want {
			t.Errorf("on %s %s, want %s", on, got, want)
		}
	}
}

func TestAChildPlacedWithAParentHasNotReturnedHome(t *testing.T) {
	l := newLife("placed with a parent").registered("2025-01-06", "2008-09-09", care.Eligible)
	l.home("2025-01-06", care.MovedIn{Residence: "B", WithParent: true})
	person(l, care.CareEnded{On: day("2025-06-02")}, "2025-06-02")
	for on, want := range map[string]care.Category{"2025-07-06": care.Relevant, "2025-12-01": care.Relevant, "2025-12-02": care.Qualifying} {
		if got := office(t).On(l.person(), day(on)).Standing.Category; got != want {
			t.Errorf("on %s %s, want %s", on, got, want)
		}
	}
}

// A frequency that becomes shorter counts from its day, and so does the limit
// beyond which somebody is unaccounted for.
func TestTheLimitOfAShorterFrequency(t *testing.T) {
	l := started("shorter")
	l.contact("2026-01-05", care.SawElsewhere, "")
	home := l.home("2026-01-05", care.MovedIn{Residence: "U"})
	visited(l, "2026-01-05", home)
	l.frequency("2026-02-22", 14, 0, "")
	for on, want := range map[string]duty.Bucket{"2026-03-15": duty.Overdue, "2026-03-16": duty.Unaccounted} {
		if got := office(t).On(l.person(), day(on)).Standing; got.Bucket != want {
			t.Errorf("on %s %s %v, want %s", on, got.Bucket, got.Reasons, want)
		}
	}
}

// What has not happened by a day makes no difference on it.
func TestAReturnToCareThatIsStillToComeAsksNothingYet(t *testing.T) {
	l := newLife("back in care soon").registered("2025-01-06", "2008-02-29", care.Relevant)
	person(l, care.ReturnedToCare{On: day("2025-01-07")}, "2025-01-07")
	for on, want := range map[string]bool{"2025-01-06": true, "2025-01-07": false} {
		if _, got := find(office(t).On(l.person(), day(on)).Deadlines, duty.Window903); got != want {
			t.Errorf("on %s the 903 window is asked for: %t, want %t", on, got, want)
		}
	}
}

func TestTheLastWordOnSupportOfADayCounts(t *testing.T) {
	l := newLife("asked and stopped").registered("2025-01-06", "2001-04-03", care.FormerRelevant)
	person(l, care.SupportRequested{On: day("2025-01-07")}, "2025-01-07")
	person(l, care.SupportStopped{On: day("2025-01-07"), Reason: "asked"}, "2025-01-07")
	if s := office(t).On(l.person(), day("2025-01-08")).Standing; !slices.Contains(s.Flags, duty.OfferOnly) {
		t.Errorf("they stopped it again, and the flags are %v", s.Flags)
	}
}

func TestOfTwoFrequenciesOfADayTheLastCounts(t *testing.T) {
	l := started("set twice")
	l.contact("2026-01-05", care.SawElsewhere, "")
	l.frequency("2026-02-02", 1, 0, "")
	l.frequency("2026-02-02", 7, 0, "")
	if d, _ := find(office(t).On(l.person(), day("2026-02-02")).Deadlines, duty.KeepInTouch); d.Due != day("2026-02-09") {
		t.Errorf("due %s, want a week after it was set", d.Due)
	}
}

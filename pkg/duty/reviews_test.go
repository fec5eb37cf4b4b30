package duty_test

import (
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

func reviewed(l *life, on string, at care.RecordID, nextBy string) {
	f := care.PlanReviewed{On: day(on), Accommodation: at}
	if nextBy != "" {
		f.NextBy = day(nextBy)
	}
	l.tell(on, care.AreaPathway, f)
}

func visited(l *life, on string, at care.RecordID) {
	l.tell(on, care.AreaContact, care.ContactMade{How: care.SawAtHome, When: care.OnDay(day(on)), Accommodation: at})
}

func provided(l *life, from string) care.RecordID {
	return l.home(from, care.MovedIn{Residence: "D", Provided: "s23B"})
}

func TestVisitsAtProvidedAccommodation(t *testing.T) {
	checkDue(t, duty.ProvidedVisit, []dueCase{
		{"two calendar months after the last visit at it", func(l *life) { visited(l, "2026-05-06", provided(l, "2026-05-01")) }, "2026-05-07", "2026-07-06"},
		{"from 31 December to the last day of February", func(l *life) {
			l.tell("2027-01-02", care.AreaContact, care.ContactMade{How: care.SawAtHome, When: on("2026-12-31"), Accommodation: provided(l, "2026-12-29")})
		}, "2027-01-05", "2027-02-28"},
		{"while nobody has visited it is the first visit's affair", func(l *life) { provided(l, "2026-05-01") }, "2026-06-20", ""},
		{"a talk on the phone is no visit", func(l *life) {
			visited(l, "2026-05-06", provided(l, "2026-05-01"))
			l.contact("2026-06-20", care.Called, care.StillYes)
		}, "2026-06-21", "2026-07-06"},
		{"a duty worker's visit does not count", func(l *life) {
			home := provided(l, "2026-05-01")
			visited(l, "2026-05-06", home)
			l.tell("2026-06-20", care.AreaContact, care.ContactMade{How: care.SawAtHome, When: on("2026-06-20"), Accommodation: home, By: care.By{Capacity: care.AsOtherWorker}})
		}, "2026-06-21", "2026-07-06"},
		{"a named stand-in's does", func(l *life) {
			home := provided(l, "2026-05-01")
			visited(l, "2026-05-06", home)
			l.tell("2026-06-20", care.AreaContact, care.ContactMade{How: care.SawAtHome, When: on("2026-06-20"), Accommodation: home, By: care.By{Capacity: care.AsOtherWorker, StandIn: true}})
		}, "2026-06-21", "2026-08-20"},
		{"a home that we do not provide has none", func(l *life) { visited(l, "2026-05-06", l.home("2026-05-01", care.MovedIn{Residence: "U"})) }, "2026-05-07", ""},
		{"a refusal of contact does not end the law's visits", func(l *life) {
			visited(l, "2026-05-06", provided(l, "2026-05-01"))
			refused := l.tell("2026-05-20", care.AreaContact, care.Refused{What: care.RefusesContact, When: on("2026-05-20"), How: care.Called})
			l.tellOn("2026-05-21", care.AreaContact, refused, care.RefusalApproved{Approver: pat, On: day("2026-05-21"), Attempts: "rang"})
		}, "2026-05-22", "2026-07-06"},
		{"moving on ends it", func(l *life) {
			visited(l, "2026-05-06", provided(l, "2026-05-01"))
			l.home("2026-06-01", care.MovedIn{Residence: "U"})
		}, "2026-06-01", ""},
	})
}

func TestTheFirstReviewAtNewAccommodation(t *testing.T) {
	checkDue(t, duty.FirstReview, []dueCase{
		{"six weeks after the move at the latest", func(l *life) { provided(l, "2026-05-01") }, "2026-05-01", "2026-06-12"},
		{"a review before 28 days are over does not meet it", func(l *life) {
			home := provided(l, "2026-05-01")
			visited(l, "2026-05-06", home)
			reviewed(l, "2026-05-28", home, "")
		}, "2026-05-29", "2026-06-12"},
		{"one on the day after the 28 days does", func(l *life) {
			home := provided(l, "2026-05-01")
			visited(l, "2026-05-06", home)
			reviewed(l, "2026-05-29", home, "")
		}, "2026-05-29", ""},
		{"not without a visit at it before", func(l *life) { reviewed(l, "2026-06-01", provided(l, "2026-05-01"), "") }, "2026-06-02", "2026-06-12"},
		{"a review of another home does not count", func(l *life) {
			old := l.home("2026-02-01", care.MovedIn{Residence: "U"})
			visited(l, "2026-05-06", provided(l, "2026-05-01"))
			reviewed(l, "2026-06-01", old, "")
		}, "2026-06-02", "2026-06-12"},
		{"a review that names no home does", func(l *life) {
			visited(l, "2026-05-06", provided(l, "2026-05-01"))
			reviewed(l, "2026-06-01", "", "")
		}, "2026-06-02", ""},
		{"after a move to a home of their own, by the policy", func(l *life) { l.home("2026-05-01", care.MovedIn{Residence: "U"}) }, "2026-05-02", "2026-06-12"},
		{"an imported home starts no review", func(l *life) {
			l.home("2026-05-01", care.MovedIn{Residence: "D", Provided: "s23B", HowKnown: care.FromImport, From: care.From{FromIs: care.NotLaterThan}})
		}, "2026-05-02", ""},
		{"nobody reviews abroad", func(l *life) { l.home("2026-05-01", care.MovedIn{Residence: "G"}) }, "2026-05-02", ""},
	})
}

func TestTheNextReviewAtProvidedAccommodation(t *testing.T) {
	first := func(l *life, nextBy string) care.RecordID {
		home := provided(l, "2026-05-01")
		visited(l, "2026-05-06", home)
		reviewed(l, "2026-05-31", home, nextBy)
		return home
	}
	checkDue(t, duty.NextReview, []dueCase{
		{"within three months of the first", func(l *life) { first(l, "") }, "2026-06-01", "2026-08-31"},
		{"on the day that was set there", func(l *life) { first(l, "2026-07-15") }, "2026-06-01", "2026-07-15"},
		{"never later than three months, whatever was set", func(l *life) { first(l, "2026-10-15") }, "2026-06-01", "2026-08-31"},
		{"then after each review", func(l *life) { reviewed(l, "2026-08-30", first(l, ""), "") }, "2026-08-30", "2026-11-30"},
		{"not before the first", func(l *life) { provided(l, "2026-05-01") }, "2026-06-01", ""},
	})
}

func TestPathwayPlanReview(t *testing.T) {
	agreed := func(l *life) { l.tell("2026-08-31", care.AreaPathway, care.PlanAgreed{On: day("2026-08-31")}) }
	checkDue(t, duty.PlanReview, []dueCase{
		{"without a plan there is nothing to review", func(l *life) {}, "2026-02-01", ""},
		{"six months after the plan: from 31 August to the last day of February", agreed, "2026-09-01", "2027-02-28"},
		{"and after each review", func(l *life) { agreed(l); reviewed(l, "2026-10-01", "", "") }, "2026-10-02", "2027-04-01"},
		{"a new plan counts from its own day", func(l *life) {
			reviewed(l, "2026-02-01", "", "")
			agreed(l)
		}, "2026-09-01", "2027-02-28"},
		{"for a qualifying care leaver the Regulations ask for none", func(l *life) {
			agreed(l)
			person(l, care.EligibilityChanged{Category: care.Qualifying, Since: day("2026-01-01")}, "2026-01-02")
		}, "2026-09-01", ""},
		{"after 21 only in a programme or receiving support", agreed, "2028-09-09", ""},
		{"in a programme it goes on", func(l *life) {
			agreed(l)
			l.tell("2026-09-01", care.AreaPathway, care.ProgrammeAgreed{What: "Degree", From: day("2026-09-01"), Until: day("2029-06-30")})
		}, "2028-09-09", "2027-02-28"},
	})
}

func TestAReviewBroughtForwardIsShownBesideTheOther(t *testing.T) {
	l := started("brought forward")
	l.tell("2026-03-01", care.AreaPathway, care.PlanAgreed{On: day("2026-03-01")})
	l.tell("2026-04-01", care.AreaPathway, care.ReviewBroughtForward{On: day("2026-04-01"), Trigger: "eviction"})
	var got []string
	for _, d := range office(t).On(l.person(), day("2026-04-02")).Deadlines {
		if d.Rule == duty.PlanReview {
			got = append(got, d.Due.String()+" "+d.Source)
		}
	}
	if len(got) != 2 || got[0] != "2026-09-01 reg. 7(2)" || got[1] != "2026-04-17 brought forward" {
		t.Errorf("got %q; want six months, and ten working days over Easter", got)
	}
	reviewed(l, "2026-04-10", "", "")
	for _, d := range office(t).On(l.person(), day("2026-04-10")).Deadlines {
		if d.Rule == duty.PlanReview && d.Due != day("2026-10-10") {
			t.Errorf("after the review %s %s is still asked for", d.Due, d.Source)
		}
	}
}

func TestNeedsAssessment(t *testing.T) {
	checkDue(t, duty.NeedsAssessment, []dueCase{
		{"of somebody who asks for support at 21", func(l *life) { person(l, care.SupportRequested{On: day("2028-11-30")}, "2028-11-30") }, "2028-12-01", "2029-02-28"},
		{"not of somebody who asks at 20", func(l *life) { person(l, care.SupportRequested{On: day("2027-11-30")}, "2027-11-30") }, "2027-12-01", ""},
		{"an assessment meets it", func(l *life) {
			person(l, care.SupportRequested{On: day("2028-11-30")}, "2028-11-30")
			l.tell("2029-01-10", care.AreaPathway, care.NeedsAssessed{On: day("2029-01-10")})
		}, "2029-01-10", ""},
		{"asking again starts another", func(l *life) {
			person(l, care.SupportRequested{On: day("2028-11-30")}, "2028-11-30")
			l.tell("2029-01-10", care.AreaPathway, care.NeedsAssessed{On: day("2029-01-10")})
			person(l, care.SupportStopped{On: day("2029-03-01"), Reason: "asked"}, "2029-03-01")
			person(l, care.SupportRequested{On: day("2029-06-01")}, "2029-06-01")
		}, "2029-06-02", "2029-09-01"},
	})
	relevant := newLife("relevant").registered("2025-05-01", "2008-01-10", care.Eligible)
	person(relevant, care.CareEnded{On: day("2025-05-31")}, "2025-05-31")
	if d, ok := find(office(t).On(relevant.person(), day("2025-06-01")).Deadlines, duty.NeedsAssessment); !ok || d.Due != day("2025-08-31") {
		t.Errorf("a child who left care on 31 May is to be assessed by %s, want 2025-08-31", d.Due)
	}
	relevant.tell("2025-06-10", care.AreaPathway, care.PlanAgreed{On: day("2025-06-10")})
	if d, ok := find(office(t).On(relevant.person(), day("2025-06-11")).Deadlines, duty.NeedsAssessment); ok {
		t.Errorf("with a plan there is still an assessment due on %s", d.Due)
	}
}

func TestReviewBeforeRelease(t *testing.T) {
	in := func(l *life, until string) care.RecordID {
		return l.tell("2026-02-02", care.AreaAccommodation, care.WentAway{From: care.From{From: day("2026-02-02")}, Kind: care.AwayCustody, ExpectedEnd: day(until)})
	}
	checkDue(t, duty.ReleaseReview, []dueCase{
		{"a month before", func(l *life) { in(l, "2026-07-31") }, "2026-02-03", "2026-06-30"},
		{"a review since they went in meets it", func(l *life) { in(l, "2026-07-31"); reviewed(l, "2026-06-01", "", "") }, "2026-06-01", ""},
		{"one before does not", func(l *life) { reviewed(l, "2026-01-20", "", ""); in(l, "2026-07-31") }, "2026-02-03", "2026-06-30"},
		{"after the day of release it is too late", func(l *life) { in(l, "2026-07-31") }, "2026-08-01", ""},
		{"on the day itself it is still missed", func(l *life) { in(l, "2026-07-31") }, "2026-07-31", "2026-06-30"},
		{"released early there is none", func(l *life) {
			l.tellOn("2026-05-01", care.AreaAccommodation, in(l, "2026-07-31"), care.CameBack{On: day("2026-05-01")})
		}, "2026-05-01", ""},
		{"hospital has none", func(l *life) {
			l.tell("2026-02-02", care.AreaAccommodation, care.WentAway{From: care.From{From: day("2026-02-02")}, Kind: care.AwayHospital, ExpectedEnd: day("2026-07-31")})
		}, "2026-02-03", ""},
	})
}

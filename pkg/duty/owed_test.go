package duty_test

import (
	"slices"
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Who is owed contact: rules.md section 2. Everybody here was born on 10 May
// 2007 and spoken to on 1 May 2026, and on each later 1 May.
func TestWhoIsOwedContact(t *testing.T) {
	cases := []struct {
		name     string
		category care.Category
		life     func(l *life)
		on       string
		bucket   duty.Bucket
		holds    care.Category
		flag     duty.Flag
	}{
		{"a former relevant child of 19", care.FormerRelevant, nil, "2026-06-01", duty.InTouch, care.FormerRelevant, ""},
		{"a category that could not be read", care.NotRecorded, nil, "2026-06-01", duty.InTouch, care.FormerRelevant, duty.CategoryNotRecorded},
		{"an eligible child who is looked after", care.Eligible, nil, "2025-05-09", duty.LookedAfter, care.Eligible, ""},
		{"is former relevant on the 18th birthday, and somebody should say so", care.Eligible, nil, "2025-05-10", duty.Unaccounted, care.FormerRelevant, duty.LeavingCareUnrecorded},
		{"leaving care at 17 makes them relevant", care.Eligible, func(l *life) { person(l, care.CareEnded{On: day("2025-02-01")}, "2025-02-01") }, "2025-02-01", duty.Unaccounted, care.Relevant, ""},
		{"coming back into care makes them looked after again", care.Eligible, func(l *life) {
			person(l, care.CareEnded{On: day("2025-02-01")}, "2025-02-01")
			person(l, care.ReturnedToCare{On: day("2025-03-01")}, "2025-03-01")
		}, "2025-03-01", duty.LookedAfter, care.Eligible, ""},
		{"a relevant child is former relevant at 18", care.Relevant, nil, "2025-05-10", duty.Unaccounted, care.FormerRelevant, ""},
		{"six months back home before 18 make them qualifying", care.Relevant, func(l *life) {
			l.home("2024-11-01", care.MovedIn{Residence: "B", WithParent: true})
		}, "2025-05-01", duty.Unaccounted, care.Qualifying, ""},
		{"one day less does not", care.Relevant, func(l *life) {
			l.home("2024-11-11", care.MovedIn{Residence: "B", WithParent: true})
		}, "2025-05-10", duty.Unaccounted, care.FormerRelevant, ""},
		{"nor does it after 18", care.FormerRelevant, func(l *life) {
			l.home("2025-06-01", care.MovedIn{Residence: "B", WithParent: true})
		}, "2026-06-01", duty.InTouch, care.FormerRelevant, ""},
		{"a breakdown before 18 makes them relevant again", care.Relevant, func(l *life) {
			l.home("2024-06-01", care.MovedIn{Residence: "B", WithParent: true})
			l.home("2025-01-10", care.MovedIn{Residence: "U"})
		}, "2025-02-01", duty.Unaccounted, care.Relevant, ""},
		{"nobody leaves the duty at 21 by date", care.FormerRelevant, nil, "2028-05-10", duty.InTouch, care.FormerRelevant, duty.NoDecisionAt21},
		{"support goes on", care.FormerRelevant, func(l *life) {
			l.tellOn("2028-04-01", care.AreaPathway, care.RecordPost21, care.Post21Decided{On: day("2028-04-01"), Wish: care.WantsSupport, SaidOn: day("2028-04-01")})
		}, "2028-05-10", duty.InTouch, care.FormerRelevant, duty.ReceivingSupport},
		{"support is to stop, and nothing was offered yet: the duty goes on", care.FormerRelevant, stopAt21, "2028-05-10", duty.InTouch, care.FormerRelevant, duty.NoOfferAt21},
		{"the offer made: the offer alone", care.FormerRelevant, func(l *life) {
			stopAt21(l)
			l.tell("2028-05-12", care.AreaPathway, care.OfferMade{On: day("2028-05-12"), How: care.TriedCall, Answer: "declined"})
		}, "2028-05-12", duty.OfferOpen, care.FormerRelevant, duty.OfferOnly},
		{"an offer to a dead number is only an attempt", care.FormerRelevant, func(l *life) {
			stopAt21(l)
			l.tell("2028-05-01", care.AreaContact, care.ContactPointDead{ContactPoint: "01632 960001", On: day("2028-05-01")})
			l.tell("2028-05-12", care.AreaPathway, care.OfferMade{On: day("2028-05-12"), How: care.TriedCall, ContactPoint: "01632  960001"})
		}, "2028-05-12", duty.InTouch, care.FormerRelevant, duty.NoOfferAt21},
		{"twelve months after the offer another is overdue", care.FormerRelevant, func(l *life) {
			stopAt21(l)
			l.tell("2028-05-12", care.AreaPathway, care.OfferMade{On: day("2028-05-12"), How: care.TriedCall, Answer: "declined"})
		}, "2029-05-13", duty.Overdue, care.FormerRelevant, duty.OfferOnly},
		{"support that stops at 22 leaves the offer alone, at once", care.FormerRelevant, func(l *life) {
			l.tellOn("2028-04-01", care.AreaPathway, care.RecordPost21, care.Post21Decided{On: day("2028-04-01"), Wish: care.WantsSupport, SaidOn: day("2028-04-01")})
			person(l, care.SupportStopped{On: day("2029-06-01"), Reason: "asked"}, "2029-06-01")
		}, "2029-06-01", duty.OfferOpen, care.FormerRelevant, duty.OfferOnly},
		{"and is overdue when 28 days pass without an offer", care.FormerRelevant, func(l *life) {
			l.tellOn("2028-04-01", care.AreaPathway, care.RecordPost21, care.Post21Decided{On: day("2028-04-01"), Wish: care.WantsSupport, SaidOn: day("2028-04-01")})
			person(l, care.SupportStopped{On: day("2029-06-01"), Reason: "asked"}, "2029-06-01")
		}, "2029-06-30", duty.Overdue, care.FormerRelevant, duty.OfferOnly},
		{"support that stops under 21 ends nothing, then or at 21", care.FormerRelevant, func(l *life) {
			person(l, care.SupportStopped{On: day("2027-06-01"), Reason: "asked"}, "2027-06-01")
		}, "2028-05-10", duty.InTouch, care.FormerRelevant, duty.NoDecisionAt21},
		{"the decision does nothing before 21", care.FormerRelevant, func(l *life) {
			l.tellOn("2028-04-01", care.AreaPathway, care.RecordPost21, care.Post21Decided{On: day("2028-04-01"), Wish: care.WantsNoSupport, SaidOn: day("2028-04-01")})
		}, "2028-05-09", duty.InTouch, care.FormerRelevant, ""},
		{"they ask again: contact is owed again", care.FormerRelevant, func(l *life) {
			l.tellOn("2028-04-01", care.AreaPathway, care.RecordPost21, care.Post21Decided{On: day("2028-04-01"), Wish: care.WantsNoSupport, SaidOn: day("2028-04-01")})
			person(l, care.SupportRequested{On: day("2028-06-01")}, "2028-06-01")
		}, "2028-06-02", duty.InTouch, care.FormerRelevant, duty.ReceivingSupport},
		{"qualifying at 20: what the authority thinks appropriate", care.Qualifying, nil, "2027-10-01", duty.InTouch, care.Qualifying, ""},
		{"qualifying at 21: none", care.Qualifying, nil, "2028-05-10", duty.OfferOpen, care.Qualifying, ""},
		{"25 closes the case", care.FormerRelevant, nil, "2032-05-10", duty.Closed, care.FormerRelevant, ""},
		{"a list that names somebody of 25 keeps them open until somebody looks", care.FormerRelevant, func(l *life) {
			l.tell("2032-05-20", care.AreaCaseload, care.Listed{AsAt: day("2032-05-20"), InTouch: care.ListedYes})
		}, "2032-05-21", duty.InTouch, care.FormerRelevant, duty.ListedPast25},
		{"one of the day before does not", care.FormerRelevant, func(l *life) {
			l.tell("2032-05-09", care.AreaCaseload, care.Listed{AsAt: day("2032-05-09"), InTouch: care.ListedYes})
		}, "2032-05-21", duty.Closed, care.FormerRelevant, ""},
		{"nor one after a manager has signed", care.FormerRelevant, func(l *life) {
			l.tell("2032-05-20", care.AreaCaseload, care.Listed{AsAt: day("2032-05-20"), InTouch: care.ListedYes})
			l.tell("2032-05-22", care.AreaOversight, care.OversightDecided{Manager: pat, On: day("2032-05-22"), Decision: "no_action", Rationale: "no programme"})
		}, "2032-05-22", duty.Closed, care.FormerRelevant, ""},
		{"nor one after the programme has ended", care.FormerRelevant, func(l *life) {
			l.tell("2031-09-01", care.AreaPathway, care.ProgrammeAgreed{What: "Degree", From: day("2031-09-01"), Until: day("2032-05-15")})
			l.tell("2032-05-20", care.AreaCaseload, care.Listed{AsAt: day("2032-05-20"), InTouch: care.ListedYes})
		}, "2032-05-21", duty.Closed, care.FormerRelevant, ""},
		{"unless a programme runs", care.FormerRelevant, func(l *life) {
			l.tell("2032-01-01", care.AreaPathway, care.ProgrammeAgreed{What: "Degree", From: day("2031-09-01"), Until: day("2033-06-30")})
		}, "2032-05-10", duty.InTouch, care.FormerRelevant, duty.InProgramme},
		{"to its last day", care.FormerRelevant, func(l *life) {
			l.tell("2032-01-01", care.AreaPathway, care.ProgrammeAgreed{What: "Degree", From: day("2031-09-01"), Until: day("2032-06-20")})
		}, "2032-06-20", duty.Due, care.FormerRelevant, duty.InProgramme},
		{"and no longer", care.FormerRelevant, func(l *life) {
			l.tell("2032-01-01", care.AreaPathway, care.ProgrammeAgreed{What: "Degree", From: day("2031-09-01"), Until: day("2032-06-20")})
		}, "2032-06-21", duty.Closed, care.FormerRelevant, ""},
		{"transferred, on the other authority's receipt", care.FormerRelevant, func(l *life) {
			person(l, care.TransferOffered{To: "Elsewhere", On: day("2026-05-02")}, "2026-05-02")
			person(l, care.TransferReceived{By: "Elsewhere", On: day("2026-06-01"), Receipt: "letter"}, "2026-06-01")
		}, "2026-06-01", duty.Closed, care.FormerRelevant, ""},
		{"not by the offer of a transfer", care.FormerRelevant, func(l *life) {
			person(l, care.TransferOffered{To: "Elsewhere", On: day("2026-05-02")}, "2026-05-02")
		}, "2026-06-01", duty.InTouch, care.FormerRelevant, ""},
		{"never ours", care.FormerRelevant, func(l *life) {
			person(l, care.RegisteredInError{Approver: pat, Reason: "a namesake"}, "2026-05-02")
		}, "2024-02-01", duty.Closed, care.FormerRelevant, ""},
		{"a death that was taken back closes nothing", care.FormerRelevant, func(l *life) {
			person(l, care.Died{On: day("2026-05-20")}, "2026-05-20")
			died := l.events[len(l.events)-1].ID
			person(l, care.Voided{Of: died, Reason: "entered_in_error"}, "2026-05-22")
		}, "2026-06-01", duty.InTouch, care.FormerRelevant, ""},
	}
	r := office(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l := newLife(c.name).registered("2024-01-10", "2007-05-10", c.category)
			l.home("2025-09-01", care.MovedIn{Residence: "U"})
			for y := 2026; y < 2033; y++ {
				l.contact(care.NewDay(y, 5, 1).String(), care.SawAtHome, care.StillYes)
			}
			if c.life != nil {
				c.life(l)
			}
			if c.on > "2027-09" && c.on < "2027-11" {
				l.contact("2027-09-15", care.SawAtHome, "")
			}
			got := r.On(l.person(), day(c.on)).Standing
			if got.Bucket != c.bucket || got.Category != c.holds {
				t.Errorf("%s %v as %s, want %s as %s", got.Bucket, got.Reasons, got.Category, c.bucket, c.holds)
			}
			if c.flag != "" && !slices.Contains(got.Flags, c.flag) {
				t.Errorf("flags %v lack %s", got.Flags, c.flag)
			}
		})
	}
}

// Refusals: rules.md section 7.
func TestRefusals(t *testing.T) {
	refuses := func(l *life, what care.RefusalOf) care.RecordID {
		return l.tell("2026-03-02", care.AreaContact, care.Refused{What: what, When: on("2026-03-02"), How: care.Called})
	}
	approve := func(l *life, r care.RecordID) {
		l.tellOn("2026-03-05", care.AreaContact, r, care.RefusalApproved{Approver: pat, On: day("2026-03-05"), Attempts: "rang twice"})
	}
	cases := []struct {
		name string
		life func(l *life)
		on   string
		want duty.Bucket
	}{
		{"said, not approved: duties go on", func(l *life) { refuses(l, care.RefusesContact) }, "2026-05-01", duty.Overdue},
		{"said and approved: the offer stays open", func(l *life) { approve(l, refuses(l, care.RefusesContact)) }, "2026-05-01", duty.OfferOpen},
		{"a meeting that was refused changes nothing", func(l *life) { approve(l, refuses(l, care.RefusesMeeting)) }, "2026-05-01", duty.Overdue},
		{"a later talk ends it", func(l *life) {
			approve(l, refuses(l, care.RefusesServices))
			l.contact("2026-04-01", care.Called, "")
		}, "2026-05-01", duty.InTouch},
		{"a renewal that was missed", func(l *life) {
			approve(l, refuses(l, care.RefusesContact))
			l.tell("2026-08-01", care.AreaContact, care.ToldBySomeoneElse{When: on("2026-08-01"), Hearsay: care.Hearsay{Informant: care.FromFamily, StillThere: care.StillYes}})
		}, "2026-09-01", duty.Overdue},
		{"after its grace it no longer counts", func(l *life) {
			approve(l, refuses(l, care.RefusesContact))
			l.tell("2026-08-01", care.AreaContact, care.ToldBySomeoneElse{When: on("2026-08-01"), Hearsay: care.Hearsay{Informant: care.FromFamily, StillThere: care.StillYes}})
		}, "2026-09-29", duty.Unaccounted},
		{"renewed, it goes on", func(l *life) {
			r := refuses(l, care.RefusesContact)
			approve(l, r)
			l.tellOn("2026-08-20", care.AreaContact, r, care.RefusalRenewed{Approver: pat, On: day("2026-08-20"), How: care.TriedLetter})
			l.tell("2026-08-21", care.AreaContact, care.ToldBySomeoneElse{When: on("2026-08-21"), Hearsay: care.Hearsay{Informant: care.FromFamily, StillThere: care.StillYes}})
		}, "2026-12-01", duty.OfferOpen},
		{"without evidence of where they are for 182 days", func(l *life) {
			r := refuses(l, care.RefusesContact)
			approve(l, r)
			l.tellOn("2026-07-20", care.AreaContact, r, care.RefusalRenewed{Approver: pat, On: day("2026-07-20"), How: care.TriedLetter})
		}, "2026-08-20", duty.Unaccounted},
	}
	r := office(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l := started(c.name)
			l.home("2026-02-01", care.MovedIn{Residence: "U"})
			c.life(l)
			if got := r.On(l.person(), day(c.on)).Standing; got.Bucket != c.want {
				t.Errorf("%s %v, want %s", got.Bucket, got.Reasons, c.want)
			}
		})
	}
}

func stopAt21(l *life) {
	l.tellOn("2028-04-01", care.AreaPathway, care.RecordPost21, care.Post21Decided{On: day("2028-04-01"), Wish: care.WantsNoSupport, SaidOn: day("2028-04-01")})
}

// person records a fact on the person's own record.
func person(l *life, f care.Fact, recorded string) {
	l.tellOn(recorded, care.AreaCaseload, care.RecordPerson, f)
}

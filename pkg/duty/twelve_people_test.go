package duty_test

import (
	"slices"
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Twelve people on Monday 15 June 2026: rules.md section 13.

type wanted struct {
	bucket  duty.Bucket
	reasons []duty.Reason
	flags   []duty.Flag
	due     map[duty.Rule]string // rule → last good day
	absent  []duty.Rule          // rules that must have no deadline
	sure    duty.Confidence
}

func amira() *life {
	l := newLife("Amira").registered("2025-01-01", "2007-03-10", care.FormerRelevant).settled()
	l.contact("2026-04-02", care.SawAtHome, "")
	l.contact("2026-04-20", care.Called, care.StillYes)
	return l
}

func chloe() *life {
	l := newLife("Chloe").registered("2025-01-01", "2008-02-01", care.FormerRelevant).settled()
	l.contact("2026-03-23", care.Called, care.StillYes)
	l.tried("2026-06-09", care.TriedText)
	l.tell("2026-06-12", care.AreaContact, care.ToldBySomeoneElse{When: on("2026-06-12"), Hearsay: care.Hearsay{Informant: care.FromFamily, What: "fine"}})
	l.tried("2026-06-13", care.TriedText)
	return l
}

func farid() *life {
	l := newLife("Farid")
	l.tellOn("2026-06-01", care.AreaCaseload, care.RecordPerson, care.Registered{LocalID: "F1", Category: care.FormerRelevant, HowKnown: care.FromImport, Details: care.Details{DateOfBirth: day("2006-01-20")}})
	l.tell("2026-06-01", care.AreaCaseload, care.Listed{AsAt: day("2026-06-01"), InTouch: care.ListedYes})
	home := l.tell("2026-06-01", care.AreaAccommodation, care.MovedIn{From: care.From{From: day("2026-06-01"), FromIs: care.NotLaterThan}, Residence: "U", HowKnown: care.FromImport})
	l.tellOn("2026-06-01", care.AreaAccommodation, home, care.SuitabilityAssessed{On: day("2026-06-01"), Suitable: care.Yes, HowKnown: care.FromImport})
	l.tellOn("2026-06-01", care.AreaCaseload, care.RecordAdviser, care.TeamAllocated{Team: "South", From: day("2026-06-01")})
	l.allocated("2026-06-01", care.SocialWorker)
	return l
}

func isla() *life {
	l := newLife("Isla").registered("2025-01-01", "2004-05-01", care.FormerRelevant).settled()
	l.tellOn("2025-05-02", care.AreaCaseload, care.RecordPerson, care.SupportRequested{On: day("2025-05-02")})
	l.frequency("2026-01-01", 7, 0, care.HighRisk)
	l.contact("2026-06-10", care.SawAtHome, "")
	return l
}

func jay() *life {
	l := newLife("Jay").registered("2024-02-01", "2003-05-10", care.FormerRelevant)
	l.tellOn("2024-05-20", care.AreaPathway, care.RecordPost21, care.Post21Decided{On: day("2024-05-20"), Wish: care.WantsNoSupport, SaidOn: day("2024-05-20")})
	l.contact("2025-04-10", care.Called, "")
	l.tell("2025-06-01", care.AreaPathway, care.OfferMade{On: day("2025-06-01"), How: care.TriedLetter})
	l.tellOn("2025-07-01", care.AreaAccommodation, care.RecordWhereabouts, care.WhereaboutsNotKnown{From: day("2025-07-01")})
	return l
}

func liam() *life {
	l := newLife("Liam").registered("2025-01-01", "2005-02-01", care.FormerRelevant)
	l.allocated("2025-01-01", care.PersonalAdviser)
	uni := l.home("2025-06-01", care.MovedIn{Residence: "U"})
	l.tell("2025-06-05", care.AreaContact, care.ContactMade{How: care.SawAtHome, When: on("2025-06-05"), Accommodation: uni})
	l.tell("2025-09-01", care.AreaPathway, care.ProgrammeAgreed{What: "Degree", From: day("2024-09-01"), Until: day("2027-06-30")})
	l.frequency("2025-09-01", 84, 84, "")
	l.contact("2026-04-10", care.SawAtHome, "")
	l.contact("2026-05-10", care.Called, "")
	return l
}

func noah() *life {
	l := newLife("Noah")
	l.tellOn("2026-06-01", care.AreaCaseload, care.RecordPerson, care.Registered{LocalID: "N1", Category: care.Eligible, HowKnown: care.FromImport, Details: care.Details{DateOfBirth: day("2009-03-01")}})
	return l
}

func olu() *life {
	l := newLife("Olu").registered("2025-01-01", "2007-01-15", care.FormerRelevant).settled()
	l.contact("2026-05-01", care.SawAtHome, "")
	away := l.tell("2026-06-10", care.AreaAccommodation, care.WentAway{From: care.From{From: day("2026-06-08")}, Kind: care.AwayCustody, HowKnown: care.ToldByOther, ToldOn: day("2026-06-10")})
	l.tellOn("2026-06-11", care.AreaAccommodation, away, care.WhereaboutsConfirmed{On: day("2026-06-11"), HowKnown: care.ToldOnSite})
	return l
}

func rosa() *life {
	l := newLife("Rosa").registered("2025-01-01", "2006-01-15", care.FormerRelevant).settled()
	l.home("2026-03-10", care.MovedIn{Residence: "H", Country: "Albania"})
	l.contact("2026-06-02", care.TextOrApp, care.StillYes)
	return l
}

func sam() *life {
	l := newLife("Sam").registered("2025-01-01", "2007-01-15", care.FormerRelevant).settled()
	l.contact("2026-05-01", care.Called, care.StillYes)
	l.tellOn("2026-06-15", care.AreaCaseload, care.RecordPerson, care.Died{On: day("2026-05-30"), ToldOn: day("2026-06-15")})
	return l
}

func uma() *life {
	l := newLife("Uma").registered("2025-01-01", "2008-01-15", care.FormerRelevant).settled()
	l.contact("2026-06-10", care.SawElsewhere, "")
	l.tell("2026-06-13", care.AreaAccommodation, care.ReportedMissing{From: on("2026-06-13"), ReportedBy: "host"})
	return l
}

func viktor() *life {
	l := newLife("Viktor").registered("2025-01-01", "", care.FormerRelevant).settled()
	l.contact("2026-05-20", care.Called, care.StillYes)
	return l
}

func TestTwelvePeopleOn15June2026(t *testing.T) {
	cases := []struct {
		name string
		life *life
		want wanted
	}{
		{"Amira is due on her last good day, not seen, whereabouts likely", amira(), wanted{bucket: duty.Due, flags: []duty.Flag{duty.NotSeen}, sure: duty.Likely,
			due: map[duty.Rule]string{duty.KeepInTouch: "2026-06-15", duty.SeeInPerson: "2026-05-28", duty.WhereaboutsRule: "2026-07-20"}}},
		{"Chloe has had attempts only, and one day is left before unaccounted", chloe(), wanted{bucket: duty.Overdue, reasons: []duty.Reason{duty.ContactOverdue}, flags: []duty.Flag{duty.NotSeen, duty.AttemptsOnly},
			due: map[duty.Rule]string{duty.KeepInTouch: "2026-05-18", duty.TryAgain: "2026-06-27"}}},
		{"Farid was imported without a dated contact", farid(), wanted{bucket: duty.Unaccounted, reasons: []duty.Reason{duty.NoDatedContact}, flags: []duty.Flag{duty.BaselineFlag}, sure: duty.Likely,
			due: map[duty.Rule]string{duty.WhereaboutsRule: "2026-07-27"}, absent: []duty.Rule{duty.FirstVisit, duty.FirstReview}}},
		{"Isla is of high risk and seen weekly", isla(), wanted{bucket: duty.InTouch, flags: []duty.Flag{duty.ReceivingSupport, duty.HighRiskFlag}, due: map[duty.Rule]string{duty.KeepInTouch: "2026-06-17"}}},
		{"Jay is owed the offer alone, and it was missed", jay(), wanted{bucket: duty.Overdue, reasons: []duty.Reason{duty.OfferMissed}, flags: []duty.Flag{duty.OfferOnly},
			due: map[duty.Rule]string{duty.AnnualOffer: "2026-06-01"}, absent: []duty.Rule{duty.KeepInTouch, duty.WhereaboutsRule}}},
		{"Liam studies, with a frequency of his own", liam(), wanted{bucket: duty.InTouch, flags: []duty.Flag{duty.InProgramme},
			due: map[duty.Rule]string{duty.KeepInTouch: "2026-08-02", duty.SeeInPerson: "2026-07-03"}, absent: []duty.Rule{duty.FirstOffer, duty.AnnualOffer}}},
		{"Noah is still looked after", noah(), wanted{bucket: duty.LookedAfter, absent: []duty.Rule{duty.KeepInTouch, duty.SeeInPerson, duty.WhereaboutsRule, duty.NoAdviser}}},
		{"Olu is in custody, confirmed by the prison", olu(), wanted{bucket: duty.InTouch, flags: []duty.Flag{duty.InCustody}, sure: duty.Confirmed,
			due: map[duty.Rule]string{duty.KeepInTouch: "2026-06-26", duty.SeeInPerson: "2026-06-26", duty.CustodyVisit: "2026-06-22"}}},
		{"Rosa was deported and writes", rosa(), wanted{bucket: duty.InTouch, flags: []duty.Flag{duty.DeportedFlag}, sure: duty.Confirmed,
			due: map[duty.Rule]string{duty.KeepInTouch: "2026-07-28", duty.WhereaboutsRule: "2026-09-01"}, absent: []duty.Rule{duty.SeeInPerson, duty.FirstVisit}}},
		{"Sam died", sam(), wanted{bucket: duty.Closed, reasons: []duty.Reason{duty.ClosedDied}, absent: []duty.Rule{duty.KeepInTouch, duty.WhereaboutsRule, duty.SeeInPerson}}},
		{"Uma is reported missing", uma(), wanted{bucket: duty.Unaccounted, reasons: []duty.Reason{duty.MissingPerson},
			due: map[duty.Rule]string{duty.KeepInTouch: "2026-08-05", duty.MissingDecision: "2026-06-15"}}},
		{"Viktor has no date of birth", viktor(), wanted{bucket: duty.InTouch, flags: []duty.Flag{duty.BirthNotKnown}, due: map[duty.Rule]string{duty.KeepInTouch: "2026-07-15"}, absent: []duty.Rule{duty.FirstOffer}}},
	}
	r := office(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { check(t, r.On(c.life.person(), day("2026-06-15")), c.want) })
	}
}

func check(t *testing.T, got duty.Look, want wanted) {
	t.Helper()
	if got.Standing.Bucket != want.bucket || !slices.Equal(got.Standing.Reasons, want.reasons) {
		t.Errorf("bucket %s %v, want %s %v", got.Standing.Bucket, got.Standing.Reasons, want.bucket, want.reasons)
	}
	for _, f := range want.flags {
		if !slices.Contains(got.Standing.Flags, f) {
			t.Errorf("flags %v lack %s", got.Standing.Flags, f)
		}
	}
	if want.sure != "" && got.Whereabouts.Confidence != want.sure {
		t.Errorf("whereabouts %s, want %s", got.Whereabouts.Confidence, want.sure)
	}
	for rule, due := range want.due {
		if d, ok := find(got.Deadlines, rule); !ok || d.Due != day(due) {
			t.Errorf("%s due %s, want %s", rule, d.Due, due)
		}
	}
	for _, rule := range want.absent {
		if d, ok := find(got.Deadlines, rule); ok {
			t.Errorf("%s has a deadline on %s and should have none", rule, d.Due)
		}
	}
}

func find(all []duty.Deadline, rule duty.Rule) (duty.Deadline, bool) {
	for _, d := range all {
		if d.Rule == rule {
			return d, true
		}
	}
	return duty.Deadline{}, false
}

func TestWhatComesNextForTheTwelvePeople(t *testing.T) {
	cases := []struct {
		name   string
		life   *life
		on     string
		bucket duty.Bucket
	}{
		{"Amira is overdue from 16 June", amira(), "2026-06-16", duty.Overdue},
		{"Amira is overdue to 13 July", amira(), "2026-07-13", duty.Overdue},
		{"Amira is unaccounted for from 14 July", amira(), "2026-07-14", duty.Unaccounted},
		{"Chloe is unaccounted for from 16 June", chloe(), "2026-06-16", duty.Unaccounted},
		{"Isla is in touch on 15 June", isla(), "2026-06-15", duty.InTouch},
		{"Isla is due from 16 June", isla(), "2026-06-16", duty.Due},
		{"Isla is overdue from 18 June", isla(), "2026-06-18", duty.Overdue},
		{"Isla is overdue to 24 June", isla(), "2026-06-24", duty.Overdue},
		{"Isla is unaccounted for from 25 June", isla(), "2026-06-25", duty.Unaccounted},
		{"Jay was waiting for his offer on its last good day", jay(), "2026-06-01", duty.OfferOpen},
		{"Jay is overdue from 2 June", jay(), "2026-06-02", duty.Overdue},
	}
	r := office(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := r.On(c.life.person(), day(c.on)).Standing; got.Bucket != c.bucket {
				t.Errorf("%s %v, want %s", got.Bucket, got.Reasons, c.bucket)
			}
		})
	}
}

func TestSamAsKnownOn14JuneWasInTouch(t *testing.T) {
	got := office(t).On(sam().knownAt("2026-06-14"), day("2026-06-14"))
	check(t, got, wanted{bucket: duty.InTouch, due: map[duty.Rule]string{duty.KeepInTouch: "2026-06-26"}})
}

func TestFaridsBaselineIsToBeActedOnBy29June(t *testing.T) {
	got := office(t).On(farid().person(), day("2026-06-15"))
	for _, rule := range []duty.Rule{duty.KeepInTouch, duty.NoAdviser} {
		d, ok := find(got.Deadlines, rule)
		if !ok || d.Origin != care.Baseline || d.ActBy != day("2026-06-29") {
			t.Errorf("%s: origin %q, act by %s; want baseline, 2026-06-29", rule, d.Origin, d.ActBy)
		}
	}
	if got.Standing.Owner != pat || got.Standing.ActBy != day("2026-06-29") {
		t.Errorf("owner %s act by %s, want the worker and 2026-06-29", got.Standing.Owner, got.Standing.ActBy)
	}
}

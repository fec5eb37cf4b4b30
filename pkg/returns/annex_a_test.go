package returns

import (
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty/dutytest"
	"intouch/pkg/returns/guarded"
)

// Columns of List 9, by their place.
const (
	atGender, atEthnicity, atAge, atUASC                  = 1, 2, 4, 5
	atTeam, atWorker, atAdviser, atCategory, atReview     = 7, 8, 9, 10, 11
	atInTouch, atContact, atHome, atSuitable, atDoingThat = 12, 13, 14, 15, 16
)

func TestWhatList9SaysOfSomebody(t *testing.T) {
	imported := func(f *care.Registered) { f.HowKnown = care.FromImport }
	cases := []struct {
		name   string
		life   func() *life
		column int
		want   string
	}{
		{"a talk three months ago to the day is in touch", func() *life { l := aLife(); l.contact("2026-03-15", care.Called); return l }, atInTouch, "a) Yes"},
		{"a day more is not", func() *life { l := aLife(); l.contact("2026-03-14", care.Called); return l }, atInTouch, "b) No"},
		{"the date of the last talk stands there all the same", func() *life { l := aLife(); l.contact("2026-03-14", care.Called); return l }, atContact, "14/03/2026"},
		{"an attempt is no contact", func() *life {
			l := aLife()
			l.tell("2026-06-01", care.AreaContact, care.Attempted{How: care.TriedCall, When: on("2026-06-01"), Outcome: care.NoAnswer})
			return l
		}, atContact, ""},
		{"nor is what an aunt says", func() *life {
			l := aLife()
			l.tell("2026-06-01", care.AreaContact, care.ToldBySomeoneElse{When: on("2026-06-01"), Hearsay: care.Hearsay{Informant: care.FromFamily}})
			return l
		}, atInTouch, "b) No"},
		{"nobody was ever in touch", func() *life { return aLife() }, atInTouch, "b) No"},
		{"a contact after the day does not count on it", func() *life { l := aLife(); l.contact("2026-06-16", care.Called); return l }, atInTouch, "b) No"},
		{"a list said yes and gave no date: as the list said", func() *life {
			l := aLife(imported)
			l.tell("2026-06-01", care.AreaCaseload, care.Listed{AsAt: day("2026-05-20"), InTouch: care.ListedYes})
			return l
		}, atInTouch, "a) Yes"},
		{"a list of more than three months ago says nothing any more", func() *life {
			l := aLife(imported)
			l.tell("2026-06-01", care.AreaCaseload, care.Listed{AsAt: day("2026-03-14"), InTouch: care.ListedYes})
			return l
		}, atInTouch, "b) No"},
		{"a dated contact counts before what the list said", func() *life {
			l := aLife(imported)
			l.tell("2026-06-01", care.AreaCaseload, care.Listed{AsAt: day("2026-05-20"), InTouch: care.ListedYes})
			l.contact("2026-01-02", care.NotStated)
			return l
		}, atInTouch, "b) No"},
		{"returned home, as a list said, until somebody settles it", func() *life {
			l := aLife(imported)
			l.tell("2026-06-01", care.AreaCaseload, care.Listed{AsAt: day("2026-05-20"), InTouch: care.ListedReturned})
			l.contact("2026-05-01", care.NotStated)
			return l
		}, atInTouch, "f) Rhom"},
		{"once it is settled the facts say it", func() *life {
			l := aLife(imported)
			l.tell("2026-06-01", care.AreaCaseload, care.Listed{AsAt: day("2026-05-20"), InTouch: care.ListedReturned})
			q := l.tell("2026-06-01", care.AreaImport, care.CellQuestioned{Column: columnInTouch, Reason: "Say.", AsAt: day("2026-05-20")})
			l.tell("2026-06-02", care.AreaImport, care.CellSettled{How: "recorded"}, q)
			return l
		}, atInTouch, "b) No"},
		{"six months with a mother, complete before 18", func() *life {
			l := aLife(func(f *care.Registered) { f.Category, f.DateOfBirth = care.Relevant, day("2008-09-01") })
			l.tell("2025-10-01", care.AreaAccommodation, care.MovedIn{From: care.From{From: day("2025-10-01")}, Residence: "B", WithParent: true})
			return l
		}, atInTouch, "f) Rhom"},
		{"a refusal said, approved or not", func() *life {
			l := aLife()
			l.tell("2026-05-01", care.AreaContact, care.Refused{What: care.RefusesContact, When: on("2026-05-01"), How: care.Called})
			return l
		}, atInTouch, "d) Refu"},
		{"no longer requires services", func() *life {
			l := aLife()
			l.tell("2026-05-01", care.AreaContact, care.Refused{What: care.RefusesServices, When: on("2026-05-01"), How: care.Called})
			return l
		}, atInTouch, "e) NREQ"},
		{"a talk after the refusal ends it", func() *life {
			l := aLife()
			l.tell("2026-05-01", care.AreaContact, care.Refused{What: care.RefusesContact, When: on("2026-05-01"), How: care.Called})
			l.contact("2026-05-20", care.Called)
			return l
		}, atInTouch, "a) Yes"},
		{"not wanting this meeting is no refusal of contact", func() *life {
			l := aLife()
			l.tell("2026-05-01", care.AreaContact, care.Refused{What: care.RefusesMeeting, When: on("2026-05-01"), How: care.Called})
			return l
		}, atInTouch, "a) Yes"},
		{"died", func() *life {
			l := aLife()
			l.contact("2026-05-20", care.Called)
			l.tell("2026-06-01", care.AreaCaseload, care.Died{On: day("2026-05-30")}, care.RecordPerson)
			return l
		}, atInTouch, "c) Died"},
		{"where the dead live is not asked", func() *life {
			l := aLife()
			l.home("2026-02-01", "U")
			l.tell("2026-06-01", care.AreaCaseload, care.Died{On: day("2026-05-30")}, care.RecordPerson)
			return l
		}, atHome, ""},
		{"a home", func() *life { l := aLife(); l.home("2026-02-01", "U"); return l }, atHome, "U: Independent living"},
		{"nothing was ever told of a home: nothing is said", func() *life { return aLife() }, atHome, ""},
		{"not known is a fact", func() *life {
			l := aLife()
			l.home("2026-02-01", "U")
			l.tell("2026-06-01", care.AreaAccommodation, care.WhereaboutsNotKnown{From: day("2026-06-01")}, care.RecordWhereabouts)
			return l
		}, atHome, "R: Residence not known"},
		{"no fixed abode is another", func() *life { l := aLife(); l.home("2026-02-01", "S"); return l }, atHome, "S: No fixed abode / homeless"},
		{"custody", func() *life {
			l := aLife()
			l.home("2026-02-01", "U")
			l.tell("2026-06-01", care.AreaAccommodation, care.WentAway{From: care.From{From: day("2026-06-01")}, Kind: care.AwayCustody})
			return l
		}, atHome, "X: In custody"},
		{"that custody is not suitable goes without saying", func() *life {
			l := aLife()
			l.tell("2026-06-01", care.AreaAccommodation, care.WentAway{From: care.From{From: day("2026-06-01")}, Kind: care.AwayCustody})
			return l
		}, atSuitable, "b) Unsuitable"},
		{"nor is it suitable to have no fixed abode", func() *life { l := aLife(); l.home("2026-02-01", "S"); return l }, atSuitable, "b) Unsuitable"},
		{"whoever says that it is", func() *life {
			l := aLife()
			r := l.home("2026-02-01", "S")
			l.tell("2026-02-02", care.AreaAccommodation, care.SuitabilityAssessed{On: day("2026-02-02"), Suitable: care.Yes}, r)
			return l
		}, atSuitable, "b) Unsuitable"},
		{"in hospital they still live at home", func() *life {
			l := aLife()
			l.home("2026-02-01", "U")
			l.tell("2026-06-01", care.AreaAccommodation, care.WentAway{From: care.From{From: day("2026-06-01")}, Kind: care.AwayHospital})
			return l
		}, atHome, "U: Independent living"},
		{"suitable as assessed", func() *life {
			l := aLife()
			r := l.home("2026-02-01", "U")
			l.tell("2026-02-02", care.AreaAccommodation, care.SuitabilityAssessed{On: day("2026-02-02"), Suitable: care.No}, r)
			l.tell("2026-03-02", care.AreaAccommodation, care.SuitabilityAssessed{On: day("2026-03-02"), Suitable: care.Yes}, r)
			return l
		}, atSuitable, "a) Suitable"},
		{"not assessed is not suitable and not unsuitable", func() *life { l := aLife(); l.home("2026-02-01", "U"); return l }, atSuitable, ""},
		{"an assessment of the home before says nothing of this one", func() *life {
			l := aLife()
			r := l.home("2026-02-01", "U")
			l.tell("2026-02-02", care.AreaAccommodation, care.SuitabilityAssessed{On: day("2026-02-02"), Suitable: care.Yes}, r)
			l.home("2026-04-01", "D")
			return l
		}, atSuitable, ""},
		{"what they do", func() *life {
			l := aLife()
			l.tell("2026-02-01", care.AreaPathway, care.ActivityStarted{From: care.From{From: day("2026-02-01")}, Code: "G5"})
			return l
		}, atDoingThat, "G5: Not in education, employment or training - other"},
		{"a superseded code is stated as it was", func() *life {
			l := aLife()
			l.tell("2026-02-01", care.AreaPathway, care.ActivityStarted{From: care.From{From: day("2026-02-01")}, Code: "F3", HowKnown: care.FromImport})
			return l
		}, atDoingThat, "F3: Full time in training or employment"},
		{"the plan was agreed after it was reviewed", func() *life {
			l := aLife()
			l.tell("2026-02-01", care.AreaPathway, care.PlanReviewed{On: day("2026-02-01")})
			l.tell("2026-03-01", care.AreaPathway, care.PlanAgreed{On: day("2026-03-01")})
			return l
		}, atReview, "01/03/2026"},
		{"the worker is the social worker", func() *life {
			l := aLife()
			l.tell("2026-02-01", care.AreaCaseload, care.AdviserAllocated{Staff: pat, Role: care.PersonalAdviser, From: day("2026-02-01")}, care.RecordAdviser)
			l.tell("2026-02-01", care.AreaCaseload, care.AdviserAllocated{Staff: sam, Role: care.SocialWorker, From: day("2026-02-01")}, care.RecordAdviser)
			return l
		}, atWorker, "Sam Alder"},
		{"else the personal adviser is the allocated worker", func() *life {
			l := aLife()
			l.tell("2026-02-01", care.AreaCaseload, care.AdviserAllocated{Staff: pat, Role: care.PersonalAdviser, From: day("2026-02-01")}, care.RecordAdviser)
			return l
		}, atWorker, "Pat Wren"},
		{"a social worker is no personal adviser", func() *life {
			l := aLife()
			l.tell("2026-02-01", care.AreaCaseload, care.AdviserAllocated{Staff: sam, Role: care.SocialWorker, From: day("2026-02-01")}, care.RecordAdviser)
			return l
		}, atAdviser, ""},
		{"a team", func() *life {
			l := aLife()
			l.tell("2026-02-01", care.AreaCaseload, care.TeamAllocated{Team: "North", From: day("2026-02-01")}, care.RecordAdviser)
			return l
		}, atTeam, "North"},
		{"at 18 a relevant child is former relevant", func() *life {
			return aLife(func(f *care.Registered) { f.Category, f.DateOfBirth = care.Relevant, day("2008-06-15") })
		}, atCategory, "b) Former relevant child"},
		{"a category that is not recorded stays blank", func() *life { return aLife(func(f *care.Registered) { f.Category = care.NotRecorded }) }, atCategory, ""},
		{"19 years old", func() *life { return aLife() }, atAge, "19"},
		{"20 on the birthday", func() *life { return aLife(func(f *care.Registered) { f.DateOfBirth = day("2006-06-15") }) }, atAge, "20"},
		{"no date of birth, no age", func() *life { return aLife(func(f *care.Registered) { f.DateOfBirth = 0 }) }, atAge, ""},
		{"a gender", func() *life { return aLife(func(f *care.Registered) { f.Gender = "Female" }) }, atGender, "b) Female"},
		{"a sex, where no gender is recorded", func() *life { return aLife(func(f *care.Registered) { f.Sex = "M" }) }, atGender, "a) Male"},
		{"a gender that is none of Ofsted's", func() *life { return aLife(func(f *care.Registered) { f.Gender, f.Sex = "My own word", "M" }) }, atGender, "c) Not stated/recorded"},
		{"an ethnicity by its letter", func() *life { return aLife(func(f *care.Registered) { f.Ethnicity = "OOTH" }) }, atEthnicity, "r) OOTH"},
		{"none recorded", func() *life { return aLife() }, atEthnicity, "t) NOBT"},
		{"nothing is said of what is not recorded", func() *life { return aLife() }, atUASC, ""},
		{"details changed", func() *life {
			l := aLife(func(f *care.Registered) { f.UASC = care.No })
			l.tell("2026-02-01", care.AreaCaseload, care.DetailsChanged{Details: care.Details{UASC: care.Yes}}, care.RecordPerson)
			return l
		}, atUASC, "a) Yes"},
		{"a home that is sealed", func() *life {
			l := aLife()
			r := l.home("2026-02-01", "U")
			l.tell("2026-03-01", care.AreaAccommodation, care.Sealed{Reason: "A court order", Approver: sam}, r)
			return l
		}, atHome, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			cells, listed := c.life().subject(t, today).list9()
			if !listed || cells[c.column].String() != c.want {
				t.Errorf("listed %v, %s: %q, want %q", listed, list9Columns[c.column].Heading, cells[c.column], c.want)
			}
		})
	}
}

func TestWhoIsOnList9(t *testing.T) {
	cases := []struct {
		name string
		life func() *life
		on   string
		want bool
	}{
		{"everybody on the register", func() *life { return aLife() }, "2026-06-15", true},
		{"nobody before their first day on it", func() *life { return aLife() }, "2025-12-31", false},
		{"somebody who died, until they would have turned 25", func() *life {
			l := aLife()
			l.tell("2026-02-01", care.AreaCaseload, care.Died{On: day("2026-02-01")}, care.RecordPerson)
			return l
		}, "2032-03-26", true},
		{"and not from then on", func() *life {
			l := aLife()
			l.tell("2026-02-01", care.AreaCaseload, care.Died{On: day("2026-02-01")}, care.RecordPerson)
			return l
		}, "2032-03-27", false},
		{"somebody of 25", func() *life { return aLife() }, "2032-03-27", false},
		{"somebody who was never ours", func() *life {
			l := aLife()
			l.tell("2026-02-01", care.AreaCaseload, care.RegisteredInError{Approver: sam, Reason: "Another council's"}, care.RecordPerson)
			return l
		}, "2026-06-15", false},
		{"somebody whose case another council received", func() *life {
			l := aLife()
			l.tell("2026-02-01", care.AreaCaseload, care.TransferReceived{By: "Ferntown", On: day("2026-02-01"), Receipt: "In the file"}, care.RecordPerson)
			return l
		}, "2026-06-15", false},
		{"an eligible child", func() *life {
			return aLife(func(f *care.Registered) { f.Category, f.DateOfBirth = care.Eligible, day("2009-09-01") })
		}, "2026-06-15", true},
		{"somebody owed the offer alone", offeredAlone, "2026-06-15", true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, listed := c.life().subject(t, day(c.on)).list9(); listed != c.want {
				t.Errorf("listed %v on %s, want %v", listed, c.on, c.want)
			}
		})
	}
}

// offeredAlone is somebody of 22 whose support has stopped.
func offeredAlone() *life {
	l := aLife(func(f *care.Registered) { f.DateOfBirth = day("2003-09-01") })
	l.tell("2026-01-10", care.AreaCaseload, care.SupportRequested{On: day("2026-01-10")}, care.RecordPerson)
	l.tell("2026-02-01", care.AreaCaseload, care.SupportStopped{On: day("2026-02-01"), Reason: "Asked"}, care.RecordPerson)
	return l
}

func TestAnAuthorityMayListFewer(t *testing.T) {
	eligible := aLife(func(f *care.Registered) { f.Category, f.DateOfBirth = care.Eligible, day("2009-09-01") })
	refusing := aLife()
	refusing.contact("2026-05-01", care.Called)
	r := refusing.tell("2026-05-20", care.AreaContact, care.Refused{What: care.RefusesContact, When: on("2026-05-20"), How: care.Called})
	refusing.tell("2026-05-20", care.AreaContact, care.RefusalApproved{Approver: sam, On: day("2026-05-20"), Attempts: "Rang"}, r)
	refusing.home("2026-02-01", "U")
	for _, c := range []struct {
		name string
		life *life
		want bool
	}{
		{"not an eligible child", eligible, false}, {"not somebody owed the offer alone", offeredAlone(), false},
		{"but somebody under 21 who refuses contact, who is owed more than an offer", refusing, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := c.life.subject(t, today)
			s.rules.Policies[0] = dutytest.Policy(t, "2024-01-01", "list9OfferOpen: true ", "list9OfferOpen: false ", "list9Eligible: true ", "list9Eligible: false ")
			if _, listed := s.list9(); listed != c.want {
				t.Errorf("listed %v, want %v", listed, c.want)
			}
		})
	}
}

func TestARestrictedRecordIsARowWithAnIDAndNothingElse(t *testing.T) {
	l := aLife(func(f *care.Registered) { f.Gender = "Female" })
	l.contact("2026-06-01", care.Called)
	l.tell("2026-02-01", care.AreaCaseload, care.AccessRestricted{Only: []care.StaffID{sam}, Reason: "A relative works here", Approver: sam})
	cells, listed := l.subject(t, today).list9()
	if !listed || cells[0].String() != "L1" {
		t.Fatalf("listed %v as %q", listed, cells[0])
	}
	for i, c := range cells[1:] {
		if !c.Blank() {
			t.Errorf("%s is %q", list9Columns[i+1].Heading, c)
		}
	}
	open := l.subject(t, today)
	open.Guard = guarded.GuardOf(&open.Person.Person, Take{Today: today, Open: func(only []care.StaffID) bool { return only[0] == sam }}.shut)
	if cells, _ := open.list9(); cells[atGender].Blank() {
		t.Error("those whom the restriction names may take it out")
	}
}

package web

import (
	"net/url"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

func TestDaysAsPeopleTypeThem(t *testing.T) {
	for _, c := range []struct {
		name             string
		day, month, year string
		want             string
		ok               bool
	}{
		{"numbers", "15", "6", "2026", "2026-06-15", true},
		{"with zeros before", "05", "06", "2026", "2026-06-05", true},
		{"the month by name", "15", "June", "2026", "2026-06-15", true},
		{"the month in short", "15", "jun", "2026", "2026-06-15", true},
		{"29 February of a leap year", "29", "2", "2024", "2024-02-29", true},
		{"29 February of another", "29", "2", "2026", "", false},
		{"31 June", "31", "6", "2026", "", false},
		{"a year in short", "15", "6", "26", "", false},
		{"the thirteenth month", "15", "13", "2026", "", false},
		{"no day", "", "6", "2026", "", false},
		{"j is three months", "15", "j", "2026", "", false},
		{"words", "today", "6", "2026", "", false},
	} {
		if got, ok := dayOf(c.day, c.month, c.year); ok != c.ok || got.String() != c.want {
			t.Errorf("%s: %q, %v", c.name, got, ok)
		}
	}
}

func TestTimesAsPeopleTypeThem(t *testing.T) {
	for typed, want := range map[string]string{
		"14:30": "14:30", "14.30": "14:30", "2:30pm": "14:30", "2.30 pm": "14:30", "2pm": "14:00", "9:05": "09:05", "9:05am": "09:05", "0:00": "00:00",
		"25:00": "", "half past": "", "14": "", "14:60": "",
	} {
		got, ok := clockOf(typed)
		if ok != (want != "") || ok && got.Format("15:04") != want {
			t.Errorf("%q: %v, %v, want %q", typed, got, ok, want)
		}
	}
}

// whole are facts that use all that the forms ask for.
var whole = []care.Fact{
	care.Compared{With: care.NewRecordID(amira), Same: care.Yes, Reason: "the same note"},
	care.ContactMade{How: care.SawElsewhere, Where: care.InCustody, When: care.AtInstant(noon), StillThere: care.StillNo, ActivityStill: care.StillYes, Next: day("2026-07-01"), Worried: true, Note: "Two\nlines"},
	care.Attempted{How: care.TriedVisit, When: on("2026-06-15"), Outcome: care.NotIn, ContactPoint: "the flat", Told: &care.Hearsay{Informant: care.FromFamily, Who: "mother", What: "Out", StillThere: care.StillYes}, Note: "x"},
	care.ToldBySomeoneElse{When: on("2026-06-15"), Hearsay: care.Hearsay{Informant: care.FromPolice, Who: "PC", What: "Seen", StillThere: care.StillNo, ActivityStill: care.StillNo}, Note: "x", ToldOn: day("2026-06-16")},
	care.Refused{What: care.RefusesContact, When: on("2026-06-15"), How: care.Called, Words: "No", KnownSafe: true},
	care.MovedIn{From: care.From{From: day("2026-06-01"), FromIs: care.AboutThatDay}, Residence: "G", Address: "1 Street", Postcode: "ZZ1 1ZZ", Country: "Albania", WithParent: true, Provided: "s23B", StayingPut: true, ExpectedEnd: day("2027-01-01"), HowKnown: care.ToldByPerson, Protected: true, ToldOn: day("2026-06-02")},
	care.MovedOut{On: day("2026-06-01"), OnIs: care.NotLaterThan, Reason: "x", HowKnown: care.ToldByOther, ToldOn: day("2026-06-02")},
	care.WentAway{From: care.From{From: day("2026-06-01")}, Kind: care.AwayCustody, Place: "HMP", ExpectedEnd: day("2026-12-01"), HowKnown: care.ToldOnSite, ToldOn: day("2026-06-02")},
	care.CameBack{On: day("2026-06-01"), ToHome: care.Yes, HowKnown: care.SeenByUs, ToldOn: day("2026-06-02")},
	care.WhereaboutsConfirmed{On: day("2026-06-01"), Still: care.StillNo, HowKnown: care.ToldOnSite, Who: "x", Note: "y", ToldOn: day("2026-06-02")},
	care.WhereaboutsNotKnown{From: day("2026-06-01"), Why: "x", ToldOn: day("2026-06-02")},
	care.ReportedMissing{From: care.AtInstant(noon), ReportedBy: "x", PoliceReference: "y", Note: "z", ToldOn: day("2026-06-15")},
	care.Found{When: on("2026-06-15"), FoundBy: "x", SeenByUs: care.No, Note: "y"},
	care.ActivityStarted{From: care.From{From: day("2026-06-01")}, Code: "F1", Provider: "x", Hours: 20, Until: day("2027-06-01"), HowKnown: care.ToldByPerson, ToldOn: day("2026-06-02")},
	care.ActivityEnded{On: day("2026-06-01"), Reason: "x", HowKnown: care.ToldByPerson, ToldOn: day("2026-06-02")},
	care.AdviserAllocated{Staff: priya, Role: care.PersonalAdviser, Team: "North", From: day("2026-06-01")},
	care.FrequencySet{EveryDays: 28, SeenEveryDays: 56, Risk: care.HighRisk, From: day("2026-06-01"), Reason: "x", Approver: martha, ReviewOn: day("2026-12-01")},
	care.AlertAcknowledged{What: "x", Until: day("2026-06-20")},
	care.OversightDecided{Manager: martha, On: day("2026-06-01"), Decision: "continue", Rationale: "x", ReviewOn: day("2026-07-01")},
	care.CellSettled{How: "x"},
	care.Registered{LocalID: "7", Details: care.Details{GivenName: "A", FamilyName: "B", KnownAs: "C", DateOfBirth: day("2007-01-01"), BirthStatus: "stated", UASC: care.Yes}, Category: care.Relevant, Since: day("2025-01-01")},
	care.StaffJoined{Name: "A", Email: "a@example.org", Roles: []care.StaffRole{care.RolePA, care.RoleDuty}, Team: "North", On: day("2026-06-01")},
	care.RoleChanged{Roles: []care.StaffRole{care.RolePA}, Team: "South", On: day("2026-06-01")},
	care.StaffAbsent{From: day("2026-06-01"), ExpectedReturn: day("2026-07-01"), Cover: priya},
}

// A form that is filled from a fact and read again gives that fact: so a
// correction changes what was changed on the form and nothing else.
func TestAFormGivesBackTheFactThatFilledIt(t *testing.T) {
	for _, want := range whole {
		f, ok := formOf(want)
		if !ok {
			t.Errorf("no form for %T", want)
			continue
		}
		t.Run(f.path, func(t *testing.T) {
			got := again(t, f, want, want)
			if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b care.When) bool { return a == b })); diff != "" {
				t.Error(diff)
			}
		})
		t.Run(f.path+", from the form alone", func(t *testing.T) {
			got := again(t, f, want, nil)
			if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b care.When) bool { return a == b })); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// again fills a form with a fact, and reads it on top of a base.
func again(t *testing.T, f form, fact, base care.Fact) care.Fact {
	t.Helper()
	from, err := factsOf(fact)
	if err != nil {
		t.Fatal(err)
	}
	typed, fields := fillingOf(url.Values{}), f.fields(subject{id: examplePerson("unmerge")})
	for _, x := range fields {
		x.fill(typed, from)
	}
	to := facts{}
	if base != nil {
		if to, err = factsOf(base); err != nil {
			t.Fatal(err)
		}
	}
	readAll(typed, fields, to)
	got, err := factOf(f.fact, to)
	if err != nil || len(typed.problems) > 0 {
		t.Fatal(err, typed.problems)
	}
	return got
}

// formOf is the form of a fact, of a person's or of staff.
func formOf(fact care.Fact) (form, bool) {
	if f, ok := formFor(fact); ok {
		return f, true
	}
	for _, f := range staffForms {
		if sameKind(f.fact, fact) {
			return f, true
		}
	}
	return form{}, false
}

// So does every form of a fact whose schema has an example, for all that the form
// asks: what it does not ask for is kept by a correction.
func TestAFormGivesBackTheExampleThatFilledIt(t *testing.T) {
	for _, f := range append(forms, staffForms...) {
		t.Run(f.path, func(t *testing.T) {
			want := f.example(t)
			if diff := cmp.Diff(want, asFacts(t, again(t, f, asFact(t, f, want), asFact(t, f, want)))); diff != "" {
				t.Error(diff)
			}
			want = asFacts(t, asFact(t, f, without(askedBy(want, f), f, append(chosenOnPage, "cleared")...)))
			if diff := cmp.Diff(want, asFacts(t, again(t, f, asFact(t, f, want), nil))); diff != "" {
				t.Errorf("from the form alone: %s", diff)
			}
		})
	}
}

func sameKind(a, b care.Fact) bool { return reflect.TypeOf(a) == reflect.TypeOf(b) }

func TestWhatIsEmptiedInACorrectionIsTakenOut(t *testing.T) {
	was := care.Attempted{How: care.TriedVisit, When: on("2026-06-15"), Outcome: care.NotIn, Told: &care.Hearsay{Informant: care.FromFamily}, Note: "x", By: care.By{Staff: priya}}
	all, err := factsOf(was)
	if err != nil {
		t.Fatal(err)
	}
	typed := fillingOf(url.Values{"how": {"visit"}, "when-day": {"15"}, "when-month": {"6"}, "when-year": {"2026"}, "outcome": {"not_in"}, "anyone": {"no"}})
	readAll(typed, attemptForm.fields(subject{}), all)
	got, err := factOf(was, all)
	want := care.Attempted{How: care.TriedVisit, When: on("2026-06-15"), Outcome: care.NotIn, By: care.By{Staff: priya}}
	if diff := cmp.Diff(care.Fact(want), got, cmp.Comparer(func(a, b care.When) bool { return a == b })); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

func TestAFormThatWasTamperedWith(t *testing.T) {
	if _, err := factOf(care.AdviserAllocated{}, facts{"staff": "nobody"}); err == nil {
		t.Error("no error for a staff id that is none")
	}
	f := fillingOf(url.Values{})
	f.note(care.Problems{{Pointer: "/nowhere", Detail: "Something"}, {Detail: "Else"}})
	if s := f.summary(); len(s.Items) != 2 || s.Items[0].Href != "" {
		t.Errorf("problems that no field shows: %+v", s)
	}
}

func TestOnThisSite(t *testing.T) {
	for next, want := range map[string]string{"/register?bucket=due": "/register?bucket=due", "": "/", "//elsewhere": "/", "https://elsewhere": "/", "/\\elsewhere": "/", "/\telsewhere": "/", "register": "/"} {
		if got := onThisSite(next); got != want {
			t.Errorf("%q leads to %q", next, got)
		}
	}
}

func TestRestrictions(t *testing.T) {
	restricted := func(until string, only ...care.StaffID) care.Restriction {
		r := care.Restriction{Told: care.Told[care.AccessRestricted]{Facts: care.AccessRestricted{Only: only}}}
		if until != "" {
			r.Told.Facts.Until = day(until)
		}
		return r
	}
	ended := restricted("", priya)
	ended.Ended = &care.Told[care.AccessRestrictionEnded]{}
	for _, c := range []struct {
		name string
		all  []care.Restriction
		want []care.StaffID
	}{
		{"none", nil, nil},
		{"one names who", []care.Restriction{restricted("", priya)}, []care.StaffID{priya}},
		{"two leave those whom both name", []care.Restriction{restricted("", priya, martha), restricted("", martha)}, []care.StaffID{martha}},
		{"two that agree on nobody open to nobody", []care.Restriction{restricted("", priya), restricted("", martha)}, []care.StaffID{uuid.Max}},
		{"on its last day it holds", []care.Restriction{restricted("2026-06-15", priya)}, []care.StaffID{priya}},
		{"the day after it does not", []care.Restriction{restricted("2026-06-14", priya)}, nil},
		{"ended, it does not", []care.Restriction{ended}, nil},
	} {
		if got := restrictedTo(care.Person{Restricted: c.all}, monday); !cmp.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

package oc3

import (
	"slices"
	"strings"
	"testing"

	care "intouch/pkg/careleaver"
)

// Everybody here becomes 19 on 10 June 2025: the window is from 10 March to 10
// July. The year is 2026.
type cellCase struct {
	name string
	life func(l *life)
	want string
	code string // of what is to be settled; empty: nothing
}

func runCells(t *testing.T, cases []cellCase, changes ...string) {
	t.Helper()
	rules := office(t, changes...)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l := born("2006-06-10", care.FormerRelevant)
			if c.life != nil {
				c.life(l)
			}
			got, row := returned(l, rules, 2026, "")
			if got != c.want {
				t.Errorf("%q, want %q\n%+v", got, c.want, row)
			}
			var codes []string
			for _, x := range row.Troubles {
				codes = append(codes, x.Code)
			}
			if got := strings.Join(codes, " "); got != c.code {
				t.Errorf("to settle: %q, want %q", got, c.code)
			}
		})
	}
}

// settled is somebody who studies and lives in a suitable flat.
func settled(l *life) {
	l.does("2024-09-01", "F2")
	l.lives("2024-09-01", "U", care.Yes)
}

func with(first func(*life), then ...func(*life)) func(*life) {
	return func(l *life) {
		first(l)
		for _, f := range then {
			f(l)
		}
	}
}

func contactOn(when string) func(*life) { return func(l *life) { l.contact(when, care.Called) } }

func refusal(when string, what care.RefusalOf, approved string) func(*life) {
	return func(l *life) { l.refuses(when, what, approved) }
}

func TestInTouch(t *testing.T) {
	withParent := func(from string) func(*life) {
		return func(l *life) {
			l.tell(from, care.AreaAccommodation, care.MovedIn{From: care.From{From: day(from)}, Residence: "B", WithParent: true})
		}
	}
	runCells(t, []cellCase{
		{"nothing at all", nil, "NO 0 0", ""},
		{"a contact on the first day of the window", with(settled, contactOn("2025-03-10")), "YES F2 U1", ""},
		{"a day before it", with(settled, contactOn("2025-03-09")), "NO 0 0", ""},
		{"on its last day", with(settled, contactOn("2025-07-10")), "YES F2 U1", ""},
		{"a day after it", with(settled, contactOn("2025-07-11")), "NO 0 0", ""},
		{"an attempt is not a contact", with(settled, func(l *life) {
			l.tell("2025-06-10", care.AreaContact, care.Attempted{How: care.TriedCall, When: on("2025-06-10"), Outcome: care.NoAnswer})
		}), "NO 0 0", ""},
		{"nor is a mother's word", with(settled, func(l *life) {
			l.tell("2025-06-10", care.AreaContact, care.ToldBySomeoneElse{When: on("2025-06-10"), Hearsay: care.Hearsay{Informant: care.FromFamily}})
		}), "NO 0 0", ""},
		{"a dated contact of a list, without a method, is one", with(settled, func(l *life) { l.contact("2025-06-10", care.NotStated) }), "YES F2 U1", ""},
		{"a list's yes without a day is none, and somebody should find the day", with(settled, func(l *life) {
			l.tell("2025-06-30", care.AreaCaseload, care.Listed{AsAt: day("2025-06-30"), InTouch: care.ListedYes})
		}), "NO 0 0", ListedWithoutDay},
		{"refuses, approved, and nobody else was in touch", with(settled, refusal("2025-05-01", care.RefusesContact, "2025-05-05")), "REFU F2 U1", ""},
		{"no longer requires services", with(settled, refusal("2025-05-01", care.RefusesServices, "2025-05-05")), "NREQ F2 U1", ""},
		{"refuses, and was in touch in the window all the same", with(settled, refusal("2025-05-01", care.RefusesContact, "2025-05-05"), contactOn("2025-06-01")), "YES F2 U1", ""},
		{"refuses twice, each time approved: to refuse is no other contact", with(settled, refusal("2025-05-01", care.RefusesContact, "2025-05-05"), refusal("2025-06-01", care.RefusesContact, "2025-06-05")), "REFU F2 U1", ""},
		{"refuses contact, and then services too", with(settled, refusal("2025-05-01", care.RefusesContact, "2025-05-05"), refusal("2025-06-01", care.RefusesServices, "2025-06-05")), "NREQ F2 U1", ""},
		{"refuses, and later only a meeting: that is a talk", with(settled, refusal("2025-05-01", care.RefusesContact, "2025-05-05"), refusal("2025-06-01", care.RefusesMeeting, "")), "YES F2 U1", ""},
		{"refuses, and later says in a talk that they still do", with(settled, refusal("2025-05-01", care.RefusesContact, "2025-05-05"), func(l *life) {
			l.tell("2025-06-01", care.AreaContact, care.ContactMade{How: care.Called, When: on("2025-06-01"), StillRefuses: care.Yes})
		}), "YES F2 U1", ""},
		{"a refusal in force since before the window", with(settled, refusal("2025-02-01", care.RefusesContact, "2025-02-05")), "REFU 0 0", ""},
		{"one that a talk had ended before it", with(settled, refusal("2025-01-01", care.RefusesContact, "2025-01-05"), contactOn("2025-02-01")), "NO 0 0", ""},
		{"one whose renewal was missed for too long", with(settled, refusal("2024-06-01", care.RefusesContact, "2024-06-05")), "NO 0 0", ""},
		{"said in a talk and not approved: the talk is a contact", with(settled, refusal("2025-05-01", care.RefusesContact, "")), "YES F2 U1", ""},
		{"said before the window and not approved", with(settled, refusal("2025-02-01", care.RefusesContact, "")), "REFU 0 0", RefusalNotApproved},
		{"approved only after the window: not in force in it", with(settled, refusal("2025-05-01", care.RefusesServices, "2025-08-01")), "YES F2 U1", ""},
		{"a list says NREQ: said, not approved", with(settled, func(l *life) {
			l.tell("2025-03-01", care.AreaContact, care.Refused{What: care.RefusesServices, When: on("2025-03-01"), How: care.NotStated, HowKnown: care.FromImport})
		}), "NREQ 0 0", RefusalNotApproved},
		{"a meeting that was refused is no refusal, but a talk", with(settled, refusal("2025-05-01", care.RefusesMeeting, "2025-05-05")), "YES F2 U1", ""},
		{"six months with a parent, complete before 18", with(settled, withParent("2023-10-01"), contactOn("2025-06-01")), "RHOM 0 0", CategoryOrHome},
		{"complete on the birthday itself", withParent("2023-12-10"), "RHOM 0 0", CategoryOrHome},
		{"a day too late", withParent("2023-12-11"), "NO 0 0", ""},
		{"broken down before 18", with(withParent("2023-10-01"), func(l *life) { l.lives("2024-06-09", "U", "") }), "NO 0 0", ""},
		{"broken down after it", with(withParent("2023-10-01"), func(l *life) { l.lives("2024-06-10", "U", "") }), "RHOM 0 0", CategoryOrHome},
		{"somebody decided since that they are a care leaver", with(withParent("2023-10-01"), func(l *life) {
			l.about("2024-06-10", care.EligibilityChanged{Category: care.FormerRelevant, Since: day("2024-06-10")})
		}), "NO 0 0", CategoryOrHome},
	})
}

func TestQualifyingByReturningHome(t *testing.T) {
	l := born("2006-06-10", care.Relevant)
	l.tell("2023-10-01", care.AreaAccommodation, care.MovedIn{From: care.From{From: day("2023-10-01")}, Residence: "B", WithParent: true})
	rules := office(t)
	if got, _ := returned(l, rules, 2026, ""); got != "RHOM 0 0" {
		t.Errorf("a relevant child who returned home is %q, want RHOM", got)
	}
	l.about("2024-04-01", care.EligibilityChanged{Category: care.Qualifying, Since: day("2024-04-01")})
	if got, _ := returned(l, rules, 2026, ""); got != "RHOM 0 0" {
		t.Errorf("once somebody has stated that they are qualifying for it, %q, want RHOM", got)
	}
}

func TestTheOrderIsASetting(t *testing.T) {
	refusedFirst := []string{"  - refuses_contact ", "  - in_touch ", "  - in_touch  ", "  - refuses_contact "}
	runCells(t, []cellCase{
		{"refused, and in touch", with(settled, refusal("2025-05-01", care.RefusesContact, ""), contactOn("2025-06-01")), "REFU F2 U1", RefusalNotApproved},
	}, refusedFirst...)
}

func TestActivityAndAccommodation(t *testing.T) {
	told := func(when string, h care.Hearsay) func(*life) {
		return func(l *life) {
			l.tell(when, care.AreaContact, care.ToldBySomeoneElse{When: on(when), Hearsay: h})
		}
	}
	home := func(from string, letter care.Residence, suitable care.YesNo) func(*life) {
		return func(l *life) { l.lives(from, letter, suitable) }
	}
	away := func(kind care.AwayKind, from, expected string) func(*life) {
		return func(l *life) {
			f := care.WentAway{From: care.From{From: day(from)}, Kind: kind}
			if expected != "" {
				f.ExpectedEnd = day(expected)
			}
			l.tell(from, care.AreaAccommodation, f)
		}
	}
	does := func(from string, code care.ActivityCode) func(*life) { return func(l *life) { l.does(from, code) } }
	study := does("2024-09-01", "F2")
	runCells(t, []cellCase{
		{"of the day of the contact nearest to the birthday, not of the birthday", with(study, home("2024-09-01", "U", care.Yes), contactOn("2025-05-20"), does("2025-06-01", "G5"), home("2025-06-01", "S", ""), contactOn("2025-07-05")), "YES F2 U1", ""},
		{"of two equally near the later", with(study, home("2024-09-01", "U", care.Yes), contactOn("2025-06-08"), does("2025-06-10", "F5"), contactOn("2025-06-12")), "YES F5 U1", ""},
		{"in touch, and nobody knows what they do: no legal code", with(home("2024-09-01", "U", care.Yes), contactOn("2025-06-01")), "YES 0 U1", ActivityNotKnown},
		{"they no longer did it, and nobody asked what else", with(settled, func(l *life) {
			l.tell("2025-06-01", care.AreaContact, care.ContactMade{How: care.Called, When: on("2025-06-01"), ActivityStill: care.StillNo})
		}), "YES 0 U1", ActivityNotKnown},
		{"a code of before 2022 fits no return", with(home("2024-09-01", "U", care.Yes), func(l *life) {
			l.tell("2025-01-01", care.AreaPathway, care.ActivityStarted{From: care.From{From: day("2025-01-01")}, Code: "F3", HowKnown: care.FromImport})
		}, contactOn("2025-06-01")), "YES 0 U1", ActivityOldCode + " " + ActivityNotKnown},
		{"nobody assessed whether it is suitable: never 1", with(study, home("2024-09-01", "U", ""), contactOn("2025-06-01")), "YES F2 U", NotAssessed},
		{"assessed only after the day", with(study, func(l *life) {
			r := l.lives("2024-09-01", "U", "")
			l.on("2025-06-02", care.AreaAccommodation, r, care.SuitabilityAssessed{On: day("2025-06-02"), Suitable: care.Yes})
		}, contactOn("2025-06-01")), "YES F2 U", NotAssessed},
		{"the last assessment by the day counts", with(study, func(l *life) {
			r := l.lives("2024-09-01", "U", care.Yes)
			l.on("2025-05-01", care.AreaAccommodation, r, care.SuitabilityAssessed{On: day("2025-05-01"), Suitable: care.No})
		}, contactOn("2025-06-01")), "YES F2 U2", ""},
		{"homeless is never suitable", with(study, home("2025-05-01", "S", care.Yes), contactOn("2025-06-01")), "YES F2 S2", ""},
		{"in custody, whatever the home", with(settled, away(care.AwayCustody, "2025-05-01", ""), contactOn("2025-06-01")), "YES F2 X2", ""},
		{"custody that was to have ended, and nobody knows: residence not known", with(settled, away(care.AwayCustody, "2025-04-01", "2025-05-01"), contactOn("2025-06-01")), "YES F2 R2", ""},
		{"in hospital the home stays", with(settled, away(care.AwayHospital, "2025-05-01", ""), contactOn("2025-06-01")), "YES F2 U1", ""},
		{"in touch, and nobody was ever told of a home: no legal code, and not R, which is recorded", with(study, contactOn("2025-06-01")), "YES F2 0", HomeNotRecorded},
		{"in touch in hospital, and nobody was ever told of a home", with(study, away(care.AwayHospital, "2025-05-01", ""), contactOn("2025-06-01")), "YES F2 0", HomeNotRecorded},
		{"not in touch, in hospital, and nobody was ever told of a home", away(care.AwayHospital, "2025-06-01", ""), "NO 0 0", ""},
		{"not in touch, and seen in the window in a hostel after the home ended", with(func(l *life) {
			r := l.lives("2024-09-01", "U", care.Yes)
			l.on("2025-05-01", care.AreaAccommodation, r, care.MovedOut{On: day("2025-05-01")})
		}, away(care.AwayStaying, "2025-06-01", "")), "NO 0 0", ""},
		{"whereabouts not known", with(settled, func(l *life) {
			l.on("2025-05-01", care.AreaAccommodation, care.RecordWhereabouts, care.WhereaboutsNotKnown{From: day("2025-05-01")})
		}, contactOn("2025-06-01")), "YES F2 R2", ""},
		{"they said in the contact that they were no longer there", with(settled, func(l *life) {
			l.tell("2025-06-01", care.AreaContact, care.ContactMade{How: care.Called, When: on("2025-06-01"), StillThere: care.StillNo})
		}), "YES F2 R2", ""},
		{"deported takes 2 by setting", with(study, home("2025-05-01", "H", ""), contactOn("2025-06-01")), "YES F2 H2", ""},
		{"a foyer at 19", with(study, home("2025-05-01", "T", care.Yes), contactOn("2025-06-01")), "YES F2 T1", ""},

		{"no contact, and nothing known in the window", settled, "NO 0 0", ""},
		{"no contact, and an aunt said in the window that both still hold", with(settled, told("2025-06-20", care.Hearsay{Informant: care.FromFamily, StillThere: care.StillYes, ActivityStill: care.StillYes})), "NO F2 U1", ""},
		{"the college says that they are there, nobody where they live", with(settled, told("2025-06-20", care.Hearsay{Informant: care.FromOther, ActivityStill: care.StillYes})), "NO F2 0", ""},
		{"said a day after the window", with(settled, told("2025-07-11", care.Hearsay{Informant: care.FromFamily, StillThere: care.StillYes, ActivityStill: care.StillYes})), "NO 0 0", ""},
		{"the newest word in the window is no", with(settled, told("2025-05-20", care.Hearsay{Informant: care.FromFamily, StillThere: care.StillYes}), told("2025-06-20", care.Hearsay{Informant: care.FromProvider, StillThere: care.StillNo})), "NO 0 0", ""},
		{"the prison says so", with(settled, func(l *life) {
			r := l.tell("2025-04-01", care.AreaAccommodation, care.WentAway{From: care.From{From: day("2025-03-01")}, Kind: care.AwayCustody, HowKnown: care.ToldOnSite, ToldOn: day("2025-04-01")})
			l.on("2025-06-01", care.AreaAccommodation, r, care.WhereaboutsConfirmed{On: day("2025-06-01"), HowKnown: care.ToldOnSite})
		}), "NO 0 X2", ""},
		{"on the birthday, though the evidence is of a later day in the window", with(does("2025-05-01", "F5"), told("2025-06-20", care.Hearsay{Informant: care.FromOther, ActivityStill: care.StillYes}), does("2025-06-15", "G5")), "NO F5 0", ""},
		{"a move that was told long after the window is no evidence in it", func(l *life) {
			l.tell("2025-12-01", care.AreaAccommodation, care.MovedIn{From: care.From{From: day("2025-06-01")}, Residence: "U", HowKnown: care.ToldByOther, ToldOn: day("2025-12-01")})
		}, "NO 0 0", ""},
		{"no contact, a home that is known, and nobody assessed it", with(home("2025-05-01", "U", "")), "NO 0 U", NotAssessed},
		{"where they live is not known and nobody is in touch: 0, not R", func(l *life) {
			l.on("2025-05-01", care.AreaAccommodation, care.RecordWhereabouts, care.WhereaboutsNotKnown{From: day("2025-05-01")})
		}, "NO 0 0", ""},
	})
}

func TestWhatWeDoNotBelieveIsNoEvidence(t *testing.T) {
	l := born("2006-06-10", care.FormerRelevant)
	settled(l)
	l.tell("2025-06-20", care.AreaContact, care.ToldBySomeoneElse{When: on("2025-06-20"), Hearsay: care.Hearsay{Informant: care.FromFamily, StillThere: care.StillYes}})
	word := l.events[len(l.events)-1].ID
	rules := office(t)
	if got, _ := returned(l, rules, 2026, ""); got != "NO 0 U1" {
		t.Fatalf("with the family's word %q, want U1", got)
	}
	l.tell("2025-06-21", care.AreaAccommodation, care.ContradictionDecided{On: day("2025-06-21"), SetAside: []care.EventID{word}, Rationale: "she had not seen him"})
	if got, _ := returned(l, rules, 2026, ""); got != "NO 0 0" {
		t.Errorf("once it is set aside %q, want 0", got)
	}
}

func TestSettingsOfSuitability(t *testing.T) {
	runCells(t, []cellCase{
		{"residence not known takes 1 where the policy says so", with(func(l *life) {
			l.does("2024-09-01", "F2")
			l.on("2025-05-01", care.AreaAccommodation, care.RecordWhereabouts, care.WhereaboutsNotKnown{From: day("2025-05-01")})
		}, contactOn("2025-06-01")), "YES F2 R1", ""},
		{"abroad as assessed, and nobody has", with(func(l *life) { l.does("2024-09-01", "F2"); l.lives("2025-05-01", "G", "") }, contactOn("2025-06-01")), "YES F2 G", NotAssessed},
		{"abroad as assessed", with(func(l *life) { l.does("2024-09-01", "F2"); l.lives("2025-05-01", "G", care.Yes) }, contactOn("2025-06-01")), "YES F2 G1", ""},
	}, "{R: 2, G: 2, H: 2}", "{R: 1, G: assessed, H: 2}")
}

func TestEachCellSaysWhereItComesFrom(t *testing.T) {
	l := born("2006-06-10", care.FormerRelevant)
	settled(l)
	l.contact("2025-06-01", care.Called)
	wrong := l.events[len(l.events)-1]
	l.on("2025-06-02", care.AreaContact, wrong.Record, care.Corrected{Of: wrong.ID, Facts: care.ContactMade{How: care.Video, When: on("2025-06-03")}, Reason: "wrong day"})
	corrected := l.events[len(l.events)-1].ID
	_, row := returned(l, office(t), 2026, "")
	if !slices.Equal(row.InTouch.From, []care.EventID{corrected}) || !strings.Contains(row.InTouch.Why, "3 June 2025, 7 days before the birthday: Video call") {
		t.Errorf("in touch says %q from %v, want the correction %s", row.InTouch.Why, row.InTouch.From, corrected)
	}
	for i, c := range row.Cells() {
		if c.Why == "" || len(c.From) == 0 {
			t.Errorf("%s = %q does not say where it comes from: %+v", columns[i], c.Value, c)
		}
	}
	l.on("2025-07-01", care.AreaContact, wrong.Record, care.Sealed{Reason: "court order", Approver: pat})
	if _, row = returned(l, office(t), 2026, ""); row.InTouch.Value != "YES" || strings.Contains(row.InTouch.Why, "June") {
		t.Errorf("a sealed contact still counts and says nothing: %+v", row.InTouch)
	}
}

func TestTheChildID(t *testing.T) {
	cases := []struct {
		name string
		ids  []string
		want string
		code string
	}{
		{"the 903 child id where one is known", []string{"C1"}, "C1", ""},
		{"else the local id, and somebody should find it", nil, "L1", ChildIDMissing},
		{"of several the last", []string{"C1", "C2"}, "C2", ChildIDSeveral},
		{"without the spaces around it", []string{" C1 "}, "C1", ""},
		{"one id, in capitals and not", []string{"C1", "c1"}, "C1", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l := born("2006-06-10", care.FormerRelevant)
			f := l.events[0].Fact.(care.Registered)
			f.Identifiers = nil
			for _, id := range c.ids {
				f.Identifiers = append(f.Identifiers, care.Identifier{Kind: care.ChildID, ID: id})
			}
			l.events[0].Fact = f
			_, row := returned(l, office(t), 2026, "")
			if row.Child.Value != c.want || c.code == "" && len(row.Troubles) > 0 || c.code != "" && (len(row.Troubles) != 1 || row.Troubles[0].Code != c.code) {
				t.Errorf("%q with %v, want %q with %q", row.Child.Value, row.Troubles, c.want, c.code)
			}
		})
	}
}

func TestNotInTouchNamesTheAttempts(t *testing.T) {
	l := born("2006-06-10", care.FormerRelevant)
	registered := l.events[0].ID
	if _, row := returned(l, office(t), 2026, ""); !slices.Equal(row.InTouch.From, []care.EventID{registered}) {
		t.Errorf("nobody tried, and nothing is known but the registration: %v", row.InTouch.From)
	}
	l.contact("2025-03-01", care.Called)
	before := l.events[len(l.events)-1].ID
	if _, row := returned(l, office(t), 2026, ""); !slices.Equal(row.InTouch.From, []care.EventID{before}) {
		t.Errorf("nobody tried, and the last contact was before the window: %v", row.InTouch.From)
	}
	var tried []care.EventID
	for _, when := range []string{"2025-03-09", "2025-03-10", "2025-07-10", "2025-07-11"} {
		l.tell(when, care.AreaContact, care.Attempted{How: care.TriedCall, When: on(when), Outcome: care.NoAnswer})
		tried = append(tried, l.events[len(l.events)-1].ID)
	}
	if _, row := returned(l, office(t), 2026, ""); !slices.Equal(row.InTouch.From, tried[1:3]) || !strings.HasSuffix(row.InTouch.Why, "Tried 2 times.") {
		t.Errorf("%q from %v, want the attempts in the window", row.InTouch.Why, row.InTouch.From)
	}
}

package careleaver

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// said makes events of one person, each a minute after the one before.
type said struct {
	person PersonID
	events []Event
}

func somebody(name string) *said { return &said{person: DerivedID("test", name)} }

func (s *said) on(area Area, r RecordID, f Fact) Event {
	id := DerivedID(s.person.String(), string(rune('a'+len(s.events))))
	if r == "" {
		r = NewRecordID(id)
	}
	e := Event{ID: id, Authority: "test", Person: s.person, Area: area, Record: r, Fact: f,
		RecordedAt: mustDay("2026-06-15").Start().Add(time.Duration(len(s.events)) * time.Minute)}
	s.events = append(s.events, e)
	return e
}

func (s *said) folded() Person { return PersonOf(s.person, Records(s.events)) }

func met(day string, how How) ContactMade { return ContactMade{How: how, When: OnDay(mustDay(day))} }

func TestTheLastCorrectionCounts(t *testing.T) {
	s := somebody("corrected")
	e := s.on(AreaContact, "", met("2026-06-01", Called))
	s.on(AreaContact, e.Record, Corrected{Facts: met("2026-06-02", Called), Reason: "wrong day"})
	last := s.on(AreaContact, e.Record, Corrected{Of: e.ID, Facts: met("2026-06-03", Video), Reason: "it was a video call"})
	got := s.folded().Contacts
	if len(got) != 1 || got[0].Facts.When.Day() != mustDay("2026-06-03") || got[0].Facts.How != Video {
		t.Fatalf("in force: %+v", got)
	}
	if got[0].ID != e.ID || got[0].SaidBy() != last.ID {
		t.Errorf("it is event %s, said by %s; want %s, said by %s", got[0].ID, got[0].SaidBy(), e.ID, last.ID)
	}
}

func TestAVoidTakesAllOfAMeetingBack(t *testing.T) {
	s := somebody("voided")
	home := s.on(AreaAccommodation, "", MovedIn{From: From{From: mustDay("2026-05-01")}, Residence: "U"})
	e := s.on(AreaContact, "", met("2026-06-01", SawAtHome))
	p := s.folded()
	if len(p.Seen) != 1 || len(p.Visits) != 1 || p.Visits[0].At != home.Record || len(p.Evidence) != 2 {
		t.Fatalf("before the void: seen %d, visits %v, evidence %d", len(p.Seen), p.Visits, len(p.Evidence))
	}
	s.on(AreaContact, e.Record, Voided{Reason: "entered_in_error"})
	p = s.folded()
	if len(p.Contacts)+len(p.Seen)+len(p.Spoken)+len(p.HeardOf)+len(p.Tried)+len(p.Visits) != 0 || len(p.Evidence) != 1 {
		t.Errorf("something of a voided meeting is left: %+v", p.Clocks)
	}
}

func TestAVoidOfAFollowUpLeavesTheRest(t *testing.T) {
	s := somebody("follow-up")
	home := s.on(AreaAccommodation, "", MovedIn{From: From{From: mustDay("2026-05-01")}, Residence: "U"})
	out := s.on(AreaAccommodation, home.Record, MovedOut{On: mustDay("2026-06-01")})
	if got := s.folded().Homes[0].Until; got != mustDay("2026-06-01") {
		t.Fatalf("lived there until %s", got)
	}
	s.on(AreaAccommodation, home.Record, Voided{Of: out.ID, Reason: "did_not_happen"})
	if got := s.folded().Homes[0]; got.Until != Forever || got.Out != nil {
		t.Errorf("moved out on %s after the move out was taken back", got.Until)
	}
}

func TestWrongPersonSealsByItself(t *testing.T) {
	s := somebody("wrong person")
	e := s.on(AreaContact, "", met("2026-06-01", Called))
	s.on(AreaContact, e.Record, Voided{Reason: WrongPerson})
	if r := Records(s.events)[0]; r.Sealed == nil || r.Voided == nil {
		t.Error("a record of another person is still open to readers")
	}
}

// A move ends the old accommodation on the day of the move, not of typing (I19).
func TestAMoveEndsTheHomeBeforeIt(t *testing.T) {
	s := somebody("mover")
	s.on(AreaAccommodation, "", MovedIn{From: From{From: mustDay("2026-06-01")}, Residence: "D"})
	s.on(AreaAccommodation, "", MovedIn{From: From{From: mustDay("2026-02-01")}, Residence: "U"}) // told later, happened before
	homes := s.folded().Homes
	if homes[0].Facts.Residence != "U" || homes[0].Until != mustDay("2026-06-01") || homes[1].Until != Forever {
		t.Errorf("homes: %s until %s, %s until %s", homes[0].Facts.Residence, homes[0].Until, homes[1].Facts.Residence, homes[1].Until)
	}
}

// The table of rules.md section 4.
func TestWhatMovesWhichClock(t *testing.T) {
	on := OnDay(mustDay("2026-06-10"))
	mother := Hearsay{Informant: FromFamily}
	cases := []struct {
		name                       string
		fact                       Fact
		tried, heard, spoken, seen int
	}{
		{"a visit, met at the accommodation", ContactMade{How: SawAtHome, When: on}, 1, 1, 1, 1},
		{"a visit in custody", ContactMade{How: SawElsewhere, Where: InCustody, When: on}, 1, 1, 1, 1},
		{"met elsewhere", ContactMade{How: SawElsewhere, When: on}, 1, 1, 1, 1},
		{"a video call", ContactMade{How: Video, When: on}, 1, 1, 1, 0},
		{"a phone talk", ContactMade{How: Called, When: on}, 1, 1, 1, 0},
		{"an answered text", ContactMade{How: TextOrApp, When: on}, 1, 1, 1, 0},
		{"an answered letter", ContactMade{How: Letter, When: on}, 1, 1, 1, 0},
		{"a message from the person", ContactMade{How: TheyContactedUs, When: on}, 0, 1, 1, 0},
		{"an imported date without a method", ContactMade{How: NotStated, When: on}, 0, 1, 1, 0},
		{"a refusal said to us", Refused{What: RefusesContact, When: on, How: Called}, 1, 1, 1, 0},
		{"a refusal said at the door", Refused{What: RefusesContact, When: on, How: SawAtHome}, 1, 1, 1, 1},
		{"a refusal that a list states", Refused{What: RefusesContact, When: on, How: NotStated, HowKnown: FromImport}, 0, 0, 0, 0},
		{"a visit, not in", Attempted{How: TriedVisit, When: on, Outcome: NotIn}, 1, 0, 0, 0},
		{"a card sent", Attempted{How: TriedCard, When: on, Outcome: MessageLeft}, 1, 0, 0, 0},
		{"a visit at which the mother answers", Attempted{How: TriedVisit, When: on, Outcome: NotIn, Told: &mother}, 1, 1, 0, 0},
		{"what the family says", ToldBySomeoneElse{When: on, Hearsay: mother}, 0, 1, 0, 0},
		{"our worker saw them, did not speak", ToldBySomeoneElse{When: on, Hearsay: Hearsay{Informant: FromOurs}}, 0, 1, 0, 0},
		{"a planned contact", Planned{On: on, How: Called}, 0, 0, 0, 0},
		{"a home confirmed by the provider", WhereaboutsConfirmed{On: on.Day(), HowKnown: ToldOnSite}, 0, 0, 0, 0},
		{"a silence", AlertSilenced{Reason: "travel", Until: on.Day()}, 0, 0, 0, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := somebody(c.name)
			s.on(AreaContact, "", c.fact)
			k := s.folded().Clocks
			if len(k.Tried) != c.tried || len(k.HeardOf) != c.heard || len(k.Spoken) != c.spoken || len(k.Seen) != c.seen {
				t.Errorf("tried %d, heard of %d, spoken to %d, seen %d; want %d %d %d %d",
					len(k.Tried), len(k.HeardOf), len(k.Spoken), len(k.Seen), c.tried, c.heard, c.spoken, c.seen)
			}
		})
	}
}

func TestWhatIsEvidenceOfWhere(t *testing.T) {
	day := mustDay("2026-06-10")
	on := OnDay(day)
	cases := []struct {
		name  string
		fact  Fact
		how   Knowledge
		there bool
		none  bool
	}{
		{"a visit confirms without asking", ContactMade{How: SawAtHome, When: on}, SeenByUs, true, false},
		{"a phone talk with still there: yes", ContactMade{How: Called, When: on, StillThere: StillYes}, ToldByPerson, true, false},
		{"a phone talk with still there: no", ContactMade{How: Called, When: on, StillThere: StillNo}, ToldByPerson, false, false},
		{"a phone talk in which it was not asked", ContactMade{How: Called, When: on}, "", false, true},
		{"coffee in town, not asked", ContactMade{How: SawElsewhere, When: on}, "", false, true},
		{"the provider says so", ToldBySomeoneElse{When: on, Hearsay: Hearsay{Informant: FromProvider, StillThere: StillYes}}, ToldOnSite, true, false},
		{"the aunt says so", ToldBySomeoneElse{When: on, Hearsay: Hearsay{Informant: FromFamily, StillThere: StillYes}}, ToldByOther, true, false},
		{"the aunt says they are fine", ToldBySomeoneElse{When: on, Hearsay: Hearsay{Informant: FromFamily}}, "", false, true},
		{"the neighbour who answers the door says they left", Attempted{How: TriedVisit, When: on, Outcome: MovedAway, Told: &Hearsay{Informant: FromOther, StillThere: StillNo}}, ToldByOther, false, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := somebody(c.name)
			home := s.on(AreaAccommodation, "", MovedIn{From: From{From: mustDay("2026-05-01")}, Residence: "U"})
			s.on(AreaContact, "", c.fact)
			got := s.folded().Evidence[1:] // the first is the move itself
			if c.none {
				if len(got) != 0 {
					t.Fatalf("evidence from nothing: %+v", got)
				}
				return
			}
			if len(got) != 1 || got[0].Of != home.Record || got[0].How != c.how || got[0].There != c.there {
				t.Errorf("evidence %+v, want %s there=%t", got, c.how, c.there)
			}
		})
	}
}

func TestHomeAndAway(t *testing.T) {
	type stretch struct {
		from  string
		state WhereState
	}
	day := mustDay
	cases := []struct {
		name  string
		facts func(s *said)
		want  []stretch
	}{
		{"custody hides the home and release does not bring it back", func(s *said) {
			away := s.on(AreaAccommodation, "", WentAway{From: From{From: day("2026-06-01")}, Kind: AwayCustody})
			s.on(AreaAccommodation, away.Record, CameBack{On: day("2026-06-20")})
		}, []stretch{{"2026-05-01", AtHome}, {"2026-06-01", Away}, {"2026-06-20", NotKnownWhere}}},
		{"back at home, confirmed", func(s *said) {
			away := s.on(AreaAccommodation, "", WentAway{From: From{From: day("2026-06-01")}, Kind: AwayHospital})
			s.on(AreaAccommodation, away.Record, CameBack{On: day("2026-06-20"), ToHome: Yes})
		}, []stretch{{"2026-05-01", AtHome}, {"2026-06-01", Away}, {"2026-06-20", AtHome}}},
		{"the expected end passes without news", func(s *said) {
			s.on(AreaAccommodation, "", WentAway{From: From{From: day("2026-06-01")}, Kind: AwayCustody, ExpectedEnd: day("2026-06-10")})
		}, []stretch{{"2026-05-01", AtHome}, {"2026-06-01", Away}, {"2026-06-11", NotKnownWhere}}},
		{"not known, until a visit at home", func(s *said) {
			s.on(AreaAccommodation, RecordWhereabouts, WhereaboutsNotKnown{From: day("2026-06-03")})
			s.on(AreaContact, "", met("2026-06-12", SawAtHome))
		}, []stretch{{"2026-05-01", AtHome}, {"2026-06-03", NotKnownWhere}, {"2026-06-12", AtHome}}},
		{"moved out, and nobody said where to", func(s *said) {
			s.on(AreaAccommodation, s.events[0].Record, MovedOut{On: day("2026-06-03")})
		}, []stretch{{"2026-05-01", AtHome}, {"2026-06-03", NotKnownWhere}}},
		{"a move while in custody leaves them in custody", func(s *said) {
			s.on(AreaAccommodation, "", WentAway{From: From{From: day("2026-06-01")}, Kind: AwayCustody})
			s.on(AreaAccommodation, "", MovedIn{From: From{From: day("2026-06-05")}, Residence: "D"})
		}, []stretch{{"2026-05-01", AtHome}, {"2026-06-01", Away}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := somebody(c.name)
			s.on(AreaAccommodation, "", MovedIn{From: From{From: day("2026-05-01")}, Residence: "U"})
			c.facts(s)
			var got []stretch
			for _, x := range s.folded().Stretches {
				got = append(got, stretch{x.From.String(), x.State})
			}
			if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(stretch{})); diff != "" {
				t.Errorf("want − got:\n%s", diff)
			}
		})
	}
}

func TestThePersonalAdviserIsTheOneOfNow(t *testing.T) {
	s := somebody("advised")
	first, second := DerivedID("one"), DerivedID("two")
	s.on(AreaCaseload, RecordAdviser, AdviserAllocated{Staff: first, Role: PersonalAdviser, From: mustDay("2026-01-01")})
	s.on(AreaCaseload, RecordAdviser, AdviserUnallocated{Staff: first, Role: PersonalAdviser, On: mustDay("2026-03-01")})
	s.on(AreaCaseload, RecordAdviser, AdviserAllocated{Staff: second, Role: PersonalAdviser, From: mustDay("2026-04-01")})
	a := s.folded().Allocations
	if a[0].Until != mustDay("2026-03-01") || a[1].Facts.Staff != second || a[1].Until != Forever {
		t.Errorf("allocations %+v", a)
	}
}

func TestAnEndOfAnAllocationEndsTheOneThatBeganBeforeItsDay(t *testing.T) {
	emir, jae := DerivedID("one"), DerivedID("two")
	from := func(who StaffID, team, day string) AdviserAllocated {
		return AdviserAllocated{Staff: who, Role: PersonalAdviser, Team: team, From: mustDay(day)}
	}
	end := func(who StaffID, day string) AdviserUnallocated {
		return AdviserUnallocated{Staff: who, Role: PersonalAdviser, On: mustDay(day)}
	}
	for _, c := range []struct {
		name  string
		facts []Fact
		until []string // of each allocation, by when it began
	}{
		{"the same worker in a new team from that day", []Fact{from(emir, "North", "2026-03-01"), end(emir, "2026-05-01"), from(emir, "South", "2026-05-01")}, []string{"2026-05-01", "9999-12-31"}},
		{"and the new one ends later", []Fact{from(emir, "North", "2026-03-01"), end(emir, "2026-05-01"), from(emir, "South", "2026-05-01"), end(emir, "2026-06-01")}, []string{"2026-05-01", "2026-06-01"}},
		{"there is none that began before", []Fact{from(emir, "North", "2026-05-01"), end(emir, "2026-05-01")}, []string{"2026-05-01"}},
		{"the one before had ended already", []Fact{from(emir, "North", "2026-03-01"), end(emir, "2026-04-01"), from(emir, "North", "2026-05-01"), end(emir, "2026-05-01")}, []string{"2026-04-01", "2026-05-01"}},
		{"somebody else had it in between", []Fact{from(emir, "North", "2026-03-01"), from(jae, "North", "2026-04-01"), from(emir, "North", "2026-05-01"), end(emir, "2026-05-01")}, []string{"2026-04-01", "2026-05-01", "2026-05-01"}},
		{"it is told twice", []Fact{from(emir, "North", "2026-03-01"), end(emir, "2026-05-01"), end(emir, "2026-05-01"), from(emir, "South", "2026-05-01")}, []string{"2026-05-01", "9999-12-31"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, backwards := range []bool{false, true} {
				s := somebody(c.name)
				facts := slices.Clone(c.facts)
				if backwards {
					slices.Reverse(facts)
				}
				for _, f := range facts {
					s.on(AreaCaseload, RecordAdviser, f)
				}
				var until []string
				for _, a := range s.folded().Allocations {
					until = append(until, a.Until.String())
				}
				if !slices.Equal(until, c.until) {
					t.Errorf("told backwards %v: until %v, want %v", backwards, until, c.until)
				}
			}
		})
	}
}

func TestAChangeOfDetailsCarriesOnlyWhatChanged(t *testing.T) {
	s := somebody("details")
	s.on(AreaCaseload, RecordPerson, Registered{LocalID: "L1", Category: FormerRelevant, Details: Details{GivenName: "Asha", FamilyName: "Wren", DateOfBirth: mustDay("2007-01-01")}})
	s.on(AreaCaseload, RecordPerson, DetailsChanged{Details: Details{FamilyName: "Heron"}, Cleared: []string{"dateOfBirth"}})
	d := s.folded().Details
	if d.GivenName != "Asha" || d.FamilyName != "Heron" || !d.DateOfBirth.IsZero() {
		t.Errorf("details %+v", d)
	}
}

func TestAVoidOnARecordOfOneTakesOneEventBack(t *testing.T) {
	every := func(days int, from string) FrequencySet { return FrequencySet{EveryDays: days, From: mustDay(from)} }
	cases := []struct {
		name string
		of   int // which event; -1: none is named
		want int // days of the frequency that is left last
	}{
		{"the first of two", 0, 28},
		{"the last of two", 1, 56},
		{"with none named, the last", -1, 56},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := somebody(c.name)
			s.on(AreaPathway, RecordFrequency, every(56, "2026-01-01"))
			s.on(AreaPathway, RecordFrequency, every(28, "2026-02-01"))
			v := Voided{Reason: "entered_in_error"}
			if c.of >= 0 {
				v.Of = s.events[c.of].ID
			}
			s.on(AreaPathway, RecordFrequency, v)
			if got := s.folded().Frequencies; len(got) != 1 || got[0].Facts.EveryDays != c.want {
				t.Errorf("left: %+v", got)
			}
		})
	}
}

func TestAnAddressStaysProtectedWhenTheMoveIsTakenBack(t *testing.T) {
	move := MovedIn{From: From{From: mustDay("2026-05-01")}, Residence: "Y", Address: "1 Alder Road"}
	protected := move
	protected.Protected = true
	for _, c := range []struct {
		name  string
		facts []Fact
		want  bool
	}{
		{"protected from the first", []Fact{protected, Voided{Reason: "entered_in_error"}}, true},
		{"by a correction", []Fact{move, Corrected{Facts: protected, Reason: "it must be"}, Voided{Reason: "entered_in_error"}}, true},
		{"not any more", []Fact{protected, Corrected{Facts: move, Reason: "it need not"}, Voided{Reason: "entered_in_error"}}, false},
		{"never", []Fact{move, Voided{Reason: "entered_in_error"}}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := somebody("taken back")
			home := s.on(AreaAccommodation, "", c.facts[0])
			for _, f := range c.facts[1:] {
				s.on(AreaAccommodation, home.Record, f)
			}
			if p := PersonOf(s.person, Records(s.events)); p.Protected() != c.want {
				t.Errorf("protected: %v", p.Protected())
			}
		})
	}
}

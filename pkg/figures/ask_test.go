package figures

import (
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Everybody is asked about on Monday 15 June 2026.
const monday = "2026-06-15"

func TestWhichPartSomebodyIsIn(t *testing.T) {
	cases := []struct {
		name string
		past *past
		f    Figure
		want Answer
	}{
		{"rung last week: in touch", born("2007-03-10", care.FormerRelevant).home("2026-01-05", "U").met("2026-06-08", care.Called), InTouchNow, Answer{Aged19to21, Part(duty.InTouch)}},
		{"whoever is due is not in touch now", born("2007-03-10", care.FormerRelevant).home("2026-01-05", "U").met("2026-04-20", care.Called), InTouchNow, Answer{Aged19to21, Part(duty.Due)}},
		{"still looked after: counted elsewhere", born("2009-01-01", care.Eligible), InTouchNow, Answer{Aged17to18, IsLookedAfter}},
		{"somebody without a date of birth is in a band of their own", born("", care.FormerRelevant), InTouchNow, Answer{AgeNotKnown, Part(duty.Unaccounted)}},
		{"16 is in none of the Department's bands", born("2010-01-01", care.Relevant), InTouchNow, Answer{Under17, Part(duty.Unaccounted)}},
		{"a death closes", born("2007-03-10", care.FormerRelevant).person(care.Died{On: day("2026-06-01")}, "2026-06-01"), InTouchNow, Answer{Aged19to21, IsClosed}},

		{"seen eight weeks ago to the day", born("2007-03-10", care.FormerRelevant).met("2026-04-20", care.SawElsewhere), SeenLately, Answer{Aged19to21, Seen}},
		{"a day longer is longer ago", born("2007-03-10", care.FormerRelevant).met("2026-04-19", care.SawElsewhere), SeenLately, Answer{Aged19to21, SeenEarlier}},
		{"a call is no sight", born("2007-03-10", care.FormerRelevant).met("2026-06-14", care.Called), SeenLately, Answer{Aged19to21, NeverSeen}},
		{"a meeting of tomorrow does not count yet", born("2007-03-10", care.FormerRelevant).met("2026-06-16", care.SawElsewhere), SeenLately, Answer{Aged19to21, NeverSeen}},

		{"judged suitable", born("2007-03-10", care.FormerRelevant).home("2026-05-01", "U").judged("2026-05-02", care.Yes), Suitable, Answer{Aged19to21, IsSuitable}},
		{"the last judgement counts", born("2007-03-10", care.FormerRelevant).home("2026-05-01", "U").judged("2026-05-02", care.Yes).judged("2026-06-01", care.No), Suitable, Answer{Aged19to21, NotSuitable}},
		{"one of tomorrow does not yet", born("2007-03-10", care.FormerRelevant).home("2026-05-01", "U").judged("2026-05-02", care.Yes).judged("2026-06-16", care.No), Suitable, Answer{Aged19to21, IsSuitable}},
		{"nobody has judged: never suitable by itself", born("2007-03-10", care.FormerRelevant).home("2026-05-01", "U"), Suitable, Answer{Aged19to21, NotAssessed}},
		{"no fixed abode is never suitable, and never not known (I2)", born("2007-03-10", care.FormerRelevant).home("2026-06-12", "S"), Suitable, Answer{Aged19to21, NotSuitable}},
		{"custody is never suitable", born("2007-03-10", care.FormerRelevant).home("2026-05-01", "U").judged("2026-05-02", care.Yes).
			says(care.AreaAccommodation, "", care.WentAway{From: care.From{From: day("2026-06-08")}, Kind: care.AwayCustody}, "2026-06-08"), Suitable, Answer{Aged19to21, NotSuitable}},
		{"in hospital, the home counts", born("2007-03-10", care.FormerRelevant).home("2026-05-01", "U").judged("2026-05-02", care.Yes).
			says(care.AreaAccommodation, "", care.WentAway{From: care.From{From: day("2026-06-08")}, Kind: care.AwayHospital}, "2026-06-08"), Suitable, Answer{Aged19to21, IsSuitable}},
		{"gone abroad is left out", born("2007-03-10", care.FormerRelevant).home("2026-05-01", "G"), Suitable, Answer{Aged19to21, Abroad}},
		{"a home that nobody has confirmed for long is no information", born("2007-03-10", care.FormerRelevant).home("2025-06-01", "U").judged("2025-06-02", care.Yes), Suitable, Answer{Aged19to21, NoInformation}},
		{"in touch, and nobody knows where they live: R, left out", born("2007-03-10", care.FormerRelevant).met("2026-06-01", care.Called).
			says(care.AreaAccommodation, care.RecordWhereabouts, care.WhereaboutsNotKnown{From: day("2026-06-10")}, "2026-06-10"), Suitable, Answer{Aged19to21, NotKnownWhere}},
		{"silent, and nobody knows where they live: no information, and in the figure", born("2007-03-10", care.FormerRelevant).met("2026-01-01", care.Called).
			says(care.AreaAccommodation, care.RecordWhereabouts, care.WhereaboutsNotKnown{From: day("2026-06-10")}, "2026-06-10"), Suitable, Answer{Aged19to21, NoInformation}},
		{"qualifying alone is not in the Department's figures", born("2007-03-10", care.Qualifying).home("2026-05-01", "U"), Suitable, Answer{Aged19to21, IsQualifying}},

		{"at college", born("2007-03-10", care.FormerRelevant).does("2026-03-01", "F2"), Activity, Answer{Aged19to21, EET}},
		{"caring for a child", born("2007-03-10", care.FormerRelevant).does("2026-03-01", "G6"), Activity, Answer{Aged19to21, NEET}},
		{"nobody ever asked", born("2007-03-10", care.FormerRelevant), Activity, Answer{Aged19to21, NotKnown}},
		{"confirmed half a year ago to the day", born("2007-03-10", care.FormerRelevant).does("2025-12-15", "P5"), Activity, Answer{Aged19to21, EET}},
		{"a day longer, and it is not known", born("2007-03-10", care.FormerRelevant).does("2025-12-14", "P5"), Activity, Answer{Aged19to21, NotKnown}},
		{"still doing it, they said since", born("2007-03-10", care.FormerRelevant).does("2025-09-01", "P5").met("2026-05-01", care.Called), Activity, Answer{Aged19to21, EET}},
		{"23, not receiving support: the Department does not ask", born("2003-03-10", care.FormerRelevant).
			says(care.AreaPathway, care.RecordPost21, care.Post21Decided{On: day("2025-02-01"), Wish: care.WantsNoSupport, SaidOn: day("2025-02-01")}, "2025-02-01").does("2026-03-01", "F2"), Activity, Answer{Aged22to25, NoSupport}},
	}
	rules := office(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Ask(c.past.subject(), rules, day(monday))[c.f]; got != c.want {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
}

// refused has them refuse contact in a call, and a manager approve it.
func refused(p *past, when, approved string) *past {
	p.says(care.AreaContact, "", care.Refused{What: care.RefusesContact, When: on(when), How: care.Called}, when)
	if approved != "" {
		p.says(care.AreaContact, p.events[len(p.events)-1].Record, care.RefusalApproved{Approver: robin, On: day(approved), Attempts: "rang twice"}, approved)
	}
	return p
}

// renewed has a manager renew the refusal that was told last, once it is approved.
func renewed(p *past, when string) *past {
	return p.says(care.AreaContact, p.events[len(p.events)-1].Record, care.RefusalRenewed{Approver: robin, On: day(when), How: care.TriedLetter}, when)
}

// The window of somebody who turns 19 on 10 March 2027 is 10 December 2026 to
// 10 April 2027: it crosses the end of the collection year.
func TestWhereSomebodyStandsInTheYears903(t *testing.T) {
	spring := func() *past { return born("2008-03-10", care.FormerRelevant) }
	cases := []struct {
		name, on string
		past     *past
		want     Part // empty: not of the cohort
	}{
		{"the window is still to come", "2026-12-09", spring(), ToCome},
		{"it is open", "2026-12-10", spring(), Open},
		{"a call within it", "2026-12-20", spring().met("2026-12-15", care.Called), Yes},
		{"a call the day before it began", "2026-12-20", spring().met("2026-12-09", care.Called), Open},
		{"a call that comes later is not known of yet", "2026-12-14", spring().met("2026-12-15", care.Called), Open},
		{"an aunt's word is none (I3)", "2026-12-20", spring().says(care.AreaContact, "", care.ToldBySomeoneElse{When: on("2026-12-15"), Hearsay: care.Hearsay{Informant: care.FromFamily}}, "2026-12-15"), Open},
		{"the year is over, and the window is not", "2027-03-31", spring(), Open},
		{"refused within it, approved, and nothing else", "2026-12-20", refused(spring(), "2026-12-12", "2026-12-13"), Refu},
		{"refused within it, not approved: a talk all the same", "2026-12-20", refused(spring(), "2026-12-12", ""), Yes},
		{"approved only later: a talk all the same until then", "2026-12-14", refused(spring(), "2026-12-12", "2026-12-15"), Yes},
		{"from the day of the approval on it is a refusal", "2026-12-15", refused(spring(), "2026-12-12", "2026-12-15"), Refu},
		{"not renewed in time, and renewed only later", "2026-12-14", renewed(refused(spring(), "2026-05-01", "2026-05-02"), "2026-12-15"), Open},
		{"from the day of the renewal on it counts again", "2026-12-15", renewed(refused(spring(), "2026-05-01", "2026-05-02"), "2026-12-15"), Refu},
		{"refused before a window that is still to come", "2026-12-09", refused(spring(), "2026-11-12", "2026-11-13"), ToCome},
		{"refused, then talked with us all the same", "2026-12-30", spring().says(care.AreaContact, "", care.Refused{What: care.RefusesContact, When: on("2026-12-12"), How: care.Called}, "2026-12-12").met("2026-12-20", care.Called), Yes},
		{"needs no services, said before the window", "2026-12-20", spring().says(care.AreaContact, "", care.Refused{What: care.RefusesServices, When: on("2026-10-12"), How: care.Called}, "2026-10-12"), Nreq},
		{"died", "2026-12-20", spring().person(care.Died{On: day("2026-11-01")}, "2026-11-02"), Died},
		{"qualifying alone", "2026-12-20", born("2008-03-10", care.Qualifying), ""},
		{"still looked after on the birthday", "2026-06-15", born("2009-09-01", care.Eligible), ""},
		{"left care before it", "2026-10-15", born("2009-09-01", care.Eligible).person(care.CareEnded{On: day("2026-07-01")}, "2026-07-01"), No},
		{"transferred to another authority", "2026-12-20", spring().person(care.TransferReceived{On: day("2026-11-01")}, "2026-11-02"), ""},
		{"no date of birth: no cohort", "2026-12-20", born("", care.FormerRelevant), ""},
		{"23, not receiving support", "2026-12-20", born("2003-05-10", care.FormerRelevant).
			says(care.AreaPathway, care.RecordPost21, care.Post21Decided{On: day("2025-02-01"), Wish: care.WantsNoSupport, SaidOn: day("2025-02-01")}, "2025-02-01"), NoSupport},
		{"23, asks for support only tomorrow", "2026-12-20", born("2003-05-10", care.FormerRelevant).
			says(care.AreaPathway, care.RecordPost21, care.Post21Decided{On: day("2025-02-01"), Wish: care.WantsNoSupport, SaidOn: day("2025-02-01")}, "2025-02-01").person(care.SupportRequested{On: day("2026-12-21")}, "2026-12-21"), NoSupport},
		{"23, begins a programme of the plan only tomorrow", "2026-12-20", born("2003-05-10", care.FormerRelevant).
			says(care.AreaPathway, care.RecordPost21, care.Post21Decided{On: day("2025-02-01"), Wish: care.WantsNoSupport, SaidOn: day("2025-02-01")}, "2025-02-01").
			says(care.AreaPathway, "", care.ProgrammeAgreed{From: day("2026-12-21")}, "2026-12-01"), NoSupport},
		{"23, receiving, no contact in the year yet", "2026-12-20", born("2003-05-10", care.FormerRelevant).person(care.SupportRequested{On: day("2025-02-01")}, "2025-02-01"), Open},
		{"23, receiving, rung in the year", "2026-12-20", born("2003-05-10", care.FormerRelevant).person(care.SupportRequested{On: day("2025-02-01")}, "2025-02-01").met("2026-04-01", care.Called), Yes},
	}
	rules := office(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Ask(c.past.subject(), rules, day(c.on))[InTouch903].Part; got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
	// After the window, in the year that it belongs to.
	june := born("2007-06-10", care.FormerRelevant)
	if got := Ask(june.subject(), rules, day("2026-07-10"))[InTouch903]; got != (Answer{Aged19to21, Open}) {
		t.Errorf("on the last day of the window: %+v", got)
	}
	if got := Ask(june.subject(), rules, day("2026-07-11"))[InTouch903]; got != (Answer{Aged19to21, No}) {
		t.Errorf("the day after: %+v", got)
	}
}

func TestSomebodyWhoseRecordIsIncompleteIsCounted(t *testing.T) {
	s := born("2007-03-10", care.FormerRelevant).home("2026-06-01", "U").met("2026-06-08", care.Called).subject()
	s.Incomplete = &duty.Incomplete{Since: day("2026-06-10"), Why: "an event of a newer program"}
	rules := office(t)
	if got := Ask(s, rules, day("2026-06-09"))[InTouchNow].Part; got != Part(duty.InTouch) {
		t.Errorf("the day before: %s, want in touch", got)
	}
	if got := Ask(s, rules, day("2026-06-10"))[InTouchNow].Part; got != Part(duty.Unaccounted) {
		t.Errorf("from that day on: %s, want unaccounted", got)
	}
	nobody := &Subject{Person: care.Person{ID: s.ID}, Incomplete: s.Incomplete}
	if got := Ask(nobody, rules, day(monday))[InTouchNow]; got != (Answer{AgeNotKnown, Part(duty.Unaccounted)}) {
		t.Errorf("somebody of whom not even the registration can be read: %+v", got)
	}
	if got := Ask(nobody, rules, day("2026-06-09")); len(got) != 0 {
		t.Errorf("before anything was known of them: %+v", got)
	}
}

package duty_test

import (
	"testing"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

func TestContradictions(t *testing.T) {
	said := func(l *life, when string, who care.Informant, still care.Still) care.EventID {
		return uuid.MustParse(string(l.tell(when, care.AreaContact, care.ToldBySomeoneElse{When: on(when), Hearsay: care.Hearsay{Informant: who, StillThere: still}})))
	}
	for _, c := range []struct {
		name        string
		life        func(l *life)
		on          string
		pro, contra int
	}{
		{"the young person says still there, the landlord a week later that the flat is empty", func(l *life) {
			l.contact("2026-03-01", care.Called, care.StillYes)
			said(l, "2026-03-08", care.FromOther, care.StillNo)
		}, "2026-03-10", 1, 1},
		{"of the same day it is a contradiction too", func(l *life) {
			l.contact("2026-03-08", care.Called, care.StillYes)
			said(l, "2026-03-08", care.FromOther, care.StillNo)
		}, "2026-03-10", 1, 1},
		{"seen at home since: there is nothing left to decide", func(l *life) {
			said(l, "2026-03-08", care.FromOther, care.StillNo)
			l.contact("2026-03-09", care.SawAtHome, "")
		}, "2026-03-10", 0, 0},
		{"what grew stale says nothing any more", func(l *life) {
			l.contact("2026-03-01", care.Called, care.StillYes)
			said(l, "2026-03-08", care.FromOther, care.StillNo)
		}, "2026-05-04", 0, 0},
		{"on the last day before it is stale it still does", func(l *life) {
			l.contact("2026-03-01", care.Called, care.StillYes)
			said(l, "2026-03-08", care.FromOther, care.StillNo)
		}, "2026-05-03", 1, 1},
		{"a move explains that they are no longer there", func(l *life) {
			l.contact("2026-03-01", care.Called, care.StillYes)
			said(l, "2026-03-08", care.FromOther, care.StillNo)
			l.home("2026-03-09", care.MovedIn{Residence: "K"})
		}, "2026-03-10", 0, 0},
		{"so does custody, until they are seen at home meanwhile", func(l *life) {
			l.contact("2026-03-01", care.SawAtHome, "")
			l.tell("2026-03-08", care.AreaAccommodation, care.WentAway{From: care.From{From: day("2026-03-08")}, Kind: care.AwayCustody, HowKnown: care.ToldOnSite})
		}, "2026-03-10", 0, 0},
		{"seen at home while in custody by the facts", func(l *life) {
			l.tell("2026-03-08", care.AreaAccommodation, care.WentAway{From: care.From{From: day("2026-03-08")}, Kind: care.AwayCustody, HowKnown: care.ToldOnSite})
			l.contact("2026-03-09", care.SawAtHome, "")
		}, "2026-03-10", 1, 1},
		{"a decision sets one side aside", func(l *life) {
			l.contact("2026-03-01", care.Called, care.StillYes)
			landlord := said(l, "2026-03-08", care.FromOther, care.StillNo)
			l.tell("2026-03-09", care.AreaAccommodation, care.ContradictionDecided{On: day("2026-03-09"), SetAside: []care.EventID{landlord}, Rationale: "He meant the flat above"})
		}, "2026-03-10", 0, 0},
		{"before the day of the decision both sides stand", func(l *life) {
			l.contact("2026-03-01", care.Called, care.StillYes)
			landlord := said(l, "2026-03-08", care.FromOther, care.StillNo)
			l.tell("2026-03-12", care.AreaAccommodation, care.ContradictionDecided{On: day("2026-03-12"), SetAside: []care.EventID{landlord}, Rationale: "He meant the flat above"})
		}, "2026-03-10", 1, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := newLife(c.name).registered("2025-01-01", "2007-01-01", care.FormerRelevant)
			l.home("2025-06-01", care.MovedIn{Residence: "U"})
			c.life(l)
			pro, contra := 0, 0
			for _, x := range office(t).Contradictions(l.person(), day(c.on)) {
				pro, contra = pro+len(x.For), contra+len(x.Against)
			}
			if pro != c.pro || contra != c.contra {
				t.Errorf("%d for and %d against, want %d and %d", pro, contra, c.pro, c.contra)
			}
			if flagged := has(office(t).On(l.person(), day(c.on)).Standing.Flags, duty.ContradictionFlag); flagged != (c.contra > 0) {
				t.Errorf("flagged: %v", flagged)
			}
		})
	}
}

func has(flags []duty.Flag, f duty.Flag) bool {
	for _, x := range flags {
		if x == f {
			return true
		}
	}
	return false
}

func TestARestrictedRecordIsFlaggedFromItsRecordingToItsEnd(t *testing.T) {
	l := newLife("restricted").registered("2025-01-01", "2007-01-01", care.FormerRelevant)
	r := l.tell("2026-03-02", care.AreaCaseload, care.AccessRestricted{Only: []care.StaffID{pat}, Reason: "x", Approver: pat, Until: day("2026-03-20")})
	l.tellOn("2026-03-10", care.AreaCaseload, r, care.AccessRestrictionEnded{Reason: "x", Approver: pat})
	l.tell("2026-04-01", care.AreaCaseload, care.AccessRestricted{Only: []care.StaffID{pat}, Reason: "x", Approver: pat, Until: day("2026-04-03")})
	for on, want := range map[string]bool{"2026-03-01": false, "2026-03-02": true, "2026-03-09": true, "2026-03-10": false, "2026-04-01": true, "2026-04-03": true, "2026-04-04": false} {
		if got := has(office(t).On(l.person(), day(on)).Standing.Flags, duty.RestrictedFlag); got != want {
			t.Errorf("on %s: %v", on, got)
		}
	}
}

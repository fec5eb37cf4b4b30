package duty_test

import (
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// started is somebody of 18 with a personal adviser, registered on 1 January
// 2026, and nothing else.
func started(name string) *life {
	l := newLife(name).registered("2026-01-01", "2007-09-09", care.FormerRelevant)
	l.allocated("2026-01-01", care.PersonalAdviser)
	return l
}

// dueCase says when a rule's deadline is, asked on a day; an empty due: none.
type dueCase struct {
	name string
	life func(l *life)
	on   string
	due  string
}

func checkDue(t *testing.T, rule duty.Rule, cases []dueCase) {
	t.Helper()
	r := office(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l := started(c.name)
			c.life(l)
			d, ok := find(r.On(l.person(), day(c.on)).Deadlines, rule)
			if got := d.Due.String(); got != c.due || ok != (c.due != "") {
				t.Errorf("%s is due %q, want %q", rule, got, c.due)
			}
		})
	}
}

func TestKeepInTouch(t *testing.T) {
	checkDue(t, duty.KeepInTouch, []dueCase{
		{"the first contact is due a week after registering", func(l *life) {}, "2026-01-01", "2026-01-08"},
		{"then eight weeks after each contact", func(l *life) { l.contact("2026-01-05", care.Called, "") }, "2026-02-01", "2026-03-02"},
		{"an attempt changes nothing", func(l *life) {
			l.contact("2026-01-05", care.Called, "")
			l.tried("2026-02-20", care.TriedVisit)
		}, "2026-02-21", "2026-03-02"},
		{"nor does what the mother says", func(l *life) {
			l.contact("2026-01-05", care.Called, "")
			l.tell("2026-02-20", care.AreaContact, care.ToldBySomeoneElse{When: on("2026-02-20"), Hearsay: care.Hearsay{Informant: care.FromFamily}})
		}, "2026-02-21", "2026-03-02"},
		{"a contact recorded late counts from its own day", func(l *life) {
			l.tell("2026-02-20", care.AreaContact, care.ContactMade{How: care.Called, When: on("2026-01-20")})
		}, "2026-02-21", "2026-03-17"},
		{"a frequency of the person's own", func(l *life) {
			l.frequency("2026-01-02", 28, 0, "")
			l.contact("2026-01-05", care.Called, "")
		}, "2026-01-06", "2026-02-02"},
		{"a shorter one counts from the day it is set", func(l *life) {
			l.contact("2026-01-05", care.Called, "")
			l.frequency("2026-02-20", 14, 0, "")
		}, "2026-02-21", "2026-03-02"},
		{"and brings the deadline forward", func(l *life) {
			l.contact("2026-01-05", care.Called, "")
			l.frequency("2026-01-20", 14, 0, "")
		}, "2026-01-21", "2026-02-03"},
		{"a longer one moves a deadline that is still to come", func(l *life) {
			l.contact("2026-01-05", care.Called, "")
			l.frequency("2026-01-20", 84, 0, "")
		}, "2026-01-21", "2026-03-30"},
		{"but does not touch a lapse that is open", func(l *life) {
			l.contact("2026-01-05", care.Called, "")
			l.frequency("2026-03-10", 84, 0, "")
		}, "2026-03-11", "2026-03-02"},
		{"not before the day from which a frequency holds", func(l *life) {
			l.contact("2026-01-05", care.Called, "")
			l.tellOn("2026-01-06", care.AreaPathway, care.RecordFrequency, care.FrequencySet{EveryDays: 14, From: day("2026-02-01")})
		}, "2026-01-31", "2026-03-02"},
		{"nobody is owed contact who died", func(l *life) {
			l.tellOn("2026-02-01", care.AreaCaseload, care.RecordPerson, care.Died{On: day("2026-02-01")})
		}, "2026-02-01", ""},
		{"the duty was owed on the day before", func(l *life) {
			l.tellOn("2026-02-01", care.AreaCaseload, care.RecordPerson, care.Died{On: day("2026-02-01")})
		}, "2026-01-31", "2026-01-08"},
		{"nobody leaves the duty at 21 by date", func(l *life) { l.contact("2028-08-01", care.Called, "") }, "2028-09-09", "2028-09-26"},
		{"the case closes on the 25th birthday", func(l *life) { l.contact("2032-08-01", care.Called, "") }, "2032-09-09", ""},
		{"on the day before it was still owed", func(l *life) { l.contact("2032-08-01", care.Called, "") }, "2032-09-08", "2032-09-26"},
	})
}

func TestFirstVisit(t *testing.T) {
	moved := func(l *life) care.RecordID {
		return l.home("2026-05-01", care.MovedIn{Residence: "D", Provided: "s23B"})
	}
	visit := func(l *life, when string, at care.RecordID, by care.By) {
		l.tell(when, care.AreaContact, care.ContactMade{How: care.SawAtHome, When: on(when), Accommodation: at, By: by})
	}
	checkDue(t, duty.FirstVisit, []dueCase{
		{"a week after the move", func(l *life) { moved(l) }, "2026-05-01", "2026-05-08"},
		{"not before the move", func(l *life) { moved(l) }, "2026-04-30", ""},
		{"a visit at it meets it", func(l *life) { visit(l, "2026-05-08", moved(l), care.By{}) }, "2026-05-08", ""},
		{"a visit to the old address does not count", func(l *life) {
			old := l.home("2026-02-01", care.MovedIn{Residence: "U"})
			moved(l)
			visit(l, "2026-05-03", old, care.By{})
		}, "2026-05-04", "2026-05-08"},
		{"nor does a coffee in town", func(l *life) {
			moved(l)
			l.contact("2026-05-03", care.SawElsewhere, care.StillYes)
		}, "2026-05-04", "2026-05-08"},
		{"nor a visit by somebody who acts for us", func(l *life) { visit(l, "2026-05-03", moved(l), care.By{Capacity: care.AsActingForUs}) }, "2026-05-04", "2026-05-08"},
		{"a named stand-in counts", func(l *life) {
			visit(l, "2026-05-03", moved(l), care.By{Capacity: care.AsOtherWorker, StandIn: true})
		}, "2026-05-04", ""},
		{"moving on ends it", func(l *life) {
			moved(l)
			l.home("2026-05-05", care.MovedIn{Residence: "G"})
		}, "2026-05-05", ""},
		{"nobody visits abroad", func(l *life) { l.home("2026-05-01", care.MovedIn{Residence: "G"}) }, "2026-05-02", ""},
		{"nor where there is no abode", func(l *life) { l.home("2026-05-01", care.MovedIn{Residence: "S"}) }, "2026-05-02", ""},
		{"an imported home has no known start", func(l *life) {
			l.home("2026-05-01", care.MovedIn{From: care.From{FromIs: care.NotLaterThan}, Residence: "U", HowKnown: care.FromImport})
		}, "2026-05-02", ""},
	})
}

func TestAMoveToldLateIsKnownLateNotLate(t *testing.T) {
	l := started("told late")
	l.tell("2026-05-20", care.AreaAccommodation, care.MovedIn{From: care.From{From: day("2026-05-01")}, Residence: "U", ToldOn: day("2026-05-20")})
	d, _ := find(office(t).On(l.person(), day("2026-05-20")).Deadlines, duty.FirstVisit)
	if d.Due != day("2026-05-08") || d.ActBy != day("2026-05-27") || !d.KnownLate {
		t.Errorf("due %s, act by %s, known late %t; want 2026-05-08, 2026-05-27, true", d.Due, d.ActBy, d.KnownLate)
	}
}

func TestCustody(t *testing.T) {
	in := func(l *life) care.RecordID {
		return l.tell("2026-04-02", care.AreaAccommodation, care.WentAway{From: care.From{From: day("2026-04-02")}, Kind: care.AwayCustody})
	}
	checkDue(t, duty.CustodyVisit, []dueCase{
		{"ten working days over Easter", func(l *life) { in(l) }, "2026-04-03", "2026-04-20"},
		{"a visit there meets it", func(l *life) {
			in(l)
			l.tell("2026-04-10", care.AreaContact, care.ContactMade{How: care.SawElsewhere, Where: care.InCustody, When: on("2026-04-10")})
		}, "2026-04-10", ""},
		{"a call does not", func(l *life) {
			in(l)
			l.contact("2026-04-10", care.Called, care.StillYes)
		}, "2026-04-10", "2026-04-20"},
		{"release ends it", func(l *life) {
			l.tellOn("2026-04-09", care.AreaAccommodation, in(l), care.CameBack{On: day("2026-04-09")})
		}, "2026-04-09", ""},
	})
}

func TestWhereNow(t *testing.T) {
	in := func(l *life, kind care.AwayKind) care.RecordID {
		l.home("2026-02-01", care.MovedIn{Residence: "U"})
		return l.tell("2026-04-01", care.AreaAccommodation, care.WentAway{From: care.From{From: day("2026-04-01")}, Kind: kind, ExpectedEnd: day("2026-05-01")})
	}
	checkDue(t, duty.WhereNow, []dueCase{
		{"two working days after the expected end, over a bank holiday", func(l *life) { in(l, care.AwayCustody) }, "2026-05-02", "2026-05-06"},
		{"also from hospital", func(l *life) { in(l, care.AwayHospital) }, "2026-05-02", "2026-05-06"},
		{"a holiday asks for whereabouts in another way", func(l *life) { in(l, care.AwayHoliday) }, "2026-05-02", ""},
		{"evidence after the end meets it", func(l *life) {
			l.tellOn("2026-05-02", care.AreaAccommodation, in(l, care.AwayCustody), care.WhereaboutsConfirmed{On: day("2026-05-02"), HowKnown: care.ToldOnSite})
		}, "2026-05-03", ""},
		{"evidence of the day itself does not", func(l *life) {
			l.tellOn("2026-05-01", care.AreaAccommodation, in(l, care.AwayCustody), care.WhereaboutsConfirmed{On: day("2026-05-01"), HowKnown: care.ToldOnSite})
		}, "2026-05-03", "2026-05-06"},
	})
}

func TestNoPersonalAdviser(t *testing.T) {
	checkDue(t, duty.NoAdviser, []dueCase{
		{"somebody has one", func(l *life) {}, "2026-06-01", ""},
		{"five working days after the allocation ended", func(l *life) {
			l.tellOn("2026-06-01", care.AreaCaseload, care.RecordAdviser, care.AdviserUnallocated{Staff: pat, Role: care.PersonalAdviser, On: day("2026-06-01")})
		}, "2026-06-01", "2026-06-08"},
		{"a social worker is not a personal adviser", func(l *life) {
			l.tellOn("2026-06-01", care.AreaCaseload, care.RecordAdviser, care.AdviserUnallocated{Staff: pat, Role: care.PersonalAdviser, On: day("2026-06-01")})
			l.allocated("2026-06-02", care.SocialWorker)
		}, "2026-06-03", "2026-06-08"},
		{"another one meets it", func(l *life) {
			l.tellOn("2026-06-01", care.AreaCaseload, care.RecordAdviser, care.AdviserUnallocated{Staff: pat, Role: care.PersonalAdviser, On: day("2026-06-01")})
			l.allocated("2026-06-04", care.PersonalAdviser)
		}, "2026-06-04", ""},
	})
}

// Take every adviser away: all lapses are still asked for, and somebody is still
// to act while there is anybody (I5).
func TestALapseWithoutAnOwnerIsStillALapse(t *testing.T) {
	r := office(t)
	head := care.DerivedID("head of service")
	staffed := r.On(amira().person(), day("2026-06-20"))
	r.Staff.Members = map[care.StaffID]care.Member{}
	none := r.On(amira().person(), day("2026-06-20"))
	if none.Standing.Bucket != staffed.Standing.Bucket || none.Standing.Owner != (care.StaffID{}) {
		t.Errorf("without staff: %s, owner %s", none.Standing.Bucket, none.Standing.Owner)
	}
	for _, d := range staffed.Deadlines {
		if _, ok := find(none.Deadlines, d.Rule); !ok {
			t.Errorf("%s is no longer asked for when nobody is left", d.Rule)
		}
	}
	if _, ok := find(none.Deadlines, duty.NoAdviser); !ok {
		t.Error("having no personal adviser is not asked for")
	}
	r.Staff.Members[head] = care.Member{ID: head, Roles: []care.StaffRole{care.RoleHeadOfService}, Left: care.Forever}
	if got := r.On(amira().person(), day("2026-06-20")).Standing.Owner; got != head {
		t.Errorf("owner %s, want the head of service", got)
	}
}

func TestTheOwnerIsWhoIsThere(t *testing.T) {
	worker, manager, cover := care.DerivedID("sw"), care.DerivedID("tm"), care.DerivedID("cover")
	here := func(id care.StaffID, leave ...care.Leave) care.Member {
		return care.Member{ID: id, Left: care.Forever, Absences: leave}
	}
	away := care.Leave{From: day("2026-06-01"), Until: care.Forever, Cover: cover}
	cases := []struct {
		name    string
		members []care.Member
		want    care.StaffID
	}{
		{"the personal adviser", []care.Member{here(pat), here(worker), here(manager)}, pat},
		{"the social worker, when the adviser is away", []care.Member{here(pat, away), here(worker), here(cover), here(manager)}, worker},
		{"who covers, when both are away", []care.Member{here(pat, away), here(worker, away), here(cover), here(manager)}, cover},
		{"the team manager, when the cover has left", []care.Member{here(pat, away), here(worker, away), here(manager)}, manager},
		{"the team manager, when the adviser has left", []care.Member{{ID: pat, Left: day("2026-06-10")}, here(manager)}, manager},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := office(t)
			r.Staff = care.Workforce{Members: map[care.StaffID]care.Member{}, Teams: map[string]care.Team{"north": {Name: "North", Manager: manager}}}
			for _, m := range c.members {
				r.Staff.Members[m.ID] = m
			}
			l := started(c.name)
			l.tellOn("2026-02-01", care.AreaCaseload, care.RecordAdviser, care.AdviserAllocated{Staff: worker, Role: care.SocialWorker, Team: "North", From: day("2026-02-01")})
			if got := r.On(l.person(), day("2026-06-15")).Standing.Owner; got != c.want {
				t.Errorf("owner %s, want %s", r.Staff.Named(got), r.Staff.Named(c.want))
			}
		})
	}
}

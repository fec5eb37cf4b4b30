package duty_test

import (
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// The table of rules.md section 5, at its boundaries.
func TestConfidenceDecaysByKindOfEvidence(t *testing.T) {
	seen := care.ContactMade{How: care.SawAtHome, When: on("2026-03-01")}
	told := care.ContactMade{How: care.Called, When: on("2026-03-01"), StillThere: care.StillYes}
	aunt := care.ToldBySomeoneElse{When: on("2026-03-01"), Hearsay: care.Hearsay{Informant: care.FromFamily, StillThere: care.StillYes}}
	onSite := care.ToldBySomeoneElse{When: on("2026-03-01"), Hearsay: care.Hearsay{Informant: care.FromProvider, StillThere: care.StillYes}}
	cases := []struct {
		name   string
		letter care.Residence
		fact   care.Fact
		days   int
		want   duty.Confidence
	}{
		{"seen there 56 days ago", "U", seen, 56, duty.Confirmed},
		{"seen there 57 days ago", "U", seen, 57, duty.Likely},
		{"seen there 91 days ago", "U", seen, 91, duty.Likely},
		{"seen there 92 days ago", "U", seen, 92, duty.Stale},
		{"told by the person 28 days ago", "U", told, 28, duty.Confirmed},
		{"told by the person 29 days ago", "U", told, 29, duty.Likely},
		{"told by the person 92 days ago", "U", told, 92, duty.Stale},
		{"told by staff on site 28 days ago", "D", onSite, 28, duty.Confirmed},
		{"told by an aunt today", "U", aunt, 0, duty.Likely},
		{"told by an aunt 56 days ago", "U", aunt, 56, duty.Likely},
		{"told by an aunt 57 days ago", "U", aunt, 57, duty.Stale},
		{"seen in bed and breakfast 7 days ago", "W", seen, 7, duty.Confirmed},
		{"seen in bed and breakfast 8 days ago", "W", seen, 8, duty.Likely},
		{"seen in bed and breakfast 14 days ago", "W", seen, 14, duty.Likely},
		{"seen in bed and breakfast 15 days ago", "W", seen, 15, duty.Stale},
		{"told by an aunt of no fixed abode 7 days ago", "S", aunt, 7, duty.Likely},
		{"told by an aunt of no fixed abode 8 days ago", "S", aunt, 8, duty.Stale},
	}
	r := office(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l := started(c.name)
			l.home("2025-01-01", care.MovedIn{Residence: c.letter})
			l.tell("2026-03-01", care.AreaContact, c.fact)
			if got := r.On(l.person(), day("2026-03-01").AddDays(c.days)).Whereabouts; got.Confidence != c.want {
				t.Errorf("%s, want %s", got.Confidence, c.want)
			}
		})
	}
}

func TestWhereabouts(t *testing.T) {
	cases := []struct {
		name  string
		life  func(l *life)
		on    string
		state care.WhereState
		want  duty.Confidence
		due   string
	}{
		{"nothing was ever told: not known from the first day", func(l *life) {}, "2026-01-01", care.NothingToldOfHome, duty.Unsure, "2026-01-05"},
		{"a contradiction makes it at most likely", func(l *life) {
			l.home("2026-01-02", care.MovedIn{Residence: "U"})
			l.contact("2026-02-02", care.SawAtHome, "")
			l.tell("2026-02-10", care.AreaContact, care.ToldBySomeoneElse{When: on("2026-02-10"), Hearsay: care.Hearsay{Informant: care.FromFriend, StillThere: care.StillNo}})
		}, "2026-02-11", care.AtHome, duty.Likely, "2026-05-04"},
		{"being seen there again settles it", func(l *life) {
			l.home("2026-01-02", care.MovedIn{Residence: "U"})
			l.tell("2026-02-10", care.AreaContact, care.ToldBySomeoneElse{When: on("2026-02-10"), Hearsay: care.Hearsay{Informant: care.FromFriend, StillThere: care.StillNo}})
			l.contact("2026-02-12", care.SawAtHome, "")
		}, "2026-02-13", care.AtHome, duty.Confirmed, "2026-05-14"},
		{"not known is to be confirmed within two working days", func(l *life) {
			l.home("2026-01-02", care.MovedIn{Residence: "U"})
			l.tellOn("2026-02-13", care.AreaAccommodation, care.RecordWhereabouts, care.WhereaboutsNotKnown{From: day("2026-02-13")})
		}, "2026-02-14", care.NotKnownWhere, duty.Unsure, "2026-02-17"},
		{"no fixed abode is known", func(l *life) { l.home("2026-01-02", care.MovedIn{Residence: "S"}) }, "2026-01-05", care.AtHome, duty.Confirmed, "2026-01-16"},
	}
	r := office(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l := started(c.name)
			c.life(l)
			look := r.On(l.person(), day(c.on))
			d, _ := find(look.Deadlines, duty.WhereaboutsRule)
			if look.Whereabouts.State != c.state || look.Whereabouts.Confidence != c.want || d.Due.String() != c.due {
				t.Errorf("%s, %s, due %s; want %s, %s, %s", look.Whereabouts.State, look.Whereabouts.Confidence, d.Due, c.state, c.want, c.due)
			}
		})
	}
}

// The first day not known or stale is day 1: unaccounted for from day 15 and 29.
func TestWhenWhereaboutsMakeSomebodyUnaccountedFor(t *testing.T) {
	lost := started("lost")
	lost.home("2026-01-02", care.MovedIn{Residence: "U"})
	lost.contact("2026-02-10", care.Called, "")
	lost.tellOn("2026-02-13", care.AreaAccommodation, care.RecordWhereabouts, care.WhereaboutsNotKnown{From: day("2026-02-13")})
	stale := started("stale")
	stale.home("2026-01-02", care.MovedIn{Residence: "V"}) // confirmed to 9, likely to 16, stale from 17 January
	stale.contact("2026-01-30", care.Called, "")
	cases := []struct {
		name string
		life *life
		on   string
		want duty.Bucket
	}{
		{"not known, day 14", lost, "2026-02-26", duty.InTouch},
		{"not known, day 15", lost, "2026-02-27", duty.Unaccounted},
		{"stale, day 28", stale, "2026-02-13", duty.InTouch},
		{"stale, day 29", stale, "2026-02-14", duty.Unaccounted},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := office(t).On(c.life.person(), day(c.on)).Standing; got.Bucket != c.want {
				t.Errorf("%s %v, want %s", got.Bucket, got.Reasons, c.want)
			}
		})
	}
}

func TestTheNewestOfTheSurestEvidenceIsShown(t *testing.T) {
	l := started("two visits")
	l.home("2026-01-02", care.MovedIn{Residence: "U"})
	l.contact("2026-02-02", care.SawAtHome, "")
	l.contact("2026-02-20", care.SawAtHome, "")
	l.contact("2026-02-25", care.Called, care.StillYes)
	got := office(t).On(l.person(), day("2026-03-01")).Whereabouts
	if got.Confidence != duty.Confirmed || got.EvidenceOn != day("2026-02-25") {
		t.Errorf("%s by evidence of %s, want confirmed by that of 2026-02-25", got.Confidence, got.EvidenceOn)
	}
}

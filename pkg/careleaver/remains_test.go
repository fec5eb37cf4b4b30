package careleaver

import (
	"testing"
	"time"
)

func TestWhatIsSealedOrDestroyedIsOutOfSightInThePastToo(t *testing.T) {
	moved := MovedIn{From: From{From: mustDay("2026-05-01")}, Residence: "U", Address: "1 Alder Road"}
	corrected := Corrected{Facts: MovedIn{From: From{From: mustDay("2026-05-02")}, Residence: "U", Address: "1 Alder Row"}, Reason: "misspelt"}
	for _, c := range []struct {
		name    string
		hide    func(s *said, home Event) Fact
		address string
		sealed  bool
	}{
		{"nothing happened to it", func(*said, Event) Fact { return WhereaboutsConfirmed{On: mustDay("2026-06-01")} }, "1 Alder Row", false},
		{"it was sealed since", func(*said, Event) Fact { return Sealed{Reason: "court order"} }, "", true},
		{"it was another person's", func(*said, Event) Fact { return Voided{Reason: WrongPerson} }, "", false},
		{"it was a duplicate", func(*said, Event) Fact { return Voided{Reason: "duplicate"} }, "1 Alder Row", false},
		{"it was destroyed since", func(s *said, _ Event) Fact { return Destroyed{Remains: WhatRemains(s.events)} }, "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := somebody("known then")
			home := s.on(AreaAccommodation, "", moved)
			s.on(AreaAccommodation, home.Record, corrected)
			then := s.events[len(s.events)-1].RecordedAt
			s.on(AreaAccommodation, home.Record, c.hide(s, home))
			records := Records(KnownBy(s.events, func(e Event) bool { return !e.RecordedAt.After(then) }))
			home1 := PersonOf(s.person, records).Homes
			if len(home1) != 1 || home1[0].Facts.Address != c.address || home1[0].Facts.From.From != mustDay("2026-05-02") {
				t.Fatalf("as known then: %+v", home1)
			}
			if sealed := records[0].Sealed != nil; sealed != c.sealed {
				t.Errorf("its seal is there: %v, want %v", sealed, c.sealed)
			}
			if before := KnownBy(s.events, func(e Event) bool { return e.RecordedAt.Before(home.RecordedAt) }); len(before) != 0 {
				t.Errorf("before it was recorded: %+v", before)
			}
		})
	}
}

// What was destroyed is what it was on every day, corrected or not yet.
func TestWhatRemainsStandsWhereTheEventsStood(t *testing.T) {
	s := somebody("destroyed")
	e := s.on(AreaContact, "", met("2026-06-01", Called))
	s.on(AreaContact, e.Record, Corrected{Facts: met("2026-06-02", Video), Reason: "it was a video call"})
	gone := s.on(AreaContact, e.Record, Destroyed{Remains: WhatRemains(s.events)})
	left := []Event{gone}
	for when, want := range map[time.Time]How{e.RecordedAt: Called, e.RecordedAt.Add(time.Minute): Video, gone.RecordedAt: Video} {
		got := PersonOf(s.person, Records(KnownBy(left, func(e Event) bool { return !e.RecordedAt.After(when) }))).Contacts
		if len(got) != 1 || got[0].ID != e.ID || got[0].Facts.How != want {
			t.Errorf("known at %s: %+v, want one contact by %s", when, got, want)
		}
	}
}

func TestAContactOfWhichOnlyTheDayIsLeftCounts(t *testing.T) {
	s := somebody("older service")
	id := DerivedID("contact")
	s.on(AreaContact, NewRecordID(id), Destroyed{Kind: "contact", When: OnDay(mustDay("2026-06-01"))})
	if p := s.folded(); len(p.Spoken) != 1 || p.Spoken[0].Day() != mustDay("2026-06-01") || len(p.Tried) != 0 {
		t.Errorf("clocks %+v", p.Clocks)
	}
}

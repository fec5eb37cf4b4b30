package store_test

import (
	"errors"
	"slices"
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// amira has a home, a worker, a visit, a call and an alert that was closed.
func amira(h *house) {
	alert := raised(1, 9)
	h.tell(joined("adam", "North"), registered(1, "Amira", "Khan"), allocated(1, adam, "North"), movedIn(1, 2), visited(1, 10),
		alert, then(alert, care.AlertClosed{Reason: care.ClosedMet}, 10), called(1, 20),
		opens(person(1), care.AreaImport, care.CellQuestioned{Column: "Gender", Value: "?", Reason: "Say which", AsAt: on(1), Row: 3}, 20))
}

func TestAPersonAsADayHasThem(t *testing.T) {
	h := newHouse(t)
	amira(h)
	v, err := h.db.Person(h.ctx(), authority, person(1), on(21))
	h.do(err)
	if v.GivenName != "Amira" || v.LocalID != "L/1" || !slices.Equal(v.Identifiers, []string{"L/1"}) || v.RegisteredOn != on(0) {
		t.Errorf("who: %+v", v.Summary)
	}
	if v.Seen.When != care.AtInstant(start.AddDate(0, 0, 10)) || v.Spoken.When != care.OnDay(on(20)) || v.Spoken.How != "call" {
		t.Errorf("seen %v, spoken to %v %s", v.Seen.When, v.Spoken.When, v.Spoken.How)
	}
	if !v.Registered || v.Standing.Bucket != duty.InTouch || v.Standing.From > on(21) || v.Standing.Until <= on(21) {
		t.Errorf("standing %+v", v.Standing)
	}
	if v.OwnerName != "adam" || v.AdviserName != "adam" || v.Standing.Team != "North" {
		t.Errorf("owner %q, adviser %q, team %q", v.OwnerName, v.AdviserName, v.Standing.Team)
	}
	if v.Whereabouts.Kind != "U" || v.Whereabouts.Confidence != duty.Confirmed || v.Whereabouts.Postcode != "AB1 2CD" {
		t.Errorf("whereabouts %+v", v.Whereabouts)
	}
	if len(v.Alerts) != 1 || v.Alerts[0].Open || v.Alerts[0].ClosedReason != care.ClosedMet || v.Alerts[0].RaisedFor != adam {
		t.Errorf("alerts %+v", v.Alerts)
	}
	if len(v.Questions) != 1 || v.Questions[0].Column != "Gender" || v.Questions[0].FamilyName != "Khan" {
		t.Errorf("questions %+v", v.Questions)
	}
	if !slices.IsSortedFunc(v.Deadlines, func(a, b duty.Deadline) int { return int(a.ActBy - b.ActBy) }) || len(v.Deadlines) == 0 {
		t.Errorf("deadlines %+v", v.Deadlines)
	}
}

func TestOnlyWhatHoldsTheDayIsShown(t *testing.T) {
	h := newHouse(t)
	amira(h)
	for _, days := range []int{20, 21, 60, 77, 100, 2000} {
		v, err := h.db.Person(h.ctx(), authority, person(1), on(days))
		h.do(err)
		spans := []duty.Span{v.Standing.Span, v.Whereabouts.Span, v.Activity.Span}
		for _, d := range v.Deadlines {
			spans = append(spans, d.Span)
		}
		for _, s := range spans {
			if s.From > on(days) || s.Until <= on(days) {
				t.Errorf("on day %d something of %s to %s is shown", days, s.From, s.Until)
			}
		}
	}
	early, err := h.db.Person(h.ctx(), authority, person(1), on(-1))
	h.do(err)
	if early.Registered || early.Standing.Bucket != "" {
		t.Errorf("before the registration there is a standing: %+v", early.Standing)
	}
}

func TestAMergedPersonLeadsToTheOther(t *testing.T) {
	h := newHouse(t)
	h.tell(registered(1, "Amira", "Khan"), registered(2, "Amira", "Kahn"), fact(person(2), care.AreaCaseload, care.RecordPerson, care.Merged{Into: person(1), Reason: "same"}, 1))
	v, err := h.db.Person(h.ctx(), authority, person(2), on(2))
	h.do(err)
	if v.LeadsTo != person(1) || v.Registered || len(v.Deadlines) > 0 {
		t.Errorf("%+v; want one that leads to person 1, and nothing else", v)
	}
	v, err = h.db.Person(h.ctx(), authority, person(1), on(2))
	h.do(err)
	if v.LeadsTo != noOne || !slices.Equal(v.Absorbed, []care.PersonID{person(2)}) {
		t.Errorf("absorbed %v, leads to %v", v.Absorbed, v.LeadsTo)
	}
}

func TestNobodyIsFoundUnderAnotherAuthority(t *testing.T) {
	h := newHouse(t)
	amira(h)
	if _, err := h.db.Person(h.ctx(), authority, person(2), on(1)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("somebody never registered: %v, want ErrNotFound", err)
	}
	if _, err := h.db.Person(h.ctx(), "E09000003", person(1), on(1)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("somebody of another authority: %v, want ErrNotFound", err)
	}
}

package store_test

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/store"
)

func TestTheBookOfAnImport(t *testing.T) {
	h, id := newHouse(t), care.DerivedID("an import")
	about := json.RawMessage(`{"format":"contacts"}`)
	write := func(places []int, answers ...string) {
		t.Helper()
		texts := make([][]byte, len(places))
		for i := range places {
			texts[i] = []byte(`{"row":2,"id":"a\u0000b","questions":[{},{}]}`)
			if answers[i] == "changed" {
				texts[i] = []byte(`{"row":2}`)
			}
		}
		h.do(h.db.WriteAnswers(h.ctx(), authority, id, places, answers, texts))
	}
	open := func(wantDone int, wantFailed ...int) {
		t.Helper()
		done, failed, err := h.db.OpenImport(h.ctx(), authority, id, about, 5)
		if h.do(err); done != wantDone || !slices.Equal(failed, wantFailed) {
			t.Errorf("%d rows are answered, %v failed; want %d and %v", done, failed, wantDone, wantFailed)
		}
	}
	open(0)
	write([]int{1, 2, 3}, "changed", "failed", "changed")
	write([]int{5}, "changed") // and 4 was lost
	open(3, 2)
	write([]int{2, 4}, "already_known", "not_yet_on_the_register")
	open(5)
	counts, questions, err := h.db.CountAnswers(h.ctx(), authority, id)
	if h.do(err); !maps.Equal(counts, map[string]int{"changed": 3, "already_known": 1, "not_yet_on_the_register": 1}) || questions != 4 {
		t.Errorf("counted %v and %d questions", counts, questions)
	}
	all, err := h.db.ImportAnswers(h.ctx(), authority, id, 0, false, 3)
	if h.do(err); len(all) != 3 || all[2].Place != 3 {
		t.Errorf("answers %v", all)
	}
	toDo, err := h.db.ImportAnswers(h.ctx(), authority, id, 0, true, 0)
	if h.do(err); len(toDo) != 2 || toDo[0].Place != 2 {
		t.Errorf("to do %v", toDo)
	}
	alias := care.DerivedID("as the sender calls it")
	h.do(h.db.CloseImport(h.ctx(), authority, id, json.RawMessage(`{"format":"contacts","done":5}`), true))
	h.do(h.db.NameImport(h.ctx(), authority, id, alias))
	i, err := h.db.Import(h.ctx(), authority, alias)
	if h.do(err); i.ID != id || i.Done != 5 || i.Total != 5 || !i.Finished || !i.Ended {
		t.Errorf("it stands at %+v", i)
	}
	if _, err := h.db.Import(h.ctx(), authority, care.DerivedID("another")); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("another import: %v", err)
	}
	open(0) // finished: it begins anew
	if list, err := h.db.Imports(h.ctx(), authority, 0); err != nil || len(list) != 1 || list[0].Done != 0 {
		t.Errorf("imports %+v, %v", list, err)
	}
}

func TestWhomIdsName(t *testing.T) {
	h := newHouse(t)
	reg := func(n int, local string, others ...care.Identifier) care.Event {
		return fact(person(n), care.AreaCaseload, care.RecordPerson, care.Registered{LocalID: local, Category: care.FormerRelevant, Details: care.Details{Identifiers: others}}, 1)
	}
	h.tell(reg(1, "L-1", care.Identifier{Kind: care.ChildID, ID: "ab77"}), reg(2, "L-2", care.Identifier{Kind: care.CaseSystemID, ID: "L-1"}), reg(3, "L-3"),
		fact(person(3), care.AreaCaseload, care.RecordPerson, care.Merged{Into: person(2), Reason: "same"}, 2))
	found, err := h.db.Named(h.ctx(), authority, []string{"l-1", "AB77", "L-3", "nobody"})
	h.do(err)
	want := []store.Named{{ID: "L-1", Kind: care.LocalID, Person: person(1)}, {ID: "ab77", Kind: care.ChildID, Person: person(1)}, {ID: "L-1", Kind: care.CaseSystemID, Person: person(2)}, {ID: "L-3", Kind: care.LocalID, Person: person(2)}}
	for _, w := range want {
		if !slices.Contains(found, w) {
			t.Errorf("%+v is not among %+v", w, found)
		}
	}
	if len(found) != len(want) {
		t.Errorf("found %+v", found)
	}
}

func TestUpToWhenFeedsAreComplete(t *testing.T) {
	h := newHouse(t)
	six := on(3).Start().Add(6 * time.Hour)
	finished := func(source string, at time.Time) care.Event {
		return opens(noOne, care.AreaImport, care.ImportFinished{Started: care.DerivedID("x"), Source: source, CompleteTo: care.AtInstant(at)}, 3)
	}
	h.tell(finished("case-system", six), finished("case-system", six.Add(-24*time.Hour)), finished("housing", six.Add(time.Hour)), opens(noOne, care.AreaImport, care.ImportFinished{Started: care.DerivedID("y")}, 3))
	feeds, err := h.db.Feeds(h.ctx(), authority)
	if h.do(err); len(feeds) != 2 || !feeds["case-system"].CompleteTo.Equal(six) || !feeds["housing"].CompleteTo.Equal(six.Add(time.Hour)) {
		t.Errorf("feeds %+v", feeds)
	}
	begun := func(source string, at time.Time) care.Event {
		return opens(noOne, care.AreaImport, care.ImportStarted{Format: "feed", AsAt: on(3), Source: source, CompleteTo: care.AtInstant(at)}, 3)
	}
	h.tell(begun("case-system", six.Add(24*time.Hour)), begun("case-system", six), begun("housing", six.Add(48*time.Hour)))
	for source, want := range map[string]time.Time{"case-system": six.Add(24 * time.Hour), "no such feed": {}} {
		if at, err := h.db.BegunTo(h.ctx(), authority, source); err != nil || !at.Equal(want) {
			t.Errorf("%s was begun to %v, %v", source, at, err)
		}
	}
	if feeds, err := h.db.Feeds(h.ctx(), authority); err != nil || !feeds["case-system"].CompleteTo.Equal(six) {
		t.Errorf("one that broke off makes a feed complete: %+v, %v", feeds, err)
	}
}

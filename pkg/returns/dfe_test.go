package returns

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	care "intouch/pkg/careleaver"
)

func TestWhoFallsOutOfTheDailyRecords(t *testing.T) {
	cases := []struct {
		name string
		life func() *life
		want Falling
	}{
		{"in touch inside the window: nobody falls", func() *life { l := aLife(); l.contact("2024-04-01", care.Called); return l }, ""},
		{"silent since before the window, the very person to ask about", func() *life { l := aLife(); l.contact("2024-03-31", care.Called); return l }, FallsSilent},
		{"never in touch", func() *life { return aLife() }, FallsNever},
		{"tried every day, never in touch", func() *life {
			l := aLife()
			l.tell("2026-06-01", care.AreaContact, care.Attempted{How: care.TriedCall, When: on("2026-06-01"), Outcome: care.NoAnswer})
			return l
		}, FallsNever},
		{"no date of birth", func() *life {
			l := aLife(func(f *care.Registered) { f.DateOfBirth = 0 })
			l.contact("2026-06-01", care.Called)
			return l
		}, FallsNoBirth},
		{"fifteen", func() *life {
			l := aLife(func(f *care.Registered) { f.DateOfBirth = day("2010-06-16") })
			l.contact("2026-06-01", care.Called)
			return l
		}, FallsAge},
		{"sixteen today", func() *life {
			l := aLife(func(f *care.Registered) { f.DateOfBirth = day("2010-06-15") })
			l.contact("2026-06-01", care.Called)
			return l
		}, ""},
		{"the case is closed", func() *life {
			l := aLife()
			l.contact("2026-06-01", care.Called)
			l.tell("2026-06-02", care.AreaCaseload, care.Died{On: day("2026-06-02")}, care.RecordPerson)
			return l
		}, FallsClosed},
		{"restricted to others", func() *life {
			l := aLife()
			l.contact("2026-06-01", care.Called)
			l.tell("2026-02-01", care.AreaCaseload, care.AccessRestricted{Only: []care.StaffID{sam}, Reason: "A relative works here", Approver: sam})
			return l
		}, FallsRestricted},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, _, got := c.life().subject(t, today).daily(); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestADailyRecordIsWhatTheDfEAsksFor(t *testing.T) {
	l := aLife(func(f *care.Registered) {
		f.GivenName, f.FamilyName = "Wren", "Alder"
		f.Identifiers = []care.Identifier{{Kind: care.ChildID, ID: "903-7"}, {Kind: care.CaseSystemID, ID: "LL-12"}}
	})
	l.contact("2026-06-01", care.Called)
	l.home("2026-02-01", "U")
	l.tell("2026-02-01", care.AreaPathway, care.ActivityStarted{From: care.From{From: day("2026-02-01")}, Code: "F2"})
	record, _, _ := l.subject(t, today).daily()
	got, err := json.Marshal(record)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"la_child_id":"903-7","mis_child_id":"LL-12","purge":false,` +
		`"child_details":{"first_name":"Wren","surname":"Alder","date_of_birth":"2007-03-27","purge":false},` +
		`"social_care_episodes":[{"care_leavers":{"contact_date":"2026-06-01","activity":"F2","accommodation":"U","purge":false},"purge":false}]}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestASupersededActivityIsNotSent(t *testing.T) {
	l := aLife()
	l.contact("2026-06-01", care.Called)
	l.tell("2026-02-01", care.AreaPathway, care.ActivityStarted{From: care.From{From: day("2026-02-01")}, Code: "F3", HowKnown: care.FromImport})
	if record, _, _ := l.subject(t, today).daily(); record.Episodes[0].Leaver.Activity != "" {
		t.Errorf("sent as %q", record.Episodes[0].Leaver.Activity)
	}
}

func TestTheWindowBeginsOnTheFirstOfAprilBefore(t *testing.T) {
	for _, c := range []struct{ on, want string }{
		{"2026-06-15", "2024-04-01"}, {"2026-04-01", "2024-04-01"}, {"2026-03-31", "2023-04-01"}, {"2026-01-01", "2023-04-01"}, {"2024-02-29", "2021-04-01"},
	} {
		if got := windowFrom(day(c.on), 24); got != day(c.want) {
			t.Errorf("on %s from %s, want %s", c.on, got, c.want)
		}
	}
}

// morning are the records as they are taken on a morning: of the day before today, and who is left out.
func (t Take) morning(tb testing.TB) ([]sent, map[Falling][]care.PersonID) {
	tb.Helper()
	t.On = t.Today
	var b bytes.Buffer
	if err := t.Daily(tb.Context(), &b); err != nil {
		tb.Fatal(err)
	}
	var got struct {
		Items   []sent
		LeftOut map[Falling][]care.PersonID
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		tb.Fatalf("%v\n%s", err, b.String())
	}
	return got.Items, got.LeftOut
}

// named is a life of that local id.
func named(id string, changes ...func(*care.Registered)) *life {
	l := aLife(append(changes, func(f *care.Registered) { f.LocalID = id })...)
	l.id = care.NewPersonID("test", care.LocalID, id)
	l.events[0].ID, l.events[0].Person = l.id, l.id
	return l
}

// What a record is against that of the day before follows from what was known
// at its end; nothing is kept between two days.
func TestDailyRecordsSayWhatChangedSinceTheDayBefore(t *testing.T) {
	w := newHouse(t).town("E09000007")
	same, talked, newly, gone, late, never := named("same"), named("talked"), named("newly"), named("gone"), named("late"), named("never")
	same.contact("2026-06-01", care.Called)
	talked.contact("2026-06-01", care.Called)
	talked.contact("2026-06-15", care.Called)
	newly.contact("2026-06-15", care.Called)
	gone.contact("2026-06-01", care.Called)
	gone.tell("2026-06-15", care.AreaCaseload, care.Died{On: day("2026-06-14")}, care.RecordPerson)
	late.contact("2026-05-01", care.Called)
	late.tell("2026-06-15", care.AreaContact, care.ContactMade{How: care.Called, When: on("2026-06-10")})
	w.publish(same, talked, newly, gone, late, never)

	states := func(run string) map[string]string {
		take := w.take()
		take.Today = day(run)
		all := map[string]string{}
		items, left := take.morning(t)
		for _, i := range items {
			all[i.Record.LocalID] = fmt.Sprint(i.State, " ", i.Record.Episodes[0].Leaver.ContactDate, " ", i.Record.Purge)
		}
		for why, people := range left {
			for _, p := range people {
				if p == never.id {
					all["never"] = string(why)
				}
			}
		}
		return all
	}
	want := map[string]string{
		"same": "Unchanged 2026-06-01 false", "talked": "Updated 2026-06-15 false", "newly": "New 2026-06-15 false",
		"gone": "Deleted  true", "late": "Updated 2026-06-10 false", "never": "never_in_touch",
	}
	if got := states("2026-06-16"); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	for id, state := range states("2026-06-17") {
		if id != "never" && state[:9] != "Unchanged" {
			t.Errorf("the day after, %s is %s", id, state)
		}
	}
}

// state is what the records of the day before today say of somebody.
func (t Take) state(tb testing.TB, id care.PersonID) string {
	tb.Helper()
	items, _ := t.morning(tb)
	for _, i := range items {
		if i.Person == id {
			return fmt.Sprint(i.State, " ", i.Record.Episodes[0].Leaver.ContactDate)
		}
	}
	return ""
}

// Whoever takes the records every morning sends each contact once, whenever in
// the day it was recorded.
func TestWhatIsRecordedAfterTheRunOfADayIsInThatOfTheNext(t *testing.T) {
	w := newHouse(t).town("E09000014")
	l := named("a")
	l.contact("2026-06-01", care.Called)
	w.publish(l)
	run := func(day care.Day) string {
		take := w.take()
		take.Today = day
		return take.state(t, l.id)
	}
	if got := run(day("2026-06-15")); got != "Unchanged 2026-06-01" {
		t.Fatalf("in the morning of the 15th: %s", got)
	}
	w.publish(l.since(func() { l.contact("2026-06-15", care.Called) }))
	for _, c := range []struct{ on, want string }{
		{"2026-06-15", "Unchanged 2026-06-01"}, {"2026-06-16", "Updated 2026-06-15"}, {"2026-06-17", "Unchanged 2026-06-15"},
	} {
		if got := run(day(c.on)); got != c.want {
			t.Errorf("taken on %s: %s, want %s", c.on, got, c.want)
		}
	}
	take := w.take()
	take.Today, take.Known = day("2026-06-16"), noon("2026-06-15").Add(-1)
	if got := take.state(t, l.id); got != "Unchanged 2026-06-01" {
		t.Errorf("as known before the contact was recorded: %s", got)
	}
	take = w.take()
	take.Today, take.Known = day("2026-06-17"), noon("2026-06-02")
	if got := take.state(t, l.id); got != "Unchanged 2026-06-01" {
		t.Errorf("as known long before, the day before knows no more than the day: %s", got)
	}
}

// since is the life of the events that something records.
func (l *life) since(record func()) *life {
	n := len(l.events)
	record()
	return &life{id: l.id, events: l.events[n:]}
}

// Whoever is closed since is deleted at the DfE, by ids alone: that is the case in
// which purging matters most (docs/rules.md section 10).
func TestWhoIsClosedSinceIsDeletedByIDsAlone(t *testing.T) {
	h := newHouse(t)
	for authority, c := range map[string]struct {
		name  string
		close func(l *life)
		ids   string
	}{
		"E09000015": {"restricted", func(l *life) {
			l.tell("2026-06-15", care.AreaCaseload, care.AccessRestricted{Only: []care.StaffID{sam}, Reason: "A relative works here", Approver: sam})
		}, `"la_child_id":"903-7","mis_child_id":"LL-12",`},
		"E09000016": {"sealed as a whole", func(l *life) {
			l.tell("2026-06-15", care.AreaCaseload, care.Sealed{Reason: "A court order", Approver: sam}, care.RecordPerson)
		}, `"la_child_id":"903-7","mis_child_id":"LL-12",`},
		"E09000017": {"destroyed", func(l *life) {
			l.tell("2026-06-15", care.AreaCaseload, care.Destroyed{Reason: "A court order", Approvers: []care.StaffID{pat, sam}, Positions: []uint64{1}, Kind: "person", Remains: care.WhatRemains(l.events[:1])}, care.RecordPerson)
		}, ""}, // none are left: the person's own id stands beside the record
	} {
		t.Run(c.name, func(t *testing.T) {
			w := h.town(authority)
			l := named("a", func(f *care.Registered) {
				f.GivenName, f.FamilyName = "Wren", "Alder"
				f.Identifiers = []care.Identifier{{Kind: care.ChildID, ID: "903-7"}, {Kind: care.CaseSystemID, ID: "LL-12"}}
			})
			l.contact("2026-06-01", care.Called)
			w.publish(l)
			w.publish(l.since(func() { c.close(l) }))
			take := w.take()
			take.Today, take.Open = day("2026-06-16"), func([]care.StaffID) bool { return false }
			items, _ := take.morning(t)
			if len(items) != 1 || items[0].State != Deleted {
				t.Fatalf("the day after: %+v", items)
			}
			got, err := json.Marshal(items[0].Record)
			if err != nil {
				t.Fatal(err)
			}
			want := `{` + c.ids + `"purge":true,"child_details":{"purge":true},"social_care_episodes":[{"care_leavers":{"purge":true},"purge":true}]}`
			if string(got) != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			take.Today++
			if items, _ := take.morning(t); len(items) != 0 {
				t.Errorf("and a day later: %+v", items)
			}
		})
	}
}

func TestWhoIsOpenedAgainIsSentAnew(t *testing.T) {
	w := newHouse(t).town("E09000018")
	first, within := named("first"), named("within")
	for _, l := range []*life{first, within} {
		l.contact("2026-06-01", care.Called)
	}
	only := care.AccessRestricted{Only: []care.StaffID{sam}, Reason: "A relative works here", Approver: sam}
	opened := care.AccessRestrictionEnded{Reason: "Left", Approver: sam}
	first.tell("2026-06-16", care.AreaCaseload, opened, first.tell("2026-06-14", care.AreaCaseload, only))
	within.tell("2026-06-15", care.AreaCaseload, opened, within.tell("2026-06-15", care.AreaCaseload, only))
	w.publish(first, within)
	take := w.take()
	take.Today, take.Open = day("2026-06-16"), func([]care.StaffID) bool { return false }
	for _, l := range []*life{first, within} {
		if got := take.state(t, l.id); got != "New 2026-06-01" {
			t.Errorf("restricted and opened again, and so perhaps deleted: %s", got)
		}
	}
}

func TestTheDailyRecordsGoByTheLastOfSeveralIDs(t *testing.T) {
	l := aLife(func(f *care.Registered) {
		f.Identifiers = []care.Identifier{{Kind: care.ChildID, ID: "903-7"}, {Kind: care.ChildID, ID: "903-8"}}
	})
	l.contact("2026-06-01", care.Called)
	if record, _, _ := l.subject(t, today).daily(); record.LocalID != "903-8" {
		t.Errorf("sent under %s, and the care leaver return has the last of them", record.LocalID)
	}
}

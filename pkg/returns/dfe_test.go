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
			if _, got := c.life().subject(t, today).daily(); got != c.want {
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
	record, _ := l.subject(t, today).daily()
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
	if record, _ := l.subject(t, today).daily(); record.Episodes[0].Leaver.Activity != "" {
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

	states := func(on string) map[string]string {
		take := w.take()
		take.On = day(on)
		var b bytes.Buffer
		if err := take.Daily(t.Context(), &b); err != nil {
			t.Fatal(err)
		}
		var got struct {
			Items   []sent
			LeftOut map[Falling][]care.PersonID
		}
		if err := json.Unmarshal(b.Bytes(), &got); err != nil {
			t.Fatalf("%v\n%s", err, b.String())
		}
		all := map[string]string{}
		for _, i := range got.Items {
			all[i.Record.LocalID] = fmt.Sprint(i.State, " ", i.Record.Episodes[0].Leaver.ContactDate, " ", i.Record.Purge)
		}
		for why, people := range got.LeftOut {
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
		"gone": "Deleted 2026-06-01 true", "late": "Updated 2026-06-10 false", "never": "never_in_touch",
	}
	if got := states("2026-06-15"); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	for id, state := range states("2026-06-16") {
		if id != "never" && state[:9] != "Unchanged" {
			t.Errorf("the day after, %s is %s", id, state)
		}
	}
}

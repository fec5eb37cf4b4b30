package returns

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/wire"
)

// cellsBy are cells by their headings.
func cellsBy(columns []Column, cells []Cell) map[string]string {
	all := map[string]string{}
	for i, c := range cells {
		all[columns[i].Heading] = c.String()
	}
	return all
}

func TestTheRegisterSaysWhoIsWhereAndWhy(t *testing.T) {
	l := aLife(func(f *care.Registered) { f.GivenName, f.FamilyName = "Wren", "Alder" })
	l.tell("2026-02-01", care.AreaCaseload, care.AdviserAllocated{Staff: pat, Role: care.PersonalAdviser, Team: "North", From: day("2026-02-01")}, care.RecordAdviser)
	l.home("2026-02-01", "U")
	l.contact("2026-03-01", care.SawAtHome)
	l.tell("2026-06-01", care.AreaContact, care.Attempted{How: care.TriedCall, When: on("2026-06-01"), Outcome: care.NoAnswer})
	got := cellsBy(registerColumns, l.subject(t, today).registered())
	for heading, want := range map[string]string{
		"Local id": "L1", "Given name": "Wren", "Age": "19", "Bucket": "Unaccounted for", "Reasons": "Silent for too long", "Flags": "Not seen; Attempts only", "Team": "North",
		"Personal adviser": "Pat Wren", "Owner": "Pat Wren", "Whereabouts": "At home", "Kind": "U: Independent living", "Address": "1 Beech Close", "Postcode": "ZZ1 1AA",
		"Last seen": "01/03/2026", "Last spoken to": "01/03/2026", "Last tried": "01/06/2026", "Last evidence": "01/03/2026", "Note": "",
	} {
		if got[heading] != want {
			t.Errorf("%s: %q, want %q", heading, got[heading], want)
		}
	}
}

func TestAProtectedAddressIsInNoFileNorIsWhatWasNoted(t *testing.T) {
	l := aLife()
	l.home("2026-01-05", "U")
	l.tell("2026-03-01", care.AreaContact, care.ContactMade{How: care.Called, When: on("2026-03-01"), Note: "Moves to 2 Beech Close", Present: []string{"Mother of 2 Beech Close"}})
	l.tell("2026-04-01", care.AreaAccommodation, care.MovedIn{From: care.From{From: day("2026-04-01")}, Residence: "U", Address: "2 Beech Close", Postcode: "ZZ2 2ZZ", Protected: true})
	s := l.subject(t, day("2026-03-15")) // before it was protected: it is now
	rows := [][]Cell{s.registered()}
	for _, m := range s.meetings() {
		rows = append(rows, s.meeting(m))
	}
	for _, cells := range rows {
		for _, c := range cells {
			if strings.Contains(c.String(), "Beech") || strings.Contains(c.String(), "ZZ") {
				t.Errorf("there is %q", c)
			}
		}
	}
	if got := cellsBy(registerColumns, rows[0]); !strings.HasPrefix(got["Note"], "Address protected") || got["Kind"] != "U: Independent living" {
		t.Errorf("%v", got)
	}
}

func TestARestrictedRecordCountsInTheRegisterAndSaysNothing(t *testing.T) {
	l := aLife(func(f *care.Registered) { f.GivenName = "Wren" })
	l.tell("2026-02-01", care.AreaCaseload, care.AccessRestricted{Only: []care.StaffID{sam}, Reason: "A relative works here", Approver: sam})
	for heading, value := range cellsBy(registerColumns, l.subject(t, today).registered()) {
		if value != "" && heading != "Local id" && heading != "Bucket" && heading != "Note" {
			t.Errorf("%s is %q", heading, value)
		}
	}
}

func TestARecordThatCannotBeReadIsOnTheRegisterAllTheSame(t *testing.T) {
	broken := aLife()
	s := broken.subject(t, today)
	s.Incomplete = &duty.Incomplete{Since: day("2026-02-01"), Why: "The event at position 7 cannot be read."}
	got := cellsBy(registerColumns, s.registered())
	if got["Bucket"] != "Unaccounted for" || got["Reasons"] != "Record incomplete: an event could not be applied" || got["Note"] != "Record incomplete. The event at position 7 cannot be read." {
		t.Errorf("%v", got)
	}
	if _, listed := s.list9(); !listed {
		t.Error("not on List 9")
	}
	if _, _, why := s.daily(); why != FallsIncomplete {
		t.Errorf("falls out of the daily records as %q", why)
	}
}

// Not even the registration can be read: there is a row all the same.
func TestSomebodyOfWhomNothingCanBeReadIsOnTheRegister(t *testing.T) {
	w := newHouse(t).town("E09000011")
	w.publish(aLife())
	js, err := jetstream.New(w.conn("admin"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := wire.Encode(named("poison").events[0])
	if err != nil {
		t.Fatal(err)
	}
	m.Header[wire.HeaderType] = []string{"care.caseload.registered.v9"}
	subject := strings.Replace(m.Subject, ".test.", "."+w.authority+".", 1)
	if _, err := js.PublishMsg(t.Context(), &nats.Msg{Subject: subject, Header: m.Header, Data: m.Body}); err != nil {
		t.Fatal(err)
	}
	w.settle()
	var b bytes.Buffer
	if err := w.take().Register(t.Context(), &b, CSV); err != nil {
		t.Fatal(err)
	}
	rows := readCSV(t, b.Bytes())
	if rows["L1"] == nil || rows[""] == nil || !strings.Contains(strings.Join(rows[""], "|"), "Unaccounted for|Record incomplete") {
		t.Errorf("%q", rows)
	}
}

// A rule that fails is an error of ours that stops nobody else.
func TestARuleThatFailsStopsNobodyElse(t *testing.T) {
	w := newHouse(t).town("E09000010")
	w.publish(named("fails"), named("fine"))
	rows := map[string]string{}
	err := w.take().each(t.Context(), func(s subject) error {
		if s.Registered.Facts.LocalID == "fails" && s.Incomplete == nil {
			panic("a rule of ours")
		}
		cells := cellsBy(registerColumns, s.registered())
		rows[cells["Local id"]] = cells["Note"]
		return nil
	})
	if err != nil || len(rows) != 2 || rows["fails"] != "Record incomplete. The rules fail." || rows["fine"] != "" {
		t.Errorf("%v, %v", rows, err)
	}
}

func TestARecordThatIsSealedAsAWholeIsARowWithAnID(t *testing.T) {
	l := aLife(func(f *care.Registered) { f.GivenName = "Wren" })
	l.tell("2026-03-01", care.AreaCaseload, care.Sealed{Reason: "A court order", Approver: sam}, care.RecordPerson)
	if got := cellsBy(registerColumns, l.subject(t, today).registered()); got["Given name"] != "" || got["Local id"] != "L1" || got["Bucket"] == "" {
		t.Errorf("%v", got)
	}
}

func TestOneMeetingIsOneRow(t *testing.T) {
	l := aLife()
	a := l.contact("2026-06-01", care.Called)
	b := l.contact("2026-06-01", care.Called)
	l.contact("2026-06-02", care.Called)
	l.tell("2026-06-03", care.AreaContact, care.Compared{With: b, Same: care.Yes}, a)
	l.tell("2026-06-03", care.AreaContact, care.Attempted{How: care.TriedVisit, When: on("2026-06-03"), Outcome: care.NotIn, Told: &care.Hearsay{Informant: care.FromFamily, What: "Fine"}})
	sealed := l.tell("2026-06-04", care.AreaContact, care.ToldBySomeoneElse{When: on("2026-06-04"), Hearsay: care.Hearsay{Informant: care.FromPolice, What: "A secret"}})
	l.tell("2026-06-05", care.AreaContact, care.Sealed{Reason: "A court order", Approver: sam}, sealed)
	s := l.subject(t, today)
	var got []string
	for _, m := range s.meetings() {
		c := cellsBy(contactColumns, s.meeting(m))
		got = append(got, strings.Join([]string{c["What"], c["Day"], c["How"], c["Outcome"], c["Who told us"], c["Note"], c["Recorded times"]}, "|"))
	}
	want := []string{"Contact|01/06/2026|Phone call||||2", "Contact|02/06/2026|Phone call||||1", "Attempt|03/06/2026|Visit|Not in|Family|Fine|1", "Told by someone else|04/06/2026||||Sealed|"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestATimelineTellsWhatBecameOfEachEvent(t *testing.T) {
	w := newHouse(t).town("E09000008")
	l := aLife()
	right := l.contact("2026-06-01", care.Called)
	wrong := l.contact("2026-06-02", care.Called)
	l.tell("2026-06-03", care.AreaContact, care.Corrected{Facts: care.ContactMade{How: care.Video, When: on("2026-06-01")}, Reason: "It was a video call"}, right)
	l.tell("2026-06-03", care.AreaContact, care.Voided{Reason: "entered_in_error"}, wrong)
	secret := l.contact("2026-06-04", care.Called)
	l.tell("2026-06-05", care.AreaContact, care.Sealed{Reason: "A court order", Approver: sam}, secret)
	w.publish(l)

	words := func(e care.Event) (string, []string) { return string(e.Area) + " " + kind(e), []string{"said"} }
	take := w.take()
	take.Known = noon("2026-06-04").Add(1e12) // before it was sealed: it is sealed now
	var b bytes.Buffer
	if err := take.Timeline(t.Context(), &b, JSON, l.id, words); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Items []struct {
			Person uuid.UUID
			Cells  []struct {
				Column string
				Value  any
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, item := range got.Items {
		line := ""
		for _, c := range item.Cells {
			if v, ok := c.Value.(string); ok && (c.Column == "Day" || c.Column == "What happened" || c.Column == "State") {
				line += v + "|"
			}
		}
		lines = append(lines, line)
	}
	want := []string{
		"2026-01-01|caseload registered|In force|", "2026-06-01|contact made|Corrected since|", "2026-06-02|contact made|Taken back|",
		"2026-06-03|contact corrected|In force|", "2026-06-03|contact voided|", "2026-06-04|Sealed|Sealed|",
	}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
}

func kind(e care.Event) string {
	switch e.Fact.(type) {
	case care.Registered:
		return "registered"
	case care.ContactMade:
		return "made"
	case care.Corrected:
		return "corrected"
	case care.Voided:
		return "voided"
	}
	return "other"
}

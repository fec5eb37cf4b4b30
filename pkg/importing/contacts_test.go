package importing

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	care "intouch/pkg/careleaver"
)

// cells are rows of any sheet: the headings first.
type cells [][]any

func (c cells) sheet() sheet {
	s := sheet{rows: c[1:]}
	for _, h := range c[0] {
		s.headings = append(s.headings, h.(string))
	}
	return s
}

// contactsOf imports a sheet of contacts of 10 June 2026.
func (g *register) contactsOf(file []byte) Report {
	g.Helper()
	return g.importedAs(Contacts, file)
}

func (g *register) importedAs(f Format, file []byte) Report {
	g.Helper()
	job := g.job(care.NewDay(2026, time.June, 10), file)
	job.Format, job.Today = f, care.NewDay(2026, time.June, 10)
	report, err := Import(g.Context(), job)
	if err != nil {
		g.Fatal(err)
	}
	return report
}

func withPeople(t testing.TB, locals ...string) *register {
	g := newRegister(t)
	for _, l := range locals {
		g.registersByHand(l, may1, care.FormerRelevant)
	}
	g.on(care.NewDay(2026, time.June, 10))
	return g
}

func TestASheetOfContacts(t *testing.T) {
	g := withPeople(t, "L-1", "L-2")
	g.follows("L-1", care.AreaCaseload, care.RecordAdviser, care.AdviserAllocated{Staff: care.NewStaffID(council, "Emir Dyer"), Role: care.PersonalAdviser, From: may1})
	file := cells{
		{"Note", "Contact Type", "Local ID", "Date of Contact", "Outcome of contact", "Worker name"},
		{"All well", "Home Visit", "L-1", "02/06/2026", "Seen", "Emir Dyer"},
		{"", "T/C", "l-1", "2026-06-03 14:30", "left voicemail", "Emir Dyer"},
		{"Aunt says fine", "Call from aunt", "L-2", "4 June 2026", "information received", "Jae Vang"},
		{"", "WhatsApp", "L-2", "5.6.26", "pending", "Jae Vang"},
		{"", "Home visit", "L-9", "05/06/2026", "Seen", ""},
		{"", "Home visit", "L-9", "06/06/2026", "Seen", ""},
		{"", "Home visit", "L-2", "05/07/2026", "Seen", ""},
		{"", "Home visit", "L-2", "1900-01-01", "Seen", ""},
		{"All well", "Home Visit", "L-1", "02/06/2026", "Seen", "Emir Dyer"},
	}.sheet()
	report := g.contactsOf(file.csv(';'))
	if want := []Answer{Changed, Changed, Changed, AlreadyKnown, SetAside, SetAside, AlreadyKnown, AlreadyKnown, AlreadyKnown}; !slices.Equal(answersOf(report), want) {
		t.Errorf("answered %v, want %v\n%s", answersOf(report), want, report.Text())
	}
	one, two := g.person("L-1"), g.person("L-2")
	switch made := one.Contacts; {
	case len(made) != 1 || made[0].Facts.How != care.SawAtHome || made[0].Facts.By.Capacity != care.AsPersonalAdviser || made[0].Facts.Note != "All well":
		t.Errorf("contacts %+v", made)
	case len(one.Attempts) != 1 || one.Attempts[0].Facts.Outcome != care.MessageLeft:
		t.Errorf("attempts %+v", one.Attempts)
	case len(two.Contacts) != 0 || len(two.Reports) != 1 || two.Reports[0].Facts.Informant != care.FromFamily:
		t.Errorf("contacts %+v, reports %+v", two.Contacts, two.Reports)
	}
	if at, exact := one.Attempts[0].Facts.When.Instant(); !exact || at.In(care.London).Format("15:04") != "14:30" {
		t.Errorf("the attempt was at %v", one.Attempts[0].Facts.When)
	}
	var values []string
	for _, q := range two.Questions {
		values = append(values, q.Facts.Column+": "+q.Facts.Value)
	}
	if want := []string{"Outcome: 5 June 2026: WhatsApp / pending", "Date: 05/07/2026", "Date: 1900-01-01"}; !slices.Equal(values, want) {
		t.Errorf("asked about %q, want %q", values, want)
	}
	aside := 0
	for _, e := range g.events {
		if f, ok := e.Fact.(care.RowSetAside); ok {
			aside++
			if f.Value != "L-9" || !strings.Contains(f.Reason, "Register them") {
				t.Errorf("set aside %+v", f)
			}
		}
	}
	if aside != 1 {
		t.Errorf("%d rows of one unknown person are set aside", aside)
	}
	stored := len(g.events)
	again := g.contactsOf(file.xlsx(t, "Contacts"))
	if n := len(g.events) - stored; n > 2 || !again.Finished { // that it began, and ended
		t.Errorf("the same sheet as a workbook appended %d events, the last %T\n%s", n, g.events[len(g.events)-1].Fact, again.Text())
	}
}

func TestOnlyAnAllocatedAdviserVisitsAsOne(t *testing.T) {
	g := withPeople(t, "L-1")
	g.contactsOf(cells{{"ID", "Date", "Type", "Outcome", "Worker"}, {"L-1", "02/06/2026", "Home visit", "seen", "Jae Vang"}, {"L-1", "03/06/2026", "Home visit", "seen", ""}}.sheet().csv(','))
	for _, c := range g.person("L-1").Contacts {
		if c.Facts.By.MayVisit() {
			t.Errorf("a visit by %+v counts as one by a personal adviser", c.Facts.By)
		}
	}
}

func TestRowsThatSayTheSameAreOneUnlessTheirNotesDiffer(t *testing.T) {
	g := withPeople(t, "L-1")
	row := func(note string) []any { return []any{"L-1", "02/06/2026", "Phone", "spoke", note} }
	file := cells{{"ID", "Date", "Type", "Outcome", "Note"}, row("a"), row("b"), row("a"), row("A ")}.sheet().csv(',')
	g.contactsOf(file)
	if n := len(g.person("L-1").Contacts); n != 2 {
		t.Errorf("%d contacts", n)
	}
	// A later export has the notes put right.
	g.contactsOf(cells{{"ID", "Date", "Type", "Outcome", "Note"}, row("a, and more")}.sheet().csv(','))
	if n := len(g.person("L-1").Contacts); n != 2 {
		t.Errorf("%d contacts after a note was put right", n)
	}
}

func TestAContactTakenBackStaysTakenBackFromASheet(t *testing.T) {
	g := withPeople(t, "L-1")
	file := cells{{"ID", "Date", "Type", "Outcome"}, {"L-1", "02/06/2026", "Phone", "spoke"}}.sheet().csv(',')
	g.contactsOf(file)
	g.follows("L-1", care.AreaContact, g.person("L-1").Contacts[0].Record, care.Voided{Reason: "did_not_happen"})
	g.contactsOf(file)
	if n := len(g.person("L-1").Contacts); n != 0 {
		t.Errorf("%d contacts", n)
	}
}

func TestOneContactIsOneUnderWhicheverIdItComes(t *testing.T) {
	row := func(id string) []byte {
		return cells{{"ID", "Date", "Type", "Outcome"}, {id, "02/06/2026", "Phone", "spoke"}}.sheet().csv(',')
	}
	t.Run("of another kind", func(t *testing.T) {
		g := newRegister(t)
		g.on(may1)
		g.append(care.Event{ID: idOf("L-1"), Person: idOf("L-1"), Area: care.AreaCaseload, Record: care.RecordPerson,
			Fact: care.Registered{LocalID: "L-1", Category: care.FormerRelevant, Details: care.Details{Identifiers: []care.Identifier{{Kind: care.CaseSystemID, ID: "77"}}}}})
		g.on(night)
		for _, id := range []string{"L-1", "77", "l-1"} {
			g.contactsOf(row(id))
		}
		if n := len(g.person("L-1").Contacts); n != 1 {
			t.Errorf("%d contacts", n)
		}
	})
	t.Run("of somebody who was merged since", func(t *testing.T) {
		g := withPeople(t, "L-1", "L-2")
		g.contactsOf(row("L-1"))
		g.merges("L-1", "L-2")
		g.contactsOf(row("L-1"))
		g.contactsOf(row("L-2"))
		if n := len(g.person("L-2").Contacts); n != 1 {
			t.Errorf("%d contacts", n)
		}
	})
}

func TestEachContactThatAsksHasAQuestionOfItsOwn(t *testing.T) {
	row := func(day, note string) []any { return []any{"L-1", day, "Phone", "pending", note} }
	head := []any{"ID", "Date", "Type", "Outcome", "Note"}
	g := withPeople(t, "L-1")
	two := cells{head, row("02/06/2026", ""), row("03/06/2026", "")}.sheet()
	g.contactsOf(two.csv(','))
	if n := len(g.person("L-1").Questions); n != 2 {
		t.Fatalf("%d questions about two contacts", n)
	}
	g.follows("L-1", care.AreaImport, g.person("L-1").Questions[0].Record, care.CellSettled{How: "it was a plan"})
	g.contactsOf(cells{head, row("04/06/2026", ""), row("02/06/2026", "a"), row("02/06/2026", "b"), row("03/06/2026", "")}.sheet().csv(','))
	questions := g.person("L-1").Questions
	settled := slices.DeleteFunc(slices.Clone(questions), func(q care.Question) bool { return q.Settled == nil })
	if len(questions) != 4 || len(settled) != 1 || settled[0].Facts.Value != "2 June 2026: Phone / pending" {
		t.Errorf("questions %+v", questions)
	}
	stored := len(g.events)
	if g.contactsOf(two.xlsx(t, "Contacts")); len(g.events) != stored+2 {
		t.Errorf("%d new events", len(g.events)-stored)
	}
}

func TestRowsThatAskTheSameInAFeedAreAskedAboutEach(t *testing.T) {
	g := withPeople(t, "L-1")
	contact := func(id string) []any { return []any{id, "L-1", "02/06/2026", "Phone", "pending", "", "", ""} }
	move := func(id string) []any { return []any{id, "L-1", "Foster placement", "", "", "", "", ""} }
	g.fed(night, extract{moves: [][]any{move("1")}, contacts: [][]any{contact("1"), contact("2")}}.zip(t))
	if n := len(g.person("L-1").Questions); n != 3 {
		t.Fatalf("%d questions", n)
	}
	report := g.fed(night+1, extract{moves: [][]any{move("1"), move("2")}, contacts: [][]any{contact("1"), contact("2"), contact("3")}}.zip(t))
	var before []bool
	for _, row := range report.Rows {
		before = append(before, row.Questions[0].Before)
	}
	if n := len(g.person("L-1").Questions); n != 5 || !slices.Equal(before, []bool{true, false, true, true, false}) {
		t.Errorf("%d questions, asked before: %v", n, before)
	}
}

// What a row without an id is known by never changes, else every old sheet is
// told again: this is the id that the first sheet of a council got.
func TestWhatARowIsKnownByStays(t *testing.T) {
	g := withPeople(t, "L-1")
	g.contactsOf(cells{{"ID", "Date", "Type", "Outcome", "Worker"}, {"L-1", "02/06/2026", "Home visit", "seen", "Jae Vang"}}.sheet().csv(','))
	key := strings.Join([]string{"contact", "saw_at_home", "", "2026-06-02", "jae vang"}, "\x1f")
	if want := care.DerivedID(idOf("L-1").String(), "contact row", key, "0"); g.person("L-1").Contacts[0].ID != want {
		t.Error("the id of a contact follows from other parts")
	}
}

func TestARowOfASheetThatIsDeletedIsNoContact(t *testing.T) {
	sheet := func(deleted string) []byte {
		return cells{{"ID", "Date", "Type", "Outcome", "Deleted"}, {"L-1", "02/06/2026", "Phone", "spoke", deleted}}.sheet().csv(',')
	}
	for _, c := range []struct {
		what, before, deleted string
		contacts, asks        int
		noted                 string
	}{
		{"deleted and never told", "", "Y", 0, 0, "without the id of the row"},
		{"deleted, in another word", "", "Voided", 0, 0, "deleted"},
		{"not deleted", "", "N", 1, 0, ""},
		{"maybe deleted", "", "perhaps", 0, 1, ""},
		{"told by an earlier sheet, and deleted since", "N", "Y", 1, 1, ""},
	} {
		t.Run(c.what, func(t *testing.T) {
			g := withPeople(t, "L-1")
			if c.before != "" {
				g.contactsOf(sheet(c.before))
			}
			report := g.contactsOf(sheet(c.deleted))
			row, n := report.Rows[0], len(g.person("L-1").Contacts)
			if n != c.contacts || len(row.Questions) != c.asks || !strings.Contains(strings.Join(row.Notes, " "), c.noted) {
				t.Errorf("%d contacts\n%s", n, report.Text())
			}
		})
	}
}

func TestAnIdOfAnyKindNamesThePerson(t *testing.T) {
	g := newRegister(t)
	g.on(may1)
	for local, other := range map[string]care.Identifier{"L-1": {Kind: care.CaseSystemID, ID: "77"}, "L-2": {Kind: care.ChildID, ID: "88"}, "L-3": {Kind: care.CaseSystemID, ID: "99"}, "L-4": {Kind: care.CaseSystemID, ID: "99"}, "L-5": {Kind: care.CaseSystemID, ID: "5"}, "L-6": {Kind: care.CaseSystemID, ID: "L-5"}} {
		g.append(care.Event{ID: idOf(local), Person: idOf(local), Area: care.AreaCaseload, Record: care.RecordPerson,
			Fact: care.Registered{LocalID: local, Category: care.FormerRelevant, Details: care.Details{Identifiers: []care.Identifier{other}}}})
	}
	row := func(id string) []any { return []any{id, "02/05/2026", "Phone", "spoke"} }
	report := g.contactsOf(cells{{"ID", "Date", "Type", "Outcome"}, row("77"), row("88"), row("99"), row("L-5")}.sheet().csv(','))
	if want := []Answer{Changed, Changed, SetAside, SetAside}; !slices.Equal(answersOf(report), want) || !strings.Contains(report.Rows[2].Questions[0].Reason, "two people") {
		t.Errorf("answered %s", report.Text())
	}
}

func TestTimesOfDay(t *testing.T) {
	june := care.NewDay(2026, time.June, 2)
	for _, c := range []struct{ date, clock, want string }{
		{"02/06/2026", "", ""}, {"02/06/2026 00:00:00", "", ""}, {"02/06/2026 14:30", "", "14:30"}, {"02/06/2026", "2.30pm", "14:30"}, {"02/06/2026", "12:05 am", "00:05"},
		{"46175.604166667", "", "14:30"}, {"46175", "0.5", "12:00"}, {"02/06/2026", "late", ""}, {"02/06/2026", "27:00", ""}, {"2026-06-02T14:30:00+01:00", "", "14:30"},
		{"02/06/2026", "14.30", "14:30"}, {"02/06/2026", "9.05", "09:05"}, {"02/06/2026", "00.25", "00:25"}, {"02/06/2026", "14:30:00", "14:30"}, {"02/06/2026", "2.30 p.m.", "14:30"},
		{"02/06/2026 14.30", "", "14:30"}, {"02.06.2026", "", ""}, {"02.06.26", "", ""},
		{"02/06/2026", "0.25", "06:00"}, {"02/06/2026", "0.604166667", "14:30"}, {"02/06/2026", "14.3", ""}, {"02/06/2026", "14.75", ""}, {"02/06/2026", "24.30", ""}, {"02/06/2026", "14", ""}, {"02/06/2026", "1430", ""},
	} {
		got := ""
		if at := clockOf(c.date, c.clock, june); !at.IsZero() {
			got = at.In(care.London).Format("15:04")
		}
		if got != c.want {
			t.Errorf("%q and %q: at %q, want %q", c.date, c.clock, got, c.want)
		}
	}
}

func TestANoteBelowTheContactsIsAboutNobody(t *testing.T) {
	g := withPeople(t, "L-1")
	report := g.contactsOf(cells{{"Date", "ID", "Type", "Outcome"}, {"02/06/2026", "L-1", "Phone", "spoke"}, {"", "Produced by the performance team", "", ""}}.sheet().csv(','))
	if len(report.Rows) != 1 || len(report.LeftOut) != 1 || report.LeftOut[0].Why != "a note" {
		t.Errorf("left out %+v\n%s", report.LeftOut, report.Text())
	}
}

func TestASheetThatIsRefusedSaysWhatItNeeds(t *testing.T) {
	g := withPeople(t, "L-1")
	job := g.job(june1, []byte("Name,Wards,Beds\na,b,c\n"))
	job.Format = Contacts
	_, err := Import(t.Context(), job)
	if err == nil || !strings.Contains(err.Error(), `"Date"`) || !strings.Contains(err.Error(), `"Type"`) {
		t.Errorf("it says %v", err)
	}
}

func TestALongNoteIsCutAndSaysSo(t *testing.T) {
	g := withPeople(t, "L-1")
	report := g.contactsOf(cells{{"ID", "Date", "Type", "Outcome", "Note"}, {"L-1", "02/06/2026", "Phone", "spoke", strings.Repeat("é", longestNote)}}.sheet().csv(','))
	note := g.person("L-1").Contacts[0].Facts.Note
	if len(note) > longestNote || !strings.HasSuffix(note, "é") || !strings.Contains(fmt.Sprint(report.Rows[0].Notes), "longer") {
		t.Errorf("%d bytes are kept, and the row says %q", len(note), report.Rows[0].Notes)
	}
}

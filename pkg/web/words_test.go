package web

import (
	"reflect"
	"testing"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/web/pages"
	"intouch/pkg/wire"
)

var monday = day("2026-06-15")

func TestWords(t *testing.T) {
	for _, c := range []struct{ name, got, want string }{
		{"today", ago(monday, monday), "today"},
		{"yesterday", ago(monday-1, monday), "yesterday"},
		{"days ago", ago(monday-74, monday), "74 days ago"},
		{"tomorrow", ago(monday+1, monday), "tomorrow"},
		{"in days", ago(monday+7, monday), "in 7 days"},
		{"the last good day is not late", left(monday, monday), "last day today"},
		{"one day left", left(monday+1, monday), "1 day left"},
		{"the day after is a day late", left(monday-1, monday), "1 day late"},
		{"many days late", left(monday-1286, monday), "1,286 days late"},
		{"thousands", thousands(1234567), "1,234,567"},
		{"less than a thousand", thousands(999), "999"},
		{"one person", people(1), "1 person"},
		{"nobody", people(0), "0 people"},
		{"this year's days without their year", short(day("2026-04-02"), monday), "2 April"},
		{"another year's with it", short(day("2025-04-02"), monday), "2 April 2025"},
		{"an instant in London's time", long(care.AtInstant(time.Date(2026, 6, 15, 9, 14, 0, 0, time.UTC))), "15 June 2026 at 10:14"},
		{"a day alone", long(on("2026-06-15")), "15 June 2026"},
		{"never in touch", silence(0, monday), "Never in touch"},
		{"silent since", silence(day("2026-04-20"), monday), "Last in touch 20 April, 56 days ago"},
		{"a name", name("Amira", "Noor", ""), "Amira Noor"},
		{"known as another", name("Amira", "Noor", "Mira"), "Amira Noor (Mira)"},
		{"known as themself", name("Amira", "Noor", "Amira"), "Amira Noor"},
		{"no name", name("", "", ""), "Name not recorded"},
		{"no date of birth", age(0, monday), "date of birth missing"},
		{"the day before the birthday", age(day("2007-06-16"), monday), "18"},
		{"not known is not homeless", living(care.NotKnownWhere, ""), "Not known"},
		{"no fixed abode is known", living(care.AtHome, "S"), "No fixed abode or homeless"},
		{"never told", living(care.NothingToldOfHome, ""), "Never recorded"},
		{"a list", listing([]string{"Visit", "Letter", "Card"}), "visit, letter and card"},
		{"a superseded activity", activityWords("F3"), "Full time in training or employment (superseded code)"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
}

func TestTrying(t *testing.T) {
	for _, c := range []struct {
		name          string
		tried, spoken care.When
		want          string
	}{
		{"nobody ever did", care.When{}, care.When{}, "Nobody has tried yet"},
		{"somebody did since the last talk", on("2026-06-03"), on("2026-04-02"), "Trying: last 3 June, by visit"},
		{"the last talk was the last try", on("2026-04-02"), on("2026-04-02"), "Nobody has tried since 2 April"},
		{"they rang, and nobody tried after the visit before", on("2026-03-01"), on("2026-04-02"), "Nobody has tried since 1 March"},
		{"never in touch, but tried", on("2026-06-03"), care.When{}, "Trying: last 3 June, by visit"},
	} {
		if got := trying(c.tried, c.spoken, "visit", monday); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestEveryCodeThatMovesAClockHasWords(t *testing.T) {
	var codes []string
	for _, c := range care.Hows {
		codes = append(codes, string(c.Code))
	}
	for _, c := range care.AttemptHows {
		codes = append(codes, string(c.Code))
	}
	for _, c := range care.Informants {
		codes = append(codes, string(c.Code))
	}
	for _, code := range append(codes, string(care.NotStated), "refused", "found") {
		if _, ok := movedBy[code]; !ok {
			t.Errorf("no words for %s", code)
		}
	}
}

func TestEveryFactOfAPersonHasATitle(t *testing.T) {
	for _, typ := range wire.Types {
		if _, fixed := typ.Fact.(care.Corrected); fixed || wire.KindNamed(typ.Kind).NoOne {
			continue // it has the title of what it says instead
		}
		if _, how := typ.Fact.(care.ContactMade); !how && factTitle(typ.Fact) == "" {
			t.Errorf("%s has no title", typ.Name)
		}
	}
}

func TestWhatFactsCarryInWords(t *testing.T) {
	staff := staffList{members: []care.Member{{ID: priya, Name: "Priya Shah"}, {ID: martha, Name: "Martha Cole"}}}
	row := func(key, value string) pages.SummaryRow { return pages.SummaryRow{Key: key, Value: value} }
	for _, c := range []struct {
		name string
		fact care.Fact
		want []pages.SummaryRow
	}{
		{"what the title and the date say is not said again", care.ContactMade{How: care.Called, When: on("2026-06-15"), By: care.By{Staff: priya}}, nil},
		{"another worker is named", care.ContactMade{How: care.Called, When: on("2026-06-15"), By: care.By{Staff: martha, Capacity: care.AsOtherWorker}}, []pages.SummaryRow{row("Worker", "Martha Cole, duty or other worker of ours")}},
		{"codes are words", care.ContactMade{How: care.Called, When: on("2026-06-15"), StillThere: care.StillNo, Next: day("2026-07-01"), Worried: true},
			[]pages.SummaryRow{row("Still living there", "No"), row("Next contact", "1 July 2026"), row("Worried about them", "Yes")}},
		{"what somebody else said at the door", care.Attempted{How: care.TriedVisit, When: on("2026-06-15"), Outcome: care.NotIn, Told: &care.Hearsay{Informant: care.FromFamily, What: "Gone"}},
			[]pages.SummaryRow{row("Informant", "Family"), row("What", "Gone")}},
		{"who does what by when", care.OversightDecided{Manager: martha, On: day("2026-06-15"), Decision: "continue", Rationale: "x", Actions: []care.Action{{Who: priya, What: "Visit", By: day("2026-06-20")}}},
			[]pages.SummaryRow{row("Manager", "Martha Cole"), row("Decision", "Go on as planned"), row("Who", "Priya Shah"), row("What", "Visit"), row("By", "20 June 2026"), row("Rationale", "x")}},
		{"a correction says why", care.Corrected{Facts: care.MovedOut{On: day("2026-06-01")}, Reason: "Wrong day"}, []pages.SummaryRow{row("On", "1 June 2026"), row("Why corrected", "Wrong day")}},
		{"staff by name, other ids not at all", care.AdviserAllocated{Staff: martha, Role: care.PersonalAdviser, From: day("2026-06-15")}, []pages.SummaryRow{row("Worker", "Martha Cole"), row("Role", "Personal adviser")}},
		{"identifiers", care.Registered{LocalID: "7", Category: care.Relevant, Details: care.Details{Identifiers: []care.Identifier{{Kind: care.ChildID, ID: "C9"}}}},
			[]pages.SummaryRow{row("Local id", "7"), row("Identifiers", "SSDA903 child id C9"), row("Category", "Relevant child")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := staff.told(c.fact, priya); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

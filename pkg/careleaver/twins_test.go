package careleaver

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	_ "intouch/pkg/drawn"
)

const (
	byHand  = "/intouch/contact"
	byList  = "/intouch/import"
	bySheet = "/intouch/import/contacts"
	byFeed  = "/intouch/feed"
)

var wednesday = NewDay(2026, time.June, 10)

// told tells a contact from a source; its id is its name.
func contactFrom(name, source string, how How, when When) Event {
	id := DerivedID("contact", name)
	return Event{ID: id, Person: DerivedID("wren"), Area: AreaContact, Record: NewRecordID(id), Source: source, Fact: ContactMade{How: how, When: when},
		RecordedAt: wednesday.Start().Add(24 * time.Hour)}
}

// decided says of one contact whether another is the same; n is when.
func decided(n int, of, with string, same YesNo) Event {
	return Event{ID: DerivedID("decided", fmt.Sprint(n)), Person: DerivedID("wren"), Area: AreaContact, Record: NewRecordID(DerivedID("contact", of)), Source: byHand,
		Fact: Compared{With: NewRecordID(DerivedID("contact", with)), Same: same}, RecordedAt: wednesday.Start().Add(time.Duration(48+n) * time.Hour)}
}

func wrenOf(events ...Event) Person { return PersonOf(DerivedID("wren"), Records(events)) }

func TestTheSameMeetingFromTwoSourcesCountsOnce(t *testing.T) {
	on, next := OnDay(wednesday), OnDay(wednesday+1)
	for _, c := range []struct {
		what    string
		events  []Event
		counted int
		asked   int
	}{
		{"one contact is one", []Event{contactFrom("a", byHand, Called, on)}, 1, 0},
		{"recorded here and in the feed", []Event{contactFrom("a", byHand, Called, on), contactFrom("b", byFeed, Called, on)}, 1, 1},
		{"in a sheet and in the feed", []Event{contactFrom("a", bySheet, Video, on), contactFrom("b", byFeed, Video, on)}, 1, 1},
		{"from three sources", []Event{contactFrom("a", byHand, Called, on), contactFrom("b", byFeed, Called, on), contactFrom("c", bySheet, Called, on)}, 1, 3},
		{"two from one source are two", []Event{contactFrom("a", byHand, Called, on), contactFrom("b", byHand, Called, on)}, 2, 0},
		{"two here and two in the feed are two", []Event{contactFrom("a", byHand, Called, on), contactFrom("b", byHand, Called, on), contactFrom("c", byFeed, Called, on), contactFrom("d", byFeed, Called, on)}, 2, 2},
		{"another day", []Event{contactFrom("a", byHand, Called, on), contactFrom("b", byFeed, Called, next)}, 2, 0},
		{"another method", []Event{contactFrom("a", byHand, Called, on), contactFrom("b", byFeed, Video, on)}, 2, 0},
		{"a list's date without a method is of any", []Event{contactFrom("a", byHand, Called, on), contactFrom("b", byList, NotStated, on)}, 1, 1},
		{"but of one only", []Event{contactFrom("a", byHand, Called, on), contactFrom("b", byHand, Video, on), contactFrom("c", byList, NotStated, on)}, 2, 1},
		{"decided the same", []Event{contactFrom("a", byHand, Called, on), contactFrom("b", byFeed, Called, on), decided(1, "a", "b", Yes)}, 1, 0},
		{"decided different", []Event{contactFrom("a", byHand, Called, on), contactFrom("b", byFeed, Called, on), decided(1, "b", "a", No)}, 2, 0},
		{"the last word counts, whichever it stands on", []Event{contactFrom("a", byHand, Called, on), contactFrom("b", byFeed, Called, on), decided(1, "b", "a", No), decided(2, "a", "b", Yes)}, 1, 0},
		{"different from one, so perhaps the other", []Event{contactFrom("a", byFeed, Called, on), contactFrom("b", byHand, Called, on), contactFrom("c", byHand, Called, on), decided(1, "a", "b", No)}, 2, 1},
		{"decided the same though nothing suggests it", []Event{contactFrom("a", byHand, Called, on), contactFrom("b", byHand, Video, next), decided(1, "a", "b", Yes)}, 1, 0},
	} {
		t.Run(c.what, func(t *testing.T) {
			p := wrenOf(c.events...)
			if n := len(p.CountedContacts()); n != c.counted {
				t.Errorf("%d meetings, want %d", n, c.counted)
			}
			if n := len(p.SuspectedSame()); n != c.asked {
				t.Errorf("%d pairs are asked about, want %d", n, c.asked)
			}
		})
	}
}

// metBy is a meeting in person by a worker, at a place if one is named.
func metBy(worker, name, source string, how How, where Place) Event {
	e := contactFrom(name, source, how, OnDay(wednesday))
	f := e.Fact.(ContactMade)
	f.Where = where
	if worker != "" {
		f.By = By{Staff: NewStaffID("E10000099", worker)}
	}
	e.Fact = f
	return e
}

func TestAMeetingOfWhichNobodySaysWhereMayBeTheVisitOfThatDay(t *testing.T) {
	visit := metBy("Emir Dyer", "a", byHand, SawAtHome, "")
	for _, c := range []struct {
		what    string
		events  []Event
		counted int
	}{
		{"by the same worker", []Event{visit, metBy("Emir Dyer", "b", bySheet, SawElsewhere, "")}, 1},
		{"by another", []Event{visit, metBy("Jae Vang", "b", bySheet, SawElsewhere, "")}, 2},
		{"by a worker whom the sheet does not name", []Event{visit, metBy("", "b", bySheet, SawElsewhere, "")}, 1},
		{"it is said that it was elsewhere", []Event{visit, metBy("Emir Dyer", "b", bySheet, SawElsewhere, Elsewhere)}, 2},
		{"it was in hospital", []Event{visit, metBy("Emir Dyer", "b", bySheet, SawElsewhere, InHospital)}, 2},
		{"from the same source", []Event{visit, metBy("Emir Dyer", "b", byHand, SawElsewhere, "")}, 2},
		{"a call", []Event{visit, metBy("Emir Dyer", "b", bySheet, Called, "")}, 2},
		{"of two it is that of the worker", []Event{visit, metBy("Jae Vang", "c", byHand, SawAtHome, ""), metBy("Jae Vang", "b", bySheet, SawElsewhere, "")}, 2},
	} {
		t.Run(c.what, func(t *testing.T) {
			if n := len(wrenOf(c.events...).CountedContacts()); n != c.counted {
				t.Errorf("%d meetings, want %d", n, c.counted)
			}
		})
	}
	said := wrenOf(metBy("", "a", bySheet, SawElsewhere, ""), metBy("", "b", byFeed, SawAtHome, "")).CountedContacts()
	if len(said) != 1 || said[0].Facts.How != SawAtHome {
		t.Errorf("the one that does not say where is counted: %+v", said)
	}
}

func TestTheContactThatIsCountedIsTheOneThatSaysMost(t *testing.T) {
	on := OnDay(wednesday)
	p := wrenOf(contactFrom("a", byList, NotStated, on), contactFrom("b", byFeed, Called, on), contactFrom("c", byHand, Called, AtInstant(wednesday.Start().Add(15*time.Hour))))
	counted := p.CountedContacts()
	if len(counted) != 1 || counted[0].ID != DerivedID("contact", "c") {
		t.Errorf("counted %+v", counted)
	}
}

func TestAVoidedTwinLeavesTheOther(t *testing.T) {
	on := OnDay(wednesday)
	twin := contactFrom("b", byFeed, Called, on)
	void := Event{ID: uuid.New(), Person: twin.Person, Area: AreaContact, Record: twin.Record, Fact: Voided{Reason: "duplicate"}}
	p := wrenOf(contactFrom("a", byHand, Called, on), twin, decided(1, "b", "a", Yes), void)
	if n := len(p.CountedContacts()); n != 1 || len(p.SuspectedSame()) != 0 {
		t.Errorf("%d meetings, %d asked about", n, len(p.SuspectedSame()))
	}
}

// Whatever was told by whom and decided by whom, in whatever order records come
// and however often one is sent: the same meetings, never more than contacts,
// never fewer than the source with the most has on a day, and no two of one
// source made one without somebody's word.
func TestMeetingsDependOnTheFactsAlone(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		names := []string{"a", "b", "c", "d", "e", "f"}[:rapid.IntRange(1, 6).Draw(rt, "contacts")]
		var events []Event
		for _, n := range names {
			events = append(events, contactFrom(n, rapid.SampledFrom([]string{byHand, byList, bySheet, byFeed}).Draw(rt, "source"),
				rapid.SampledFrom([]How{Called, SawAtHome, SawElsewhere, NotStated}).Draw(rt, "how"), OnDay(wednesday+Day(rapid.IntRange(0, 1).Draw(rt, "day")))))
		}
		decisions := rapid.IntRange(0, 4).Draw(rt, "decisions")
		for i := range decisions {
			events = append(events, decided(i, rapid.SampledFrom(names).Draw(rt, "of"), rapid.SampledFrom(names).Draw(rt, "with"), rapid.SampledFrom([]YesNo{Yes, No}).Draw(rt, "same")))
		}
		want := meetingsOf(wrenOf(events...))
		first, rest := events[:len(names)], events[len(names):]
		shuffled := append(rapid.Permutation(first).Draw(rt, "order"), rapid.Permutation(rest).Draw(rt, "order of decisions")...)
		if got := meetingsOf(wrenOf(shuffled...)); !slices.Equal(got, want) {
			rt.Fatalf("in one order %v, in another %v", want, got)
		}
		if decisions > 0 {
			return
		}
		most := map[string]int{}
		for _, e := range events {
			most[e.Source+e.HappenedOn().String()]++
		}
		for _, n := range most {
			if len(want) < n {
				rt.Fatalf("%d meetings, and one source alone tells %d of a day", len(want), n)
			}
		}
	})
}

func meetingsOf(p Person) []string {
	var all []string
	for _, m := range p.Meetings() {
		text := m.Contact.ID.String()
		for _, o := range m.Others {
			text += " " + o.ID.String()
		}
		all = append(all, text)
	}
	for _, s := range p.SuspectedSame() {
		all = append(all, "? "+s.A.ID.String()+" "+s.B.ID.String())
	}
	return all
}

package importing

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
)

func TestARowOfAHomeThatIsOnRecordHereIsNoSecondHome(t *testing.T) {
	list := care.From{From: may1, FromIs: care.NotLaterThan}
	for _, c := range []struct {
		what  string
		home  care.MovedIn
		rows  [][]any // one each night
		homes int
		until care.Day // of the one home
	}{
		{"a list has it not later than a day after the row's", care.MovedIn{From: list, Residence: "U"}, [][]any{{"m1", "L-1", "U", "01/03/2026", "", "", "", ""}}, 1, care.Forever},
		{"and later the row says that they left", care.MovedIn{From: list, Residence: "U"}, [][]any{{"m1", "L-1", "U", "01/03/2026", "", "", "", ""}, {"m1", "L-1", "U", "01/03/2026", "05/06/2026", "", "", ""}}, 1, june1 + 4},
		{"the row is over before the list's day", care.MovedIn{From: list, Residence: "U"}, [][]any{{"m1", "L-1", "U", "01/03/2026", "01/04/2026", "", "", ""}}, 2, 0},
		{"a person has it from some days later", care.MovedIn{From: care.From{From: may1}, Residence: "U"}, [][]any{{"m1", "L-1", "U", "26/04/2026", "", "", "", ""}}, 1, care.Forever},
		{"a person has it from weeks later", care.MovedIn{From: care.From{From: may1}, Residence: "U"}, [][]any{{"m1", "L-1", "U", "01/04/2026", "", "", "", ""}}, 2, 0},
		{"of another letter, at the same postcode", care.MovedIn{From: care.From{From: may1}, Residence: "K", Postcode: "ZZ1 1AA"}, [][]any{{"m1", "L-1", "U", "03/05/2026", "05/06/2026", "zz1 1aa", "", ""}}, 1, june1 + 4},
		{"of another letter there, and weeks apart", care.MovedIn{From: care.From{From: may1}, Residence: "K", Postcode: "ZZ1 1AA"}, [][]any{{"m1", "L-1", "U", "20/05/2026", "", "ZZ1 1AA", "", ""}}, 2, 0},
		{"at another postcode", care.MovedIn{From: care.From{From: may1}, Residence: "U", Postcode: "ZZ1 1AA"}, [][]any{{"m1", "L-1", "U", "03/05/2026", "", "ZZ9 9AA", "", ""}}, 2, 0},
	} {
		t.Run(c.what, func(t *testing.T) {
			g := withPeople(t, "L-1")
			g.byHand("L-1", care.AreaAccommodation, c.home)
			for n, row := range c.rows {
				file := extract{moves: [][]any{row}}.zip(t)
				report := g.fed(night+care.Day(n), file)
				stored := len(g.events)
				if g.fed(night+care.Day(n), file); len(g.events) != stored {
					t.Errorf("again: %d new events\n%s", len(g.events)-stored, report.Text())
				}
			}
			if h := g.person("L-1").Homes; len(h) != c.homes || c.homes == 1 && h[0].Until != c.until {
				t.Errorf("%d homes, the first until %v", len(h), h[0].Until)
			}
		})
	}
}

func TestSuitableOfAHomeThatIsOnRecordHereIsAnAssessment(t *testing.T) {
	g := withPeople(t, "L-1")
	g.byHand("L-1", care.AreaAccommodation, care.MovedIn{From: care.From{From: may1}, Residence: "U"})
	for n, c := range []struct {
		says string
		want []care.YesNo
	}{{"N", []care.YesNo{care.No}}, {"Y", []care.YesNo{care.Yes}}, {"", nil}} {
		file := extract{moves: [][]any{{"m1", "L-1", "U", "10/05/2026", "", "", c.says, ""}}}.zip(t)
		g.fed(night+care.Day(n), file)
		stored := len(g.events)
		var got []care.YesNo
		for _, a := range g.person("L-1").Homes[0].Assessments {
			got = append(got, a.Facts.Suitable)
		}
		if g.fed(night+care.Day(n), file); !slices.Equal(got, c.want) || len(g.events) != stored {
			t.Errorf("it says %q: assessments %v, want %v; again, %d new events", c.says, got, c.want, len(g.events)-stored)
		}
	}
}

func TestNotKnownUntilADayIsNoted(t *testing.T) {
	g := withPeople(t, "L-1")
	report := g.fed(night, extract{moves: [][]any{{"m1", "L-1", "R", "10/05/2026", "20/05/2026", "", "", ""}}}.zip(t))
	if len(g.person("L-1").NotKnown) != 1 || !strings.Contains(report.Text(), "not known until 20 May 2026") {
		t.Errorf("answered %s", report.Text())
	}
}

func TestTheOrderOfTheMovesMakesNoDifference(t *testing.T) {
	rows := [][]any{{"m1", "L-1", "D", "05/05/2026", "10/05/2026", "", "", ""}, {"m2", "L-1", "U", "10/05/2026", "20/05/2026", "", "", ""}, {"m3", "L-1", "K", "20/05/2026", "", "", "", ""}}
	for i := range 2 * atOnce { // of other people, in between
		rows = slices.Insert(rows, len(rows)-1, []any{fmt.Sprint("x", i), "L-2", "U", "01/05/2026", "", "", "", "Y"})
	}
	var want []string
	for _, newestFirst := range []bool{false, true} {
		g := withPeople(t, "L-1", "L-2")
		g.byHand("L-1", care.AreaAccommodation, care.MovedIn{From: care.From{From: may1}, Residence: "U"})
		if newestFirst {
			slices.Reverse(rows)
		}
		file := extract{moves: rows}.zip(t)
		g.fed(night, file)
		stored := len(g.events)
		if again := g.fed(night+1, file); len(g.events) != stored+2 || !again.Finished {
			t.Errorf("newest first %v: %d new events the next night", newestFirst, len(g.events)-stored)
		}
		if got := standsIn(g.person("L-1")); newestFirst && !slices.Equal(got, want) {
			t.Errorf("newest first\n%s\noldest first\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		} else {
			want = got
		}
	}
}

// Whatever a person recorded here and whatever nights bring, the same night again
// changes nothing.
func TestMovesBesideAHomeThatIsOnRecordHereSettleInOneNight(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		pick := func(name string, from ...string) string { return rapid.SampledFrom(from).Draw(rt, name) }
		g := withPeople(t, "L-1")
		since := care.From{From: may1 + care.Day(rapid.IntRange(-10, 25).Draw(rt, "since")), FromIs: care.Precision(pick("is", "", string(care.NotLaterThan)))}
		g.byHand("L-1", care.AreaAccommodation, care.MovedIn{From: since, Residence: care.Residence(pick("letter", "U", "D")), Postcode: pick("at", "", "ZZ1 1AA")})
		for n := range rapid.IntRange(1, 3).Draw(rt, "nights") {
			var x extract
			for i := range 3 {
				from := fmt.Sprintf("%02d/05/2026", rapid.IntRange(1, 28).Draw(rt, "from"))
				x.moves = append(x.moves, []any{fmt.Sprint("m", i), "L-1", pick("home", "U", "D", "X", "R"), from, pick("to", "", "29/05/2026", "30/05/2026"), pick("postcode", "", "ZZ1 1AA", "ZZ2 2BB"), pick("suitable", "", "Y", "N"), pick("gone", "", "", "Y")})
			}
			file := x.zip(t)
			report := g.fed(night+care.Day(n), file)
			stored := len(g.events)
			again := g.fed(night+care.Day(n), file)
			if !report.Finished || !again.Finished || len(g.events) != stored {
				rt.Fatalf("the same night again appended %d events, the last %T\n%s", len(g.events)-stored, g.events[len(g.events)-1].Fact, report.Text())
			}
		}
	})
}

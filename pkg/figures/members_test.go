package figures

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// with counts some more people of a band, who all answer the same.
func (c Counts) with(n int, b Band, touch, seen, home, doing Part) Counts {
	for range n {
		c.add(map[Figure]Answer{InTouchNow: {b, touch}, SeenLately: {b, seen}, Suitable: {b, home}, Activity: {b, doing}})
	}
	return c
}

func TestWhichAgesAreShown(t *testing.T) {
	three := []Band{Aged17to18, Aged19to21, Aged22to25}
	missing := append(slices.Clone(three), AgeNotKnown)
	cases := []struct {
		name              string
		counts            Counts
		officers, members []Band
	}{
		{"the Department's three, though nobody is in them", Counts{}, three, three},
		{"members are not told that the date of birth of one person is missing", Counts{}.with(1, AgeNotKnown, "unaccounted", NeverSeen, NoInformation, NotKnown), missing, three},
		{"nor of five", Counts{}.with(2, AgeNotKnown, "unaccounted", NeverSeen, NoInformation, NotKnown).with(3, AgeNotKnown, "due", Seen, IsSuitable, EET), missing, three},
		{"where a number may be shown there is a column for it", Counts{}.with(20, AgeNotKnown, "unaccounted", NeverSeen, NoInformation, NotKnown).with(9, AgeNotKnown, "due", Seen, IsSuitable, EET).with(8, AgeNotKnown, "overdue", SeenEarlier, IsSuitable, NEET), missing, missing},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := c.counts.BandsAsked(Activity, Everything); !slices.Equal(got, c.officers) {
				t.Errorf("officers are shown %v, want %v", got, c.officers)
			}
			if got := c.counts.BandsAsked(Activity, ForMembers(c.counts)); !slices.Equal(got, c.members) {
				t.Errorf("members are shown %v, want %v", got, c.members)
			}
		})
	}
}

func TestWhatTwoFiguresTellTogether(t *testing.T) {
	most := func() Counts {
		return Counts{}.with(60, Aged19to21, "in_touch", Seen, IsSuitable, EET).with(40, Aged19to21, "due", SeenEarlier, NotSuitable, NEET).
			with(20, Aged19to21, "overdue", NeverSeen, NoInformation, NotKnown).with(11, Aged19to21, IsClosed, IsClosed, IsClosed, IsClosed)
	}
	cases := []struct {
		name   string
		counts Counts
		f, g   Figure
	}{
		{"that two are qualifying: of 19 to 21 nobody is left out for want of support", most().with(2, Aged19to21, "due", Seen, IsQualifying, IsQualifying), InTouchNow, Activity},
		{"that nobody is", most(), InTouchNow, Activity},
		{"that nobody is abroad, nor in touch without a known address", most(), Activity, Suitable},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if shown := ForMembers(c.counts); shown.Counted(c.f, Aged19to21) && shown.Counted(c.g, Aged19to21) {
				t.Errorf("members are shown that %s counts %d and %s %d", c.f, c.counts.Counted(c.f, Aged19to21), c.g, c.counts.Counted(c.g, Aged19to21))
			}
		})
	}
}

// A doubt says a percentage in words, and that there is none says something too:
// members are told of both what the tables tell them.
func TestWhichDoubtsMembersAreTold(t *testing.T) {
	touch := func(in, due, over, un int) Counts {
		return Counts{}.with(in, Aged19to21, "in_touch", Seen, IsSuitable, EET).with(due, Aged19to21, "due", SeenEarlier, NotSuitable, NEET).
			with(over, Aged19to21, "overdue", SeenEarlier, NoInformation, NotKnown).with(un, Aged19to21, "unaccounted", NeverSeen, NoInformation, NotKnown).
			with(7, Aged19to21, "offer_open", NeverSeen, IsQualifying, IsQualifying).with(6, Aged19to21, "due", Seen, Abroad, EET).with(8, Aged19to21, "due", Seen, NotKnownWhere, EET)
	}
	year := func(yes, no, open int) Counts {
		return Counts{{InTouch903, Yes, Aged19to21}: yes, {InTouch903, No, Aged19to21}: no, {InTouch903, Open, Aged19to21}: open, {InTouch903, Refu, Aged19to21}: 3, {InTouch903, Nreq, Aged19to21}: 2}
	}
	cases := []struct {
		name        string
		f           Figure
		now, before Counts
		told        bool
	}{
		{"a jump from a number that they are shown", InTouchNow, touch(40, 20, 6, 3), touch(9, 40, 17, 4), true},
		{"not one from a number of the year before under six", InTouchNow, touch(40, 20, 6, 3), touch(3, 40, 24, 3), false},
		{"nor one to such a number", InTouchNow, touch(3, 40, 24, 3), touch(40, 20, 6, 3), false},
		{"nor of a year that nobody's window is open any more", InTouch903, year(50, 50, 0), nil, false},
		{"that of many nothing is known", Suitable, touch(40, 20, 16, 13), nil, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := &Picture{On: day(monday), Counts: c.now, Months: []Month{{day("2025-05-31"), c.before}}}
			about := func(shown, then Shown) bool {
				return slices.ContainsFunc(Caveats(p, shown, []Shown{then}), func(x Caveat) bool { return x.Figure == c.f })
			}
			if !about(Everything, Everything) {
				t.Fatal("officers are told of no doubt")
			}
			if got := about(ForMembers(c.now), ForMembers(c.before)); got != c.told {
				t.Errorf("members are told: %v, want %v", got, c.told)
			}
		})
	}
}

// Whoever is in the figures, whoever knows how they hang together works out no
// number that members are not shown: another would fit as well.
func TestMembersWorkOutNoNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.SampledFrom(Bands).Draw(t, "band").Code
		c := randomCounts(t, b)
		f := tablesOf(c, ForMembers(c), b)
		for i := range f.numbers {
			if f.hidden[i] && !f.another(i) {
				t.Fatalf("%v, of which %v are hidden: number %d can be worked out", f.numbers, f.hidden, i)
			}
		}
	})
}

// randomCounts are some people of a band, many or few of a kind.
func randomCounts(t *rapid.T, b Band) Counts {
	c := Counts{}
	part := func(f Figure, counted bool) Part {
		var some []Part
		for _, p := range f.Parts() {
			if p.Counted == counted || p.Code == Abroad || p.Code == NotKnownWhere {
				some = append(some, p.Code)
			}
		}
		return rapid.SampledFrom(some).Draw(t, "part")
	}
	for range rapid.IntRange(1, 9).Draw(t, "kinds") {
		n := rapid.SampledFrom([]int{1, 2, 5, 6, 9, 40}).Draw(t, "people")
		home, doing := part(Suitable, true), part(Activity, true)
		switch out := rapid.SampledFrom([]Part{"", "", "", IsQualifying, NoSupport}).Draw(t, "left out"); {
		case out == IsQualifying, out == NoSupport && b == Aged22to25:
			home, doing = out, out
		}
		c.with(n, b, part(InTouchNow, true), part(SeenLately, true), home, doing)
		c[Cell{InTouch903, part(InTouch903, true), b}] += n
	}
	return c
}

// tablesOf is what members are shown of a band, and the sums that everybody knows
// of: each line is a number and what it is the sum of.
func tablesOf(c Counts, shown Shown, b Band) *fitting {
	f := &fitting{}
	places := map[Cell]int{}
	number := func(x Cell) int {
		i, ok := places[x]
		if !ok {
			i = len(f.numbers)
			places[x] = i
			n, hidden := c.Of(x.Figure, x.Part, b), !shown.Part(x.Figure, x.Part, b)
			if x.Part == Counted {
				n, hidden = c.Counted(x.Figure, b), !shown.Counted(x.Figure, b)
			}
			f.numbers, f.hidden = append(f.numbers, n), append(f.hidden, hidden)
		}
		return i
	}
	sum := func(total Figure, parts ...Cell) {
		s := Sum{Total: number(Cell{total, Counted, b})}
		for _, x := range parts {
			s.Parts = append(s.Parts, number(x))
		}
		f.sums = append(f.sums, s)
	}
	for _, x := range Figures {
		var parts []Cell
		for _, p := range x.Code.Parts() {
			byCalendar := x.Code == InTouch903 && (p.Code == ToCome || p.Code == No) && c.Of(x.Code, p.Code, b) == 0
			if p.Counted && !byCalendar {
				parts = append(parts, Cell{x.Code, p.Code, b})
			}
		}
		sum(x.Code, parts...)
	}
	sum(InTouchNow, Cell{SeenLately, Counted, b})
	scope := []Cell{{Activity, Counted, b}, {Activity, IsQualifying, b}}
	if b == Aged22to25 {
		scope = append(scope, Cell{Activity, NoSupport, b})
	}
	sum(InTouchNow, scope...)
	sum(Activity, Cell{Suitable, Counted, b}, Cell{Suitable, Abroad, b}, Cell{Suitable, NotKnownWhere, b})
	return f
}

// A fault of the rules with one person stops nobody else, and what members are shown
// follows from figures that are about the same people.
func TestSomebodyWithWhomTheRulesFailIsInEveryFigure(t *testing.T) {
	p := New(office(t), day(monday), time.Time{})
	for range 7 {
		p.Add(born("2007-03-10", care.FormerRelevant).subject(), office(t))
	}
	p.Add(born("2007-03-10", care.FormerRelevant).subject(), duty.Authority{})
	for _, f := range []Figure{InTouchNow, SeenLately, Suitable, Activity} {
		if got := p.Counts.Asked(f, Aged19to21); got != 8 {
			t.Errorf("%s is about %d of 8", f, got)
		}
	}
}

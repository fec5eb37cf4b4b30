package figures

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
	_ "intouch/pkg/drawn"
)

// randomPast draws what was recorded of somebody.
func randomPast(t *rapid.T) *past {
	born := born(rapid.SampledFrom([]string{"", "2001-03-10", "2003-05-01", "2005-07-07", "2007-03-10", "2008-12-01", "2010-02-02"}).Draw(t, "born"), rapid.SampledFrom(care.Categories).Draw(t, "category").Code)
	for range rapid.IntRange(0, 12).Draw(t, "facts") {
		d := day("2025-01-01").AddDays(rapid.IntRange(0, 540).Draw(t, "day"))
		when := d.String()
		switch rapid.IntRange(0, 9).Draw(t, "kind") {
		case 0, 1:
			born.met(when, rapid.SampledFrom(care.Hows).Draw(t, "how").Code)
		case 2:
			born.home(when, rapid.SampledFrom(care.Residences).Draw(t, "letter").Code)
		case 3:
			born.home(when, "U").judged(when, rapid.SampledFrom([]care.YesNo{care.Yes, care.No}).Draw(t, "suitable"))
		case 4:
			born.does(when, rapid.SampledFrom(care.ActivityCodes).Draw(t, "activity").Code)
		case 5:
			born.says(care.AreaAccommodation, care.RecordWhereabouts, care.WhereaboutsNotKnown{From: d}, when)
		case 6:
			born.says(care.AreaAccommodation, "", care.WentAway{From: care.From{From: d}, Kind: rapid.SampledFrom(care.AwayKinds).Draw(t, "away").Code}, when)
		case 7:
			born.says(care.AreaContact, "", care.Refused{What: rapid.SampledFrom(care.Refusals).Draw(t, "refusal").Code, When: care.OnDay(d), How: care.Called}, when)
		case 8:
			born.person(rapid.SampledFrom([]care.Fact{care.Died{On: d}, care.CareEnded{On: d}, care.SupportRequested{On: d}, care.SupportStopped{On: d, Reason: "asked"}}).Draw(t, "life"), when)
		case 9:
			born.says(care.AreaPathway, care.RecordPost21, care.Post21Decided{On: d, Wish: rapid.SampledFrom(care.Wishes).Draw(t, "wish").Code, SaidOn: d}, when)
		}
	}
	return born
}

// Whatever was recorded, everybody is in exactly one part of each figure, the
// figures add up to the same people, and each number is a list of that many.
func TestEverybodyIsInOnePartOfEachFigure(t *testing.T) {
	rules := office(t)
	rapid.Check(t, func(t *rapid.T) {
		on := day("2025-01-01").AddDays(rapid.IntRange(0, 700).Draw(t, "on"))
		p := New(rules, on, time.Time{})
		n := rapid.IntRange(1, 6).Draw(t, "people")
		for range n {
			s := randomPast(t).subject()
			for f, a := range Ask(s, rules, on) {
				if !f.Has(a.Part) || !Bands.Has(a.Band) {
					t.Fatalf("%s has no part %q in band %q", f, a.Part, a.Band)
				}
			}
			p.Add(s, rules)
		}
		for _, f := range []Figure{InTouchNow, SeenLately, Suitable, Activity} {
			all := 0
			for _, b := range Bands {
				all += p.Counts.Asked(f, b.Code)
			}
			if all != n {
				t.Fatalf("%s is about %d of %d people", f, all, n)
			}
		}
		for cell, n := range p.Counts {
			if len(p.People(cell)) != n {
				t.Fatalf("%+v is %d, and a list of %d", cell, n, len(p.People(cell)))
			}
		}
		shownAddUp(t, p.Counts)
	})
}

// shownAddUp checks that members see no number below six, and no percentage of
// a number that they do not see.
func shownAddUp(t *rapid.T, c Counts) {
	shown := ForMembers(c)
	for cell, n := range c {
		if n < FewestShown && shown.Part(cell.Figure, cell.Part, cell.Band) {
			t.Fatalf("members are shown %d of %+v", n, cell)
		}
		if shown.Percent(cell.Figure, cell.Part, cell.Band) && !shown.Part(cell.Figure, cell.Part, cell.Band) {
			t.Fatalf("members are shown what share %+v is", cell)
		}
	}
}

func TestPercentages(t *testing.T) {
	c := Counts{
		{Activity, EET, Aged19to21}: 7, {Activity, NEET, Aged19to21}: 4, {Activity, NotKnown, Aged19to21}: 1, {Activity, IsClosed, Aged19to21}: 88,
		{Activity, EET, Aged17to18}: 5, {Activity, EET, Under17}: 50,
	}
	cases := []struct {
		name    string
		p       Part
		b       Band
		percent int
		ok      bool
	}{
		{"of those counted, whatever else there is", EET, Aged19to21, 58, true},
		{"who is not counted has no share", IsClosed, Aged19to21, 0, false},
		{"of five people there is none", EET, Aged17to18, 0, false},
		{"nor of an age that the Department does not publish", EET, Under17, 0, false},
		{"nor of nobody", EET, Aged22to25, 0, false},
	}
	for _, x := range cases {
		t.Run(x.name, func(t *testing.T) {
			if got, ok := c.Percent(Activity, x.p, x.b); got != x.percent || ok != x.ok {
				t.Errorf("%d, %v", got, ok)
			}
		})
	}
}

func TestTheForecastIsWhatTheYearCanStillBecome(t *testing.T) {
	c := Counts{{InTouch903, Yes, Aged19to21}: 6, {InTouch903, Open, Aged19to21}: 1, {InTouch903, ToCome, Aged19to21}: 1, {InTouch903, No, Aged19to21}: 1, {InTouch903, Refu, Aged19to21}: 1, {InTouch903, Died, Aged19to21}: 5}
	if least, most, ok := c.Forecast(Aged19to21); least != 60 || most != 80 || !ok {
		t.Errorf("%d to %d, %v, want 60 to 80", least, most, ok)
	}
}

func TestMonthEnds(t *testing.T) {
	cases := []struct{ on, first, last string }{
		{"2026-06-15", "2025-05-31", "2026-05-31"}, {"2026-06-30", "2025-06-30", "2026-06-30"}, {"2026-03-01", "2025-02-28", "2026-02-28"}, {"2026-01-31", "2025-01-31", "2026-01-31"},
	}
	for _, c := range cases {
		got := monthEnds(day(c.on))
		if len(got) != 13 || got[0] != day(c.first) || got[12] != day(c.last) {
			t.Errorf("on %s: %v to %v of %d", c.on, got[0], got[len(got)-1], len(got))
		}
	}
}

func TestDoubts(t *testing.T) {
	touch := func(yes, overdue int) Counts {
		return Counts{{InTouchNow, "in_touch", Aged19to21}: yes, {InTouchNow, "overdue", Aged19to21}: overdue}
	}
	homes := func(suitable, none int) Counts {
		return Counts{{Suitable, IsSuitable, Aged19to21}: suitable, {Suitable, NoInformation, Aged19to21}: none}
	}
	year := func(yes, no, open int) Counts {
		return Counts{{InTouch903, Yes, Aged19to21}: yes, {InTouch903, No, Aged19to21}: no, {InTouch903, Open, Aged19to21}: open}
	}
	cases := []struct {
		name        string
		now, before Counts
		says        string // empty: there is no doubt
	}{
		{"ordinary", touch(90, 10), touch(88, 12), ""},
		{"everybody, without exception", touch(40, 0), touch(38, 2), "All 40, without exception"},
		{"a jump", touch(90, 10), touch(60, 40), "90%, and 60% on 31 May 2025"},
		{"ten points are none", touch(90, 10), touch(80, 20), ""},
		{"of a few people, no jump", touch(90, 10), touch(1, 4), ""},
		{"outside the spread of the published figures", year(50, 50, 0), nil, "50% is outside what nearly all authorities published"},
		{"the year is not over: it cannot be put beside a whole one", year(50, 49, 1), nil, ""},
		{"much is not known", homes(70, 30), nil, "Of 30% nothing is known"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var all []string
			p := &Picture{On: day(monday), Counts: c.now, Months: []Month{{day("2025-05-31"), c.before}}}
			for _, x := range Caveats(p, Everything, []Shown{Everything}) {
				all = append(all, x.Text)
			}
			if text := strings.Join(all, " "); (c.says == "") != (text == "") || !strings.Contains(text, c.says) {
				t.Errorf("%q, want %q", text, c.says)
			}
		})
	}
}

// The figure of the 903 begins anew on 1 April and grows through its year.
func TestTheYears903IsPutBesideAYearThatIsAsFarOn(t *testing.T) {
	year := func(yes, no, open, toCome int) Counts {
		return Counts{{InTouch903, Yes, Aged19to21}: yes, {InTouch903, No, Aged19to21}: no, {InTouch903, Open, Aged19to21}: open, {InTouch903, ToCome, Aged19to21}: toCome}
	}
	cases := []struct {
		name, on          string
		now, last, before Counts
		says              string // empty: there is no doubt
	}{
		{"in April, a year that has just begun is not put beside a whole one", "2026-04-10", year(5, 0, 15, 80), year(91, 9, 0, 0), year(90, 10, 0, 0), ""},
		{"nor beside one of which a few windows are still open", "2026-04-10", year(5, 0, 15, 80), year(88, 6, 6, 0), year(90, 6, 4, 0), ""},
		{"the year that is over is", "2026-04-10", year(5, 0, 15, 80), year(71, 29, 0, 0), year(90, 10, 0, 0), "71% on 31 March 2026, and 90% on 31 March 2025"},
		{"in May, month end beside month end", "2026-05-29", year(28, 0, 12, 60), year(16, 0, 16, 68), year(15, 0, 17, 68), ""},
		{"fewer in touch than at that time of the year before", "2026-05-29", year(18, 0, 22, 60), year(8, 0, 24, 68), year(19, 0, 13, 68), "8% on 30 April 2026, and 19% on 30 April 2025"},
		{"on the last day of a month it is the day itself", "2026-05-31", year(15, 0, 25, 60), year(15, 0, 25, 60), year(30, 0, 10, 60), "15%, and 30% on 31 May 2025"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := New(office(t), day(c.on), time.Time{})
			p.Counts, p.Months[0].Counts, p.Months[monthsShown-1].Counts = c.now, c.before, c.last
			var all []string
			for _, x := range Caveats(p, Everything, make([]Shown, monthsShown)) {
				all = append(all, x.Text)
			}
			if text := strings.Join(all, " "); (c.says == "") != (text == "") || !strings.Contains(text, c.says) {
				t.Errorf("%q, want %q", text, c.says)
			}
		})
	}
}

// Hampshire published 36% in touch and 33% suitable for 2024, while rated good.
func TestADoubtAboutAPublishedFigure(t *testing.T) {
	for _, f := range []Figure{InTouch903, Suitable} {
		if text := Published.CaveatOf("E10000014", f, Aged19to21); !strings.Contains(text, "Hampshire published") {
			t.Errorf("%s of Hampshire: %q", f, text)
		}
		for _, ordinary := range []string{England, "E09000002"} {
			if text := Published.CaveatOf(ordinary, f, Aged19to21); text != "" {
				t.Errorf("%s of %s: %q", f, ordinary, text)
			}
		}
	}
}

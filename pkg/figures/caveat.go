package figures

import (
	"fmt"
	"slices"
)

// A figure may be true and not to be believed: Hampshire published 36% in touch
// in 2024 while inspectors rated its service good (docs/domain.md section 5). A
// caveat says in words why to look at the data before the practice. It changes
// no number.
const (
	// farthest is the hundredth part at either end of the published local
	// figures beyond which a figure is outside the spread.
	farthest = 1
	// jump is by how many percentage points a figure may differ from the one of
	// the year before.
	jump = 10
	// muchNotKnown is of how many per cent there may be no information before
	// every other share of the figure is in doubt.
	muchNotKnown = 25
)

// Caveat is a doubt about a figure in a band.
type Caveat struct {
	Figure Figure
	Band   Band
	Text   string
}

// notKnownParts are the parts that say that nothing is known.
var notKnownParts = map[Figure]Part{Suitable: NoInformation, Activity: NotKnown}

// Caveats are the doubts about our own figures on a day, beside those of the
// same month of the year before. They follow from what is shown alone: neither a
// doubt, nor that there is none, tells a number that is not.
func Caveats(p *Picture, shown Shown, months []Shown) []Caveat {
	end := len(p.Months) - 1
	d := doubting{sight{Month{p.On, p.Counts}, shown}, sight{p.Months[end], months[end]}, sight{p.Months[0], months[0]}}
	var all []Caveat
	for _, f := range Figures {
		for _, b := range Bands {
			all = append(all, d.of(f.Code, b.Code)...)
		}
	}
	return all
}

// doubting is what doubts follow from: the numbers of the day, of the month end
// before it, and of the month end a year before that.
type doubting struct{ now, monthEnd, yearBefore sight }

func (d doubting) of(f Figure, b Band) []Caveat {
	now, main := d.now, f.Parts()[0].Code
	share, ok := now.percent(f, main, b)
	if !ok {
		return nil
	}
	var all []Caveat
	say := func(format string, args ...any) { all = append(all, Caveat{f, b, fmt.Sprintf(format, args...)}) }
	if n := now.Counts.Counted(f, b); share == 100 && now.Counts.Of(f, main, b) == n {
		say("All %d, without exception: see whether what went otherwise is recorded at all.", n)
	}
	if low, high, ok := Published.spread(f, main, b); ok && now.settled(f, b) && (share < low || share > high) {
		say("%d%% is outside what nearly all authorities published for 2024 (%d%% to %d%%): look at the data first.", share, low, high)
	}
	if text := d.change(f, b); text != "" {
		say("%s: a change this large is more often in the data than in people's lives.", text)
	}
	if unknown, ok := now.percent(f, notKnownParts[f], b); ok && unknown > muchNotKnown {
		say("Of %d%% nothing is known that is fresh enough, so the other shares say little.", unknown)
	}
	return all
}

// change is how a figure differs from the year before by more than a jump; empty
// when it does not. The 903's begins anew each April and grows through its year, so
// of it only days that are as far into their years are put beside each other.
func (d doubting) change(f Figure, b Band) string {
	now, main := d.now, f.Parts()[0].Code
	if f == InTouch903 {
		now = d.monthEnd
	}
	share, known := now.percent(f, main, b)
	then, ok := d.yearBefore.percent(f, main, b)
	if !known || !ok || max(share-then, then-share) <= jump {
		return ""
	}
	before := fmt.Sprintf("%d%% on %s", then, d.yearBefore.On.Long())
	if now.On != d.now.On {
		return fmt.Sprintf("%d%% on %s, and %s", share, now.On.Long(), before)
	}
	return fmt.Sprintf("%d%%, and %s", share, before)
}

// sight is the counts of a day as far as somebody is shown them.
type sight struct {
	Month
	shown Shown
}

func (s sight) percent(f Figure, p Part, b Band) (int, bool) {
	n, ok := s.Counts.Percent(f, p, b)
	return n, ok && s.shown.Percent(f, p, b)
}

// settled reports whether nothing of a figure is still to be seen: until then it
// cannot be put beside a whole year's.
func (s sight) settled(f Figure, b Band) bool { return s.nobody(f, Open, b) && s.nobody(f, ToCome, b) }

func (s sight) nobody(f Figure, p Part, b Band) bool {
	return s.shown.Part(f, p, b) && s.Counts.Of(f, p, b) == 0
}

// CaveatOf is the doubt about what an area published; empty: there is none.
func (t *Table) CaveatOf(area string, f Figure, b Band) string {
	main := f.Parts()[0].Code
	s, ok := t.Of(area, f, main, b)
	low, high, known := t.spread(f, main, b)
	switch {
	case !ok || !s.Percent.Known() || !known || area == England:
		return ""
	case s.Percent.N < low || s.Percent.N > high:
		return fmt.Sprintf("%s published %d%%, outside what nearly all authorities did (%d%% to %d%%): likely a fault of the data, not of the service.", t.Name(area), s.Percent.N, low, high)
	}
	if none, ok := t.Of(area, f, notKnownParts[f], b); ok && none.Percent.Known() && none.Percent.N > muchNotKnown {
		return fmt.Sprintf("%s had no information on %d%%, so the other shares say little.", t.Name(area), none.Percent.N)
	}
	return ""
}

// spread is between what percentages nearly all authorities lie: their 1st and
// 99th percentile by nearest rank. False where no authority's figure was published.
func (t *Table) spread(f Figure, p Part, b Band) (low, high int, ok bool) {
	var shares []int
	for _, a := range t.Areas {
		if s, ok := t.Of(a.Code, f, p, b); ok && a.Code != England && s.Percent.Known() {
			shares = append(shares, s.Percent.N)
		}
	}
	if len(shares) == 0 {
		return 0, 0, false
	}
	slices.Sort(shares)
	return shares[rank(farthest, len(shares))], shares[rank(100-farthest, len(shares))], true
}

// rank is the index of a percentile by nearest rank.
func rank(percentile, of int) int { return max((percentile*of+99)/100, 1) - 1 }

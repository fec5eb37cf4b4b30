package figures

import "slices"

// Shown says which numbers are shown to whom: all to officers; to elected
// members none that is smaller than six or would give such a one away.
type Shown struct{ hidden map[Cell]bool }

// Everything is what officers are shown.
var Everything = Shown{}

// The two sums of a figure in a band, as numbers of their own.
const (
	countedSum Part = "counted"
	askedSum   Part = "asked"
)

// ForMembers is what elected members are shown of a day's counts.
func ForMembers(c Counts) Shown {
	s := Shown{map[Cell]bool{}}
	for _, b := range Bands { // no sum goes over several bands
		t := tables{at: map[Cell]int{}}
		for _, f := range Figures {
			t.figure(c, f.Code, b.Code)
		}
		hidden := Suppress(t.numbers, t.sums)
		for cell, i := range t.at {
			s.hidden[cell] = hidden[i]
		}
	}
	return s
}

// tables puts numbers that are the same in several figures (everyone of a band,
// the closed, the looked after) into one place, since their sums tell on each other.
type tables struct {
	numbers []int
	at      map[Cell]int
	sums    []Sum
}

func (t *tables) figure(c Counts, f Figure, b Band) {
	counted := Sum{Total: t.place(Cell{f, countedSum, b}, c.Counted(f, b))}
	asked := Sum{Total: t.place(shared(f, askedSum, b), c.Asked(f, b)), Parts: []int{counted.Total}}
	for _, p := range f.Parts() {
		if p.Counted {
			counted.Parts = append(counted.Parts, t.place(Cell{f, p.Code, b}, c.Of(f, p.Code, b)))
		} else {
			asked.Parts = append(asked.Parts, t.place(shared(f, p.Code, b), c.Of(f, p.Code, b)))
		}
	}
	t.sums = append(t.sums, counted, asked)
}

func (t *tables) place(cell Cell, n int) int {
	i, ok := t.at[cell]
	if !ok {
		i = len(t.numbers)
		t.at[cell] = i
		t.numbers = append(t.numbers, n)
	}
	return i
}

// shared is where a number stands that all figures but the 903's have.
func shared(f Figure, p Part, b Band) Cell {
	switch p {
	case askedSum, IsClosed, IsLookedAfter, IsQualifying, NoSupport:
		if f != InTouch903 {
			return Cell{"", p, b}
		}
	}
	return Cell{f, p, b}
}

// Part reports whether the number of a part is shown.
func (s Shown) Part(f Figure, p Part, b Band) bool { return !s.hidden[shared(f, p, b)] }

// any reports whether any number of a figure in a band is shown.
func (s Shown) any(f Figure, b Band) bool {
	return s.Counted(f, b) || slices.ContainsFunc(f.Parts(), func(p PartOf) bool { return s.Part(f, p.Code, b) })
}

// Counted reports whether it is shown of how many the percentages are.
func (s Shown) Counted(f Figure, b Band) bool { return !s.hidden[Cell{f, countedSum, b}] }

// Asked reports whether it is shown how many were asked about.
func (s Shown) Asked(f Figure, b Band) bool { return !s.hidden[shared(f, askedSum, b)] }

// Percent reports whether the percentage of a part is shown: it would tell the
// one number to whoever has the other.
func (s Shown) Percent(f Figure, p Part, b Band) bool { return s.Part(f, p, b) && s.Counted(f, b) }

// Forecast reports whether the forecast of the 903 is shown.
func (s Shown) Forecast(b Band) bool {
	return s.Percent(InTouch903, Yes, b) && s.Part(InTouch903, Open, b) && s.Part(InTouch903, ToCome, b)
}

// Caveat reports whether a doubt is shown: it tells numbers.
func (s Shown) Caveat(c Caveat) bool {
	unknown := notKnownParts[c.Figure]
	return s.Percent(c.Figure, c.Figure.Parts()[0].Code, c.Band) && (unknown == "" || s.Part(c.Figure, unknown, c.Band))
}

package figures

import "slices"

// Shown says which numbers are shown to whom: all to officers; to elected
// members none that is smaller than six or would give such a one away.
type Shown struct{ hidden map[Cell]bool }

// Everything is what officers are shown.
var Everything = Shown{}

// countedSum is how many a figure counts, as a number of its own.
const countedSum Part = "counted"

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

// tables puts numbers that are the same in several figures (the closed, the
// looked after) into one place, since their sums tell on each other.
type tables struct {
	numbers []int
	at      map[Cell]int
	sums    []Sum
}

// within says whose counted people a figure asks about: it counts them all but
// those whom it leaves out besides, so the two numbers tell how many those are.
var within = map[Figure]Figure{SeenLately: InTouchNow, Activity: InTouchNow, Suitable: Activity}

func (t *tables) figure(c Counts, f Figure, b Band) {
	counted := Sum{Total: t.counted(c, f, b)}
	asked := Sum{Parts: []int{counted.Total}}
	for _, p := range f.Parts() {
		n := c.Of(f, p.Code, b)
		i := t.place(shared(f, p.Code, b), n)
		switch {
		case n == 0 && knownNought(f, p.Code, b): // hides nothing
		case p.Counted:
			counted.Parts = append(counted.Parts, i)
		case !within[f].Has(p.Code):
			asked.Parts = append(asked.Parts, i)
		}
	}
	t.sums = append(t.sums, counted)
	if wider, ok := within[f]; ok {
		asked.Total = t.counted(c, wider, b)
		t.sums = append(t.sums, asked)
	}
}

func (t *tables) counted(c Counts, f Figure, b Band) int {
	return t.place(Cell{f, countedSum, b}, c.Counted(f, b))
}

// knownNought reports whether anybody can tell without the numbers that a part
// may hold nobody: support is asked for from 22 on, and when no window of the
// year is still to come, or none is over, is a matter of the calendar.
func knownNought(f Figure, p Part, b Band) bool {
	return p == NoSupport && b != Aged22to25 || f == InTouch903 && (p == ToCome || p == No)
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

// shared is where a number stands that several figures have, and not the 903's.
func shared(f Figure, p Part, b Band) Cell {
	switch p {
	case IsClosed, IsLookedAfter, IsQualifying, NoSupport:
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

// Asked reports whether it is shown how many were asked about. Members are not:
// it would tell how many are not counted, which are few.
func (s Shown) Asked() bool { return s.hidden == nil }

// Percent reports whether the percentage of a part is shown: it would tell the
// one number to whoever has the other.
func (s Shown) Percent(f Figure, p Part, b Band) bool { return s.Part(f, p, b) && s.Counted(f, b) }

// Forecast reports whether the forecast of the 903 is shown.
func (s Shown) Forecast(b Band) bool {
	return s.Percent(InTouch903, Yes, b) && s.Part(InTouch903, Open, b) && s.Part(InTouch903, ToCome, b)
}

package figures

import (
	"math"

	care "intouch/pkg/careleaver"
)

// Cell is one number of the tables: a part of a figure in a band of age.
type Cell struct {
	Figure Figure
	Part   Part
	Band   Band
}

// Counts are the numbers of a day.
type Counts map[Cell]int

// add counts what a person answered.
func (c Counts) add(answers map[Figure]Answer) {
	for f, a := range answers {
		c[Cell{f, a.Part, a.Band}]++
	}
}

// Of is how many are in a part.
func (c Counts) Of(f Figure, p Part, b Band) int { return c[Cell{f, p, b}] }

// Counted is how many of a band the percentages of a figure are of.
func (c Counts) Counted(f Figure, b Band) int {
	n := 0
	for _, p := range f.Parts() {
		if p.Counted {
			n += c.Of(f, p.Code, b)
		}
	}
	return n
}

// Asked is how many of a band the figure's question was asked of: those counted
// and those not.
func (c Counts) Asked(f Figure, b Band) int {
	n := 0
	for _, p := range f.Parts() {
		n += c.Of(f, p.Code, b)
	}
	return n
}

// FewestForPercent is of how few people there is a percentage: of fewer, it
// would say what one person did.
const FewestForPercent = 6

// Percent is a part of the people counted, to the whole number; false for a part
// that is not counted, a band that DfE does not publish, and fewer than six people.
func (c Counts) Percent(f Figure, p Part, b Band) (int, bool) {
	n := c.Counted(f, b)
	if n < FewestForPercent || !b.Published() || !counted(f, p) {
		return 0, false
	}
	return percent(c.Of(f, p, b), n), true
}

func percent(n, of int) int { return int(math.Round(100 * float64(n) / float64(of))) }

func counted(f Figure, p Part) bool {
	for _, x := range f.Parts() {
		if x.Code == p {
			return x.Counted
		}
	}
	return false
}

// Forecast is what the year's 903 in touch can still become: if nobody more is
// reached, and if everybody is whose window is not over. False of fewer than six.
func (c Counts) Forecast(b Band) (least, most int, ok bool) {
	n := c.Counted(InTouch903, b)
	if n < FewestForPercent || !b.Published() {
		return 0, 0, false
	}
	yes := c.Of(InTouch903, Yes, b)
	return percent(yes, n), percent(yes+c.Of(InTouch903, Open, b)+c.Of(InTouch903, ToCome, b), n), true
}

// BandsAsked are the bands to show of a figure: DfE's three, and others with
// anybody in them. That another is there says that somebody is in it, so it is
// there only where any number of it is shown.
func (c Counts) BandsAsked(f Figure, shown Shown) []Band {
	var bands []Band
	for _, b := range Bands {
		if b.Code.Published() || c.Asked(f, b.Code) > 0 && shown.any(f, b.Code) {
			bands = append(bands, b.Code)
		}
	}
	return bands
}

// Named is a person in a list.
type Named struct {
	ID        care.PersonID
	LocalID   string
	GivenName string
	Family    string
	KnownAs   string
	Born      care.Day
}

func named(p *care.Person) Named {
	d := p.Details
	return Named{p.ID, p.Registered.Facts.LocalID, d.GivenName, d.FamilyName, d.KnownAs, d.DateOfBirth}
}

package careleaver

import (
	"bytes"
	"cmp"
	"slices"
)

// Mark is one movement of a clock: when, and what moved it.
type Mark struct {
	When   When
	Entry  Entry
	Record RecordID
}

// Day is the day of the movement.
func (m Mark) Day() Day { return m.When.Day() }

// Clocks are the movements of the four clocks, each in order of time (rules.md
// section 4). They nest: seen is within spoken to, and that within heard of.
// Attempts move Tried alone (I3).
type Clocks struct {
	Tried   []Mark
	HeardOf []Mark
	Spoken  []Mark // two-way: in touch
	Seen    []Mark
}

func clocksOf(p Person) Clocks {
	talks := len(p.Contacts) + len(p.Refusals)
	c := Clocks{
		Tried: make([]Mark, 0, talks+len(p.Attempts)), HeardOf: make([]Mark, 0, talks+len(p.Reports)),
		Spoken: make([]Mark, 0, talks), Seen: make([]Mark, 0, talks/2),
	}
	for _, k := range p.Contacts {
		c.contact(k)
	}
	for _, a := range p.Attempts {
		m := Mark{a.Facts.When, a.Entry, a.Record}
		c.Tried = append(c.Tried, m)
		if a.Facts.Told != nil {
			c.HeardOf = append(c.HeardOf, m)
		}
	}
	for _, r := range p.Reports {
		c.HeardOf = append(c.HeardOf, Mark{r.Facts.When, r.Entry, r.Record})
	}
	for _, r := range p.Refusals {
		c.refusal(r)
	}
	for _, o := range p.Offers {
		if p.DeadPoint(o.Facts.ContactPoint, o.Facts.On) { // it reached nobody: an attempt (rules.md section 6)
			c.Tried = append(c.Tried, Mark{OnDay(o.Facts.On), o.Entry, o.Record})
		}
	}
	for _, m := range p.Missing {
		if m.Found != nil {
			c.HeardOf = append(c.HeardOf, Mark{m.Found.Facts.When, m.Found.Entry, m.Record})
		}
	}
	for _, marks := range []*[]Mark{&c.Tried, &c.HeardOf, &c.Spoken, &c.Seen} {
		slices.SortFunc(*marks, compareMarks)
	}
	return c
}

// contact moves the clocks as the table of rules.md section 4 says.
func (c *Clocks) contact(k Told[ContactMade]) {
	m := Mark{k.Facts.When, k.Entry, k.Record}
	c.Spoken = append(c.Spoken, m)
	c.HeardOf = append(c.HeardOf, m)
	if k.Facts.How != TheyContactedUs && k.Facts.How != NotStated {
		c.Tried = append(c.Tried, m)
	}
	if k.Facts.inPerson() {
		c.Seen = append(c.Seen, m)
	}
}

// refusal said to us directly is a talk; one that a list states is not.
func (c *Clocks) refusal(r Refusal) {
	if r.Facts.How == NotStated {
		return
	}
	m := Mark{r.Facts.When, r.Entry, r.Record}
	c.Tried = append(c.Tried, m)
	c.HeardOf = append(c.HeardOf, m)
	c.Spoken = append(c.Spoken, m)
	if r.Facts.How == SawAtHome || r.Facts.How == SawElsewhere {
		c.Seen = append(c.Seen, m)
	}
}

func compareMarks(a, b Mark) int {
	return cmp.Or(a.When.Compare(b.When), a.Entry.RecordedAt.Compare(b.Entry.RecordedAt), bytes.Compare(a.Entry.ID[:], b.Entry.ID[:]))
}

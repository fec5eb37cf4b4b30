package duty

import (
	"slices"

	care "intouch/pkg/careleaver"
)

// Contradiction is living evidence that disagrees about where somebody is. Both
// sides are kept, and a person decides (rules.md section 5).
type Contradiction struct {
	Of      care.RecordID   // the home or absence in which they are by the facts
	For     []care.Evidence // says that they are there, oldest first
	Against []care.Evidence // says that they are not, or are elsewhere; newer
}

// Contradictions are those of the day: evidence that they are where the facts
// have them, that has not grown stale, and evidence against it that is no older.
// What a decision has set aside no longer counts, nor does what an absence or a
// move in between explains.
func (r Authority) Contradictions(p care.Person, day care.Day) []Contradiction {
	return r.at(&p, day).contradictions()
}

// contradictions goes through the evidence from the newest on: mostly that says
// that they are where the facts have them, and there is nothing to look for.
func (a *at) contradictions() []Contradiction {
	s := a.where()
	if s.lost {
		return nil
	}
	c := Contradiction{Of: s.stretch.Of}
	aside, oldest := a.setAside(), a.day.AddDays(-a.longest())
	all := a.evidence()
	for i := len(all) - 1; i >= 0 && all[i].On >= oldest; i-- {
		e := &all[i]
		switch {
		case len(c.For) > 0 && len(c.Against) == 0 && e.On < c.For[0].On:
			return nil // nothing newer is against it
		case aside[e.Entry.ID] || !a.living(e):
		case e.Of == c.Of && e.There:
			c.For = append(c.For, *e)
		case against(e, c):
			c.Against = append(c.Against, *e)
		}
	}
	if len(c.For) == 0 || len(c.Against) == 0 {
		return nil
	}
	slices.Reverse(c.For)
	slices.Reverse(c.Against)
	return []Contradiction{c}
}

// against reports whether evidence speaks against the place, and against the
// newest that speaks for it: it is newer, or says of the same day and place that
// they were not there.
func against(e *care.Evidence, c Contradiction) bool {
	switch {
	case e.There == (e.Of == c.Of):
		return false // says nothing of it: they were not at some other place
	case len(c.For) == 0:
		return true
	}
	return e.On == c.For[0].On && e.Of == c.Of
}

// living reports whether a piece of evidence still says anything on the day.
func (a *at) living(e *care.Evidence) bool {
	_, likely := a.lasts(e)
	return !a.reached(e.On.AddDays(likely + 1))
}

// setAside are the events that a named person decided not to believe, on or
// before the day on which that was recorded.
func (a *at) setAside() map[care.EventID]bool {
	var aside map[care.EventID]bool
	for i := range a.Person.Contradictions {
		d := &a.Person.Contradictions[i]
		if !a.reached(d.Facts.On) {
			continue
		}
		if aside == nil {
			aside = map[care.EventID]bool{}
		}
		for _, id := range d.Facts.SetAside {
			aside[id] = true
		}
	}
	return aside
}

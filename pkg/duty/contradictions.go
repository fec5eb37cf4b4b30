package duty

import care "intouch/pkg/careleaver"

// Contradiction is two living sources that disagree about where somebody is on a
// day: neither has grown stale, and they speak of different places, or one says
// that they are there and the other that they are not (rules.md section 5). A
// named person decides which is believed: [care.ContradictionDecided].
type Contradiction struct {
	Older, Newer care.Evidence
}

// Contradictions are those of a person on a day, newest first: the last evidence
// that they are where they are said to be, with each newer piece that says
// otherwise. A move ends the old home, so what was said of it before contradicts
// nothing.
func (r Authority) Contradictions(p care.Person, day care.Day) []Contradiction {
	return r.at(&p, day).contradictions()
}

func (a *at) contradictions() []Contradiction {
	s := a.where()
	var newer []*care.Evidence
	seen := a.evidence()
	for i := len(seen) - 1; i >= 0 && seen[i].On >= s.stretch.From; i-- {
		e := &seen[i]
		if _, likely := a.lasts(e); a.reached(e.On.AddDays(likely + 1)) {
			continue // it has grown stale
		}
		switch here := e.Of == s.stretch.Of; {
		case here && e.There:
			return against(e, newer)
		case here || e.There && e.On > s.stretch.From: // not there; or elsewhere, since they moved there
			newer = append(newer, e)
		}
	}
	return nil
}

func against(older *care.Evidence, newer []*care.Evidence) []Contradiction {
	var all []Contradiction
	for _, e := range newer {
		all = append(all, Contradiction{*older, *e})
	}
	return all
}

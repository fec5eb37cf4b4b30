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
	living := a.living(s)
	last := -1
	for i := range living {
		if living[i].Of == s.stretch.Of && living[i].There {
			last = i
		}
	}
	var all []Contradiction
	for i := len(living) - 1; last >= 0 && i >= 0; i-- {
		if e := living[i]; e.On >= living[last].On && disagree(living[last], e) {
			all = append(all, Contradiction{living[last], e})
		}
	}
	return all
}

// living is the evidence since they are where they are said to be, without what
// has grown stale.
func (a *at) living(s *sureness) []care.Evidence {
	var all []care.Evidence
	for _, e := range a.evidence() {
		_, likely := a.lasts(&e)
		since := e.On > s.stretch.From || e.On == s.stretch.From && e.Of == s.stretch.Of
		if since && !a.reached(e.On.AddDays(likely+1)) {
			all = append(all, e)
		}
	}
	return all
}

func disagree(older, newer care.Evidence) bool {
	return newer.There && older.Of != newer.Of || older.Of == newer.Of && older.There != newer.There
}

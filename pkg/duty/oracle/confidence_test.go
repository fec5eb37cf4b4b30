package oracle

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// sure is how sure whereabouts are on a day.
type sure struct {
	where
	confidence duty.Confidence
	stale      care.Day // the first day stale; zero: not known
	believed   bool     // some evidence of the place stands
}

// "Each piece is judged alone; confidence on a day is the highest that any living
// piece gives, the stale day the latest. A contradiction (newer evidence of
// another place, or of not being there) makes it at most *likely*."
func (l life) sure(on care.Day) sure {
	s := sure{where: l.where(on)}
	if s.at == "" {
		s.confidence = duty.Unsure
		return s
	}
	s.confidence, s.stale = duty.Stale, s.since
	for i, e := range s.pieces {
		if e.at != s.at || !e.there || l.setAside(e.fact) || e.when.Compare(care.OnDay(s.lost)) <= 0 {
			continue
		}
		confirmed, likely := l.lives(e)
		s.believed = true
		s.stale = max(s.stale, e.day+care.Day(likely)+1)
		switch {
		case on <= e.day+care.Day(confirmed) && confirmed >= 0 && !s.contradicted(l, i):
			s.confidence = duty.Confirmed
		case on <= e.day+care.Day(likely) && s.confidence == duty.Stale:
			s.confidence = duty.Likely
		}
	}
	return s
}

func (s sure) contradicted(l life, i int) bool {
	for _, newer := range s.pieces[i+1:] {
		if newer.day == s.pieces[i].day {
			continue
		}
		elsewhere := newer.there && newer.at != s.at
		notThere := !newer.there && newer.at == s.at
		if (elsewhere || notThere) && !l.setAside(newer.fact) {
			return true
		}
	}
	return false
}

// What a named person sets aside "no longer speaks for or against a place": of
// no day, since it is a word on what was said.
func (l life) setAside(f fact) bool {
	for _, decided := range upTo[care.ContradictionDecided](l, care.Forever) {
		for _, id := range decided.says.SetAside {
			if id == f.ID {
				return true
			}
		}
	}
	return false
}

// lives returns the last day on which the piece alone makes the place confirmed,
// and likely, counted from its own: the table of section 5. Confirmed is −1 for
// evidence that never confirms.
func (l life) lives(e evidence) (confirmed, likely int) {
	strong := e.how == care.SeenByUs || e.how == care.ToldByPerson || e.how == care.ToldOnSite
	passing := l.passing(e.at)
	switch {
	case passing && strong:
		return 7, 14
	case passing:
		return -1, 7
	case e.how == care.SeenByUs:
		return 56, 91
	case strong:
		return 28, 91
	}
	return -1, 56
}

// "for S, V, W".
func (l life) passing(r care.RecordID) bool {
	for _, h := range of(r, upTo[care.MovedIn](l, care.Forever)) {
		return h.says.Residence == "S" || h.says.Residence == "V" || h.says.Residence == "W"
	}
	return false
}

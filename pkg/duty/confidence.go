package duty

import (
	"sort"

	care "intouch/pkg/careleaver"
)

// Whereabouts and how sure they are: rules.md section 5. Each piece of evidence is judged alone; confidence on a day is the highest
// that any living piece gives, and the day on which it goes stale the latest.

// sureness is how sure whereabouts are on a day.
type sureness struct {
	stretch    care.Stretch
	lost       bool // not known where they are
	confidence Confidence
	best       *care.Evidence // what gives the confidence; nil: nothing does
	lastGood   care.Day       // the last day before it is stale, if not lost
	lasting    *care.Evidence // what makes it last until then
	doubted    bool           // they moved there, and a decision believes none of the evidence
}

// where says where they are by the facts, and how sure that is.
func (a *at) where() *sureness {
	if a.is != nil {
		return a.is
	}
	s := &sureness{}
	a.is = s
	s.stretch, s.lost = a.stretch()
	if s.lost {
		s.confidence = Unsure
		return s
	}
	s.confidence = Stale
	longest := care.Day(a.longest())
	all, known := a.evidence(), a.knownAgainSince()
	for i := len(all) - 1; i >= 0 && all[i].On >= known; i-- {
		e := &all[i]
		if over := e.On + longest; over < a.day && over < s.lastGood {
			break // neither this piece nor an older one can say anything more
		}
		if e.Of == s.stretch.Of && e.There {
			s.weigh(a, e)
		}
	}
	if s.lasting == nil && !a.toldLater(&s.stretch) {
		s.doubted, s.lastGood = true, s.stretch.From-1
	}
	return s
}

// knownAgainSince is the first day of which evidence counts: that on which
// whereabouts were last not known, since what was known before no longer holds.
func (a *at) knownAgainSince() care.Day {
	for i := len(a.Stretches) - 1; i >= 0; i-- {
		if s := &a.Stretches[i]; s.State == care.NotKnownWhere && a.reached(s.From) {
			return s.From
		}
	}
	return 0
}

// toldLater reports whether a move was told of on a later day: it is evidence of
// that day only.
func (a *at) toldLater(s *care.Stretch) bool {
	for i := len(a.Evidence) - 1; i >= 0 && a.Evidence[i].On > a.day; i-- {
		if e := &a.Evidence[i]; e.There && e.Entry.ID == s.Entry.ID {
			return true
		}
	}
	return false
}

// evidence is that of the day and before.
func (a *at) evidence() []care.Evidence {
	i := sort.Search(len(a.Evidence), func(i int) bool { return a.Evidence[i].On > a.day })
	if i < len(a.Evidence) {
		a.reached(a.Evidence[i].On)
	}
	return a.Evidence[:i]
}

// longest is for how long the longest-lasting evidence lasts.
func (a *at) longest() int {
	w := a.policy().Whereabouts
	return max(w.SeenLikelyDays, w.ToldLikelyDays, w.OtherLikelyDays, w.PassingLikelyDays, w.PassingOtherLikelyDays)
}

// stretch is where they are by the facts. Where nothing was ever told, they are
// not known from the first day on the register (I2).
func (a *at) stretch() (care.Stretch, bool) {
	for i := len(a.Stretches) - 1; i >= 0; i-- {
		if s := a.Stretches[i]; a.reached(s.From) {
			return s, s.State == care.NotKnownWhere
		}
	}
	return care.Stretch{From: registeredOn(a.Person), State: care.NothingToldOfHome, Entry: a.Registered.Entry}, true
}

// weigh takes a piece of evidence into account. The newest come first: of two
// that say the same, the newer is the one that is shown.
func (s *sureness) weigh(a *at, e *care.Evidence) {
	confirmed, likely := a.lasts(e)
	if s.lasting == nil || e.On.AddDays(likely) > s.lastGood {
		s.lastGood, s.lasting = e.On.AddDays(likely), e
	}
	c := Stale
	switch {
	case confirmed >= 0 && !a.reached(e.On.AddDays(confirmed+1)) && !a.contradicted(e):
		c = Confirmed
	case !a.reached(e.On.AddDays(likely + 1)):
		c = Likely
	}
	if s.best == nil || c.surerThan(s.confidence) {
		s.confidence, s.best = c, e
	}
}

func (c Confidence) surerThan(d Confidence) bool {
	return c != d && (c == Confirmed || d == Stale)
}

// lasts is for how many days after its own a piece of evidence confirms (-1:
// never), and for how many it makes likely.
func (a *at) lasts(e *care.Evidence) (confirmed, likely int) {
	w := a.policy().Whereabouts
	ours := e.How == care.SeenByUs
	told := e.How == care.ToldByPerson || e.How == care.ToldOnSite
	switch passing := a.passing(e.Of); {
	case passing && (ours || told):
		return w.PassingConfirmedDays, w.PassingLikelyDays
	case passing:
		return -1, w.PassingOtherLikelyDays
	case ours:
		return w.SeenConfirmedDays, w.SeenLikelyDays
	case told:
		return w.ToldConfirmedDays, w.ToldLikelyDays
	}
	return -1, w.OtherLikelyDays
}

// passing reports whether the home is of a kind that does not last (S, V, W).
func (a *at) passing(of care.RecordID) bool {
	for _, h := range a.Homes {
		if h.Record == of {
			return h.Facts.Residence.Passing()
		}
	}
	return false
}

// contradicted reports whether newer evidence says that they were elsewhere, or
// not there: then it is at most likely (rules.md section 5).
func (a *at) contradicted(e *care.Evidence) bool {
	all := a.evidence()
	for i := len(all) - 1; i >= 0; i-- {
		other := &all[i]
		if other.On <= e.On {
			return false
		}
		if other.There != (other.Of == e.Of) {
			return true
		}
	}
	return false
}

package duty

import (
	"sort"

	care "intouch/pkg/careleaver"
)

// Whereabouts, how sure they are, and the duty to confirm them: rules.md section
// 5. Each piece of evidence is judged alone; confidence on a day is the highest
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
	if s.lasting == nil && !a.evidenceToCome(s.stretch.Of) {
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

// evidenceToCome reports whether there is evidence of a place of any later day: a
// move that was told of later.
func (a *at) evidenceToCome(of care.RecordID) bool {
	for i := len(a.Evidence) - 1; i >= 0 && a.Evidence[i].On > a.day; i-- {
		if e := &a.Evidence[i]; e.Of == of && e.There {
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

// The whereabouts of everybody to whom contact is owed are to be confirmed
// before the evidence goes stale, and within two working days once they are not
// known (rules.md sections 5 and 6). The authority's duty to keep in touch is
// owed "wherever they may be": CA89 s.23B(1).
func whereaboutsKnown(a *at, o owed) []Deadline {
	if !o.contact {
		return nil
	}
	s := a.where()
	if !s.lost {
		return append(a.confirmedBy(s), a.nothingReaches(s)...)
	}
	if a.endPassed(&s.stretch) {
		return nil // where now asks for it
	}
	days := a.policy().Whereabouts.NotKnownWorkingDays
	return []Deadline{Deadline{Rule: WhereaboutsRule, Lapse: lapse(&s.stretch.Entry), Due: WorkingDays(s.stretch.From, days), Source: fromPolicy}.
		toldLate(&s.stretch.Entry, WorkingDays(s.stretch.Entry.KnownOn(), days))}
}

// confirmedBy is the last day before all evidence is stale; none while the day of
// the first evidence is still to come.
func (a *at) confirmedBy(s *sureness) []Deadline {
	if s.lasting == nil && !s.doubted {
		return nil
	}
	if s.doubted {
		return []Deadline{{Rule: WhereaboutsRule, Lapse: lapse(&s.stretch.Entry), Due: WorkingDays(s.stretch.From, a.policy().Whereabouts.NotKnownWorkingDays), Source: fromPolicy, Record: s.stretch.Of}}
	}
	return []Deadline{{Rule: WhereaboutsRule, Lapse: lapse(&s.lasting.Entry), Due: s.lastGood, Source: fromPolicy, Record: s.stretch.Of}}
}

// nothingReaches: a number that is dead, a letter that came back, "moved away" at
// the door ask where they are now, before the evidence grows old (rules.md section
// 4); so does learning that a contact point is dead without trying it. The first of
// them that no evidence has followed counts.
func (a *at) nothingReaches(s *sureness) []Deadline {
	var first *care.Entry
	dead := func(e *care.Entry) {
		when := e.Fact.Happened()
		if earlier := first == nil || when.Compare(first.Fact.Happened()) < 0; earlier && when.Day() >= s.stretch.From && a.reached(when.Day()) && !a.foundSince(s, when) {
			first = e
		}
	}
	for i := range a.Attempts {
		if a.Attempts[i].Facts.Outcome.MarksDead() {
			dead(&a.Attempts[i].Entry)
		}
	}
	for i := range a.DeadPoints {
		dead(&a.DeadPoints[i].Entry)
	}
	if first == nil {
		return nil
	}
	days := a.policy().Whereabouts.NotKnownWorkingDays
	return []Deadline{Deadline{Rule: WhereaboutsRule, Lapse: lapse(first), Due: WorkingDays(first.HappenedOn(), days), Source: fromPolicy, Record: s.stretch.Of}.
		toldLate(first, WorkingDays(first.KnownOn(), days))}
}

// foundSince reports whether there has been evidence of where they are since.
func (a *at) foundSince(s *sureness, since care.When) bool {
	all := a.evidence()
	for i := len(all) - 1; i >= 0 && all[i].On >= since.Day(); i-- {
		if e := &all[i]; e.There && e.Of == s.stretch.Of && e.Entry.Fact.Happened().Compare(since) >= 0 {
			return true
		}
	}
	return false
}

// endPassed reports whether it is not known where they are because custody or
// hospital was to have ended, and nobody has said that it did.
func (a *at) endPassed(s *care.Stretch) bool {
	for i := range a.Absences {
		if x := &a.Absences[i]; x.ID == s.Entry.ID && held(x) {
			return a.during(x.Facts.From.From, x.Until) && !a.evidenceAfter(x.Facts.ExpectedEnd)
		}
	}
	return false
}

// whereaboutsConfirmed is met by the first evidence after what started the lapse.
// Where that was taken back there is none: the lapse no longer applies.
func whereaboutsConfirmed(p *care.Person, l care.Alert) (care.Entry, bool) {
	started := wentStale(p, l.Raised.Facts.Lapse)
	if started.IsZero() {
		return care.Entry{}, false
	}
	for i := range p.Evidence {
		if e := &p.Evidence[i]; e.There && e.On > started && lapse(&e.Entry) != l.Raised.Facts.Lapse {
			return e.Entry, true
		}
	}
	return care.Entry{}, false
}

// wentStale is the day after which evidence meets the lapse: that of the
// evidence that grew old, or the last before whereabouts were not known. Zero
// when nothing of it is left.
func wentStale(p *care.Person, started care.RecordID) care.Day {
	day := care.Day(0)
	if lapse(&p.Registered.Entry) == started {
		day = registeredOn(p) - 1
	}
	for i := range p.Evidence {
		if e := &p.Evidence[i]; lapse(&e.Entry) == started {
			day = max(day, e.On)
		}
	}
	for i := range p.Attempts {
		if t := &p.Attempts[i]; lapse(&t.Entry) == started && t.Facts.Outcome.MarksDead() {
			day = max(day, t.Facts.When.Day()-1)
		}
	}
	for i := range p.DeadPoints {
		if d := &p.DeadPoints[i]; lapse(&d.Entry) == started {
			day = max(day, d.Facts.On-1)
		}
	}
	for i := range p.Homes {
		if h := &p.Homes[i]; lapse(&h.Entry) == started {
			day = max(day, h.Facts.From.From-1)
		}
	}
	for i := range p.Stretches {
		if s := &p.Stretches[i]; lapse(&s.Entry) == started && s.State == care.NotKnownWhere {
			day = max(day, s.From-1)
		}
	}
	return day
}

// missing is the first report of missing that is open on the day; nil when there
// is none.
func (a *at) missing() *care.MissingReport {
	if open := a.reports(); len(open) > 0 {
		return open[0]
	}
	return nil
}

// reports are those of missing that are open on the day, in order of time.
func (a *at) reports() []*care.MissingReport {
	var open []*care.MissingReport
	for i := range a.Missing {
		m, until := &a.Missing[i], care.Forever
		if m.Found != nil {
			until = m.Found.Facts.When.Day()
		}
		if a.during(m.Facts.From.Day(), until) {
			open = append(open, m)
		}
	}
	return open
}

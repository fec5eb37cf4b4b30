package duty

import care "intouch/pkg/careleaver"

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

package duty

import care "intouch/pkg/careleaver"

// A young adult may decline support and has privacy, but the authority stays
// under a duty to attempt contact. Volume 3, 4.39. So only a refusal of contact
// or services, in their own words, approved by a manager and renewed, changes
// anything, and a later two-way contact ends it (rules.md section 7).

// refusal is where a refusal stands on a day.
type refusal struct {
	current bool // said, approved and in force
	missed  bool // in force, its renewal missed
	entry   *care.Entry
	renewBy care.Day
}

// refusalNow is where the refusals in force stand together: of several the one that
// is to be renewed first governs.
func (a *at) refusalNow() refusal {
	var now refusal
	for _, r := range a.refusals() {
		if !now.current || r.renewBy < now.renewBy {
			now = r
		}
	}
	return now
}

// refusals are those in force, in order of time.
func (a *at) refusals() []refusal {
	var all []refusal
	for i := range a.Refusals {
		f := &a.Refusals[i]
		counts := f.Facts.What == care.RefusesContact || f.Facts.What == care.RefusesServices
		if !counts || !a.reached(f.Facts.When.Day()) {
			continue
		}
		if r := a.refusalOf(f); r.current {
			all = append(all, r)
		}
	}
	return all
}

func (a *at) refusalOf(f *care.Refusal) refusal {
	if lastTold(a, f.Approved) == nil {
		return refusal{}
	}
	return a.holding(f)
}

// holding is where a refusal stands, approved or not: from when it was said or
// renewed last, until a talk ends it or a renewal is missed for longer than its
// days of grace.
func (a *at) holding(f *care.Refusal) refusal {
	entry, last := &f.Entry, f.Facts.When.Day()
	for i := range f.Renewed {
		if r := &f.Renewed[i]; a.reached(r.Facts.On) && r.Facts.On >= last && !a.DeadPoint(r.Facts.ContactPoint, r.Facts.On) {
			if a.talked(f, last, r.Facts.On) {
				return refusal{} // it was over, and there was nothing to renew
			}
			entry, last = &r.Entry, r.Facts.On
		}
	}
	n := a.policy().Refusal
	r := refusal{current: true, entry: entry, renewBy: last.AddDays(n.RenewDays)}
	if a.talked(f, last, care.Forever) || a.reached(r.renewBy.AddDays(n.GraceDays+1)) {
		return refusal{}
	}
	r.missed = a.reached(r.renewBy + 1)
	return r
}

// talked reports whether there was a two-way contact after a day and before
// another in which they did not say that the refusal stands. To refuse again is to
// say that it does.
func (a *at) talked(f *care.Refusal, after, before care.Day) bool {
	for i := range a.Spoken {
		m := &a.Spoken[i]
		if m.Day() <= after || m.Day() >= before || m.Record == f.Record || stillRefuses(m.Entry.Fact) {
			continue
		}
		return a.reached(m.Day())
	}
	return false
}

func stillRefuses(f care.Fact) bool {
	switch f := f.(type) {
	case care.ContactMade:
		return f.StillRefuses == care.Yes
	case care.Refused:
		return f.What == care.RefusesContact || f.What == care.RefusesServices
	}
	return false
}

// lastEvidence is the day of the last evidence of whereabouts from anyone, else
// the first day on the register.
func (a *at) lastEvidence() care.Day {
	last := registeredOn(a.Person)
	seen := a.evidence()
	for i := len(seen) - 1; i >= 0; i-- {
		if seen[i].There {
			return max(last, seen[i].On)
		}
	}
	return last
}

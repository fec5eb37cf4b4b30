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

// refusalNow is the refusal that is in force, if one is.
func (a *at) refusalNow() refusal {
	for i := len(a.Refusals) - 1; i >= 0; i-- {
		f := &a.Refusals[i]
		counts := f.Facts.What == care.RefusesContact || f.Facts.What == care.RefusesServices
		if !counts || !a.reached(f.Facts.When.Day()) {
			continue
		}
		if r := a.refusalOf(f); r.current {
			return r
		}
	}
	return refusal{}
}

func (a *at) refusalOf(f *care.Refusal) refusal {
	if lastTold(a, f.Approved) == nil {
		return refusal{}
	}
	entry, last := &f.Entry, f.Facts.When.Day()
	for i := range f.Renewed {
		if r := &f.Renewed[i]; a.reached(r.Facts.On) && r.Facts.On >= last && !deadPoint(a.Person, r.Facts.ContactPoint, r.Facts.On) {
			entry, last = &r.Entry, r.Facts.On
		}
	}
	if a.talkedSince(f, last) {
		return refusal{}
	}
	n := a.policy().Refusal
	r := refusal{current: true, entry: entry, renewBy: last.AddDays(n.RenewDays)}
	if a.reached(r.renewBy.AddDays(n.GraceDays + 1)) {
		return refusal{}
	}
	r.missed = a.reached(r.renewBy + 1)
	return r
}

// talkedSince reports whether there was a two-way contact after the refusal, or
// its last renewal, in which they did not say that it stands. To refuse again is
// to say that it does.
func (a *at) talkedSince(f *care.Refusal, last care.Day) bool {
	for i := range a.Spoken {
		m := &a.Spoken[i]
		if m.Day() <= last || m.Record == f.Record || stillRefuses(m.Entry.Fact) {
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

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
	if renewed := lastTold(a, f.Renewed); renewed != nil {
		entry, last = &renewed.Entry, max(last, renewed.Facts.On)
	}
	if talk := a.lastMark(a.Spoken); talk != nil && talk.Day() > last && talk.Record != f.Record {
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

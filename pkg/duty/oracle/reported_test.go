package oracle

import (
	"slices"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// disagreement is one that is known and not yet settled: on what, and in which
// lives it can be. They are not looked at there, so the list must get shorter:
// settle one, in package duty or in the text, and take its line away.
type disagreement struct {
	about string
	on    []string // empty: on anything that follows
	lives func(l life) bool
}

var (
	placesAndMore = []string{string(duty.WhereaboutsRule), "reasons", "bucket", string(duty.TryAgain)}
	contactAndAll = []string{string(duty.KeepInTouch), string(duty.TryAgain), "bucket", "reasons", "flag attempts_only"}
	replaced      = []string{string(duty.CustodyVisit), string(duty.WhereNow), string(duty.WhereaboutsRule), string(duty.ReleaseReview)}
	sources       = []string{"number of keep-in-touch", "number of see-in-person"}
)

var reported = []disagreement{
	{"not known, said again, counts from its first day", placesAndMore, func(l life) bool {
		return has[care.WhereaboutsNotKnown](l) && (more[care.WhereaboutsNotKnown](l) || has[care.WentAway](l))
	}},
	{"coming back without a home is no new not known", placesAndMore, has[care.CameBack]},
	{"care that ended after the 18th birthday ended on it", nil, careEndedLate},
	{"a category stated after a return to care", nil, func(l life) bool { return has[care.ReturnedToCare](l) && has[care.EligibilityChanged](l) }},
	{"18 after coming back into care", nil, has[care.ReturnedToCare]},
	{"a longer interval by category leaves an open lapse open", contactAndAll, changesCategory},
	{"a duty that begins with a category", []string{string(duty.NoAdviser), string(duty.ActivityRule), string(duty.SeeInPerson), "flag not_seen"}, has[care.EligibilityChanged]},
	{"a category said again", []string{string(duty.NeedsAssessment)}, has[care.EligibilityChanged]},
	{"six months with a parent while looked after", nil, withParentInCare},
	{"no date of birth, looked after", []string{"flag date_of_birth_missing"}, func(l life) bool { return l.born.IsZero() }},
	{"a second report of missing", []string{string(duty.MissingDecision), string(duty.TryAgain)}, more[care.ReportedMissing]},
	{"a plan review that sets the next", []string{string(duty.PlanReview)}, func(l life) bool {
		return some(l, func(r care.PlanReviewed) bool { return !r.NextBy.IsZero() })
	}},
	{"how often seen, left out of a newer frequency", []string{string(duty.SeeInPerson), "flag not_seen"}, more[care.FrequencySet]},
	{"the source of a missed deadline after a frequency was set", sources, has[care.FrequencySet]},
	{"met in custody or in hospital, when they are elsewhere", nil, metElsewhere},
	{"back on the day on which they went", nil, backOnTheDay},
	{"moved out on the day of moving in", nil, outOnTheDay},
	{"visited before the move", []string{string(duty.ProvidedVisit)}, func(l life) bool {
		return some(l, func(c care.ContactMade) bool { return c.Accommodation != "" })
	}},
	{"an absence that another replaced", replaced, more[care.WentAway]},
	{"back at a home that they moved into since", []string{"confidence", string(duty.WhereaboutsRule)}, has[care.CameBack]},
	{"heard later on the day of not known", nil, heardThatDay},
	{"all evidence set aside", nil, has[care.ContradictionDecided]},
	{"a dead contact point, known without an attempt", []string{string(duty.WhereaboutsRule)}, has[care.ContactPointDead]},
	{"decided or stopped again", []string{string(duty.FirstOffer), "bucket", "reasons"}, func(l life) bool {
		return more[care.Post21Decided](l) || more[care.SupportStopped](l) || has[care.Post21Decided](l) && has[care.SupportStopped](l)
	}},
	{"a renewal after a talk that ended the refusal", nil, has[care.RefusalRenewed]},
	{"evidence from before not known", []string{"confidence", string(duty.WhereaboutsRule), "bucket", "reasons"}, has[care.WhereaboutsNotKnown]},
	{"looked after on the birthday of the window", []string{string(duty.Window903)}, func(l life) bool { return has[care.EligibilityChanged](l) || has[care.CareEnded](l) }},
	{"two refusals in force", []string{string(duty.RenewOffer), "bucket", "reasons"}, more[care.RefusalApproved]},
	{"an offer to a dead contact point is an attempt", []string{string(duty.TryAgain), "flag attempts_only"}, has[care.OfferMade]},
	{"attempts only, beside a refusal", []string{"flag attempts_only"}, has[care.RefusalApproved]},
	{"allocated after they left", []string{string(duty.NoAdviser)}, allocatedAfterLeaving},
	{"a death confirmed later", []string{"flag to_be_confirmed"}, has[care.DeathConfirmed]},
}

func isReported(l life, what string) bool {
	for _, d := range reported {
		if (len(d.on) == 0 || slices.Contains(d.on, what)) && d.lives(l) {
			return true
		}
	}
	return false
}

func has[F care.Fact](l life) bool { return len(upTo[F](l, care.Forever)) > 0 }

func more[F care.Fact](l life) bool { return len(upTo[F](l, care.Forever)) > 1 }

func some[F care.Fact](l life, is func(F) bool) bool {
	for _, f := range upTo[F](l, care.Forever) {
		if is(f.says) {
			return true
		}
	}
	return false
}

func careEndedLate(l life) bool {
	r, _, _ := l.registration()
	return more[care.CareEnded](l) || some(l, func(c care.CareEnded) bool {
		return r.Category != care.Eligible || has[care.EligibilityChanged](l) || l.hasTurned(18, c.On) || l.born.IsZero()
	})
}

func changesCategory(l life) bool {
	return has[care.EligibilityChanged](l) || some(l, func(m care.MovedIn) bool { return m.WithParent })
}

func withParentInCare(l life) bool {
	r, _, _ := l.registration()
	return (r.Category == care.Eligible || has[care.ReturnedToCare](l)) && some(l, func(m care.MovedIn) bool { return m.WithParent })
}

func metElsewhere(l life) bool {
	return has[care.WentAway](l) && some(l, func(c care.ContactMade) bool { return c.Where == care.InCustody || c.Where == care.InHospital })
}

func allocatedAfterLeaving(l life) bool {
	return has[care.HandoverAccepted](l) || some(l, func(a care.AdviserAllocated) bool { return a.Staff == kim && a.From >= kimLeaves })
}

func backOnTheDay(l life) bool {
	for _, back := range upTo[care.CameBack](l, care.Forever) {
		for _, away := range of(back.Record, upTo[care.WentAway](l, care.Forever)) {
			if back.day <= away.day {
				return true
			}
		}
	}
	return false
}

func outOnTheDay(l life) bool {
	for _, out := range upTo[care.MovedOut](l, care.Forever) {
		for _, home := range of(out.Record, upTo[care.MovedIn](l, care.Forever)) {
			if out.day <= home.day {
				return true
			}
		}
	}
	return false
}

func heardThatDay(l life) bool {
	return some(l, func(lost care.WhereaboutsNotKnown) bool {
		return slices.ContainsFunc(l.facts, func(f fact) bool {
			_, itself := f.Fact.(care.WhereaboutsNotKnown)
			return f.day == lost.From && !itself
		})
	})
}

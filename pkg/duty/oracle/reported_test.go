package oracle

import (
	"slices"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// reported are disagreements that are reported and not yet settled: on what, and in
// which lives. Each has a number in the report; when package duty or the text
// changes, its line goes.
var reported = []struct {
	why   string
	on    []string // what they disagree on; empty: on anything that follows
	lives func(l life) bool
}{
	{"1 a category stated after a return to care", nil, func(l life) bool { return has[care.ReturnedToCare](l) && has[care.EligibilityChanged](l) }},
	{"2 care ended of somebody not looked after", nil, careEndedLate},
	{"3 a second report of missing", []string{string(duty.MissingDecision)}, func(l life) bool { return len(upTo[care.ReportedMissing](l, care.Forever)) > 1 }},
	{"4 lengthening by category", []string{string(duty.KeepInTouch), string(duty.TryAgain), "bucket", "reasons", "flag attempts_only"}, changesCategory},
	{"5 nextBy of a plan review", []string{string(duty.PlanReview)}, func(l life) bool {
		return any1(l, func(r care.PlanReviewed) bool { return !r.NextBy.IsZero() })
	}},
	{"6 seen days carried over", []string{string(duty.SeeInPerson), "number of see-in-person", "flag not_seen"}, func(l life) bool { return len(upTo[care.FrequencySet](l, care.Forever)) > 1 }},
	{"7 no date of birth, looked after", []string{"flag date_of_birth_missing"}, func(l life) bool { return l.born.IsZero() }},
	{"8 met in custody or in hospital", nil, func(l life) bool {
		return any1(l, func(c care.ContactMade) bool { return c.Where == care.InCustody || c.Where == care.InHospital }) && has[care.WentAway](l)
	}},
	{"9 back on the same day", nil, backOnTheDay},
	{"10 visited before the move", []string{string(duty.ProvidedVisit)}, func(l life) bool {
		return any1(l, func(c care.ContactMade) bool { return c.Accommodation != "" })
	}},
	{"11 an absence that another replaced", []string{string(duty.CustodyVisit), string(duty.WhereNow), string(duty.WhereaboutsRule), string(duty.ReleaseReview)}, func(l life) bool { return len(upTo[care.WentAway](l, care.Forever)) > 1 }},
	{"12 decided or stopped again", []string{string(duty.FirstOffer), "bucket", "reasons"}, func(l life) bool {
		return len(upTo[care.Post21Decided](l, care.Forever))+len(upTo[care.SupportStopped](l, care.Forever)) > 1
	}},
	{"13 an offer to a dead contact point", []string{string(duty.TryAgain), "flag attempts_only"}, func(l life) bool { return has[care.OfferMade](l) }},
	{"15 a duty that begins with a category", []string{string(duty.NoAdviser), string(duty.ActivityRule), string(duty.SeeInPerson), "flag not_seen"}, func(l life) bool { return has[care.EligibilityChanged](l) }},
	{"16 not known starts again with coming back", []string{string(duty.WhereaboutsRule), "reasons", "bucket", string(duty.TryAgain)}, func(l life) bool { return has[care.CameBack](l) }},
	{"17 six months with a parent while looked after", nil, func(l life) bool {
		r, _, _ := l.registration()
		return (r.Category == care.Eligible || has[care.ReturnedToCare](l)) && any1(l, func(m care.MovedIn) bool { return m.WithParent })
	}},
	{"18 moved out on the day of moving in", nil, outOnTheDay},
	{"19 a death confirmed later", []string{"flag to_be_confirmed"}, func(l life) bool { return has[care.DeathConfirmed](l) }},
	{"20 a category said again", []string{string(duty.NeedsAssessment)}, func(l life) bool { return has[care.EligibilityChanged](l) }},
	{"21 allocated after they left", []string{string(duty.NoAdviser)}, func(l life) bool {
		return any1(l, func(a care.AdviserAllocated) bool { return a.Staff == kim && a.From >= kimLeaves }) || has[care.HandoverAccepted](l)
	}},
	{"22 a contact point known to be dead without an attempt", []string{string(duty.WhereaboutsRule)}, func(l life) bool { return has[care.ContactPointDead](l) }},
	{"23 18 after coming back into care", nil, func(l life) bool { return has[care.ReturnedToCare](l) }},
	{"24 attempts only, beside a refusal", []string{"flag attempts_only"}, func(l life) bool { return has[care.RefusalApproved](l) }},
	{"25 moved out twice", nil, func(l life) bool { return len(upTo[care.MovedOut](l, care.Forever)) > 1 }},
	{"26 back home, where they live already", []string{"confidence", string(duty.WhereaboutsRule)}, func(l life) bool { return has[care.CameBack](l) }},
	{"16 not known, said again", []string{string(duty.WhereaboutsRule), "reasons", "bucket", string(duty.TryAgain)}, func(l life) bool { return has[care.WhereaboutsNotKnown](l) && has[care.WentAway](l) }},
	{"27 heard later on the day of not known", nil, heardThatDay},
	{"9 all evidence set aside", []string{string(duty.WhereaboutsRule)}, has[care.ContradictionDecided]},
	{"14 source of a deadline of the policy", []string{"number of keep-in-touch", "number of see-in-person"}, func(l life) bool { return true }},
}

func isReported(l life, what string) bool {
	for _, k := range reported {
		if k.lives(l) && (len(k.on) == 0 || slices.Contains(k.on, what)) {
			return true
		}
	}
	return false
}

func has[F care.Fact](l life) bool { return len(upTo[F](l, care.Forever)) > 0 }

func any1[F care.Fact](l life, is func(F) bool) bool {
	for _, f := range upTo[F](l, care.Forever) {
		if is(f.says) {
			return true
		}
	}
	return false
}

func careEndedLate(l life) bool {
	r, _, _ := l.registration()
	return any1(l, func(c care.CareEnded) bool {
		return r.Category != care.Eligible || has[care.EligibilityChanged](l) || l.hasTurned(18, c.On) || l.born.IsZero()
	}) || len(upTo[care.CareEnded](l, care.Forever)) > 1
}

func changesCategory(l life) bool {
	return any1(l, func(m care.MovedIn) bool { return m.WithParent }) || has[care.EligibilityChanged](l)
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
	return any1(l, func(lost care.WhereaboutsNotKnown) bool {
		return any1(l, func(c care.ContactMade) bool { return c.When.Day() == lost.From }) || any1(l, func(c care.ToldBySomeoneElse) bool { return c.When.Day() == lost.From }) ||
			any1(l, func(c care.Attempted) bool { return c.When.Day() == lost.From })
	})
}

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
	sources       = []string{"number of keep-in-touch", "number of see-in-person"}
)

var reported = []disagreement{
	{"not known, said again, counts from its first day", placesAndMore, more[care.WhereaboutsNotKnown]},
	{"coming back without a home is no new not known", placesAndMore, has[care.CameBack]},
	{"the flag leaving care not recorded, before the day of care_ended", []string{"flag leaving_care_not_recorded"}, has[care.CareEnded]},
	{"a shorter interval by category counts from its day", contactAndAll, has[care.EligibilityChanged]},
	{"a category said again", []string{string(duty.NeedsAssessment)}, has[care.EligibilityChanged]},
	{"the source of a missed deadline after a frequency was set", sources, has[care.FrequencySet]},
	{"decided again", []string{string(duty.FirstOffer), "bucket", "reasons"}, more[care.Post21Decided]},
	{"an offer to a dead contact point is an attempt", []string{string(duty.TryAgain), "flag attempts_only"}, has[care.OfferMade]},
	{"allocated after they left", []string{string(duty.NoAdviser)}, allocatedAfterLeaving},
	{"looked after on the birthday of the window", []string{string(duty.Window903)}, has[care.CareEnded]},
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

func allocatedAfterLeaving(l life) bool {
	return has[care.HandoverAccepted](l) || some(l, func(a care.AdviserAllocated) bool { return a.Staff == kim && a.From >= kimLeaves })
}

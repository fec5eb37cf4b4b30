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
	contactAndAll = []string{string(duty.KeepInTouch), string(duty.TryAgain), "bucket", "reasons", "flag attempts_only"}
	sources       = []string{"number of keep-in-touch", "number of see-in-person"}
)

var reported = []disagreement{
	{"a shorter interval counts from its day, and so does its limit", contactAndAll, func(l life) bool { return has[care.FrequencySet](l) || changesCategory(l) }},
	{"a longer interval by category leaves an open lapse open", []string{string(duty.SeeInPerson), "flag not_seen"}, changesCategory},
	{"told of an absence that has ended", []string{string(duty.WhereaboutsRule), string(duty.WhereNow)}, more[care.WentAway]},
	{"away for a part of the day from which they are not known", []string{string(duty.TryAgain)}, more[care.WhereaboutsNotKnown]},
	{"the source of a missed deadline after a frequency was set", sources, has[care.FrequencySet]},
	{"a renewal after a talk that ended the refusal", nil, has[care.RefusalRenewed]},
	{"evidence from before not known", []string{"confidence", string(duty.WhereaboutsRule), "bucket", "reasons"}, has[care.WhereaboutsNotKnown]},
	{"two refusals in force", []string{string(duty.RenewOffer), "bucket", "reasons"}, more[care.RefusalApproved]},
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

func changesCategory(l life) bool {
	return has[care.EligibilityChanged](l) || some(l, func(m care.MovedIn) bool { return m.WithParent })
}

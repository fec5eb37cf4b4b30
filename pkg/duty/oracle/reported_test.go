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
	contactAndAll = []string{string(duty.KeepInTouch), string(duty.SeeInPerson), string(duty.TryAgain), "bucket", "reasons", "flag attempts_only", "flag not_seen"}
	sources       = []string{"number of keep-in-touch", "number of see-in-person"}
)

var reported = []disagreement{
	{"a shorter interval by category counts from its day", contactAndAll, changesCategory},
	{"a list that names somebody of 25 or over keeps them open (docs/decisions/0006)", nil, func(l life) bool {
		return slices.ContainsFunc(upTo[care.Listed](l, care.Forever), func(f told[care.Listed]) bool { return l.hasTurned(25, f.day) })
	}},
	{"looked after on a birthday from before they were registered", []string{string(duty.Window903)}, func(l life) bool {
		r, _, _ := l.registration()
		return r.Category == care.Eligible
	}},
	{"the source of a deadline after a change of category", sources, changesCategory},
	{"what comes first on the day from which they are not known", nil, onTheDayOfLosing},
	{"a place that was taken back is named", nil, namesNoPlace},
	{"a move or an absence of which a decision believes nothing", nil, movesSetAside},
	{"evidence from before an expected end that passed", []string{"confidence", string(duty.WhereaboutsRule), "bucket", "reasons"}, func(l life) bool {
		return some(l, func(a care.WentAway) bool { return !a.ExpectedEnd.IsZero() })
	}},
	{"moved out before they moved in", nil, outBefore},
	{"evidence to come of a place of which all evidence is set aside", []string{string(duty.WhereaboutsRule)}, has[care.ContradictionDecided]},
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

// onTheDayOfLosing: the text does not order what happens on one day.
func onTheDayOfLosing(l life) bool {
	return some(l, func(lost care.WhereaboutsNotKnown) bool {
		return slices.ContainsFunc(l.facts, func(f fact) bool {
			switch f.Fact.(type) {
			case care.ContactMade, care.Attempted, care.ToldBySomeoneElse, care.WhereaboutsConfirmed, care.MovedIn, care.MovedOut, care.WentAway, care.CameBack:
				return f.day == lost.From
			}
			return false
		})
	})
}

func namesNoPlace(l life) bool {
	gone := func(r care.RecordID) bool { return r != "" && !l.isPlace(r) }
	return some(l, func(c care.ContactMade) bool { return gone(c.Accommodation) }) ||
		some(l, func(c care.ToldBySomeoneElse) bool { return gone(c.Accommodation) }) ||
		some(l, func(c care.Attempted) bool { return c.Told != nil && gone(c.Told.Accommodation) })
}

func outBefore(l life) bool {
	return slices.ContainsFunc(upTo[care.MovedOut](l, care.Forever), func(out told[care.MovedOut]) bool { return out.day < l.begun(out.Record) })
}

func movesSetAside(l life) bool {
	return slices.ContainsFunc(l.facts, func(f fact) bool {
		switch f.Fact.(type) {
		case care.MovedIn, care.WentAway, care.CameBack:
			return l.setAside(f)
		}
		return false
	})
}

package duty

import (
	"slices"

	care "intouch/pkg/careleaver"
)

// Where they are and what they do: which events say so.

// whereabouts is what says where they are, and where they were before.
func (s *sources) whereabouts() []care.Entry {
	var chain []care.Entry
	for _, x := range slices.Backward(s.p.Stretches) {
		if x.From <= s.day {
			chain = append(chain, s.saysPlace(x))
		}
	}
	if len(chain) == 0 {
		return s.registration()
	}
	return distinct(chain)
}

// saysPlace is what says a stretch: of a home or absence, the event that began it.
func (s *sources) saysPlace(x care.Stretch) care.Entry {
	for _, h := range s.p.Homes {
		if h.Record == x.Of {
			return h.Entry
		}
	}
	for _, a := range s.p.Absences {
		if a.Record == x.Of {
			return a.Entry
		}
	}
	return x.Entry
}

// confidence is the evidence that makes it so sure, and all other evidence of
// the place.
func (s *sources) confidence() []care.Entry {
	var chain []care.Entry
	for _, e := range slices.Backward(s.p.Evidence) {
		if e.On <= s.day && e.Of == s.look.Whereabouts.Of && e.There {
			chain = append(chain, e.Entry)
		}
	}
	return distinct(from(chain, s.look.Whereabouts.EvidenceBy))
}

// home is the home that they have, also while they are away, and those before.
func (s *sources) home() []care.Entry {
	var chain []care.Entry
	for _, h := range slices.Backward(s.p.Homes) {
		if h.Facts.From.From <= s.day && (len(chain) > 0 || h.Until > s.day) {
			chain = append(chain, h.Entry)
		}
	}
	return chain
}

func (s *sources) suitability() []care.Entry {
	for _, h := range slices.Backward(s.p.Homes) {
		if h.Facts.From.From <= s.day && h.Until > s.day {
			return toldBy(s, h.Assessments, all[care.SuitabilityAssessed])
		}
	}
	return nil
}

// activity is what says what they do, and what they did before.
func (s *sources) activity() []care.Entry {
	if s.look.Activity.Code == "" {
		return nil
	}
	var chain []care.Entry
	for _, x := range slices.Backward(s.p.Activities) {
		if x.Facts.From.From <= s.day {
			chain = append(chain, x.Entry)
		}
	}
	return from(chain, s.look.Activity.SaidBy)
}

// activityEvidence is the newest word on the activity of now, and those before.
func (s *sources) activityEvidence() []care.Entry {
	now := s.look.Activity
	i := slices.IndexFunc(s.p.Activities, func(x care.Activity) bool { return x.SaidBy() == now.SaidBy })
	if i < 0 {
		return nil
	}
	x := s.p.Activities[i]
	chain := []care.Entry{x.Entry}
	for _, e := range s.p.Doing {
		if e.On >= x.Facts.From.From && e.On <= s.day && (e.Of == "" || e.Of == x.Record) && (e.Still || e.Entry.SaidBy() == now.EvidenceBy) {
			chain = append(chain, e.Entry)
		}
	}
	return from(byTime(distinct(chain)), now.EvidenceBy)
}

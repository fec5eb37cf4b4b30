package duty

import (
	"slices"

	care "intouch/pkg/careleaver"
)

// Why somebody is in their bucket: which events say so.

// reason is what makes it so that a reason of the bucket holds.
func (s *sources) reason(r Reason) []care.Entry {
	switch r {
	case MissingPerson:
		return s.missing()
	case Silent, ContactOverdue:
		return or(s.clock(s.p.Spoken), s.registration)
	case NoDatedContact:
		return or(toldBy(s, s.p.Listings, all[care.Listed]), s.registration)
	case NeverInTouch:
		return s.registration()
	case WhereaboutsNotKnown:
		return s.whereabouts()
	case WhereaboutsStale:
		return or(s.confidence(), s.registration)
	case OfferMissed:
		return or(s.offerOwed(), s.registration)
	case RenewalMissed, RefusalNoEvidence:
		return s.refusal()
	}
	return s.closed(r)
}

func (s *sources) closed(r Reason) []care.Entry {
	switch {
	case r == ClosedDied && s.p.Died != nil:
		return []care.Entry{s.p.Died.Entry}
	case r == ClosedInError && s.p.InError != nil:
		return []care.Entry{s.p.InError.Entry}
	case r == ClosedTransferred && s.p.Transferred != nil:
		return []care.Entry{s.p.Transferred.Entry}
	case r == ClosedAt25:
		return s.birth()
	}
	return nil
}

func or(chain []care.Entry, otherwise func() []care.Entry) []care.Entry {
	if len(chain) > 0 {
		return chain
	}
	return otherwise()
}

func (s *sources) missing() []care.Entry {
	var chain []care.Entry
	for _, m := range slices.Backward(s.p.Missing) {
		open := m.Found == nil || m.Found.Facts.When.Day() > s.day
		if m.Facts.From.Day() <= s.day && open {
			chain = append(chain, m.Entry)
		}
	}
	return chain
}

func (s *sources) offerOwed() []care.Entry {
	for _, d := range s.look.Deadlines {
		if d.Rule == FirstOffer || d.Rule == AnnualOffer {
			return s.started(d.Lapse)
		}
	}
	return nil
}

func (s *sources) refusal() []care.Entry {
	var chain []care.Entry
	for _, r := range slices.Backward(s.p.Refusals) {
		if len(r.Approved) > 0 && r.Facts.When.Day() <= s.day {
			chain = append(chain, r.Entry)
		}
	}
	return chain
}

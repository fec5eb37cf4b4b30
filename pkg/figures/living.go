package figures

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// living is where somebody lives in the terms of DfE's figure of suitable
// accommodation: G, H and R are left out (docs/domain.md section 3.2). R is "in
// touch, and residence not known": somebody of whom nobody has heard either is
// "no information", and stays in the figure, as in DfE's.
func (s *Subject) living(look duty.Look, on care.Day) Part {
	w := look.Whereabouts
	switch {
	case w.State == care.NotKnownWhere && s.spokenLately(on):
		return NotKnownWhere
	case w.State == care.NotKnownWhere, w.State == care.NothingToldOfHome, w.State == "", w.Confidence == duty.Stale:
		return NoInformation
	case w.State == care.Away && care.AwayKind(w.Kind) == care.AwayCustody:
		return NotSuitable // X is always 2
	}
	home := s.home(w, on)
	switch {
	case home == nil:
		return NoInformation
	case home.Facts.Residence.Abroad():
		return Abroad
	case home.Facts.Residence == "S":
		return NotSuitable // S is always 2
	}
	return assessed(home, on)
}

// spokenLately reports whether there has been two-way contact in the last eight
// weeks: what "in touch" means where R and "no information" are told apart.
func (s *Subject) spokenLately(on care.Day) bool {
	last := lastBy(s.Spoken, on)
	return !last.IsZero() && last.AddDays(SeenWithin) >= on
}

// home is the one that they live in; while they are away in hospital, on
// holiday or in term, the one they have.
func (s *Subject) home(w duty.Whereabouts, on care.Day) *care.Home {
	for i := len(s.Homes) - 1; i >= 0; i-- {
		h := &s.Homes[i]
		if h.Record == w.Of || w.State == care.Away && h.Facts.From.From <= on && on < h.Until {
			return h
		}
	}
	return nil
}

// assessed is the last judgement of the home by the day. Without one it is not
// assessed, and never suitable by itself (docs/rules.md section 12).
func assessed(h *care.Home, on care.Day) Part {
	last := h.AssessedBy(on)
	switch {
	case last == nil:
		return NotAssessed
	case last.Facts.Suitable == care.Yes:
		return IsSuitable
	}
	return NotSuitable
}

// doing is what somebody does: EET is F and P, NEET is G (docs/domain.md section
// 3.2). What nobody has confirmed for as long as the activity duty allows is not known.
func doing(look duty.Look, n *duty.Numbers, on care.Day) Part {
	x := look.Activity
	switch {
	case x.Code == "" || x.EvidenceOn.AddDays(n.Duties.ActivityDays) < on:
		return NotKnown
	case x.Code[0] == 'G':
		return NEET
	case x.Code[0] == 'F', x.Code[0] == 'P':
		return EET
	}
	return NotKnown
}

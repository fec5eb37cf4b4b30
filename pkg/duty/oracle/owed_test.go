package oracle

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// "Case closed: died · 25th birthday without a programme · registered in error ·
// transferred, when the other authority's receipt is recorded." Empty: it is not.
func (l life) closed(d care.Day) []duty.Reason {
	var why []duty.Reason
	if len(upTo[care.Died](l, d)) > 0 {
		why = append(why, duty.ClosedDied)
	}
	if l.hasTurned(25, d) && !l.inProgramme(d) {
		why = append(why, duty.ClosedAt25)
	}
	if len(upTo[care.RegisteredInError](l, care.Forever)) > 0 {
		why = append(why, duty.ClosedInError)
	}
	if len(upTo[care.TransferReceived](l, d)) > 0 {
		why = append(why, duty.ClosedTransferred)
	}
	return why
}

// "A programme of education or training in the plan, also past 25 until it ends."
func (l life) inProgramme(d care.Day) bool {
	for _, p := range upTo[care.ProgrammeAgreed](l, d) {
		until := p.says.Until
		if end, ok := last(of(p.Record, upTo[care.ProgrammeEnded](l, care.Forever))); ok {
			until = end.says.On
		}
		if until.IsZero() || d <= until {
			return true
		}
	}
	return false
}

// support is what holds from 21 on.
type support string

const (
	undecided    support = "no decision recorded"
	receiving    support = "receiving support"
	notReceiving support = "not receiving support"
)

// "At 21 the duty goes on, flagged, until `post21_decided`." "Ways back:
// `support_requested` (any day before 25), `support_resumed`." What is said
// under 21 of support ends and begins nothing; a decision made before 21 holds
// from 21 on.
func (l life) support(d care.Day) support {
	s := undecided
	for _, f := range l.facts {
		if f.day > d {
			break
		}
		switch says := f.Fact.(type) {
		case care.Post21Decided:
			s = notReceiving
			if says.Wish == care.WantsSupport {
				s = receiving
			}
		case care.SupportRequested, care.SupportResumed:
			if l.hasTurned(21, f.day) {
				s = receiving
			}
		case care.SupportStopped:
			if l.hasTurned(21, f.day) {
				s = notReceiving
			}
		}
	}
	return s
}

// Section 2, the table: who has a contact duty.
func (l life) owedContact(h held, d care.Day) bool {
	switch {
	case len(l.closed(d)) > 0, h.lookedAfter():
		return false
	case !l.hasTurned(21, d):
		return true
	case h.is == care.Qualifying: // "qualifying 21–24: none; help on request"
		return false
	case l.inProgramme(d):
		return true
	}
	return l.support(d) != notReceiving
}

// "Former relevant 21–24, not receiving support: the offer only."
func (l life) offerOnly(h held, d care.Day) bool {
	return h.is == care.FormerRelevant && len(l.closed(d)) == 0 && !l.owedContact(h, d)
}

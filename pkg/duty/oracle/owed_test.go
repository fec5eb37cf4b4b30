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
	toBeOffered  support = "to stop, first offer not made"
	receiving    support = "receiving support"
	notReceiving support = "not receiving support"
)

// "At 21 the duty goes on, flagged, until `post21_decided` and, where support
// stops, the first offer." "Ways back: `support_requested` (any day before 25),
// `support_resumed`." "A stop dated before 21 ends nothing, then or at 21; support
// that stops later, after it was received, leaves the offer alone at once"
// (decisions/0006). Without a decision, what is asked under 21 changes nothing.
func (l life) support(d care.Day) support {
	s, since := undecided, care.Day(0)
	for _, f := range l.facts {
		if f.day > d {
			break
		}
		switch says := f.Fact.(type) {
		case care.Post21Decided:
			if says.Wish == care.WantsSupport {
				s = receiving
			} else if s == undecided || s == receiving {
				s, since = toBeOffered, f.day
			}
		case care.SupportRequested, care.SupportResumed:
			if l.hasTurned(21, f.day) || s != undecided {
				s = receiving
			}
		case care.SupportStopped:
			if l.hasTurned(21, f.day) && s == receiving {
				s = notReceiving
			}
		}
	}
	if s == toBeOffered && l.offeredSince(since, d) {
		return notReceiving
	}
	return s
}

// offeredSince: an offer from 21 on, to a contact point that works.
func (l life) offeredSince(since, d care.Day) bool {
	for _, o := range upTo[care.OfferMade](l, d) {
		if o.day >= since && l.hasTurned(21, o.day) && !l.deadPoint(o.says.ContactPoint, o.day) {
			return true
		}
	}
	return false
}

// Section 2, the table: who has a contact duty.
func (l life) owedContact(h held, d care.Day) bool {
	switch {
	case len(l.closed(d)) > 0, h.lookedAfter():
		return false
	case !l.hasTurned(21, d):
		return true
	case l.inProgramme(d):
		return true
	case h.is == care.Qualifying: // "qualifying 21–24: none; help on request"
		return false
	}
	return l.support(d) != notReceiving
}

// "Former relevant 21–24, not receiving support: the offer only."
func (l life) offerOnly(h held, d care.Day) bool {
	return h.is == care.FormerRelevant && len(l.closed(d)) == 0 && !l.owedContact(h, d)
}

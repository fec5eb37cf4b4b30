package oracle

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

func (l life) offers(h held, on care.Day) []deadline {
	if d, owed := l.offer(h, on); owed {
		return []deadline{d}
	}
	return nil
}

// "first offer after 21 · annual offer: former relevant 21–24, not receiving |
// 21st birthday or support stopped · last offer | 28 days · 12 months |
// `offer_made`; to a dead contact point it is an attempt".
func (l life) offer(h held, on care.Day) (deadline, bool) {
	if h.is != care.FormerRelevant || l.inProgramme(on) || !l.hasTurned(21, on) || len(l.closed(on)) > 0 {
		return deadline{}, false
	}
	if s := l.support(on); s != notReceiving && s != toBeOffered {
		return deadline{}, false
	}
	start := l.offerOwedSince(on)
	d := deadline{duty.FirstOffer, start + firstOfferBy, ofPolicy}
	for _, made := range upTo[care.OfferMade](l, on) {
		if made.day >= start && !l.deadPoint(made.says.ContactPoint, made.day) {
			d = deadline{duty.AnnualOffer, made.day.AddMonths(annualMonths), ofLaw}
		}
	}
	return d, true
}

// offerOwedSince is the 21st birthday, or the first day of the days on end after
// it on which support had stopped, or was to stop.
func (l life) offerOwedSince(on care.Day) care.Day {
	owed := func(d care.Day) bool {
		s := l.support(d)
		return l.hasTurned(21, d) && (s == notReceiving || s == toBeOffered)
	}
	d := on
	for d > l.first && owed(d-1) {
		d--
	}
	return d
}

// "decision before 21: former relevant, contact duty | | 3 months before 21 (to do
// from 6) | `post21_decided`".
func (l life) decisionAt21(h held, on care.Day) []deadline {
	born := l.born
	if born.IsZero() || h.is != care.FormerRelevant || !l.owedContact(h, on) || len(upTo[care.Post21Decided](l, on)) > 0 {
		return nil
	}
	if on < born.Birthday(21).AddMonths(-decisionToDoMonths) {
		return nil
	}
	return []deadline{{duty.DecisionAt21, born.Birthday(21).AddMonths(-decisionMonths), ofPolicy}}
}

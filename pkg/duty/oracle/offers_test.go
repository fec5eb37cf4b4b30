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
	if !l.offerOnly(h, on) {
		return deadline{}, false
	}
	start := l.offerOnlySince(on)
	d := deadline{duty.FirstOffer, start + firstOfferBy, ofPolicy}
	for _, made := range upTo[care.OfferMade](l, on) {
		if made.day >= start && !l.deadPoint(made.says.ContactPoint, made.day) {
			d = deadline{duty.AnnualOffer, made.day.AddMonths(annualMonths), ofLaw}
		}
	}
	return d, true
}

// offerOnlySince is the first day of the days on end on which only the offer was owed.
func (l life) offerOnlySince(on care.Day) care.Day {
	d := on
	for d > l.first && l.offerOnly(l.category(d-1), d-1) {
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

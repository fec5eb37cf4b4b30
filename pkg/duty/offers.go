package duty

import care "intouch/pkg/careleaver"

// To a former relevant child of 21 to 24 who does not receive support, the
// authority offers a personal adviser's support as soon as possible after 21,
// and at least once in every twelve months. Children Act 1989, s.23CZB(7).
const annualOfferMonths = 12

func offers(a *at, o owed) []Deadline {
	if !o.offer {
		return nil
	}
	entry, since := a.notReceivingSince()
	last := a.lastOffer()
	if last == nil || last.Facts.On < since {
		return []Deadline{{Rule: FirstOffer, Lapse: lapse(entry), Due: since.AddDays(a.policy().Duties.FirstOfferDays), Source: fromPolicy}}
	}
	return []Deadline{{Rule: AnnualOffer, Lapse: lapse(&last.Entry), Due: last.Facts.On.AddMonths(annualOfferMonths), Source: "s.23CZB(7)"}}
}

// notReceivingSince is the later of the 21st birthday and the day on which support
// stopped, or it was decided that it would; to decide so again starts nothing anew.
func (a *at) notReceivingSince() (*care.Entry, care.Day) {
	entry, since := &a.Registered.Entry, a.Details.DateOfBirth.Birthday(leaveAge)
	if _, stopped := a.supported(); stopped != nil {
		entry, since = stopped, max(since, stopped.HappenedOn())
	}
	return entry, since
}

// lastOffer is the last offer to a contact point that worked: to a dead one it
// is only an attempt. nil when there was none.
func (a *at) lastOffer() *care.Told[care.OfferMade] {
	for i := len(a.Offers) - 1; i >= 0; i-- {
		o := &a.Offers[i]
		if a.reached(o.Facts.On) && !a.DeadPoint(o.Facts.ContactPoint, o.Facts.On) {
			return o
		}
	}
	return nil
}

// offerMade is met by the first offer after what started the lapse.
func offerMade(p *care.Person, l care.Alert) (care.Entry, bool) {
	started := care.Day(0)
	for _, o := range p.Offers {
		if lapse(&o.Entry) == l.Raised.Facts.Lapse {
			started = o.Facts.On
		}
	}
	for _, o := range p.Offers {
		if o.Facts.On > started && lapse(&o.Entry) != l.Raised.Facts.Lapse && !p.DeadPoint(o.Facts.ContactPoint, o.Facts.On) {
			return o.Entry, true
		}
	}
	return care.Entry{}, false
}

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

// notReceivingSince is the later of the 21st birthday and the day on which
// support stopped.
func (a *at) notReceivingSince() (*care.Entry, care.Day) {
	entry, since := &a.Registered.Entry, a.Details.DateOfBirth.Birthday(21)
	if d := lastTold(a, a.Post21); d != nil {
		entry, since = &d.Entry, max(since, d.Facts.On)
	}
	if s := lastTold(a, a.Stops); s != nil && s.Facts.On >= since {
		entry, since = &s.Entry, s.Facts.On
	}
	return entry, since
}

// lastOffer is the last offer to a contact point that worked: to a dead one it
// is only an attempt. nil when there was none.
func (a *at) lastOffer() *care.Told[care.OfferMade] {
	for i := len(a.Offers) - 1; i >= 0; i-- {
		o := &a.Offers[i]
		if a.reached(o.Facts.On) && !deadPoint(a.Person, o.Facts.ContactPoint, o.Facts.On) {
			return o
		}
	}
	return nil
}

// deadPoint reports whether the contact point was known not to work on the day.
func deadPoint(p *care.Person, point string, on care.Day) bool {
	if point == "" {
		return false
	}
	for _, d := range p.DeadPoints {
		if care.SamePoint(d.Facts.ContactPoint, point) && d.Facts.On <= on {
			return true
		}
	}
	for _, t := range p.Attempts {
		if marksDead(t.Facts.Outcome) && care.SamePoint(t.Facts.ContactPoint, point) && t.Facts.When.Day() <= on {
			return true
		}
	}
	return false
}

// marksDead reports whether the outcome of an attempt says that the contact point
// no longer works (rules.md section 4).
func marksDead(o care.Outcome) bool {
	return o == care.NumberDead || o == care.MovedAway || o == care.ReturnedLetter
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
		if o.Facts.On > started && lapse(&o.Entry) != l.Raised.Facts.Lapse && !deadPoint(p, o.Facts.ContactPoint, o.Facts.On) {
			return o.Entry, true
		}
	}
	return care.Entry{}, false
}

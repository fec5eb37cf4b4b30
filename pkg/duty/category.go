package duty

import care "intouch/pkg/careleaver"

// The category of a care leaver is worked out from the periods in which they
// were looked after, where these are recorded, and is as stated where they are
// not (rules.md section 2).

// stated is the category as it was last stated.
func (a *at) stated() care.Category {
	c, _ := a.statement()
	return c
}

// statement is the category as it was last stated, and what states it; nil for the
// registration.
func (a *at) statement() (care.Category, *care.Entry) {
	if c := lastTold(a, a.Categories); c != nil {
		return c.Facts.Category, &c.Entry
	}
	return a.Registered.Facts.Category, nil
}

// knew reports whether a statement took into account what was recorded of being in
// care before it.
func knew(statement *care.Entry, of care.Entry) bool {
	return statement != nil && earlier(of, *statement)
}

// earlier reports whether one thing happened before another: of the same day, what
// was recorded first.
func earlier(x, y care.Entry) bool {
	a, b := x.HappenedOn(), y.HappenedOn()
	return a < b || a == b && x.RecordedAt.Before(y.RecordedAt)
}

// category is the one that holds on the day. A category that was not recorded is
// owed contact as former relevant (rules.md sections 2 and 8).
func (a *at) category() care.Category {
	if c, ok := a.workedOut(); ok {
		return c
	}
	return a.followed(a.statement())
}

// lookedAfter reports whether somebody is still in care on the day.
func (a *at) lookedAfter() bool {
	b := a.on(a.day)
	b.careAlone = true
	looked := b.category() == care.Eligible
	a.next = min(a.next, b.next)
	return looked
}

// followed is a stated category with what follows from it by date and by leaving
// care, without anybody stating it.
func (a *at) followed(c care.Category, statement *care.Entry) care.Category {
	switch c {
	case care.Eligible:
		if !a.age(fullAge) && a.inCare(statement) {
			return care.Eligible
		}
		return a.leftCare()
	case care.Relevant:
		if a.backInCare(statement) && !a.age(fullAge) {
			return care.Eligible
		}
		return a.leftCare()
	case care.NotRecorded:
		return care.FormerRelevant
	}
	return c
}

// workedOut is the category by the periods of care, and whether they say one. A
// category that somebody stated from a day after the last period stands instead:
// they knew of it.
func (a *at) workedOut() (care.Category, bool) {
	spells := a.spells()
	if len(spells) == 0 || a.Details.DateOfBirth.IsZero() || a.statedSince(spells) {
		return "", false
	}
	if !a.age(fullAge) {
		for _, s := range spells {
			if a.during(s.From, s.Until) {
				return care.Eligible, true
			}
		}
	}
	switch {
	case a.reached(a.care().thirteen):
		return a.leftCare(), true
	case a.reached(a.care().sixteen):
		return care.Qualifying, true // s.24(2): looked after at some time after 16
	}
	return "", false
}

// statedSince reports whether a category was stated from a day on or after the
// end of the last period of care.
func (a *at) statedSince(spells []spell) bool {
	c := lastTold(a, a.Categories)
	return c != nil && c.Facts.Since >= spells[len(spells)-1].Until
}

// leftCare is the category of somebody who was eligible and left care.
func (a *at) leftCare() care.Category {
	if !a.careAlone && a.returnedHome() {
		return care.Qualifying
	}
	if a.age(fullAge) {
		return care.FormerRelevant
	}
	return care.Relevant
}

// inCare reports whether somebody stated to be eligible is still looked after.
func (a *at) inCare(statement *care.Entry) bool {
	ended := lastTold(a, a.CareEnded)
	if ended == nil || knew(statement, ended.Entry) {
		return true
	}
	back := lastTold(a, a.BackInCare)
	return back != nil && !earlier(back.Entry, ended.Entry)
}

func (a *at) backInCare(statement *care.Entry) bool {
	back := lastTold(a, a.BackInCare)
	if back == nil || knew(statement, back.Entry) {
		return false
	}
	ended := lastTold(a, a.CareEnded)
	return ended == nil || earlier(ended.Entry, back.Entry)
}

// categoryDiffers reports whether the periods of care say another category than
// was stated.
func (a *at) categoryDiffers() bool {
	c, ok := a.workedOut()
	return ok && a.stated() != care.NotRecorded && c != a.followed(a.statement())
}

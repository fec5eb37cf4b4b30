package duty

import (
	"cmp"
	"slices"

	care "intouch/pkg/careleaver"
)

// The category of a care leaver is worked out from the periods in which they
// were looked after, where these are recorded, and is as stated where they are
// not (rules.md section 2).
//
// Eligible, and so later relevant and former relevant: looked after for at least
// thirteen weeks, in one spell or in total, that began after the 14th birthday
// and ended after the 16th; short breaks do not count. Children Act 1989, Sch. 2
// para 19B and s.23A to 23C; Care Leavers (England) Regulations 2010, reg. 3.
const (
	looked13Weeks     = 91
	countsFromAge     = 14
	countsBeyondAge   = 16
	interimCareOrder  = "C1"
	careOrder         = "C2"
	fullAge           = 18
	leaveAge          = 21
	lastAge           = 25
	detainedWithinDay = 1 // "immediately before": the day of the move, or the next
)

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

// spell is a time of being looked after: Until is the first day not.
type spell struct {
	Span
	shortBreak, order bool
}

// whole is what is so whatever the day, worked out once for all days of a person.
type whole struct {
	careKnown bool
	spells    []spell  // all of them, in order of time
	thirteen  care.Day // when the thirteen weeks were complete and 16 had passed
	sixteen   care.Day // when there had been a day of care after 16
	leftKnown bool
	left      []care.Day // on which they stopped being looked after, in order of time
}

// spells are the periods of care that have begun, in order of time; none where
// none was recorded. One without an end lasts until care ended, at the latest to
// the 18th birthday.
func (a *at) spells() []spell {
	all := a.care().spells
	for i := range all {
		if !a.reached(all[i].From) {
			return all[:i]
		}
	}
	return all
}

func (a *at) care() *whole {
	w := a.whole
	if w.careKnown || len(a.CarePeriod) == 0 {
		return w
	}
	w.careKnown = true
	for i := range a.CarePeriod {
		f := a.CarePeriod[i].Facts
		w.spells = append(w.spells, a.ended(spell{Span{f.From, f.To}, f.ShortBreak(), f.LegalStatus == careOrder || f.LegalStatus == interimCareOrder}))
	}
	for i := range a.BackInCare {
		w.spells = append(w.spells, a.ended(spell{Span: Span{From: a.BackInCare[i].Facts.On}}))
	}
	inOrder(w.spells)
	w.thirteen, w.sixteen = a.thirteenWeeks(w.spells), afterSixteen(w.spells, a.Details.DateOfBirth)
	return w
}

func (a *at) ended(s spell) spell {
	if s.Until.IsZero() {
		s.Until = care.Forever
		for i := range a.CareEnded {
			if on := a.CareEnded[i].Facts.On; on >= s.From {
				s.Until = min(s.Until, on)
			}
		}
	}
	if eighteen := a.Details.DateOfBirth.Birthday(fullAge); !eighteen.IsZero() {
		s.Until = max(s.From, min(s.Until, eighteen))
	}
	return s
}

// thirteenWeeks is the day on which the thirteen weeks were complete and the
// 16th birthday had passed in care; Forever when that never was.
func (a *at) thirteenWeeks(spells []spell) care.Day {
	born := a.Details.DateOfBirth
	days, complete, counted := 0, care.Forever, care.Day(0)
	var long []spell
	for _, s := range spells {
		if s.shortBreak {
			continue
		}
		long = append(long, s)
		from := max(s.From, born.Birthday(countsFromAge), counted)
		n := int(s.Until - from)
		if n <= 0 {
			continue
		}
		if days < looked13Weeks && days+n >= looked13Weeks {
			complete = from.AddDays(looked13Weeks - days)
		}
		days, counted = days+n, s.Until
	}
	if sixteen := born.Birthday(countsBeyondAge); a.detainedAt(sixteen, complete, long) {
		return sixteen
	}
	return max(complete, afterSixteen(long, born))
}

// afterSixteen is the day by which somebody had been in care for a day after
// their 16th birthday (Volume 3, 2.1: at least 24 hours).
func afterSixteen(spells []spell, born care.Day) care.Day {
	for _, s := range spells {
		if day := max(s.From, born.Birthday(countsBeyondAge)) + 1; day <= s.Until {
			return day
		}
	}
	return care.Forever
}

// detainedAt is the other way to be relevant: on the 16th birthday detained or
// in hospital, and immediately before that looked after for thirteen weeks, not
// under a care order. Care Leavers (England) Regulations 2010, reg. 3.
func (a *at) detainedAt(sixteen, complete care.Day, spells []spell) bool {
	if complete > sixteen {
		return false
	}
	for i := range a.Absences {
		x := &a.Absences[i]
		in := x.Facts.From.From
		if !held(x) || in > sixteen || x.Until <= sixteen {
			continue
		}
		for _, s := range spells {
			if !s.order && s.From < in && s.Until >= in-detainedWithinDay && s.Until <= in+detainedWithinDay {
				return true
			}
		}
	}
	return false
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

// Six continuous months with a parent or person with parental responsibility,
// complete before 18, and a relevant child is qualifying instead. Breakdown
// before 18 makes them relevant again; after 18 moving home ends nothing.
// Care Leavers (England) Regulations 2010, reg. 3(5)-(6); Volume 3, 2.3.
const returnedHomeMonths = 6

func (a *at) returnedHome() bool {
	eighteen := a.Details.DateOfBirth.Birthday(fullAge)
	if eighteen.IsZero() {
		return false
	}
	for _, s := range a.withParents() {
		complete := s.From.AddMonths(returnedHomeMonths)
		if s.Until < complete || complete > eighteen {
			continue
		}
		brokeDown := s.Until < eighteen
		if a.reached(complete) && !(brokeDown && a.reached(s.Until)) {
			return true
		}
	}
	return false
}

// withParents are the times at homes with a parent, not looked after; a move with
// the parent, or to the other one, does not break them.
func (a *at) withParents() []Span {
	var all []Span
	for i := range a.Homes {
		h := &a.Homes[i]
		if !h.Facts.WithParent {
			continue
		}
		if n := len(all); n > 0 && all[n-1].Until == h.Facts.From.From {
			all[n-1].Until = h.Until
			continue
		}
		all = append(all, Span{h.Facts.From.From, h.Until})
	}
	for i := range all {
		all[i].From = a.outOfCare(all[i])
	}
	return all
}

// outOfCare is the day within a time at home from which they were not looked after:
// a child placed with a parent has not returned home.
func (a *at) outOfCare(s Span) care.Day {
	from := s.From
	for _, d := range a.leavings() {
		if d > from && d < s.Until && a.reached(d) {
			from = d
		}
	}
	if a.on(from).lookedAfter() {
		return s.Until
	}
	return from
}

// leftCareOn is the last day on which somebody stopped being looked after; zero
// when that never was. What is recorded of care of somebody who was not looked
// after on the day before changes nothing: no clock starts again by it.
func (a *at) leftCareOn() care.Day {
	left := care.Day(0)
	for _, d := range a.leavings() {
		if !a.reached(d) {
			break
		}
		left = d
	}
	return left
}

// leavings are all days on which they stopped being looked after.
func (a *at) leavings() []care.Day {
	if w := a.whole; !w.leftKnown {
		w.leftKnown, w.left = true, a.daysOfLeaving()
	}
	return a.whole.left
}

func (a *at) daysOfLeaving() []care.Day {
	if !a.everInCare() {
		return nil
	}
	days := []care.Day{a.Details.DateOfBirth.Birthday(fullAge)}
	for i := range a.CareEnded {
		days = append(days, a.CareEnded[i].Facts.On)
	}
	for i := range a.Categories {
		days = append(days, a.Categories[i].Facts.Since)
	}
	for _, s := range a.care().spells {
		days = append(days, s.Until)
	}
	slices.Sort(days)
	return slices.DeleteFunc(slices.Compact(days), func(d care.Day) bool {
		return d.IsZero() || !a.on(d-1).lookedAfter() || a.on(d).lookedAfter()
	})
}

// on is the same person on another day.
func (a *at) on(day care.Day) *at {
	b := a.authority.at(a.Person, day)
	b.whole = a.whole
	return b
}

// everInCare reports whether anything on record says that they were looked after.
func (a *at) everInCare() bool {
	return a.Registered.Facts.Category == care.Eligible || len(a.CarePeriod)+len(a.BackInCare)+len(a.Categories) > 0
}

// leavingCareUnrecorded reports whether somebody was looked after to their 18th
// birthday and nobody has recorded that care ended.
func (a *at) leavingCareUnrecorded() bool {
	eighteen := a.Details.DateOfBirth.Birthday(fullAge)
	if !a.age(fullAge) || !a.everInCare() || !a.on(eighteen-1).lookedAfter() {
		return false
	}
	for i := range a.CareEnded {
		if a.CareEnded[i].Facts.On >= eighteen {
			return false
		}
	}
	for i := range a.CarePeriod {
		if a.CarePeriod[i].Facts.To >= eighteen {
			return false
		}
	}
	return true
}

// categoryDiffers reports whether the periods of care say another category than
// was stated.
func (a *at) categoryDiffers() bool {
	c, ok := a.workedOut()
	return ok && a.stated() != care.NotRecorded && c != a.followed(a.statement())
}

func inOrder(all []spell) {
	slices.SortFunc(all, func(x, y spell) int { return cmp.Or(int(x.From-y.From), int(x.Until-y.Until)) })
}

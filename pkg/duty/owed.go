package duty

import care "intouch/pkg/careleaver"

// owed is what a person is owed on a day (rules.md section 2).
type owed struct {
	category care.Category
	closed   Reason // why the case is closed; empty: it is not
	lookedAfter,
	contact, // a duty to keep in touch
	offer bool // the offer of support alone: former relevant, 21 to 24, not receiving
	flags []Flag
}

// owed works out who is owed contact: the table of rules.md section 2.
func (a *at) owed() owed {
	o := owed{category: a.category()}
	if o.closed = a.closed(); o.closed != "" {
		return o
	}
	if o.category == care.Eligible {
		o.lookedAfter = !a.policy().Contact.LookedAfterTracked
		o.contact = !o.lookedAfter
		return o
	}
	if !a.age(21) {
		o.contact = true
		return a.flagged(o)
	}
	a.after21(&o)
	return a.flagged(o)
}

// after21: nobody leaves the duty at 21 by date alone (rules.md section 2;
// CA89 s.23C(7), s.23CZB; Volume 3, 2.4).
func (a *at) after21(o *owed) {
	switch {
	case a.inProgramme():
		o.contact, o.flags = true, append(o.flags, InProgramme)
	case o.category == care.Qualifying:
		// 21 to 24: none; help on request
	default:
		switch a.support() {
		case supportReceived:
			o.contact, o.flags = true, append(o.flags, ReceivingSupport)
		case supportUndecided:
			o.contact, o.flags = true, append(o.flags, NoDecisionAt21)
		case supportNone:
			o.offer, o.flags = true, append(o.flags, OfferOnly)
		}
	}
}

func (a *at) flagged(o owed) owed {
	if a.Details.DateOfBirth.IsZero() {
		o.flags = append(o.flags, BirthNotKnown)
	}
	if a.stated() == care.NotRecorded {
		o.flags = append(o.flags, CategoryNotRecorded)
	}
	return o
}

// closed says why the case is closed, if it is (rules.md section 2).
func (a *at) closed() Reason {
	switch {
	case a.InError != nil:
		return ClosedInError
	case a.Died != nil && a.reached(a.Died.Facts.On):
		return ClosedDied
	case a.Transferred != nil && a.reached(a.Transferred.Facts.On):
		return ClosedTransferred
	case a.age(25) && !a.inProgramme():
		return ClosedAt25
	}
	return ""
}

// stated is the category as it was last stated.
func (a *at) stated() care.Category {
	if c := lastTold(a, a.Categories); c != nil {
		return c.Facts.Category
	}
	return a.Registered.Facts.Category
}

// category is the one that holds on the day: as stated, and what follows by
// date and by leaving care without anybody stating it. A category that was not
// recorded is owed contact as former relevant (rules.md sections 2 and 8).
func (a *at) category() care.Category {
	switch c := a.stated(); c {
	case care.Eligible:
		if a.age(18) {
			return care.FormerRelevant
		}
		if a.inCare() {
			return care.Eligible
		}
		return a.leftCare()
	case care.Relevant:
		if a.backInCare() && !a.age(18) {
			return care.Eligible
		}
		return a.leftCare()
	case care.NotRecorded:
		return care.FormerRelevant
	default:
		return c
	}
}

// leftCare is the category of somebody who was eligible and left care.
func (a *at) leftCare() care.Category {
	if a.returnedHome() {
		return care.Qualifying
	}
	if a.age(18) {
		return care.FormerRelevant
	}
	return care.Relevant
}

// inCare reports whether somebody stated to be eligible is still looked after.
func (a *at) inCare() bool {
	ended := lastTold(a, a.CareEnded)
	if ended == nil {
		return true
	}
	back := lastTold(a, a.BackInCare)
	return back != nil && back.Facts.On >= ended.Facts.On
}

func (a *at) backInCare() bool {
	back := lastTold(a, a.BackInCare)
	if back == nil {
		return false
	}
	ended := lastTold(a, a.CareEnded)
	return ended == nil || ended.Facts.On < back.Facts.On
}

// Six continuous months with a parent or person with parental responsibility,
// complete before 18, and a relevant child is qualifying instead. Breakdown
// before 18 makes them relevant again; after 18 moving home ends nothing.
// Care Leavers (England) Regulations 2010, reg. 3(5)-(6); Volume 3, 2.3.
const returnedHomeMonths = 6

func (a *at) returnedHome() bool {
	eighteen := a.Details.DateOfBirth.Birthday(18)
	for _, h := range a.Homes {
		complete := h.Facts.From.From.AddMonths(returnedHomeMonths)
		if !h.Facts.WithParent || h.Until < complete || eighteen.IsZero() || complete > eighteen {
			continue
		}
		brokeDown := h.Until < eighteen
		if a.reached(complete) && !(brokeDown && a.reached(h.Until)) {
			return true
		}
	}
	return false
}

// inProgramme reports whether a programme of education or training agreed in
// the pathway plan is running. While it does, duties go on past 21, and past 25.
func (a *at) inProgramme() bool {
	running := false
	for _, p := range a.Programmes {
		until := care.Forever
		if !p.Facts.Until.IsZero() {
			until = p.Facts.Until + 1
		}
		if p.Ended != nil {
			until = min(until, p.Ended.Facts.On+1)
		}
		running = a.during(p.Facts.From, until) || running
	}
	return running
}

type support int

const (
	supportUndecided support = iota
	supportReceived
	supportNone
)

// support is whether somebody of 21 and over receives support, by the last word
// on it: the decision at 21, a request, a stop, a resumption.
func (a *at) support() support {
	s, on := supportUndecided, care.Day(0)
	say := func(day care.Day, what support) {
		if day >= on {
			s, on = what, day
		}
	}
	if d := lastTold(a, a.Post21); d != nil && d.Facts.Wish == care.WantsSupport {
		say(d.Facts.On, supportReceived)
	} else if d != nil {
		say(d.Facts.On, supportNone)
	}
	if stop := lastTold(a, a.Stops); stop != nil {
		say(stop.Facts.On, supportNone)
	}
	if ask := lastTold(a, a.Requests); ask != nil {
		say(ask.Facts.On, supportReceived)
	}
	if again := lastTold(a, a.Resumptions); again != nil {
		say(again.Facts.On, supportReceived)
	}
	return s
}

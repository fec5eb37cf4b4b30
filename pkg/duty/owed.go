package duty

import (
	"cmp"
	"slices"

	care "intouch/pkg/careleaver"
)

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
		return a.flagged(o)
	}
	if !a.age(leaveAge) {
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
	case a.age(lastAge):
		o.contact, o.flags = true, append(o.flags, ListedPast25)
	case o.category == care.Qualifying:
		// 21 to 24: none; help on request
	default:
		a.offered(o)
	}
}

// offered is what is owed to a former relevant child of 21 and over without a
// programme. The duty goes on until it is decided what happens after 21 and, where
// support stops by that decision, until the first offer is made.
func (a *at) offered(o *owed) {
	switch a.support() {
	case supportReceived:
		o.contact, o.flags = true, append(o.flags, ReceivingSupport)
	case supportUndecided:
		o.contact, o.flags = true, append(o.flags, NoDecisionAt21)
	case supportNone:
		o.offer = true
		if a.awaitsFirstOffer() {
			o.contact, o.flags = true, append(o.flags, NoOfferAt21)
			return
		}
		o.flags = append(o.flags, OfferOnly)
	}
}

// awaitsFirstOffer reports whether support is to stop by the decision at 21 and
// nothing has been offered since.
func (a *at) awaitsFirstOffer() bool {
	_, stopped := a.supported()
	if _, received := stopped.Fact.(care.SupportStopped); received {
		return false // they did receive support after 21, and it has stopped
	}
	_, since := a.notReceivingSince()
	last := a.lastOffer()
	return last == nil || last.Facts.On < since
}

func (a *at) flagged(o owed) owed {
	if a.Details.DateOfBirth.IsZero() {
		o.flags = append(o.flags, BirthNotKnown)
	}
	if a.stated() == care.NotRecorded {
		o.flags = append(o.flags, CategoryNotRecorded)
	}
	if a.categoryDiffers() {
		o.flags = append(o.flags, CategoryDiffers)
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
	case a.age(lastAge) && !a.inProgramme() && !a.listedPast25():
		return ClosedAt25
	}
	return ""
}

// listedPast25 reports whether an imported list named somebody on or after their
// 25th birthday, and neither a programme nor a manager's decision says more. A list
// has no column for a programme, and nobody is closed because of that: somebody
// looks, and records the programme or signs (rules.md section 8).
func (a *at) listedPast25() bool {
	for i := range a.Programmes {
		if a.reached(a.Programmes[i].Facts.From) {
			return false
		}
	}
	l := lastTold(a, a.Listings)
	if l == nil || l.Facts.InTouch == care.ListedDied || l.Facts.AsAt < a.Details.DateOfBirth.Birthday(lastAge) {
		return false
	}
	signed := lastTold(a, a.Oversights)
	return signed == nil || signed.Facts.On < l.Facts.AsAt
}

// inProgramme reports whether a programme of education or training agreed in
// the pathway plan is running. While it does, duties go on past 21, and past 25.
func (a *at) inProgramme() bool {
	running := false
	for i := range a.Programmes {
		p := &a.Programmes[i]
		running = a.during(p.Facts.From, programmeUntil(p)) || running
	}
	return running
}

// programmeUntil is the first day after a programme.
func programmeUntil(p *care.Programme) care.Day {
	switch {
	case p.Ended != nil:
		return p.Ended.Facts.On + 1 // before or after the day that was agreed
	case !p.Facts.Until.IsZero():
		return p.Facts.Until + 1
	}
	return care.Forever
}

type support int

const (
	supportUndecided support = iota
	supportReceived
	supportNone
)

// support is whether somebody of 21 and over receives support.
func (a *at) support() support {
	s, _ := a.supported()
	return s
}

// supported is whether somebody of 21 and over receives support, by the decision at
// 21 and by what was asked, stopped and resumed, in order of time; and what stopped
// it, if it has stopped. A stop under 21 ends nothing, nor one of somebody for whom
// nothing was decided: nobody leaves the duty that way. A request under 21 says
// nothing of what comes after, unless it takes back what was decided (rules.md
// section 2).
func (a *at) supported() (s support, stopped *care.Entry) {
	twentyOne := a.Details.DateOfBirth.Birthday(leaveAge)
	for _, w := range a.words() {
		was := s
		switch on := w.entry.HappenedOn(); {
		case w.decides:
			s = w.then
		case w.then == supportNone && s == supportReceived && on >= twentyOne:
			s = supportNone
		case w.then == supportReceived && (on >= twentyOne || s != supportUndecided):
			s = supportReceived
		}
		if s == supportNone && was != supportNone {
			stopped = w.entry
		}
	}
	if s != supportNone {
		stopped = nil
	}
	return s, stopped
}

// word is something that was said of support, on its day.
type word struct {
	entry   *care.Entry
	decides bool // it is the decision at 21
	then    support
}

// words are all that were said of support up to the day, in order of time: of what
// happened on one day the last word is that which was recorded last.
func (a *at) words() []word {
	var all []word
	say := func(e *care.Entry, decides bool, then support) {
		if a.reached(e.HappenedOn()) {
			all = append(all, word{e, decides, then})
		}
	}
	for i := range a.Post21 {
		then := supportNone
		if a.Post21[i].Facts.Wish == care.WantsSupport {
			then = supportReceived
		}
		say(&a.Post21[i].Entry, true, then)
	}
	for i := range a.Stops {
		say(&a.Stops[i].Entry, false, supportNone)
	}
	for i := range a.Requests {
		say(&a.Requests[i].Entry, false, supportReceived)
	}
	for i := range a.Resumptions {
		say(&a.Resumptions[i].Entry, false, supportReceived)
	}
	slices.SortStableFunc(all, func(x, y word) int {
		return cmp.Or(int(x.entry.HappenedOn()-y.entry.HappenedOn()), x.entry.RecordedAt.Compare(y.entry.RecordedAt))
	})
	return all
}

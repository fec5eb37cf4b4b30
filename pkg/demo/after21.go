package demo

import (
	care "intouch/pkg/careleaver"
)

// support is what happens after 21.
type support struct {
	wish      byte     // as the manners say it; 0: nobody has asked yet
	programme care.Day // the last day of a programme of education or training; zero: none
}

// twentyFirst begins what leads to the decision at 21: it is made in the months
// before the birthday as a rule, in some months after it, of some never. Whoever
// is 21 already when the authority begins, is decided on in its first weeks.
func (l *life) twentyFirst() {
	birthday := l.Born.Birthday(21)
	wish := l.after21[l.rnd.IntN(len(l.after21))]
	day := birthday.AddDays(-between(l.rnd, 15, 165))
	if chance(l.rnd, 0.12) {
		day = birthday.AddDays(between(l.rnd, 5, 80))
	}
	if l.today >= birthday {
		day = l.today.AddDays(between(l.rnd, 2, 35))
	}
	if l.Category == care.Qualifying || wish == undecided && chance(l.rnd, 0.5) {
		return
	}
	l.on(atWork(max(day, l.today)), func() { l.decide21(wish, birthday) })
}

// decide21 writes down what somebody wants after 21; where nobody answers, that
// they could not be reached, which a manager approves.
func (l *life) decide21(wish byte, birthday care.Day) {
	w, _ := l.worker()
	f := care.Post21Decided{On: l.today, Wish: care.WantsSupport, SaidTo: w.id, SaidOn: l.today}
	if wish == undecided {
		wish = wantsSupport
	}
	if wish == notReached && !l.isSilent() {
		wish = wantsNothing
	}
	switch wish {
	case wantsNothing:
		f.Wish = care.WantsNoSupport
	case notReached:
		f = care.Post21Decided{On: l.today, Wish: care.NotReached, Tried: "Six calls, two visits, a letter, family asked", Approver: l.manager().id}
	}
	l.decides(care.AreaPathway, care.RecordPost21, f)
	l.on(max(birthday, l.today), func() { l.after(wish) })
}

// after is life from the 21st birthday on, or from a decision after it.
func (l *life) after(wish byte) {
	l.support.wish = wish
	if wish == wantsSupport {
		l.in(between(l.rnd, 250, 900), l.stop)
		return
	}
	l.atWorkIn(l.offerIn(10), l.offer)
	l.in(l.yearly(0.12), l.ask)
}

// offerIn is when an offer is made that is due in about so many days: late at times.
func (l *life) offerIn(days int) int {
	if chance(l.rnd, 0.15) {
		return days + between(l.rnd, 25, 90)
	}
	return max(2, days+between(l.rnd, -10, 8))
}

// stop is the end of support that was wanted for a time.
func (l *life) stop() {
	if l.support.programme > l.today || l.age() >= 25 || l.Temperament == AtRisk {
		return
	}
	l.decides(care.AreaCaseload, care.RecordPerson, care.SupportStopped{On: l.today, Reason: "They said that they can do without", ToldBy: "the young person"})
	l.after(wantsNothing)
}

// offer is the offer of support, once in twelve months.
func (l *life) offer() {
	if l.age() >= 25 || l.support.wish == wantsSupport {
		return
	}
	f := care.OfferMade{On: l.today, How: pick(l.rnd, []care.AttemptHow{care.TriedLetter, care.TriedText, care.TriedCall}), Answer: "no_answer"}
	if !l.isSilent() {
		f.Answer = pick(l.rnd, []care.Answer{"declined", "declined", "wants_to_think", "no_answer"})
	}
	l.opens(care.AreaPathway, f)
	l.atWorkIn(l.offerIn(350), l.offer)
}

// ask is somebody who had no support asking for it again.
func (l *life) ask() {
	if l.age() >= 25 || l.support.wish == wantsSupport || l.isSilent() {
		return
	}
	l.follows(care.AreaCaseload, care.RecordPerson, care.SupportRequested{On: l.today, What: pick(l.rnd, []string{"Rent arrears", "Wants to go back to college", "A baby is due"}), ToldBy: "the young person"})
	l.support.wish = wantsSupport
	l.meet(care.Called, "")
	l.atWorkIn(between(l.rnd, 20, 100), func() { l.opens(care.AreaPathway, care.NeedsAssessed{On: l.today}) })
	l.in(between(l.rnd, 120, 500), l.stop)
}

package demo

import (
	care "intouch/pkg/careleaver"
)

// keepInTouch is the adviser coming round to somebody in their diary: they are
// in touch, or they try, and come back to it.
func (l *life) keepInTouch() {
	switch {
	case l.missing:
		l.atWorkIn(2, l.keepInTouch)
	case l.lookedAfter():
		l.introduce()
		l.atWorkIn(between(l.rnd, 50, 80), l.keepInTouch)
	case !l.owed():
		l.atWorkIn(between(l.rnd, 20, 40), l.keepInTouch)
	case l.picksUp():
		l.meet(l.how())
		l.atWorkIn(l.nextGap(), l.keepInTouch)
	default:
		l.try()
		l.atWorkIn(l.nextTry(), l.keepInTouch)
	}
}

// introduce is an adviser getting to know somebody who is still looked after.
func (l *life) introduce() {
	if chance(l.rnd, 0.4) {
		l.meet(care.SawElsewhere, "")
	}
}

// owed reports whether the service keeps in touch with them now.
func (l *life) owed() bool {
	switch age := l.age(); {
	case age < 21:
		return true
	case l.support.programme > l.today:
		return true
	case age >= 25 || l.Category == care.Qualifying:
		return false
	}
	return l.support.wish != wantsNothing && l.support.wish != notReached
}

// picksUp reports whether they answer when somebody tries today.
func (l *life) picksUp() bool {
	switch {
	case l.away != nil && l.away.kind == care.AwayCustody:
		return chance(l.rnd, 0.85)
	case l.isSilent() || l.refused != 0 && !chance(l.rnd, 0.1):
		return chance(l.rnd, 0.01)
	}
	return chance(l.rnd, l.answers)
}

// nextGap is in how many days the adviser comes round again: one thing leads to
// another within days, and then it is quiet for weeks.
func (l *life) nextGap() int {
	if l.refused == 0 && chance(l.rnd, 0.5) {
		return between(l.rnd, 1, 8)
	}
	gap := float64(l.gap) * (0.6 + 0.9*l.rnd.Float64())
	if l.adviser != nil {
		gap *= l.adviser.pace
	}
	if l.Category == care.Qualifying || l.refused != 0 {
		gap *= 3
	}
	days := max(2, int(gap))
	if l.planned == "" && chance(l.rnd, 0.25) {
		l.plan(atWork(l.today.AddDays(days)))
	}
	return days
}

// plan books the next contact.
func (l *life) plan(on care.Day) {
	how := pick(l.rnd, []care.How{care.SawAtHome, care.SawElsewhere, care.SawElsewhere, care.Called})
	_, by := l.worker()
	l.planned = l.opens(care.AreaContact, care.Planned{On: care.OnDay(on), How: how, By: by})
}

// how is how they are in touch today.
func (l *life) how() (care.How, care.Place) {
	switch {
	case l.away != nil && l.away.kind == care.AwayCustody:
		return l.howInside()
	case l.home.letter.Abroad() || l.away != nil:
		return pick(l.rnd, []care.How{care.TextOrApp, care.TextOrApp, care.Video, care.Called}), ""
	case !l.inPerson():
		return pick(l.rnd, remotely), ""
	case l.home.letter == "" || l.home.letter == "S" || l.moved != nil || l.home.seen && chance(l.rnd, 0.45):
		return care.SawElsewhere, ""
	}
	return care.SawAtHome, ""
}

var remotely = []care.How{
	care.TextOrApp, care.TextOrApp, care.TextOrApp, care.TextOrApp, care.Called, care.Called, care.Called,
	care.TheyContactedUs, care.Email, care.Video,
}

// inPerson reports whether they meet: as is their manner, and the likelier the
// longer ago it was.
func (l *life) inPerson() bool {
	p := l.seen
	if l.today-l.met > 35 {
		p = (1 + p) / 2
	}
	return chance(l.rnd, p)
}

func (l *life) howInside() (care.How, care.Place) {
	if chance(l.rnd, 0.4) {
		return care.SawElsewhere, care.InCustody
	}
	return pick(l.rnd, []care.How{care.Letter, care.Called, care.TheyContactedUs}), ""
}

// meet is a contact, with all that comes to light in it.
func (l *life) meet(how care.How, where care.Place) {
	_, by := l.worker()
	f := care.ContactMade{How: how, When: care.AtInstant(l.at), By: by, Where: where, Fulfils: l.fulfils(), Note: l.noteOf(how)}
	f.StillThere, f.ActivityStill = l.asked(how)
	f.Worried = l.Temperament == AtRisk && chance(l.rnd, 0.05)
	l.slips(l.opens(care.AreaContact, f), f)
	l.spoken, l.tries = l.today, 0
	if how == care.SawAtHome || how == care.SawElsewhere {
		l.met = l.today
	}
	if how == care.SawAtHome {
		l.homeSeen()
	}
	l.comesToLight()
}

// fulfils is the contact that was booked, which this is.
func (l *life) fulfils() care.RecordID {
	r := l.planned
	l.planned = ""
	return r
}

// asked is what they said of where they live and what they do, if asked.
func (l *life) asked(how care.How) (there, doing care.Still) {
	asked := l.lost || l.moved != nil || chance(l.rnd, 0.75)
	if asked && l.home.letter != "" && how != care.SawAtHome && l.away == nil {
		there = care.StillYes
		if l.moved != nil {
			there = care.StillNo
		}
	}
	if l.activity.code != "" && chance(l.rnd, 0.4) {
		doing = care.StillYes
	}
	return there, doing
}

func (l *life) noteOf(how care.How) string {
	if chance(l.rnd, 0.3) {
		return ""
	}
	if how == care.SawAtHome {
		return pick(l.rnd, visitNotes)
	}
	return pick(l.rnd, notes)
}

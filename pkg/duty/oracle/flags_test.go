package oracle

import (
	"slices"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// flags says of each flag that docs/rules.md defines whether it is shown. Those
// of which the text says nothing on this day are left out.
func (l life) flags(on care.Day) map[duty.Flag]bool {
	h := l.category(on)
	contact := l.owedContact(h, on) && len(l.refusals(on)) == 0
	all := map[duty.Flag]bool{}
	if why := l.closed(on); len(why) > 0 {
		if slices.Equal(why, []duty.Reason{duty.ClosedDied}) {
			all[duty.ToBeConfirmed] = len(upTo[care.DeathConfirmed](l, on)) == 0
		}
		return all
	}
	all[duty.BirthNotKnown] = l.born.IsZero()
	all[duty.CategoryNotRecorded] = h.stated == care.NotRecorded
	all[duty.LeavingCareUnrecorded] = h.leavingUnsaid
	if h.lookedAfter() {
		return all
	}
	all[duty.OfferOnly] = l.offerOnly(h, on)
	all[duty.NotSeen] = contact && l.visitable(on) && on > l.seeInPerson(on).due
	all[duty.AttemptsOnly] = contact && on > l.keepInTouch(on).due && l.triedSince(on)
	l.flagsOf21(h, on, all)
	l.flagsOfPlace(on, all)
	return all
}

// "*Attempts only* = keep in touch missed, and attempts but no two-way contact
// since the last one."
func (l life) triedSince(on care.Day) bool {
	attempts, spoken := l.attempts(on), l.spoken(on)
	return lastOn(attempts) > lastOn(spoken)
}

func (l life) flagsOf21(h held, on care.Day, all map[duty.Flag]bool) {
	if !l.hasTurned(21, on) || h.is == care.Qualifying && !l.inProgramme(on) {
		return
	}
	programme, s := l.inProgramme(on), l.support(on)
	all[duty.InProgramme] = programme
	if !programme {
		all[duty.NoDecisionAt21] = s == undecided
		all[duty.NoOfferAt21] = s == toBeOffered
		all[duty.ReceivingSupport] = s == receiving
	}
}

func (l life) flagsOfPlace(on care.Day, all map[duty.Flag]bool) {
	w := l.where(on)
	kind := l.kindOf(w.at)
	all[duty.InCustody] = w.state == care.Away && kind == care.AwayCustody
	all[duty.InHospital] = w.state == care.Away && kind == care.AwayHospital
	all[duty.AbroadFlag] = l.homeLetter(on) == "G"
	all[duty.DeportedFlag] = l.homeLetter(on) == "H"
}

// "Not abroad or deported."
func (l life) visitable(on care.Day) bool {
	return l.homeLetter(on) != "G" && l.homeLetter(on) != "H"
}

func (l life) homeLetter(on care.Day) care.Residence {
	home, ok := l.home(on)
	if !ok {
		return ""
	}
	return home.says.Residence
}

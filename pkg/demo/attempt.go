package demo

import (
	care "intouch/pkg/careleaver"
)

// ladder is what advisers try, step by step, when nobody answers.
var ladder = []care.AttemptHow{care.TriedCall, care.TriedText, care.TriedCall, care.TriedVisit, care.TriedText, care.TriedLetter, care.TriedVisit}

// try is an attempt in vain. After some, others are asked.
func (l *life) try() {
	_, by := l.worker()
	f := care.Attempted{How: l.step(), When: care.AtInstant(l.at), By: by, Fulfils: l.fulfils(), Note: pick(l.rnd, attemptNotes)}
	if f.How != care.TriedVisit {
		f.ContactPoint = l.phone
	}
	f.Outcome, f.Told = l.outcome(f.How)
	l.opens(care.AreaContact, f)
	l.tries++
	switch {
	case f.Outcome == care.MovedAway || l.tries == 9 && l.silenced() > 60:
		l.lose()
	case l.tries > 2 && chance(l.rnd, 0.2):
		l.askOthers()
	}
}

func (l *life) step() care.AttemptHow {
	how := ladder[l.tries%len(ladder)]
	if how == care.TriedVisit && (l.home.letter == "S" || l.home.letter == "" || l.home.letter.Abroad()) {
		return care.TriedText
	}
	return how
}

// outcome is what comes of an attempt, and what somebody who was there said.
func (l *life) outcome(how care.AttemptHow) (care.Outcome, *care.Hearsay) {
	switch how {
	case care.TriedVisit:
		return l.atTheDoor()
	case care.TriedCall:
		if l.silenced() > 70 && chance(l.rnd, 0.2) {
			return care.NumberDead, nil
		}
		return pick(l.rnd, []care.Outcome{care.NoAnswer, care.NoAnswer, care.MessageLeft}), nil
	case care.TriedLetter:
		if l.moved != nil && chance(l.rnd, 0.5) {
			return care.ReturnedLetter, nil
		}
	}
	if l.refused != 0 && chance(l.rnd, 0.2) {
		return care.Blocked, nil
	}
	return care.MessageLeft, nil
}

func (l *life) atTheDoor() (care.Outcome, *care.Hearsay) {
	switch {
	case l.refused != 0 && chance(l.rnd, 0.5):
		return care.RefusedAtDoor, nil
	case l.moved != nil && chance(l.rnd, 0.5):
		return care.MovedAway, &care.Hearsay{Informant: care.FromOther, Who: "whoever lives there now", What: "moved out some weeks ago", StillThere: care.StillNo}
	case l.home.letter == "B" && chance(l.rnd, 0.6):
		return care.NotIn, &care.Hearsay{Informant: care.FromFamily, Who: "an aunt at the door", What: "is fine, out with friends", StillThere: care.StillYes}
	}
	return care.NotIn, nil
}

// askOthers is asking family, the provider or another service.
func (l *life) askOthers() {
	f := care.ToldBySomeoneElse{When: care.OnDay(l.today)}
	f.Informant = pick(l.rnd, []care.Informant{care.FromFamily, care.FromFamily, care.FromFriend, care.FromDWP, care.FromPolice, care.FromOther})
	if l.home.letter == "D" || l.home.letter == "E" {
		f.Informant = care.FromProvider
	}
	f.What = pick(l.rnd, []string{"was seen last week and looked well", "has a new phone, has not given the number", "came to sign on as usual", "is staying with a friend for now"})
	if l.moved == nil && l.home.letter != "" && chance(l.rnd, 0.5) {
		f.StillThere = care.StillYes
	}
	l.opens(care.AreaContact, f)
}

// lose is the day on which somebody writes down that nobody knows where they are.
func (l *life) lose() {
	if l.away != nil || l.lost {
		return
	}
	l.lost = true
	l.follows(care.AreaAccommodation, care.RecordWhereabouts, care.WhereaboutsNotKnown{From: l.today, Why: "No answer, and not at the address any more"})
}

// nextTry is in how many days the adviser tries again: soon at first, then at
// the pace of the policy.
func (l *life) nextTry() int {
	switch {
	case l.refused != 0:
		return between(l.rnd, 60, 100)
	case l.tries < 4:
		return between(l.rnd, 1, 5)
	}
	return between(l.rnd, 8, 17)
}

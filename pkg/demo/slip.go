package demo

import (
	care "intouch/pkg/careleaver"
)

// slips are the mistakes that people make with forms, and put right: a wrong
// day or way corrected, a contact entered twice and taken back.
func (l *life) slips(r care.RecordID, f care.ContactMade) {
	switch {
	case chance(l.rnd, 0.02):
		l.atWorkIn(between(l.rnd, 1, 6), func() { l.correct(r, f) })
	case chance(l.rnd, 0.006):
		f.Fulfils = ""
		twice := l.opens(care.AreaContact, f)
		l.atWorkIn(between(l.rnd, 1, 4), func() {
			l.follows(care.AreaContact, twice, care.Voided{Reason: "duplicate"})
		})
	}
}

func (l *life) correct(r care.RecordID, f care.ContactMade) {
	reason := "It was the day before"
	if at, _ := f.When.Instant(); chance(l.rnd, 0.5) && f.When.Day() > l.Joins {
		f.When = care.AtInstant(at.AddDate(0, 0, -1))
	} else {
		f.Note, reason = "As we spoke: the appointment is on Tuesday, not on Thursday.", "Wrong weekday in the note"
	}
	l.follows(care.AreaContact, r, care.Corrected{Facts: f, Reason: reason})
}

// mistakenFor is a contact with another person entered here while nobody knows
// where this one is. It is found out some days later: what it had closed is open
// again.
func (l *life) mistakenFor() {
	w := l.colleague(l.posts[l.post].team, l.N+1, l.today)
	f := care.ContactMade{How: care.Called, When: care.AtInstant(l.at), By: care.By{Staff: w.id, Capacity: care.AsOtherWorker}, Note: "Rang in, all fine."}
	r := l.writeAt(writtenAt(l.today, l.at), w, care.AreaContact, "", f)
	l.atWorkIn(between(l.rnd, 2, 6), func() {
		l.writeAt(writtenAt(l.today, l.at), w, care.AreaContact, r, care.Voided{Reason: "did_not_happen", Note: "It was somebody else on the phone"})
	})
}

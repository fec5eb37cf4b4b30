package demo

import (
	"math/rand/v2"

	care "intouch/pkg/careleaver"
)

// inCare enters when somebody was looked after: of those who are registered by
// hand at once, of those whom the list brought when somebody has looked it up. Of
// some it is never entered, and the category stays as stated.
func (l *life) inCare() {
	rnd := l.random(forCare, uint64(l.N))
	if l.listed(l.Person) && chance(rnd, 0.3) {
		return
	}
	f := care.CarePeriodRecorded{Period: l.newID(), LegalStatus: pick(rnd, []string{"C2", "C2", "V2", "V2", "V2"})}
	f.From, f.To = l.lookedAfterFrom(rnd)
	if !f.To.IsZero() {
		f.ReasonEnded = "E8"
	}
	if l.listed(l.Person) {
		l.atWorkIn(between(rnd, 5, 90), func() { l.entered(f) })
		return
	}
	l.entered(f)
}

func (l *life) entered(f care.CarePeriodRecorded) {
	l.writeAt(writtenAt(atWork(l.today), l.at), l.office, care.AreaCaseload, care.RecordPerson, f)
}

// lookedAfterFrom is when somebody was looked after: To is the first day not, none
// of those who still are.
func (l *life) lookedAfterFrom(rnd *rand.Rand) (from, to care.Day) {
	from = l.Born.Birthday(between(rnd, 6, 15)).AddDays(between(rnd, 0, 300))
	switch eighteen := l.Born.Birthday(18); {
	case l.lookedAfter():
		return from, 0
	case l.Category == care.Qualifying:
		from = l.Born.Birthday(16).AddDays(between(rnd, 20, 500))
		return from, min(from.AddDays(between(rnd, 15, 80)), l.Joins)
	case l.Category == care.Relevant:
		return from, max(l.Born.Birthday(16)+7, min(l.Joins, eighteen-1).AddDays(-between(rnd, 3, 40)))
	default:
		return from, min(eighteen, l.Joins)
	}
}

// circumstances are what changes much and asks whether the frequency of contact
// is still right.
func (l *life) circumstances() {
	rnd := l.random(forCircumstances, uint64(l.N))
	if !chance(rnd, 0.12) {
		return
	}
	l.in(between(rnd, 30, 600), func() {
		if !l.owed() || l.lookedAfter() || l.isSilent() {
			return
		}
		what := pick(rnd, []care.Circumstance{"eviction", "charge", "pregnancy", "other"})
		l.opens(care.AreaPathway, care.CircumstancesChanged{On: l.today.AddDays(-between(rnd, 0, 5)), What: what, ToldOn: l.today})
		if chance(rnd, 0.6) {
			l.opens(care.AreaPathway, care.ReviewBroughtForward{On: l.today, Trigger: string(what)})
			l.atWorkIn(between(rnd, 5, 16), func() { l.review("", 6) })
		}
	})
}

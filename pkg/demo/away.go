package demo

import (
	care "intouch/pkg/careleaver"
)

// away is a time away from home.
type away struct {
	kind   care.AwayKind
	record care.RecordID
}

// absences begins the times away: custody for some, vacations for students, a
// hospital or a holiday now and then for all.
func (l *life) absences() {
	if l.Temperament == Custody {
		l.in(between(l.rnd, 10, 250), l.arrested)
	}
	if l.Temperament == Student {
		l.on(l.nextVacation(), l.vacation)
	}
	l.in(l.yearly(0.15), l.shortlyAway)
}

// mayLeave reports whether they are somewhere from where they can go.
func (l *life) mayLeave() bool {
	return l.away == nil && l.moved == nil && !l.lookedAfter() && !l.missing && l.home.letter != ""
}

// arrested is the beginning of a time in custody, which the service hears of
// some days later from others.
func (l *life) arrested() {
	l.in(between(l.rnd, 200, 420), l.arrested)
	if !l.mayLeave() {
		return
	}
	from, days := l.today, between(l.rnd, 25, 190)
	l.away = &away{kind: care.AwayCustody}
	l.in(between(l.rnd, 0, 6), func() {
		f := care.WentAway{From: care.From{From: from}, Kind: care.AwayCustody, Place: "HMP Nonesuch", HowKnown: care.ToldOnSite}
		if l.today > from {
			f.ToldOn = l.today
		}
		if chance(l.rnd, 0.3) {
			f.HowKnown = care.ToldByOther
		}
		if chance(l.rnd, 0.7) {
			f.ExpectedEnd = from.AddDays(days)
		}
		l.away.record = l.opens(care.AreaAccommodation, f)
		l.custodyVisit()
		l.in(days-10, l.released)
	})
}

// custodyVisit is the first visit inside: within ten working days as a rule.
func (l *life) custodyVisit() {
	if chance(l.rnd, 0.8) {
		l.atWorkIn(between(l.rnd, 3, 16), func() {
			if l.away != nil && l.owed() {
				l.meet(care.SawElsewhere, care.InCustody)
			}
		})
	}
}

// released is the way out: known on the day for most, and for others only when
// somebody hears from them again.
func (l *life) released() {
	r := l.away.record
	if chance(l.rnd, 0.6) {
		l.review("", 6)
	}
	l.in(between(l.rnd, 8, 12), func() { l.out(r) })
}

func (l *life) out(r care.RecordID) {
	on := l.today
	if chance(l.rnd, 0.35) {
		l.in(between(l.rnd, 4, 30), func() { l.backSince(r, on) })
		return
	}
	l.backSince(r, on)
}

// backSince writes down that they are out, and home again or somewhere new.
func (l *life) backSince(r care.RecordID, on care.Day) {
	f := care.CameBack{On: on, ToHome: care.No, HowKnown: care.ToldByPerson}
	if on < l.today {
		f.ToldOn = l.today
	}
	home := chance(l.rnd, 0.5)
	if home {
		f.ToHome = care.Yes
	}
	l.follows(care.AreaAccommodation, r, f)
	l.away = nil
	if !home {
		h := l.newHome()
		h.from = on
		l.arrive(h)
	}
}

// nextVacation is when the next one begins: at Christmas or in the summer.
func (l *life) nextVacation() care.Day {
	year, _, _ := l.today.Date()
	for _, day := range []care.Day{care.NewDay(year, 6, 28), care.NewDay(year, 12, 16), care.NewDay(year+1, 6, 28)} {
		if day > l.today {
			return day.AddDays(between(l.rnd, 0, 6))
		}
	}
	return care.Forever
}

// vacation is the time that a student spends elsewhere.
func (l *life) vacation() {
	l.in(100, func() { l.on(l.nextVacation(), l.vacation) })
	if l.mayLeave() && chance(l.rnd, 0.7) {
		_, month, _ := l.today.Date()
		days := 25
		if month == 6 || month == 7 {
			days = between(l.rnd, 50, 75)
		}
		l.goAway(care.WentAway{Kind: care.AwayTerm, Place: "with former foster carers"}, days)
	}
}

// shortlyAway is some days in hospital, or a holiday.
func (l *life) shortlyAway() {
	l.in(l.yearly(0.15), l.shortlyAway)
	if !l.mayLeave() || l.isSilent() {
		return
	}
	f := care.WentAway{Kind: care.AwayHoliday, Place: "with a friend at the sea"}
	if chance(l.rnd, 0.4) {
		f = care.WentAway{Kind: care.AwayHospital, Place: "Imagined Heath Hospital", HowKnown: care.ToldOnSite}
	}
	l.goAway(f, between(l.rnd, 4, 24))
}

// goAway is a time away that everybody knows of, and that ends when it should,
// give or take some days.
func (l *life) goAway(f care.WentAway, days int) {
	f.From.From, f.ExpectedEnd = l.today, l.today.AddDays(days)
	l.away = &away{kind: f.Kind, record: l.opens(care.AreaAccommodation, f)}
	r := l.away.record
	l.in(days+between(l.rnd, -2, 4), func() {
		l.follows(care.AreaAccommodation, r, care.CameBack{On: l.today, ToHome: care.Yes, HowKnown: care.ToldByPerson})
		l.away = nil
	})
}

package demo

import (
	care "intouch/pkg/careleaver"
)

// reviews begins the reviews of the pathway plan, every six months or so, and
// sets how often somebody is to be met who is not met as often as all others.
func (l *life) reviews() {
	l.frequency()
	if l.listed(l.Person) {
		l.atWorkIn(max(0, int(l.before.reviewed-l.today)+l.between6Months()), l.sixMonthly)
		return
	}
	l.atWorkIn(l.between6Months(), l.sixMonthly)
}

// between6Months: in time as a rule, late at times.
func (l *life) between6Months() int { return between(l.rnd, 150, 195) }

func (l *life) sixMonthly() {
	if !l.owed() || l.lookedAfter() {
		l.atWorkIn(60, l.sixMonthly)
		return
	}
	if l.isSilent() && chance(l.rnd, 0.5) {
		l.atWorkIn(28, l.sixMonthly)
		return
	}
	l.review("", 6)
	l.frequency()
	l.atWorkIn(l.between6Months(), l.sixMonthly)
}

// review writes down a review: of the plan, or of life at a home.
func (l *life) review(home care.RecordID, months int) {
	f := care.PlanReviewed{On: l.today, Accommodation: home, NextBy: l.today.AddMonths(months)}
	if home != "" && l.noted[home].After(l.at) {
		return // the home itself is not written down yet
	}
	l.opens(care.AreaPathway, f)
}

// frequency sets how often: each week at high risk, every twelve weeks at
// university, with a manager's approval since that is less often than the policy.
func (l *life) frequency() {
	f := care.FrequencySet{From: l.today, Reason: "Agreed in the pathway plan"}
	switch {
	case l.lookedAfter():
		return
	case l.Temperament == AtRisk:
		f.EveryDays, f.SeenEveryDays, f.Risk, f.Reason = 7, 14, care.HighRisk, "High risk: exploitation"
	case l.Temperament == Student && l.age() >= 18:
		f.EveryDays, f.SeenEveryDays, f.Approver, f.ReviewOn = 84, 84, l.manager().id, l.today.AddDays(180)
		f.Reason = "At university: in touch each term, seen in the vacations"
	case l.Temperament == Sofas:
		f.EveryDays, f.SeenEveryDays = 28, 28
	default:
		return
	}
	l.decides(care.AreaPathway, care.RecordFrequency, f)
}

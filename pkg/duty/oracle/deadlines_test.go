package oracle

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// deadline is a duty that stands unmet on a day: the fact that it asks for has
// not happened. Whether it is missed is a question of the day alone.
type deadline struct {
	rule duty.Rule
	due  care.Day
	from number
}

// number is what kind of number the table of section 6 gives.
type number string

const (
	ofLaw    number = "law"
	ofPolicy number = "policy"
	ofPlan   number = "plan"
	ofEither number = "" // the table names neither, or both
)

// deadlines are those of every rule in the table of section 6.
func (l life) deadlines(on care.Day) []deadline {
	if len(l.closed(on)) > 0 {
		return nil
	}
	h := l.category(on)
	var all []deadline
	for _, rule := range []func(held, care.Day) []deadline{
		l.contactDeadlines, l.providedVisit, l.firstVisit, l.firstReview, l.nextReview, l.planReview, l.needsAssessment,
		l.custodyVisit, l.releaseReview, l.whereNow, l.missingDecision, l.bedAndBreakfast, l.tryAgain, l.renewOffer,
		l.offers, l.decisionAt21, l.whereabouts, l.activity, l.noAdviser, l.handover, l.oversight, l.plannedContact, l.window903,
	} {
		all = append(all, rule(h, on)...)
	}
	return all
}

// "keep in touch: contact duty, no refusal in force"; "see in person: same; not
// abroad or deported".
func (l life) contactDeadlines(h held, on care.Day) []deadline {
	if !l.owedContact(h, on) || len(l.refusals(on)) > 0 {
		return nil
	}
	g := l.keepInTouch(on)
	all := []deadline{{duty.KeepInTouch, g.due, g.of}}
	if l.visitable(on) {
		s := l.seeInPerson(on)
		all = append(all, deadline{duty.SeeInPerson, s.due, s.of})
	}
	return all
}

// "renew the offer: refusal in force | refusal, last renewal | 182 days".
func (l life) renewOffer(h held, on care.Day) []deadline {
	if !l.owedContact(h, on) {
		return nil
	}
	var all []deadline
	for _, r := range l.refusals(on) {
		all = append(all, deadline{duty.RenewOffer, r.renewBy, ofPolicy})
	}
	return all
}

// "activity known: contact duty | newest evidence | 182 days". Without any
// since the duty began, the clock starts with the duty. That it is over is evidence too.
func (l life) activity(h held, on care.Day) []deadline {
	if !l.owedContact(h, on) {
		return nil
	}
	newest := l.dutySince(on)
	for _, f := range l.facts {
		if f.day <= on && l.saysActivity(f) {
			newest = max(newest, f.day)
		}
	}
	return []deadline{{duty.ActivityRule, newest + activityEvery, ofPolicy}}
}

func (l life) saysActivity(f fact) bool {
	onRecord := len(of(f.Record, upTo[care.ActivityStarted](l, care.Forever))) > 0
	switch says := f.Fact.(type) {
	case care.ActivityStarted:
		return true
	case care.ActivityEnded, care.ActivityConfirmed:
		return onRecord
	case care.ContactMade:
		return answered(says.ActivityStill)
	case care.ToldBySomeoneElse:
		return answered(says.ActivityStill)
	case care.Attempted:
		return says.Told != nil && answered(says.Told.ActivityStill)
	}
	return false
}

func answered(s care.Still) bool { return s == care.StillYes || s == care.StillNo }

// "planned contact without outcome | its day | 2 working days | contact, attempt
// or cancellation naming the plan".
func (l life) plannedContact(h held, on care.Day) []deadline {
	if h.lookedAfter() {
		return nil
	}
	var all []deadline
	for _, plan := range upTo[care.Planned](l, care.Forever) {
		if day := plan.says.On.Day(); day <= on && !l.hasOutcome(plan, on) {
			all = append(all, deadline{duty.PlannedContact, workingDays(day, plannedBy), ofPolicy})
		}
	}
	return all
}

func (l life) hasOutcome(plan told[care.Planned], on care.Day) bool {
	for _, c := range upTo[care.ContactMade](l, on) {
		if c.says.Fulfils == plan.Record {
			return true
		}
	}
	for _, a := range upTo[care.Attempted](l, on) {
		if a.says.Fulfils == plan.Record {
			return true
		}
	}
	return len(of(plan.Record, upTo[care.PlanCancelled](l, on))) > 0
}

// "903 window: OC3 cohort 17–21 | birthday − 3 months | birthday + 1 month |
// two-way contact inside". OC3 cohort (section 12): "relevant and former relevant
// who turn 17 to 21, not looked after on that birthday".
func (l life) window903(h held, on care.Day) []deadline {
	if h.is == care.Qualifying || h.lookedAfter() || l.born.IsZero() {
		return nil
	}
	var all []deadline
	for age := 17; age <= 21; age++ {
		birthday := l.born.Birthday(age)
		from, by := birthday.AddMonths(-windowMonthsBefore), birthday.AddMonths(windowMonthsAfter)
		if on < from || on > max(by, yearEnd(birthday)) || on >= birthday && l.category(birthday).lookedAfter() {
			continue
		}
		all = nil // the newest window that is open
		if !l.spokeWithin(from, by, on) {
			all = []deadline{{duty.Window903, by, ofPolicy}}
		}
	}
	return all
}

func (l life) spokeWithin(from, by, on care.Day) bool {
	for _, talk := range l.spoken(on) {
		if talk.day >= from && talk.day <= by {
			return true
		}
	}
	return false
}

// yearEnd is the last day of the collection year (1 April to 31 March) of a day.
// "Once missed, shown to the end of its collection year" (decisions/0006).
func yearEnd(d care.Day) care.Day {
	year, month, _ := d.Date()
	if month > 3 {
		year++
	}
	return care.NewDay(year, 3, 31)
}

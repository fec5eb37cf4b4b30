package oc3

import (
	"slices"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Place says whether somebody is in the return of a year, and why.
type Place struct {
	In        bool
	Reason    Reason
	Why       string
	Age       int
	Supported bool // of 22 to 25: asked for support and received it in the year
	From      []care.EventID
}

// Reason is why somebody is in the return, or not.
type Reason string

// The reasons.
const (
	InCohort     Reason = "in_cohort"
	NotSupported Reason = "not_supported" // of 22 to 25; in only where everybody is returned
	NotOfAge     Reason = "not_of_age"
	NoBirth      Reason = "date_of_birth_missing"
	InError      Reason = "registered_in_error"
	DiedInCare   Reason = "died_in_care"
	Transferred  Reason = "transferred"
	LookedAfter  Reason = "looked_after"
	Qualifying   Reason = "qualifying"
	Restricted   Reason = "restricted" // why is theirs to know whom the restriction names
)

// Reasons lists them in words for people.
var Reasons = care.Codes[Reason]{
	{Code: InCohort, Label: "In the return"}, {Code: NotSupported, Label: "22 to 25, did not ask for support"}, {Code: NotOfAge, Label: "Not of age in the year"},
	{Code: NoBirth, Label: "Date of birth missing"}, {Code: InError, Label: "Registered in error"}, {Code: DiedInCare, Label: "Died while looked after"},
	{Code: Transferred, Label: "Transferred to another authority"}, {Code: LookedAfter, Label: "Still looked after"}, {Code: Qualifying, Label: "Qualifying care leaver"},
	{Code: Restricted, Label: "Restricted or sealed"},
}

// place decides who is in the cohort: relevant and former relevant young people
// who become 17 to 21 in the year, not looked after on that birthday and not
// transferred; closed, refusing, abroad and dead people stay in (docs/rules.md
// section 12). From 22 to 25, those who asked for support.
func (l *look) place() Place {
	switch {
	case l.InError != nil:
		return l.out(InError, "Was never ours.", l.InError.Entry)
	case l.birthday.IsZero():
		return l.withoutBirth()
	case l.age < 17 || l.age > 25:
		return l.out(NotOfAge, "Does not become 17 to 25 in the year.")
	}
	if p, isOut := l.notALeaver(l.asOf()); isOut {
		return p
	}
	if l.age <= 21 {
		return Place{In: true, Reason: InCohort, Why: "Becomes " + years(l.age) + " on " + l.birthday.Long() + ", as a care leaver.", Age: l.age}
	}
	return l.after21()
}

// asOf is the day on which it is decided what somebody is: the birthday, and for
// who had died by then the day of the death, since nobody leaves care by dying.
func (l *look) asOf() care.Day {
	if l.Died != nil && l.Died.Facts.On < l.birthday {
		return l.Died.Facts.On
	}
	return l.birthday
}

func (l *look) notALeaver(day care.Day) (Place, bool) {
	if d := l.Died; d != nil && d.Facts.On <= l.birthday {
		if at, ok := l.lookedAfter(day); ok {
			return l.out(DiedInCare, "Was looked after on the day of the death.", d.Entry, at), true
		}
	}
	if e, ok := l.diedInCare(); ok {
		return l.out(DiedInCare, "Care ended by death (E2).", e), true
	}
	if e, ok := l.transferred(); ok {
		return l.out(Transferred, "The case is another authority's.", e), true
	}
	if e, ok := l.lookedAfter(day); ok {
		return l.out(LookedAfter, "Was looked after on "+day.Long()+".", e), true
	}
	if l.categoryOn(day) == care.Qualifying && !l.qualifyingAtHome(day) {
		_, e := l.rules.Stated(l.Person, day)
		return l.out(Qualifying, "Is a qualifying care leaver.", e), true
	}
	return Place{}, false
}

// lookedAfter is what says that they were looked after on the day: the category,
// or a period of care that the day is in.
func (l *look) lookedAfter(day care.Day) (care.Entry, bool) {
	if l.categoryOn(day) == care.Eligible {
		_, e := l.rules.Stated(l.Person, day)
		return e, true
	}
	for _, c := range l.CarePeriod {
		if c.Facts.From <= day && (c.Facts.To.IsZero() || day < c.Facts.To) && day < l.Details.DateOfBirth.Birthday(18) {
			return c.Entry, true
		}
	}
	return care.Entry{}, false
}

func (l *look) diedInCare() (care.Entry, bool) {
	for _, c := range l.CarePeriod {
		if c.Facts.EndedBy("E2") && !c.Facts.To.IsZero() && c.Facts.To <= l.year.Last() {
			return c.Entry, true
		}
	}
	return care.Entry{}, false
}

// transferred: the other authority's receipt by the birthday, or a last period
// of care that ended by transfer (E3). Whoever is transferred after it was ours
// on the day that the return asks about.
func (l *look) transferred() (care.Entry, bool) {
	if t := l.Transferred; t != nil && t.Facts.On <= l.anchor {
		return t.Entry, true
	}
	if last := l.lastPeriod(); last != nil && last.Facts.EndedBy("E3") && last.Facts.To <= l.year.Last() {
		return last.Entry, true
	}
	return care.Entry{}, false
}

// lastPeriod is the last period of care that began by the end of the year.
func (l *look) lastPeriod() *care.Told[care.CarePeriodRecorded] {
	var last *care.Told[care.CarePeriodRecorded]
	for i := range l.CarePeriod {
		if c := &l.CarePeriod[i]; c.Facts.From <= l.year.Last() && (last == nil || c.Facts.From >= last.Facts.From) {
			last = c
		}
	}
	return last
}

// qualifyingAtHome reports whether somebody who is qualifying was a relevant
// child until six months at home were complete: the return has them as RHOM
// (Care Leavers Regulations reg. 3(5); docs/rules.md section 2).
func (l *look) qualifyingAtHome(day care.Day) bool {
	if l.rules.ReturnedHome(l.Person, day) {
		return true
	}
	if home, _ := l.rules.BackHome(l.Person, day); home == nil {
		return false
	}
	was := l.Registered.Facts.Category != care.Qualifying
	for _, c := range l.Categories {
		was = was || c.Facts.Category != care.Qualifying && c.Facts.Since <= day
	}
	stated, _ := l.rules.Stated(l.Person, day)
	return was && stated == care.Qualifying
}

// categoryOn is the category that holds on a day, by the periods of care where
// they say one.
func (l *look) categoryOn(day care.Day) care.Category {
	return l.on(day).Standing.Category
}

// after21: those of 22 to 25 are returned where they asked for support and
// received it; all others only if the authority returns everybody.
func (l *look) after21() Place {
	if l.supported() {
		p := Place{In: true, Reason: InCohort, Why: "Becomes " + years(l.age) + " in the year and received support in it.", Age: l.age, Supported: true}
		if l.ages == UpTo21 {
			p.In, p.Reason = false, NotOfAge
		}
		return p
	}
	p := Place{In: l.ages == AndWhole, Reason: NotSupported, Why: "Becomes " + years(l.age) + " in the year and did not ask for support in it.", Age: l.age}
	if !p.In {
		l.undecided()
	}
	return p
}

// supported reports whether they received support on any day of the year, or
// were in a programme that the plan supports.
func (l *look) supported() bool {
	for _, day := range l.supportDays() {
		s := l.on(day).Standing
		if slices.Contains(s.Flags, duty.ReceivingSupport) || slices.Contains(s.Flags, duty.InProgramme) {
			return true
		}
	}
	return false
}

func (l *look) undecided() {
	if l.nearest() == nil || !slices.Contains(l.on(l.year.Last()).Standing.Flags, duty.NoDecisionAt21) {
		return
	}
	l.trouble(NoDecisionAt21, "In touch in the year, and nobody recorded whether they asked for support: left out until somebody does.")
}

// withoutBirth names whoever could be in the return: without a date of birth
// nobody can say.
func (l *look) withoutBirth() Place {
	stated, e := l.rules.Stated(l.Person, l.year.Last())
	if stated == care.Qualifying {
		return l.out(Qualifying, "Is a qualifying care leaver.", e)
	}
	if t := l.Transferred; t != nil && t.Facts.On < l.year.First() {
		return l.out(Transferred, "The case is another authority's.", t.Entry)
	}
	l.trouble(BirthMissing, "Without a date of birth nobody can say whether they are in the return.")
	return l.out(NoBirth, "The date of birth is not known.", l.Registered.Entry)
}

func (l *look) out(r Reason, why string, from ...care.Entry) Place {
	return Place{Reason: r, Why: why, Age: l.age, From: sources(from...)}
}

package demo

import (
	care "intouch/pkg/careleaver"
)

// activity is what somebody does.
type activity struct {
	code   care.ActivityCode
	record care.RecordID // empty: written down by nobody, or by the import
}

// started is that somebody does something from today.
func (l *life) started(code care.ActivityCode) {
	f := care.ActivityStarted{From: care.From{From: l.today}, Code: code, HowKnown: care.ToldByPerson}
	switch code[1] {
	case '1':
		f.Provider, f.Hours = "University of Figment", 30
	case '2':
		f.Provider, f.Hours = pick(l.rnd, []string{"Figment College", "Mirage Bay Sixth Form"}), 18
	case '4', '5':
		if code[0] != 'G' {
			f.Provider, f.Hours = pick(l.rnd, []string{"Imagined Heath Hospital", "Paperboat Logistics", "Marzipan Bakery", "Zigzag Buses", "Oddfellow Builders"}), 35
		}
	}
	if code[0] == 'P' {
		f.Hours = 14
	}
	l.activity = activity{code, l.opens(care.AreaPathway, f)}
	if code == "F1" && l.Temperament == Student {
		l.degree()
	}
}

// degree puts the degree into the pathway plan: duties go on until it ends.
func (l *life) degree() {
	l.support.programme = l.today.AddMonths(between(l.rnd, 30, 44))
	l.opens(care.AreaPathway, care.ProgrammeAgreed{What: "Degree at the University of Figment", From: l.today, Until: l.support.programme})
}

// activityChanges begins the changes of what somebody does, about once in
// twenty months; students stay on.
func (l *life) activityChanges() {
	if l.listed(l.Person) && l.Temperament == Student && !l.lookedAfter() {
		l.in(between(l.rnd, 5, 40), l.degree)
	}
	l.in(l.yearly(0.6), l.doesSomethingElse)
}

func (l *life) doesSomethingElse() {
	l.in(l.yearly(0.6), l.doesSomethingElse)
	if l.lookedAfter() || l.isSilent() || l.away != nil || l.Temperament == Student || !l.owed() {
		return
	}
	if l.activity.record != "" {
		l.follows(care.AreaPathway, l.activity.record, care.ActivityEnded{On: l.today, HowKnown: care.ToldByPerson})
	}
	l.started(care.ActivityCode(pick(l.rnd, l.activities())))
}

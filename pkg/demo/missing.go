package demo

import (
	"fmt"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// goesMissing is how often a year.
var goesMissing = map[Temperament]float64{AtRisk: 1.2, Sofas: 0.5, Drifting: 0.1, Custody: 0.2}

// disappearances begins the times when somebody is reported missing.
func (l *life) disappearances() { l.in(l.yearly(goesMissing[l.Temperament]), l.disappears) }

func (l *life) disappears() {
	l.disappearances()
	if l.mayLeave() && l.owed() && !l.isSilent() {
		l.reportedMissing(between(l.rnd, 1, 6))
	}
}

// reportedMissing is a report to the police, with a manager's decision each
// working day until they are found, some days later.
func (l *life) reportedMissing(days int) {
	l.missing = true
	f := care.ReportedMissing{From: care.OnDay(l.today), ReportedBy: pick(l.rnd, []string{"housemate", "provider", "sister", "host"}),
		PoliceReference: fmt.Sprintf("ZZ-%05d", between(l.rnd, 1, 99999))}
	r := l.opens(care.AreaAccommodation, f)
	l.on(duty.WorkingDays(l.today, 1), l.decideOnMissing)
	l.in(days, func() {
		l.missing = false
		l.follows(care.AreaAccommodation, r, care.Found{When: care.OnDay(l.today), FoundBy: "police", SeenByUs: care.No})
		l.atWorkIn(1, func() { l.meet(care.SawElsewhere, "") })
	})
}

func (l *life) decideOnMissing() {
	if !l.missing {
		return
	}
	l.decides(care.AreaOversight, "", care.OversightDecided{
		Manager: l.manager().id, On: l.today, Decision: pick(l.rnd, []care.Decision{"ask_others", "continue", "visit_unannounced"}),
		Rationale: "Strategy discussion with police; friends and last addresses asked", ReviewOn: duty.WorkingDays(l.today, 1),
	})
	l.on(duty.WorkingDays(l.today, 1), l.decideOnMissing)
}

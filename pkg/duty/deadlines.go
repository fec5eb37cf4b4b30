package duty

import (
	"cmp"

	care "intouch/pkg/careleaver"
)

// duty is one duty: its deadlines on a day, and what fact meets its lapse.
type duty struct {
	rule      Rule
	deadlines func(*at, owed) []Deadline
	metBy     func(*care.Person, care.Alert) (care.Entry, bool) // nil: only a change of circumstances ends it
}

// duties are all duties, in the order of rules.md section 6. Each has a file
// that opens with its regulation.
var duties = []duty{
	{KeepInTouch, keepInTouch, keptInTouch},
	{SeeInPerson, seeInPerson, nil},
	{ProvidedVisit, providedVisit, visitedAgain},
	{FirstVisit, firstVisit, visitMade},
	{FirstReview, firstReview, nil},
	{NextReview, nextReview, nil},
	{PlanReview, planReview, nil},
	{NeedsAssessment, needsAssessment, nil},
	{CustodyVisit, custodyVisit, visitMade},
	{ReleaseReview, releaseReview, nil},
	{WhereNow, whereNow, foundOut},
	{MissingDecision, missingDecision, managerDecided},
	{BedAndBreakfast, bedAndBreakfast, movedOn},
	{TryAgain, tryAgain, nil},
	{RenewOffer, renewOffer, nil},
	{FirstOffer, offers, offerMade},
	{AnnualOffer, nil, offerMade}, // offers gives the deadlines of both
	{DecisionAt21, decisionAt21, decidedAt21},
	{WhereaboutsRule, whereaboutsKnown, whereaboutsConfirmed},
	{ActivityRule, activityKnown, nil},
	{NoAdviser, noAdviser, adviserAllocated},
	{HandoverRule, handover, handoverAnswered},
	{Oversight, oversight, overseenAgain},
	{PlannedContact, plannedContact, nil},
	{Window903, window903, nil},
	{FrequencyRight, frequencyRight, nil},
}

// lapse names a lapse by the event that started the clock. A correction keeps
// the event's id, so a corrected date is the same lapse.
func lapse(e *care.Entry) care.RecordID { return care.NewRecordID(e.ID) }

// deadlines are those of all duties on the day.
func (a *at) deadlines(o owed) []Deadline {
	if o.closed != "" {
		return nil
	}
	var all []Deadline
	for _, d := range duties {
		if d.deadlines == nil {
			continue
		}
		for _, due := range d.deadlines(a, o) {
			all = append(all, a.dated(due))
		}
	}
	return all
}

// toldLate puts off by when to act: the later of the deadline and the rule's own
// length from the day we were told (rules.md section 6).
func (d Deadline) toldLate(started *care.Entry, fromTold care.Day) Deadline {
	if started.KnownOn() > started.HappenedOn() && fromTold > d.Due {
		d.ActBy, d.KnownLate = fromTold, true
	}
	return d
}

// dated completes a deadline: by when to act, and whether it is baseline. It
// notes the day on which it lapses.
func (a *at) dated(d Deadline) Deadline {
	d.ActBy = max(d.ActBy, d.Due)
	d.Origin, d.ActBy = a.baseline(d)
	d.AlertFrom = cmp.Or(d.AlertFrom, d.Due+1)
	a.reached(d.Due + 1)
	a.reached(d.AlertFrom)
	return d
}

// baseline says whether a lapse belongs to the time before the team went live:
// what was missed before that day, and what is missed within the days of grace
// because the list gave no dated fact, its clock starting at the import. It is
// to be acted on by the end of the grace; its due day stays as it is
// (rules.md section 8).
func (a *at) baseline(d Deadline) (care.Origin, care.Day) {
	g := a.goLive()
	end := g.Day.AddDays(g.GraceDays)
	undated := a.Registered.Facts.HowKnown == care.FromImport && d.Lapse == lapse(&a.Registered.Entry)
	if !g.Day.IsZero() && (d.Due < g.Day || undated && d.Due < end) {
		return care.Baseline, max(d.ActBy, end)
	}
	return d.Origin, d.ActBy
}

// goLive is when the person's team began to work with InTouch: as the policy
// says for the team or for the authority, else the day of the authority's first
// import, else of its first registration.
func (a *at) goLive() GoLive {
	all, team := a.inForce().GoLive, care.Normalised(a.team())
	found := all[0]
	found.Day = a.authority.FirstImport
	if found.Day.IsZero() {
		found.Day = a.authority.FirstPerson
	}
	for _, g := range all[1:] {
		if g.Team == "" || care.Normalised(g.Team) == team {
			found = g
		}
		if g.Team != "" && care.Normalised(g.Team) == team {
			return g
		}
	}
	return found
}

// metBy is the fact that met the duty of an alert, if one has.
func metBy(p *care.Person, l care.Alert) (care.Entry, bool) {
	for _, d := range duties {
		if string(d.rule) == l.Raised.Facts.Rule && d.metBy != nil {
			return d.metBy(p, l)
		}
	}
	return care.Entry{}, false
}

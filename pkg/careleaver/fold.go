package careleaver

import (
	"slices"

	"github.com/google/uuid"
)

// take adds what is in force of a record to the person.
func (p *Person) take(r Record) {
	if len(r.Force) == 0 {
		p.Sheltered = p.Sheltered || r.Shelter
		return
	}
	switch first := r.Force[0].Fact.(type) {
	case ContactMade:
		p.Contacts, p.Compared = append(p.Contacts, told(first, r)), append(p.Compared, All[Compared](r)...)
	case Attempted:
		p.Attempts = append(p.Attempts, told(first, r))
	case ToldBySomeoneElse:
		p.Reports = append(p.Reports, told(first, r))
	case Refused:
		p.Refusals = append(p.Refusals, Refusal{told(first, r), All[RefusalApproved](r), All[RefusalRenewed](r)})
	case Planned:
		p.Plans = append(p.Plans, Plan{told(first, r), earliest[PlanCancelled](r)})
	case ContactPointDead:
		p.DeadPoints = append(p.DeadPoints, told(first, r))
	case MovedIn:
		p.Homes = append(p.Homes, Home{told(first, r), last[MovedOut](r), Forever, All[WhereaboutsConfirmed](r), All[SuitabilityAssessed](r)})
	case WentAway:
		p.Absences = append(p.Absences, Absence{told(first, r), last[CameBack](r), Forever, All[WhereaboutsConfirmed](r)})
	case ReportedMissing:
		p.Missing = append(p.Missing, MissingReport{told(first, r), last[Found](r)})
	case ActivityStarted:
		p.Activities = append(p.Activities, Activity{told(first, r), last[ActivityEnded](r), All[ActivityConfirmed](r)})
	case ProgrammeAgreed:
		p.Programmes = append(p.Programmes, Programme{told(first, r), last[ProgrammeEnded](r)})
	case AccessRestricted:
		p.Restricted = append(p.Restricted, Restriction{told(first, r), last[AccessRestrictionEnded](r)})
	case CellQuestioned:
		p.Questions = append(p.Questions, Question{told(first, r), last[CellSettled](r)})
	case AlertRaised:
		p.Alerts = append(p.Alerts, alertOf(told(first, r), r))
	default:
		p.takeSingle(r)
	}
}

// takeSingle adds the records whose every event counts for itself.
func (p *Person) takeSingle(r Record) {
	switch r.Force[0].Fact.(type) {
	case PlanAgreed:
		p.PlansAgreed = append(p.PlansAgreed, All[PlanAgreed](r)...)
	case PlanReviewed:
		p.Reviews = append(p.Reviews, All[PlanReviewed](r)...)
	case ReviewBroughtForward:
		p.Early = append(p.Early, All[ReviewBroughtForward](r)...)
	case CircumstancesChanged:
		p.Circumstances = append(p.Circumstances, All[CircumstancesChanged](r)...)
	case ContradictionDecided:
		p.Contradictions = append(p.Contradictions, All[ContradictionDecided](r)...)
	case NeedsAssessed:
		p.Assessments = append(p.Assessments, All[NeedsAssessed](r)...)
	case OfferMade:
		p.Offers = append(p.Offers, All[OfferMade](r)...)
	case OversightDecided:
		p.Oversights = append(p.Oversights, All[OversightDecided](r)...)
	case Listed:
		p.Listings = append(p.Listings, All[Listed](r)...)
	}
	switch r.ID {
	case RecordPerson:
		p.takePerson(r)
	case RecordAdviser:
		p.takeAdviser(r)
	case RecordFrequency:
		p.Frequencies = append(p.Frequencies, All[FrequencySet](r)...)
	case RecordPost21:
		p.Post21 = append(p.Post21, All[Post21Decided](r)...)
	case RecordSafety:
		if s := last[ContactSafetySet](r); s != nil && (p.Safety == nil || compare(p.Safety.Entry, s.Entry) < 0) {
			p.Safety = s // of merged people the last word counts, under whichever id
		}
	case RecordWhereabouts:
		p.NotKnown = append(p.NotKnown, All[WhereaboutsNotKnown](r)...)
	}
}

func told[F Fact](f F, r Record) Told[F] { return Told[F]{f, r.Force[0]} }

// earliest is the first fact of a kind: what was called off stays so from then on.
func earliest[F Fact](r Record) *Told[F] {
	if all := All[F](r); len(all) > 0 {
		return &all[0]
	}
	return nil
}

func last[F Fact](r Record) *Told[F] {
	if l, ok := Last[F](r); ok {
		return &l
	}
	return nil
}

// takePerson takes the person's own record. Of a merged person only the
// identifiers join those of the one who stays.
func (p *Person) takePerson(r Record) {
	if r.Person != p.ID {
		if reg, ok := Last[Registered](r); ok {
			p.Details.Identifiers = append(p.Details.Identifiers, reg.Facts.allIDs()...)
		}
		return
	}
	if reg, ok := Last[Registered](r); ok {
		p.Registered, p.Authority = reg, reg.Authority
		ids := append(reg.Facts.allIDs(), p.Details.Identifiers...)
		p.Details = reg.Facts.Details
		p.Details.Identifiers = ids
	}
	p.Births = r.Births
	p.Changes = All[DetailsChanged](r)
	for _, c := range p.Changes {
		p.Details = p.Details.changed(c.Facts)
	}
	p.Categories = All[EligibilityChanged](r)
	p.CarePeriod = lastOfEachPeriod(All[CarePeriodRecorded](r))
	p.CareEnded, p.BackInCare = All[CareEnded](r), All[ReturnedToCare](r)
	p.Requests, p.Stops, p.Resumptions = All[SupportRequested](r), All[SupportStopped](r), All[SupportResumed](r)
	p.Died, p.DeathSure = last[Died](r), last[DeathConfirmed](r)
	p.Offered, p.Transferred = All[TransferOffered](r), last[TransferReceived](r)
	p.InError = last[RegisteredInError](r)
	p.MergedInto = mergedInto(r)
}

func (f Registered) allIDs() []Identifier {
	return append([]Identifier{{LocalID, f.LocalID}}, f.Identifiers...)
}

func lastOfEachPeriod(all []Told[CarePeriodRecorded]) []Told[CarePeriodRecorded] {
	at := map[EventID]int{}
	var kept []Told[CarePeriodRecorded]
	for _, c := range all {
		if i, ok := at[c.Facts.Period]; ok {
			kept[i] = c
			continue
		}
		at[c.Facts.Period] = len(kept)
		kept = append(kept, c)
	}
	return kept
}

func mergedInto(r Record) (into PersonID) {
	for _, e := range r.Force {
		switch f := e.Fact.(type) {
		case Merged:
			into = f.Into
		case Unmerged:
			if f.From == into {
				into = uuid.Nil
			}
		}
	}
	return into
}

// order puts every list in order of when it happened.
func (p *Person) order() {
	inOrder(p.Categories)
	inOrder(p.CareEnded)
	inOrder(p.BackInCare)
	inOrder(p.Listings)
	inOrder(p.Requests)
	inOrder(p.Stops)
	inOrder(p.Resumptions)
	inOrder(p.Teams)
	inOrder(p.Contacts)
	inOrder(p.Attempts)
	inOrder(p.Reports)
	inOrder(p.NotKnown)
	inOrder(p.Frequencies)
	inOrder(p.PlansAgreed)
	inOrder(p.Reviews)
	inOrder(p.Early)
	inOrder(p.Circumstances)
	inOrder(p.Contradictions)
	inOrder(p.Compared)
	inOrder(p.Assessments)
	inOrder(p.Offers)
	inOrder(p.Post21)
	inOrder(p.Oversights)
	slices.SortFunc(p.Refusals, func(a, b Refusal) int { return compare(a.Entry, b.Entry) })
	slices.SortFunc(p.Plans, func(a, b Plan) int { return compare(a.Entry, b.Entry) })
	slices.SortFunc(p.Homes, func(a, b Home) int { return compare(a.Entry, b.Entry) })
	for i := range p.Homes {
		inOrder(p.Homes[i].Assessments)
	}
	slices.SortFunc(p.Absences, func(a, b Absence) int { return compare(a.Entry, b.Entry) })
	slices.SortFunc(p.Missing, func(a, b MissingReport) int { return compare(a.Entry, b.Entry) })
	slices.SortFunc(p.Activities, func(a, b Activity) int { return compare(a.Entry, b.Entry) })
	slices.SortFunc(p.Programmes, func(a, b Programme) int { return compare(a.Entry, b.Entry) })
	slices.SortFunc(p.Alerts, func(a, b Alert) int { return compare(a.Raised.Entry, b.Raised.Entry) })
	slices.SortFunc(p.Questions, func(a, b Question) int { return compare(a.Entry, b.Entry) })
}

// endHomes ends each home on the day of the move out of it or into the next,
// whichever was first (I19).
func (p *Person) endHomes() {
	for i := range p.Homes {
		h := &p.Homes[i]
		if h.Out != nil {
			h.Until = h.Out.Facts.On
		}
		if i+1 < len(p.Homes) {
			h.Until = min(h.Until, p.Homes[i+1].Facts.From.From)
		}
		h.Until = max(h.Until, h.Facts.From.From)
	}
}

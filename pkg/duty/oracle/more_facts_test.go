package oracle

import (
	"time"

	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

func plan(s *story, d care.Day) { s.open(d, care.AreaPathway, care.PlanAgreed{On: d}) }

func review(s *story, d care.Day) {
	f := care.PlanReviewed{On: d, Accommodation: s.placeOnRecord(d)}
	if s.oneIn(2, "next set") {
		f.NextBy = d + care.Day(rapid.IntRange(1, 200).Draw(s.t, "next in"))
	}
	s.open(d, care.AreaPathway, f)
}

func early(s *story, d care.Day) {
	s.open(d, care.AreaPathway, care.ReviewBroughtForward{On: d, Trigger: "eviction"})
}

func assessment(s *story, d care.Day) { s.open(d, care.AreaPathway, care.NeedsAssessed{On: d}) }

func offer(s *story, d care.Day) {
	s.open(d, care.AreaPathway, care.OfferMade{On: d, How: care.TriedLetter, ContactPoint: point(s)})
}

func post21(s *story, d care.Day) {
	s.add(d, care.AreaPathway, care.RecordPost21, care.Post21Decided{On: d, Wish: pick(s, "wish", care.WantsSupport, care.WantsNoSupport, care.WantsNoSupport, care.NotReached), SaidOn: d, Approver: manager, Tried: "rang"})
}

func (s *story) ofPerson(d care.Day, f care.Fact) { s.add(d, care.AreaCaseload, care.RecordPerson, f) }

func supportSaid(s *story, d care.Day) {
	s.ofPerson(d, pick[care.Fact](s, "support", care.SupportRequested{On: d}, care.SupportStopped{On: d, Reason: "asked"}, care.SupportResumed{On: d}))
}

func careLife(s *story, d care.Day) {
	d = max(d, firstDay+1)
	s.ofPerson(d, pick[care.Fact](s, "care", care.CareEnded{On: d}, care.CareEnded{On: d}, care.ReturnedToCare{On: d}))
}

func eligibility(s *story, d care.Day) {
	d = max(d, firstDay)
	s.ofPerson(d, care.EligibilityChanged{Category: pick(s, "category", care.Relevant, care.FormerRelevant, care.Qualifying, care.NotRecorded), Since: d})
}

// ending is rare, or nobody would live long enough to be looked at.
func ending(s *story, d care.Day) {
	if !s.oneIn(3, "ends") {
		contact(s, d)
		return
	}
	s.ofPerson(d, pick[care.Fact](s, "ending", care.Died{On: d}, care.TransferOffered{To: "Elsewhere", On: d}, care.TransferReceived{By: "Elsewhere", On: d, Receipt: "letter"}, care.RegisteredInError{Approver: manager, Reason: "a namesake"}))
}

func details(s *story, d care.Day) {
	f := care.DetailsChanged{Details: care.Details{GivenName: "Wren"}}
	switch rapid.IntRange(0, 3).Draw(s.t, "changes") {
	case 0:
		f.DateOfBirth = s.birthday()
	case 1:
		f.Cleared = []string{"dateOfBirth"}
	}
	s.ofPerson(d, f)
}

func listing(s *story, d care.Day) {
	s.open(d, care.AreaCaseload, care.Listed{AsAt: d, InTouch: pick(s, "list says", care.ListedInTouches...).Code})
}

func (s *story) ofAdviser(d care.Day, f care.Fact) {
	s.add(d, care.AreaCaseload, care.RecordAdviser, f)
}

func allocation(s *story, d care.Day) {
	who := pick(s, "who", pat, kim)
	role := pick(s, "role", care.PersonalAdviser, care.PersonalAdviser, care.SocialWorker)
	if s.oneIn(3, "ends") {
		s.ofAdviser(d, care.AdviserUnallocated{Staff: who, Role: role, On: d})
		return
	}
	s.ofAdviser(d, care.AdviserAllocated{Staff: who, Role: role, Team: "North", From: d})
}

func handover(s *story, d care.Day) {
	id := care.DerivedID("invented handover", s.next().String())
	s.ofAdviser(d, care.HandoverOffered{Handover: id, To: pick(s, "to", pat, kim), Role: care.PersonalAdviser, On: d, AcceptBy: d + 14})
	answered := d + care.Day(rapid.IntRange(0, 30).Draw(s.t, "answered after"))
	switch rapid.IntRange(0, 2).Draw(s.t, "answer") {
	case 0:
		s.ofAdviser(answered, care.HandoverAccepted{Handover: id, On: answered})
	case 1:
		s.ofAdviser(answered, care.HandoverRefused{Handover: id, On: answered, Reason: "no room"})
	}
}

func oversight(s *story, d care.Day) {
	s.open(d, care.AreaOversight, care.OversightDecided{Manager: manager, On: d, Decision: "continue", Rationale: "known to be safe"})
}

// alert is one that the monitor raised, closed or not.
func alert(s *story, d care.Day) {
	d = max(d, firstDay)
	rule := pick(s, "rule", duty.KeepInTouch, duty.WhereaboutsRule, duty.MissingDecision, duty.CustodyVisit, duty.DecisionAt21, duty.FirstVisit)
	r := s.next()
	s.alerted(d, r, care.AlertRaised{Rule: string(rule), PolicyVersion: 1, Lapse: care.NewRecordID(r), Due: d - 1, ActBy: d - 1})
	if s.oneIn(2, "closed") {
		s.alerted(d+care.Day(rapid.IntRange(0, 60).Draw(s.t, "closed after")), r, care.AlertClosed{Reason: care.ClosedMet})
	}
}

// alerted is recorded at once: the monitor is never late.
func (s *story) alerted(d care.Day, r care.EventID, f care.Fact) {
	s.events = append(s.events, care.Event{ID: s.next(), Authority: "test", Person: s.id, Area: care.AreaAlert, Record: care.NewRecordID(r), Fact: f,
		RecordedAt: d.Start().Add(12*time.Hour + time.Duration(s.told)*time.Second), Actor: care.Monitor})
	s.told++
}

func circumstances(s *story, d care.Day) {
	s.open(d, care.AreaPathway, care.CircumstancesChanged{On: d, What: "eviction"})
}

// followUp ends, confirms, answers, corrects or takes back something that was told.
func (s *story) followUp() {
	e := pick(s, "of", s.events...)
	d := e.HappenedOn() + care.Day(rapid.IntRange(0, 120).Draw(s.t, "after"))
	f := pick(s, "follow-up", s.followUps(e, d)...)
	if f != nil && !s.endsAgain(f, e.Record) {
		s.add(d, e.Area, e.Record, f)
	}
}

// endsAgain: nobody comes back, moves out or is found twice.
func (s *story) endsAgain(f care.Fact, r care.RecordID) bool {
	switch f.(type) {
	case care.CameBack:
		return ended[care.CameBack](s, r)
	case care.MovedOut:
		return ended[care.MovedOut](s, r)
	case care.ActivityEnded:
		return ended[care.ActivityEnded](s, r)
	case care.Found:
		return ended[care.Found](s, r)
	}
	return false
}

func (s *story) followUps(e care.Event, d care.Day) []care.Fact {
	switch f := e.Fact.(type) {
	case care.Registered, care.Corrected, care.Voided, care.AlertRaised, care.AlertClosed:
		return []care.Fact{nil}
	default:
		again := append(follows(s, f, d), care.Voided{Of: e.ID, Reason: "entered_in_error"})
		if moved := onAnotherDay(f, d); moved != nil {
			again = append(again, care.Corrected{Of: e.ID, Facts: moved, Reason: "wrong day"})
		}
		return again
	}
}

func follows(s *story, f care.Fact, d care.Day) []care.Fact {
	confirmed := care.WhereaboutsConfirmed{On: d, HowKnown: pick(s, "known", care.Knowledges...).Code, Still: pick[care.Still](s, "still", "", care.StillYes, care.StillNo)}
	switch f.(type) {
	case care.MovedIn:
		return []care.Fact{care.MovedOut{On: d}, confirmed, confirmed, care.SuitabilityAssessed{On: d, Suitable: care.Yes}}
	case care.WentAway:
		return []care.Fact{care.CameBack{On: d, ToHome: care.Yes, HowKnown: known(s)}, care.CameBack{On: d}, confirmed}
	case care.ReportedMissing:
		return []care.Fact{care.Found{When: s.when(d)}, care.Found{When: s.when(d)}}
	case care.Refused:
		return []care.Fact{care.RefusalApproved{Approver: manager, On: d, Attempts: "rang"}, care.RefusalRenewed{Approver: manager, On: d + 100, How: care.TriedLetter, ContactPoint: point(s)}}
	case care.Planned:
		return []care.Fact{care.PlanCancelled{Reason: "snow"}}
	case care.ActivityStarted:
		return []care.Fact{care.ActivityEnded{On: d}, care.ActivityConfirmed{On: d, HowKnown: care.ToldByOther, Still: pick[care.Still](s, "still", "", care.StillNo)}}
	case care.ProgrammeAgreed:
		return []care.Fact{care.ProgrammeEnded{On: d}}
	case care.Died:
		return []care.Fact{care.DeathConfirmed{Approver: manager, On: d}}
	}
	return nil
}

// onAnotherDay is the same fact, of another day.
func onAnotherDay(f care.Fact, d care.Day) care.Fact {
	switch f := f.(type) {
	case care.ContactMade:
		f.When = care.OnDay(d)
		return f
	case care.Attempted:
		f.When = care.OnDay(d)
		return f
	case care.MovedIn:
		f.From.From = d
		return f
	case care.FrequencySet:
		f.From = d
		return f
	case care.OfferMade:
		f.On = d
		return f
	case care.Post21Decided:
		f.On = d
		return f
	case care.Died:
		f.On = d
		return f
	}
	return nil
}

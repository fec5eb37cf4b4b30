package oracle

import (
	"encoding/json"
	"fmt"

	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
)

// openers tell facts that open a record, or stand on one that each person has.
// What is more frequent in practice stands here more than once.
var openers = []func(*story, care.Day){
	contact, contact, contact, contact, attempt, attempt, report, report, refused, planned, deadPoint,
	movedIn, movedIn, movedIn, wentAway, wentAway, wentAway, notKnown, missing, setAside,
	activity, programme, frequency, frequency, plan, review, review, early, assessment, offer, offer, post21, post21,
	supportSaid, supportSaid, careLife, careLife, eligibility, ending, details, listing, allocation, allocation, handover, oversight, oversight, alert, alert, alert, circumstances,
}

func contact(s *story, d care.Day) {
	f := care.ContactMade{How: pick(s, "how", care.SawAtHome, care.SawAtHome, care.SawElsewhere, care.SawElsewhere, care.Called, care.Called, care.Video, care.TextOrApp, care.TheyContactedUs, care.NotStated),
		When: s.when(d), By: by(s), Fulfils: s.planOnRecord(), ActivityStill: still(s)}
	switch f.How {
	case care.SawElsewhere:
		f.Where = pick[care.Place](s, "where", "", care.InCustody, care.InHospital, care.Elsewhere)
	case care.SawAtHome:
		f.Accommodation = s.placeOnRecord(d)
	}
	if f.Where != care.InCustody && f.Where != care.InHospital && f.How != care.SawAtHome && f.How != care.NotStated {
		f.StillThere, f.Accommodation = still(s), s.placeOnRecord(d)
	}
	if s.oneIn(4, "still refuses") {
		f.StillRefuses = pick(s, "refuses", care.Yes, care.Yes, care.No)
	}
	s.open(d, care.AreaContact, f)
}

func by(s *story) care.By {
	return pick(s, "by", care.By{}, care.By{}, care.By{Capacity: care.AsSocialWorker}, care.By{Capacity: care.AsOtherWorker}, care.By{Capacity: care.AsOtherWorker, StandIn: true}, care.By{Capacity: care.AsActingForUs})
}

func still(s *story) care.Still {
	return pick(s, "still", "", "", care.StillYes, care.StillYes, care.StillNo, care.StillNotAsked)
}

func point(s *story) string { return pick(s, "point", "", "07700 900001", "07700 900002") }

func hearsay(s *story, d care.Day) care.Hearsay {
	return care.Hearsay{Informant: pick(s, "informant", care.Informants...).Code, StillThere: still(s), ActivityStill: still(s), Accommodation: s.placeOnRecord(d)}
}

func attempt(s *story, d care.Day) {
	f := care.Attempted{How: pick(s, "how", care.AttemptHows...).Code, When: s.when(d), Outcome: pick(s, "outcome", care.Outcomes...).Code, ContactPoint: point(s), Fulfils: s.planOnRecord()}
	if s.oneIn(3, "somebody answered") {
		h := hearsay(s, d)
		f.Told = &h
	}
	s.open(d, care.AreaContact, f)
}

func report(s *story, d care.Day) {
	s.open(d, care.AreaContact, care.ToldBySomeoneElse{When: s.when(d), Hearsay: hearsay(s, d)})
}

func refused(s *story, d care.Day) {
	f := care.Refused{What: pick(s, "what", care.RefusesMeeting, care.RefusesAdviser, care.RefusesContact, care.RefusesContact, care.RefusesServices), When: s.when(d), How: pick(s, "how", care.Called, care.TextOrApp, care.SawAtHome, care.SawElsewhere)}
	if s.oneIn(5, "by a list") {
		f.How, f.HowKnown = care.NotStated, care.FromImport
	}
	r := s.open(d, care.AreaContact, f)
	if !s.oneIn(3, "not approved") {
		on := d + care.Day(rapid.IntRange(0, 20).Draw(s.t, "approved after"))
		s.add(on, care.AreaContact, r, care.RefusalApproved{Approver: manager, On: on, Attempts: "rang"})
	}
}

func planned(s *story, d care.Day) {
	s.open(d, care.AreaContact, care.Planned{On: s.when(d + care.Day(rapid.IntRange(0, 30).Draw(s.t, "in"))), How: care.Called})
}

func deadPoint(s *story, d care.Day) {
	s.open(d, care.AreaContact, care.ContactPointDead{ContactPoint: "07700 900001", On: d})
}

func known(s *story) care.Knowledge {
	return pick(s, "known", "", "", care.SeenByUs, care.ToldByPerson, care.ToldOnSite, care.ToldByOther, care.FromFeed)
}

func movedIn(s *story, d care.Day) {
	f := care.MovedIn{From: care.From{From: d}, Residence: pick(s, "letter", care.Residences...).Code, WithParent: s.oneIn(3, "with parent"), Provided: pick[care.ProvidedUnder](s, "provided", "", "no", "s23B", "s24B"), HowKnown: known(s)}
	if s.oneIn(6, "by a list") {
		f.FromIs, f.HowKnown = care.NotLaterThan, care.FromImport
	}
	s.open(d, care.AreaAccommodation, f)
}

func wentAway(s *story, d care.Day) {
	f := care.WentAway{From: care.From{From: d}, Kind: pick(s, "away", care.AwayCustody, care.AwayCustody, care.AwayHospital, care.AwayHoliday, care.AwayTerm, care.AwayStaying), HowKnown: known(s)}
	if s.oneIn(2, "end known") {
		f.ExpectedEnd = d + care.Day(rapid.IntRange(0, 90).Draw(s.t, "for"))
	}
	s.open(d, care.AreaAccommodation, f)
}

func notKnown(s *story, d care.Day) {
	s.add(d, care.AreaAccommodation, care.RecordWhereabouts, care.WhereaboutsNotKnown{From: d})
}

func missing(s *story, d care.Day) {
	s.open(d, care.AreaAccommodation, care.ReportedMissing{From: s.when(d)})
}

func setAside(s *story, d care.Day) {
	e := pick(s, "set aside", s.events...)
	if _, is := e.Fact.(care.Corrected); is {
		return
	}
	s.open(d, care.AreaAccommodation, care.ContradictionDecided{On: d, SetAside: []care.EventID{e.ID}, Rationale: "not believed"})
}

func activity(s *story, d care.Day) {
	f := care.ActivityStarted{From: care.From{From: d}, Code: pick[care.ActivityCode](s, "code", "F1", "F2", "G5")}
	if s.oneIn(2, "end known") {
		f.Until = d + care.Day(rapid.IntRange(0, 250).Draw(s.t, "for"))
	}
	s.open(d, care.AreaPathway, f)
}

func programme(s *story, d care.Day) {
	f := care.ProgrammeAgreed{What: "Degree", From: d}
	if s.oneIn(2, "end known") {
		f.Until = d + care.Day(rapid.IntRange(0, 500).Draw(s.t, "for"))
	}
	s.open(d, care.AreaPathway, f)
}

func frequency(s *story, d care.Day) {
	f := care.FrequencySet{EveryDays: pick(s, "every", 1, 3, 7, 14, 28, 56, 84, 120), From: d, Risk: pick[care.Risk](s, "risk", "", "", care.StandardRisk, care.HighRisk)}
	f.SeenEveryDays = pick(s, "seen every", 0, 0, 7, 42, 84)
	s.add(d, care.AreaPathway, care.RecordFrequency, f)
}

// inWords names the fact and what it says.
func inWords(f care.Fact) string {
	text, err := json.Marshal(f)
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%T %s", f, text)[len("careleaver."):]
}

package figures

import (
	"strings"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Kind is what a record is about.
type Kind string

// Kinds lists them: what happens in the work with a care leaver. Facts of the
// record alone (registering, allocating, planning) are none of them.
var Kinds = care.Codes[Kind]{
	{Code: "contact", Label: "Contact"}, {Code: "attempt", Label: "Attempt"}, {Code: "told", Label: "Told by someone else"}, {Code: "refusal", Label: "Does not want contact"},
	{Code: "home", Label: "Move"}, {Code: "away", Label: "Away from home"}, {Code: "whereabouts", Label: "Whereabouts"}, {Code: "missing", Label: "Missing"},
	{Code: "suitability", Label: "Suitability of accommodation"}, {Code: "activity", Label: "Activity"}, {Code: "plan", Label: "Pathway plan"}, {Code: "offer", Label: "Offer of support"},
	{Code: "circumstances", Label: "Change of circumstances"}, {Code: "oversight", Label: "Management oversight"}, {Code: "died", Label: "Death"},
}

// Recorded is a record of something that happened, with its three days (I8).
type Recorded struct {
	Person     Named
	Kind       Kind
	Fact       care.Fact // as last corrected
	Event      care.EventID
	Happened   care.Day
	Known      care.Day // the day the authority knew: told, or else happened
	RecordedAt time.Time
	Worker     care.StaffID // who recorded it, or on whose behalf it was recorded
	By         care.StaffID // who typed it
	Team       string       // the team that answered for the person on the day it was known; empty: none
	Imported   bool         // from a list or another system: when it was typed there, nobody here knows
	Days       int          // from known to recorded
	Working    int          // of these, working days
	Late       bool         // later than the policy asks
	Sealed     bool         // or destroyed: what it is is shown to nobody (docs/rules.md section 10)
}

// On is the day on which it was recorded.
func (r Recorded) On() care.Day { return care.DayOf(r.RecordedAt) }

// Backdated reports whether it was recorded on a later day than it happened.
func (r Recorded) Backdated() bool { return r.On() > r.Happened }

// recordedOf are the records of a person that were made from one day to another, both
// included. Each counts by when it was first recorded: a correction is not a late record.
func recordedOf(s *Subject, rules duty.Authority, from, to care.Day) []Recorded {
	var all []Recorded
	who := named(&s.Person)
	for _, t := range s.told() {
		if on := t.entry.RecordedOn(); on >= from && on <= to && !t.entry.Fact.Happened().IsZero() {
			all = append(all, recordOf(s, who, t, rules))
		}
	}
	return all
}

func recordOf(s *Subject, who Named, t toldOf, rules duty.Authority) Recorded {
	e := t.entry
	r := Recorded{
		Person: who, Kind: t.kind, Fact: e.Fact, Event: e.ID, Happened: e.HappenedOn(), Known: e.KnownOn(), RecordedAt: e.RecordedAt,
		Worker: e.Actor, By: e.Actor, Imported: imported(e.Source), Sealed: s.IsSealed(e.Event),
	}
	if e.OnBehalfOf != uuid.Nil {
		r.Worker = e.OnBehalfOf
	}
	r.Team = rules.TeamOn(&s.Person, r.Known)
	r.Days = max(int(r.On()-r.Known), 0)
	if !r.Imported {
		r.Working = workingDays(r.Known, r.On())
		r.Late = r.Working > rules.RecordingOn(r.On()).WithinWorkingDays
	}
	return r
}

// imported reports whether a program brought it from a list or another system.
func imported(source string) bool {
	return strings.HasPrefix(source, "/intouch/import") || strings.HasPrefix(source, "/intouch/feed")
}

// workingDays is how many working days after one day another is reached.
func workingDays(after, by care.Day) int {
	n := 0
	for d := after + 1; d <= by; d++ {
		if duty.WorkingDay(d) {
			n++
		}
	}
	return n
}

type toldOf struct {
	kind  Kind
	entry care.Entry
}

func of[F care.Fact](all []toldOf, kind Kind, list []care.Told[F]) []toldOf {
	for i := range list {
		all = append(all, toldOf{kind, list[i].Entry})
	}
	return all
}

func ofOne[F care.Fact](all []toldOf, kind Kind, t *care.Told[F]) []toldOf {
	if t == nil {
		return all
	}
	return append(all, toldOf{kind, t.Entry})
}

// told is what happened with a person, as recorded and not taken back.
func (s *Subject) told() []toldOf {
	all := of(nil, "contact", s.Contacts)
	all = of(all, "attempt", s.Attempts)
	all = of(all, "told", s.Reports)
	for _, r := range s.Refusals {
		all = of(append(all, toldOf{"refusal", r.Entry}), "refusal", r.Renewed)
	}
	all = of(all, "plan", s.PlansAgreed)
	all = of(all, "plan", s.Reviews)
	all = of(all, "plan", s.Assessments)
	all = of(all, "offer", s.Offers)
	all = of(all, "circumstances", s.Circumstances)
	all = of(all, "oversight", s.Oversights)
	all = ofOne(all, "died", s.Died)
	return append(s.toldOfDoing(all), s.toldOfWhere()...)
}

func (s *Subject) toldOfDoing(all []toldOf) []toldOf {
	for _, x := range s.Activities {
		all = ofOne(append(all, toldOf{"activity", x.Entry}), "activity", x.Ended)
		all = of(all, "activity", x.Confirmations)
	}
	return all
}

func (s *Subject) toldOfWhere() []toldOf {
	all := of(nil, "whereabouts", s.NotKnown)
	for _, h := range s.Homes {
		all = ofOne(append(all, toldOf{"home", h.Entry}), "home", h.Out)
		all = of(of(all, "whereabouts", h.Confirmations), "suitability", h.Assessments)
	}
	for _, a := range s.Absences {
		all = ofOne(append(all, toldOf{"away", a.Entry}), "away", a.Back)
		all = of(all, "whereabouts", a.Confirmations)
	}
	for _, m := range s.Missing {
		all = ofOne(append(all, toldOf{"missing", m.Entry}), "missing", m.Found)
	}
	return all
}

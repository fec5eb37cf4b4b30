package demo

import (
	"time"

	care "intouch/pkg/careleaver"
)

// scene is something rare that happens to one person, so many days before the
// present: a service of any size has each of them once.
type scene struct {
	name   string
	who    Temperament
	before int
	play   func(*life)
}

var scenes = []scene{
	{"died, and confirmed", Steady, 210, func(l *life) { l.dies(true) }},
	{"died, to be confirmed", Drifting, 12, func(l *life) { l.dies(false) }},
	{"transferred to another authority", Working, 300, (*life).transferred},
	{"never ours", Steady, 500, (*life).neverOurs},
	{"registered twice, merged", Working, 420, (*life).doubled},
	{"missing now", AtRisk, 2, func(l *life) { l.reportedMissing(5) }},
	{"a restricted record", AtRisk, 330, (*life).restricted},
	{"a protected address", Parent, 260, (*life).flees},
	{"a bed and breakfast at 17", Sofas, 400, (*life).bedAndBreakfast},
}

// scenes puts into the diary what the person was cast for, and what befalls
// many: a safe way of contact, a call that was somebody else's.
func (l *life) scenes() {
	for _, s := range l.cast {
		l.on(l.present().AddDays(-s.before), func() { s.play(l) })
	}
	if chance(l.rnd, 0.05) {
		l.in(between(l.rnd, 10, 300), l.safely)
	}
	for _, s := range l.silent {
		if s.until-s.from > 75 && chance(l.rnd, 0.12) {
			l.on(atWork(s.from.AddDays(72)), l.mistakenFor)
		}
	}
}

// cast gives each scene to the first person of its temperament who was on the
// list at 18 or more, will be under 23 at the present, and has no scene yet.
func (w World) cast(people []Person) map[int][]scene {
	cast := map[int][]scene{}
	for _, s := range scenes {
		for _, p := range people {
			age := p.Born.Age(w.present())
			if p.Temperament == s.who && w.listed(p) && p.Category == care.FormerRelevant && age < 23 && len(cast[p.N]) == 0 {
				cast[p.N] = append(cast[p.N], s)
				break
			}
		}
	}
	return cast
}

func (l *life) dies(confirmed bool) {
	l.decides(care.AreaCaseload, care.RecordPerson, care.Died{On: l.today.AddDays(-1), ToldBy: "police", HowKnown: care.ToldByOther, ToldOn: l.today})
	if !confirmed {
		l.over = true
		return
	}
	l.diary = nil
	l.atWorkIn(4, func() {
		l.writeAt(writtenAt(l.today, l.at), l.head, care.AreaCaseload, care.RecordPerson, care.DeathConfirmed{Approver: l.head.id, On: l.today, Notified: care.Yes})
		l.over = true
	})
}

func (l *life) transferred() {
	l.decides(care.AreaCaseload, care.RecordPerson, care.TransferOffered{To: "County of Elsewhere", On: l.today})
	l.atWorkIn(40, func() {
		l.decides(care.AreaCaseload, care.RecordPerson, care.TransferReceived{By: "County of Elsewhere", On: l.today, Receipt: "Letter of their head of service, in the case file"})
		l.over = true
	})
}

func (l *life) neverOurs() {
	l.decides(care.AreaCaseload, care.RecordPerson, care.RegisteredInError{Approver: l.head.id, Reason: "Another authority looked after them last"})
	l.over = true
}

// doubled is somebody whom the duty worker registers a second time, under an id
// of another system; three weeks later it is seen that they are the same.
func (l *life) doubled() {
	twin := *l
	twin.LocalID = "T" + l.LocalID[1:]
	twin.ID = care.NewPersonID(Authority, care.LocalID, twin.LocalID)
	twin.Category, twin.noted, twin.events = care.FormerRelevant, map[care.RecordID]time.Time{}, nil
	twin.registered = writtenAt(l.today, l.at)
	twin.events = append(twin.events, ours(care.Event{ID: twin.ID, Person: twin.ID, Area: care.AreaCaseload, Record: care.RecordPerson,
		Fact:       care.Registered{LocalID: twin.LocalID, Details: l.details(), Category: care.FormerRelevant, On: l.today},
		RecordedAt: twin.registered, OnBehalfOf: l.office.id}))
	twin.opens(care.AreaContact, care.ContactMade{How: care.TheyContactedUs, When: care.AtInstant(l.at), Note: "Came to the front desk, asked for a food voucher."})
	l.events = append(l.events, twin.events...)
	twin.events = nil
	l.n = twin.n
	l.atWorkIn(21, func() {
		twin.today, twin.at, twin.n = l.today, l.at, l.n
		twin.decides(care.AreaCaseload, care.RecordPerson, care.Merged{Into: l.ID, Reason: "Same name, date of birth and telephone number"})
		l.events, l.n = append(l.events, twin.events...), twin.n
	})
}

func (l *life) restricted() {
	only := []care.StaffID{l.manager().id, l.head.id}
	if l.adviser != nil {
		only = append(only, l.adviser.id)
	}
	l.decides(care.AreaCaseload, "", care.AccessRestricted{Only: only, Reason: "A relative works for the council", Approver: l.head.id})
}

// flees is a move to an address that must not be found.
func (l *life) flees() {
	h := l.newHome()
	h.protected = true
	l.moved = nil
	l.arrive(h)
	l.decides(care.AreaCaseload, care.RecordSafety, care.ContactSafetySet{
		SafeWays: []care.AttemptHow{care.TriedText}, UnsafeWays: []care.AttemptHow{care.TriedCall, care.TriedLetter},
		Wording: "Say that you ring about the dentist.", VisitInPairs: true, ReviewOn: l.today.AddDays(180),
	})
}

func (l *life) bedAndBreakfast() {
	h := l.newHome()
	h.letter = "W"
	l.moved = nil
	l.arrive(h)
}

// safely is how somebody can be reached without harm.
func (l *life) safely() {
	l.decides(care.AreaCaseload, care.RecordSafety, pick(l.rnd, []care.ContactSafetySet{
		{SafeWays: []care.AttemptHow{care.TriedText, care.TriedCall}, Needs: "Short sentences, one question at a time"},
		{Language: "Tigrinya, interpreter by phone", SafeWays: []care.AttemptHow{care.TriedCall, care.TriedVisit}},
		{UnsafeWays: []care.AttemptHow{care.TriedVisit}, Wording: "The partner must not know that social care visits.", ReviewOn: l.today.AddDays(120)},
		{MayAsk: []care.MayAsk{{Who: "grandmother", MayBeTold: "that we would like to hear from them"}}},
	}))
}

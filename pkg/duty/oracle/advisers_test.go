package oracle

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// "no personal adviser: relevant, former relevant with contact duty | none since |
// 5 working days | a personal adviser allocated". It "never applies to looked
// after", and begins with the registration at the earliest.
func (l life) noAdviser(h held, on care.Day) []deadline {
	if h.is == care.Qualifying || !l.owedContact(h, on) || l.hasAdviser(on) {
		return nil
	}
	_, registered, _ := l.registration()
	since := on
	for d := on; d >= registered && !l.hasAdviser(d) && !l.category(d).lookedAfter(); d-- {
		since = d
	}
	return []deadline{{duty.NoAdviser, workingDays(since, noAdviserBy), ofPolicy}}
}

// "Everyone shown as adviser is the one of now": who was allocated last in the
// role, unless that ended or they left. Whoever has it anew from the day on which
// what they had before ends still has it.
func (l life) hasAdviser(on care.Day) bool {
	var adviser, dawn care.StaffID
	var today, since care.Day
	for _, f := range l.facts {
		if f.day > on {
			break
		}
		if f.day > today {
			today, dawn = f.day, adviser
		}
		switch says := f.Fact.(type) {
		case care.AdviserAllocated:
			if says.Role == care.PersonalAdviser {
				adviser, since = says.Staff, f.day
			}
		case care.AdviserUnallocated:
			if says.Role == care.PersonalAdviser && says.Staff == adviser && !(since == today && dawn == adviser) {
				adviser = care.StaffID{}
			}
		case care.HandoverAccepted:
			if offer, ok := l.handoverOf(says.Handover); ok && offer.Role == care.PersonalAdviser {
				adviser, since = offer.To, f.day
			}
		}
	}
	return l.worksHere(adviser, on)
}

func (l life) handoverOf(id care.EventID) (care.HandoverOffered, bool) {
	for _, offer := range upTo[care.HandoverOffered](l, care.Forever) {
		if offer.says.Handover == id {
			return offer.says, true
		}
	}
	return care.HandoverOffered{}, false
}

func (l life) worksHere(id care.StaffID, on care.Day) bool {
	for _, c := range l.staff {
		if c.id == id {
			return c.left.IsZero() || on < c.left
		}
	}
	return false
}

// "handover not accepted | offered | its day | accepted or refused".
func (l life) handover(h held, on care.Day) []deadline {
	if h.lookedAfter() {
		return nil
	}
	var all []deadline
	for _, offer := range upTo[care.HandoverOffered](l, on) {
		answered := false
		for _, yes := range upTo[care.HandoverAccepted](l, on) {
			answered = answered || yes.says.Handover == offer.says.Handover
		}
		for _, no := range upTo[care.HandoverRefused](l, on) {
			answered = answered || no.says.Handover == offer.says.Handover
		}
		if !answered {
			all = append(all, deadline{duty.HandoverRule, offer.says.AcceptBy, ofEither})
		}
	}
	return all
}

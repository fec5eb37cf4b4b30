package demo

import (
	care "intouch/pkg/careleaver"
)

// handovers begins what happens to somebody when their adviser leaves: most are
// handed over to a colleague, some wait until the post is filled.
func (l *life) handovers() {
	p := l.posts[l.post]
	for _, w := range p.holders {
		if w.from > l.today {
			l.on(w.from, func() { l.newAdviser(w) })
		}
		if w.left == care.Forever || w.left <= l.today || !chance(l.rnd, 0.7) {
			continue
		}
		colleague := l.colleague(p.team, l.N, w.left)
		l.on(w.left.AddDays(-between(l.rnd, 3, 15)), func() { l.handover(w, colleague) })
	}
}

// handover is offered, and accepted on the last day; a few colleagues refuse,
// a few forget to answer.
func (l *life) handover(from, to *worker) {
	if !l.owed() || l.adviser != from {
		return
	}
	id := care.DerivedID(l.newID().String(), "handover")
	l.decides(care.AreaCaseload, care.RecordAdviser, care.HandoverOffered{
		Handover: id, From: from.id, To: to.id, Role: care.PersonalAdviser, Team: l.teamOf(to), On: l.today, AcceptBy: from.left,
		Brief: "Prefers texts. Next review and what was promised are in the plan.",
	})
	l.on(from.left, func() {
		switch n := l.rnd.IntN(20); {
		case n == 0:
			l.follows(care.AreaCaseload, care.RecordAdviser, care.HandoverRefused{Handover: id, On: l.today, Reason: "Thirty people already"})
		case n > 1:
			l.follows(care.AreaCaseload, care.RecordAdviser, care.HandoverAccepted{Handover: id, On: l.today})
			l.adviser = to
		}
	})
}

// newAdviser is whoever fills the post taking on the people of it.
func (l *life) newAdviser(w *worker) {
	if l.owed() || l.lookedAfter() {
		l.adviser = w
		l.allocate(care.PersonalAdviser, w)
	}
}

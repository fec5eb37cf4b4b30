package demo

import (
	care "intouch/pkg/careleaver"
)

// home is where somebody lives.
type home struct {
	letter            care.Residence // empty: nowhere that we know of
	from              care.Day
	address, postcode string
	provided          care.ProvidedUnder
	protected         bool
	record            care.RecordID // empty: written down by nobody, or by the import
	seen              bool          // a worker was there
}

// newHome is a home that suits their temperament and age, from today.
func (l *life) newHome() home {
	h := home{letter: pick(l.rnd, l.suits(l.age())), from: l.today, provided: "no"}
	if h.letter == "S" {
		h.address = pick(l.rnd, []string{"a friend's sofa", "with friends, moving round", "no address"})
		return h
	}
	h.address, h.postcode = address(l.rnd)
	h.protected = chance(l.rnd, 0.015)
	switch {
	case l.age() < 18 && (h.letter == "D" || h.letter == "E"):
		h.provided = "s23B"
	case (h.letter == "D" || h.letter == "U") && chance(l.rnd, 0.06):
		h.provided = "s24B"
	}
	return h
}

// yearly is in how many days something next happens that happens so often a year.
func (l *life) yearly(rate float64) int {
	if rate <= 0 {
		return 100_000
	}
	return 3 + int(l.rnd.ExpFloat64()*365/rate)
}

// moves begins a life's moves.
func (l *life) moves() { l.in(l.yearly(l.manner.moves), l.moving) }

// moving is a move, of which the service hears at once, or in its next contact.
func (l *life) moving() {
	l.moves()
	if l.lookedAfter() || l.away != nil || l.moved != nil || l.missing {
		return
	}
	l.moveUnseen()
	if !l.isSilent() && chance(l.rnd, 0.6) {
		l.comesToLight()
	}
}

// moveUnseen is a move that nobody has been told of.
func (l *life) moveUnseen() {
	h := l.newHome()
	l.moved = &h
}

// arrive writes down where somebody lives, since when, and visits them there.
func (l *life) arrive(h home) {
	f := care.MovedIn{
		From: care.From{From: h.from}, Residence: h.letter, Address: h.address, Postcode: h.postcode,
		Provided: h.provided, Protected: h.protected, StayingPut: h.letter == "Z", HowKnown: care.ToldByPerson,
	}
	if h.from < l.today {
		f.ToldOn = l.today
	}
	if l.today-h.from > 20 {
		f.FromIs = care.AboutThatDay
	}
	switch h.letter {
	case "B":
		f.WithParent = chance(l.rnd, 0.5)
	case "G":
		f.Country, f.Postcode, f.Address = "Ruritania", "", "1 Clock Square, Strelsau"
	case "W", "V":
		f.ExpectedEnd = h.from.AddDays(between(l.rnd, 10, 40))
	}
	h.record = l.opens(care.AreaAccommodation, f)
	l.home = h
	if h.letter.NeedsFirstVisit() {
		l.atWorkIn(l.firstVisitIn(), func() { l.firstVisit(h.record, 5) })
	}
}

// firstVisitIn is when the first visit is made: within the seven days as a
// rule, sometimes late.
func (l *life) firstVisitIn() int {
	if chance(l.rnd, 0.75) {
		return between(l.rnd, 1, 5)
	}
	return between(l.rnd, 8, 20)
}

// firstVisit is the visit at a new home; nobody there, and it is tried again.
func (l *life) firstVisit(r care.RecordID, tries int) {
	switch {
	case l.home.record != r || l.home.seen || l.away != nil || l.moved != nil || tries == 0 || !l.owed():
	case l.picksUp():
		l.meet(care.SawAtHome, "")
	default:
		l.notIn()
		l.atWorkIn(between(l.rnd, 2, 6), func() { l.firstVisit(r, tries-1) })
	}
}

func (l *life) notIn() {
	_, by := l.worker()
	l.opens(care.AreaContact, care.Attempted{How: care.TriedVisit, When: care.AtInstant(l.at), By: by, Outcome: care.NotIn, Note: pick(l.rnd, attemptNotes)})
}

// homeSeen is what the first visit to a home brings besides: whether it is
// suitable, and where we provide it the visits and reviews of regs. 7(3) and 8(2).
func (l *life) homeSeen() {
	if l.home.seen || l.home.record == "" {
		return
	}
	l.home.seen = true
	l.assess()
	r := l.home.record
	if l.home.provided.Provided() {
		l.atWorkIn(between(l.rnd, 29, 45), func() { l.homeReview(r) })
		return
	}
	if rnd := l.random(forReviews, uint64(l.N)<<20|uint64(l.today)); chance(rnd, 0.85) {
		l.atWorkIn(between(rnd, 29, 45), func() { l.reviewOnce(r) })
	}
}

// reviewOnce is the review after a move to a home of their own, which good
// practice asks for.
func (l *life) reviewOnce(r care.RecordID) {
	if l.home.record == r && l.moved == nil && l.owed() {
		l.review(r, 6)
	}
}

// assess is the judgement whether a home is suitable.
func (l *life) assess() {
	f := care.SuitabilityAssessed{On: l.today, Suitable: care.Yes, Checklist: care.Checklist{Facilities: care.Yes, Repair: care.Yes, Safety: care.Yes, Location: care.Yes, Views: care.Yes}}
	if l.home.letter.Passing() || chance(l.rnd, 0.05) {
		f.Suitable, f.Checklist.Tenancy, f.Rationale = care.No, care.No, "Not a place to stay; looking for another together"
	}
	l.follows(care.AreaAccommodation, l.home.record, f)
}

// homeReview is a review of somebody's life at a home that we provide; the next
// follows within three months.
func (l *life) homeReview(r care.RecordID) {
	if l.home.record != r || l.moved != nil {
		return
	}
	if !l.isSilent() && l.away == nil {
		l.meet(care.SawAtHome, "")
	}
	l.review(r, 3)
	l.atWorkIn(between(l.rnd, 60, 95), func() { l.homeReview(r) })
}

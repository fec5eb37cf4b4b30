package careleaver

import (
	"bytes"
	"cmp"
	"slices"
)

// Evidence is one piece of evidence of whereabouts: on its day they were, or
// were not, at the home or in the absence that it speaks of.
type Evidence struct {
	On    Day
	Of    RecordID // an accommodation or an absence
	There bool
	How   Knowledge
	Entry Entry
}

// Stretch is where somebody is by the facts, from its day to the next stretch:
// at a home, away, or not known. It knows nothing of how sure that is.
type Stretch struct {
	From  Day
	State WhereState
	Of    RecordID // the accommodation or absence; empty when not known
	Entry Entry    // what says so
}

// WhereState says of what kind a stretch is.
type WhereState string

// The states. Not known is not homeless (I2): that is a home with letter S.
const (
	AtHome            WhereState = "home"
	Away              WhereState = "away"
	NotKnownWhere     WhereState = "not_known"
	NothingToldOfHome WhereState = "never_told" // no home, absence or "not known" was ever recorded
)

// followWhereabouts finds evidence and stretches in one walk through the days,
// since what a contact speaks of is where they were on its day.
func (p *Person) followWhereabouts() {
	w := walk{doubted: p.setAside()}
	for _, s := range p.whereaboutsSteps() {
		s.do(&w)
	}
	slices.SortFunc(w.evidence, func(a, b Evidence) int {
		return cmp.Or(int(a.On-b.On), a.Entry.RecordedAt.Compare(b.Entry.RecordedAt), bytes.Compare(a.Entry.ID[:], b.Entry.ID[:]))
	})
	p.Evidence, p.Visits, p.Stretches = w.evidence, w.visits, w.stretches
}

// setAside are the events that a named person's decision does not believe.
func (p *Person) setAside() map[EventID]bool {
	var doubted map[EventID]bool
	for _, c := range p.Contradictions {
		for _, e := range c.Facts.SetAside {
			if doubted == nil {
				doubted = map[EventID]bool{}
			}
			doubted[e] = true
		}
	}
	return doubted
}

// walk is the state of the walk on a day.
type walk struct {
	home      RecordID         // lived in; empty for none
	away      RecordID         // absent in; empty for none
	kind      AwayKind         // of that absence
	doubted   map[EventID]bool // set aside by a decision: it speaks neither for nor against
	evidence  []Evidence
	visits    []Visit
	stretches []Stretch
}

// Visit is a meeting with them at a home, or in an absence.
type Visit struct {
	Mark
	At RecordID // the accommodation or absence
	By By
}

// step is something that moves or speaks of whereabouts, on its day.
type step struct {
	on   When
	rank int // within a day: leaving before arriving, moves before what is said of them
	e    Entry
	do   func(*walk)
}

func (p *Person) whereaboutsSteps() []step {
	var steps []step
	for _, h := range p.Homes {
		steps = append(steps, homeSteps(h)...)
	}
	for _, a := range p.Absences {
		steps = append(steps, absenceSteps(a)...)
	}
	for _, n := range p.NotKnown {
		steps = append(steps, step{OnDay(n.Facts.From), 5, n.Entry, func(w *walk) { w.be(n.Facts.From, NotKnownWhere, "", n.Entry) }})
	}
	for _, c := range p.Contacts {
		steps = append(steps, step{c.Facts.When, 5, c.Entry, func(w *walk) { w.contact(c) }})
	}
	for _, r := range p.Reports {
		steps = append(steps, hearsayStep(r.Facts.When, r.Facts.Hearsay, r.Entry))
	}
	for _, a := range p.Attempts {
		if a.Facts.Told != nil {
			steps = append(steps, hearsayStep(a.Facts.When, *a.Facts.Told, a.Entry))
		}
	}
	slices.SortFunc(steps, func(a, b step) int {
		return cmp.Or(int(a.on.Day()-b.on.Day()), a.rank-b.rank, a.on.Compare(b.on), a.e.RecordedAt.Compare(b.e.RecordedAt), bytes.Compare(a.e.ID[:], b.e.ID[:]))
	})
	return steps
}

func homeSteps(h Home) []step {
	from, said := h.Facts.From.From, evidenceDay(h.Facts.From.From, h.Facts.ToldOn)
	steps := []step{
		{OnDay(from), 1, h.Entry, func(w *walk) { w.moveIn(h, from) }},
		{OnDay(said), 4, h.Entry, func(w *walk) { w.state(h.Record, said, StillYes, known(h.Facts.HowKnown), h.Entry) }},
	}
	if h.Out != nil {
		rank := 0
		if h.Out.Facts.On <= from {
			rank = 4 // out again on the very day
		}
		steps = append(steps, step{OnDay(max(from, h.Out.Facts.On)), rank, h.Out.Entry, func(w *walk) { w.moveOut(h) }})
	}
	return append(steps, confirmationSteps(h.Record, h.Confirmations)...)
}

func absenceSteps(a Absence) []step {
	from, said := a.Facts.From.From, evidenceDay(a.Facts.From.From, a.Facts.ToldOn)
	steps := []step{
		{OnDay(from), 3, a.Entry, func(w *walk) { w.goAway(a, from) }},
		{OnDay(said), 4, a.Entry, func(w *walk) { w.state(a.Record, said, StillYes, known(a.Facts.HowKnown), a.Entry) }},
	}
	if a.Back != nil {
		rank := 2
		if a.Back.Facts.On <= from {
			rank = 4 // back on the very day
		}
		steps = append(steps, step{OnDay(max(from, a.Back.Facts.On)), rank, a.Back.Entry, func(w *walk) { w.comeBack(a) }})
	}
	if end := a.Facts.ExpectedEnd; !end.IsZero() {
		steps = append(steps, step{OnDay(end + 1), 0, a.Entry, func(w *walk) { w.endPassed(a, end+1) }})
	}
	return append(steps, confirmationSteps(a.Record, a.Confirmations)...)
}

func confirmationSteps(of RecordID, all []Told[WhereaboutsConfirmed]) []step {
	var steps []step
	for _, c := range all {
		still := cmp.Or(c.Facts.Still, StillYes)
		steps = append(steps, step{OnDay(c.Facts.On), 5, c.Entry, func(w *walk) { w.state(of, c.Facts.On, still, c.Facts.HowKnown, c.Entry) }})
	}
	return steps
}

func hearsayStep(on When, h Hearsay, e Entry) step {
	return step{on, 5, e, func(w *walk) { w.state(cmp.Or(h.Accommodation, w.inForce()), on.Day(), h.StillThere, h.Knowledge(), e) }}
}

// evidenceDay is of which day a move is evidence: the day it was told, if that
// was later.
func evidenceDay(from, told Day) Day { return max(from, told) }

func known(k Knowledge) Knowledge { return cmp.Or(k, ToldByPerson) }

func (w *walk) inForce() RecordID { return cmp.Or(w.away, w.home) }

func (w *walk) be(from Day, s WhereState, of RecordID, e Entry) {
	if n := len(w.stretches); n > 0 && w.stretches[n-1].From == from {
		w.stretches = w.stretches[:n-1] // the last word of a day holds for it
	}
	if s == NotKnownWhere && w.now() == NotKnownWhere {
		return // the first of the days on end counts
	}
	w.stretches = append(w.stretches, Stretch{from, s, of, e})
}

func (w *walk) now() WhereState {
	if n := len(w.stretches); n > 0 {
		return w.stretches[n-1].State
	}
	return NothingToldOfHome
}

func (w *walk) moveIn(h Home, on Day) {
	w.home = h.Record
	if w.away == "" {
		w.be(on, AtHome, h.Record, h.Entry)
	}
}

func (w *walk) moveOut(h Home) {
	if w.home != h.Record {
		return
	}
	w.home = ""
	if w.away == "" {
		w.be(max(h.Facts.From.From, h.Out.Facts.On), NotKnownWhere, "", h.Out.Entry)
	}
}

func (w *walk) goAway(a Absence, on Day) {
	w.away, w.kind = a.Record, a.Facts.Kind
	w.be(on, Away, a.Record, a.Entry)
}

// comeBack falls back to the home only when the home is confirmed again
// (rules.md section 5).
func (w *walk) comeBack(a Absence) {
	if w.away != a.Record {
		return
	}
	w.away = ""
	on := max(a.Facts.From.From, a.Back.Facts.On) // never before it began, whatever was typed
	w.be(on, NotKnownWhere, "", a.Back.Entry)
	if a.Back.Facts.ToHome == Yes {
		w.state(w.home, on, StillYes, known(a.Back.Facts.HowKnown), a.Back.Entry)
	}
}

// endPassed: the expected end has passed without news.
func (w *walk) endPassed(a Absence, on Day) {
	if w.away == a.Record && w.now() == Away {
		w.be(on, NotKnownWhere, "", a.Entry)
	}
}

// contact is evidence by where it was, or by what was said (rules.md section 4).
// It speaks of the whereabouts in force on its day, unless it names another.
func (w *walk) contact(c Told[ContactMade]) {
	f, on := c.Facts, c.Facts.When.Day()
	switch f.Place() {
	case AtAccommodation:
		w.visit(cmp.Or(f.Accommodation, w.home), c)
	case InCustody:
		w.visit(cmp.Or(f.Accommodation, w.awayIn(AwayCustody)), c)
	case InHospital:
		w.visit(cmp.Or(f.Accommodation, w.awayIn(AwayHospital)), c)
	default:
		w.state(cmp.Or(f.Accommodation, w.inForce()), on, f.StillThere, ToldByPerson, c.Entry)
	}
}

// awayIn is the absence that they are in, if it is of the kind: a meeting in
// hospital is none in custody.
func (w *walk) awayIn(kind AwayKind) RecordID {
	if w.kind != kind {
		return ""
	}
	return w.away
}

func (w *walk) visit(at RecordID, c Told[ContactMade]) {
	w.visits = append(w.visits, Visit{Mark{c.Facts.When, c.Entry, c.Record}, at, c.Facts.By})
	w.state(at, c.Facts.When.Day(), StillYes, SeenByUs, c.Entry)
}

// state takes a statement about a home or an absence as evidence. Where
// whereabouts were not known, it makes them known again.
func (w *walk) state(of RecordID, on Day, s Still, how Knowledge, e Entry) {
	if of == "" || (s != StillYes && s != StillNo) || w.doubted[e.ID] || w.doubted[e.SaidBy()] {
		return
	}
	w.evidence = append(w.evidence, Evidence{On: on, Of: of, There: s == StillYes, How: how, Entry: e})
	if s == StillNo || w.now() != NotKnownWhere {
		return
	}
	switch of {
	case w.away:
		w.be(on, Away, of, e)
	case w.home:
		w.away = ""
		w.be(on, AtHome, of, e)
	}
}

package importing

import (
	"slices"

	care "intouch/pkg/careleaver"
)

// met is what a row of a contacts sheet turns out to be: a fact, or nothing with
// a note, or a question.
type met struct {
	fact care.Fact // without when, by whom and the note
	note string
	ask  string
}

const (
	askCame      = "Record what came of it, as a contact, an attempt or what somebody else said: this does not say for sure whether you and the young person were in touch"
	askHow       = "Record it by hand: this does not say how you were in touch, or tried to be"
	askStrand    = "Record it by hand: this is in words that are not understood"
	askFrom      = "Record it by hand: this does not say whether it was the young person who was in touch"
	askColleague = "Record by hand whether the young person was there: this speaks of a worker, and may be a talk between professionals"
	askOther     = "Record by hand what somebody else told us, or that we tried: this speaks of somebody else, and does not say what was learnt of the young person"
)

func (g gist) meaning() met {
	contact, attempt := slices.ContainsFunc(g.came, came.contact), slices.ContainsFunc(g.came, func(c came) bool { return c.attempt() && c != sent })
	called, told := slices.Contains(g.came, cancelled), slices.Contains(g.came, informed) || slices.Contains(g.came, shared)
	wrong, something := slices.Contains(g.came, mistaken), contact || attempt || told
	switch {
	case g.doubt, slices.Contains(g.came, standing), contact && attempt, (called || wrong) && something:
		return met{ask: askCame + "."}
	case wrong:
		return met{note: "it was recorded by mistake: neither a contact nor an attempt"}
	case called && (g.self || !g.couldTakePlace()):
		return met{ask: askCame + "."} // who cancels is in touch
	case called:
		return met{note: "it did not take place: neither a contact nor an attempt"}
	case len(g.others) > 0:
		return g.hearsay(contact, attempt)
	case g.colleague && !(g.self && (g.anchored || !contact)):
		return met{ask: askColleague + "."}
	case g.both && len(g.ways) == 2 && len(g.place) == 0 && attempt && !told:
		return g.attempt() // by the first
	case len(g.ways) > 1 || len(g.place) > 1 || len(g.place) > 0 && len(g.ways) > 0 && g.ways[0] != byVisit:
		return met{ask: askHow + " for sure."}
	case told:
		return met{ask: askCame + "."}
	case contact:
		return g.contact()
	case g.in && !attempt:
		return g.theyCame()
	case attempt || slices.Contains(g.came, sent):
		return g.attempt()
	}
	return met{ask: askCame + "."}
}

// couldTakePlace reports whether it is a visit, a meeting or an appointment that
// was cancelled, and not one that a call or a message was about.
func (g gist) couldTakePlace() bool {
	apart := slices.ContainsFunc(g.ways, func(w way) bool { return w != byVisit && w != byVideo })
	return !apart && len(g.ways)+len(g.place) > 0
}

// hearsay is what somebody else said of the young person (rules.md section 4):
// only where nobody else can be meant, and it is said that they told us something.
func (g gist) hearsay(contact, attempt bool) met {
	learnt := slices.Contains(g.came, informed) || slices.Contains(g.came, shared) && g.in && g.toldUs && !g.worker
	talked := slices.Contains(g.came, spoke) || slices.Contains(g.came, answered) || slices.Contains(g.came, wroteBack)
	doubtful := g.self || g.colleague || attempt || len(g.others) > 1 || slices.Contains(g.came, sent) || slices.Contains(g.came, seen)
	if !learnt || !g.told || doubtful || contact && !talked {
		return met{ask: askOther + "."}
	}
	return met{fact: care.ToldBySomeoneElse{Hearsay: care.Hearsay{Informant: g.others[0]}}}
}

// theyCame is a message of theirs, of which nobody says that it was answered.
func (g gist) theyCame() met {
	if !g.self || len(g.ways) == 0 || g.ways[0] == byVisit || g.ways[0] == byCard || slices.Contains(g.came, sent) {
		return met{ask: askCame + "."}
	}
	return met{fact: care.ContactMade{How: care.TheyContactedUs}}
}

// contactWays are what makes a contact by each way: what came of it, and how
// they were in touch then.
var contactWays = map[way]struct {
	how  care.How
	came []came
}{
	byVisit: {care.SawElsewhere, []came{seen, spoke, bothWays, attended, tookPlace, succeeded}}, byCall: {care.Called, []came{spoke, bothWays, answered, wroteBack, succeeded}},
	byVideo: {care.Video, []came{seen, spoke, bothWays, answered, attended, tookPlace, succeeded}}, byText: {care.TextOrApp, []came{spoke, bothWays, answered, wroteBack}},
	byEmail: {care.Email, []came{bothWays, answered, wroteBack}}, byLetter: {care.Letter, []came{answered, wroteBack}},
}

func (g gist) contact() met {
	if len(g.ways) == 0 && g.inPerson() {
		g.ways, g.loose = []way{byVisit}, sure
	}
	if len(g.ways) == 0 {
		return met{ask: askHow + "."}
	}
	by, ok := contactWays[g.ways[0]]
	for _, c := range g.came {
		if c.contact() && !slices.Contains(by.came, c) {
			ok = false
		}
	}
	switch {
	case !ok, g.absent(), g.ourReply(), g.worker && g.ways[0] == byText && slices.Contains(g.came, spoke):
		return met{ask: askCame + "."}
	case g.in && g.ways[0] != byVisit && !g.self:
		return met{ask: askFrom + "."}
	case g.in && g.ways[0] != byVisit:
		return met{fact: care.ContactMade{How: care.TheyContactedUs}}
	case g.ways[0] == byVisit:
		return g.visited()
	}
	return met{fact: care.ContactMade{How: by.how}}
}

// inPerson reports whether they met where nobody says how: they were seen, or
// came to us or to a review.
func (g gist) inPerson() bool {
	return slices.Contains(g.came, seen) || slices.Contains(g.came, attended) && (g.ours || g.review && g.self && g.anchored)
}

// absent reports whether the young person may not have been there: at a meeting of
// which nobody says that they were, or where they had an appointment with others.
func (g gist) absent() bool {
	if slices.Contains(g.came, seen) || g.party {
		return false
	}
	held, came := slices.Contains(g.came, tookPlace), slices.Contains(g.came, attended)
	others := g.loose == meeting || g.ways[0] == byVideo && (held || came) || g.in && (held || slices.Contains(g.came, succeeded)) || g.worker && came
	return others && !(g.self && g.anchored) || g.atOthers()
}

// atOthers reports whether what is called an appointment or a meeting was at a
// place that is neither ours nor their home, such as a hospital.
func (g gist) atOthers() bool {
	return g.loose > sure && len(g.place) > 0 && g.place[0] != care.AtAccommodation && !g.ours
}

// ourReply reports whether the reply may be one that we sent.
func (g gist) ourReply() bool {
	return slices.Contains(g.came, sent) && slices.Contains(g.came, answered) && !(g.self && g.anchored)
}

// visited is a meeting in person. One of which nobody says where it was is no
// visit at the accommodation.
func (g gist) visited() met {
	switch {
	case len(g.place) == 0:
		return met{fact: care.ContactMade{How: care.SawElsewhere}, note: "taken as seen elsewhere: it does not say where"}
	case g.place[0] == care.AtAccommodation:
		return met{fact: care.ContactMade{How: care.SawAtHome}}
	}
	return met{fact: care.ContactMade{How: care.SawElsewhere, Where: g.place[0]}}
}

// attemptWays are how it was tried.
var attemptWays = map[way]care.AttemptHow{
	byVisit: care.TriedVisit, byCall: care.TriedCall, byVideo: care.TriedCall, byText: care.TriedText, byEmail: care.TriedEmail, byLetter: care.TriedLetter, byCard: care.TriedCard,
}

// outcomes are what came of an attempt.
var outcomes = map[came]care.Outcome{
	numberDead: care.NumberDead, movedAway: care.MovedAway, returned: care.ReturnedLetter, blocked: care.Blocked, refusedDoor: care.RefusedAtDoor, notIn: care.NotIn,
	messageLeft: care.MessageLeft, noAccess: care.NoAnswer, noAnswer: care.NoAnswer, tried: care.NoAnswer, sent: care.MessageLeft,
}

// outcomeWays are the ways of those outcomes that do not go with every way: nobody
// is "not in" on the phone.
var outcomeWays = map[came][]way{
	numberDead: {byCall, byVideo, byText}, movedAway: {byVisit, byLetter, byCard}, returned: {byLetter, byCard}, blocked: {byCall, byVideo, byText, byEmail},
	refusedDoor: {byVisit}, notIn: {byVisit, byVideo}, noAccess: {byVisit}, sent: {byText, byEmail, byLetter, byCard},
}

func (g gist) attempt() met {
	least := slices.Min(g.came)
	by, ok := g.triedBy(least)
	switch {
	case !ok:
		return met{ask: askHow + "."}
	case g.notOurs(least), outcomeWays[least] != nil && !slices.Contains(outcomeWays[least], by):
		return met{ask: askCame + "."}
	}
	if slices.Contains(g.came, sent) && least != sent && least >= noAnswer {
		least = messageLeft // sent, and no reply
	}
	return met{fact: care.Attempted{How: attemptWays[by], Outcome: outcomes[least]}}
}

// notOurs reports whether it may be no attempt of ours to reach the young person:
// a call of theirs that we missed, an appointment with others, a meeting to which
// somebody did not come.
func (g gist) notOurs(outcome came) bool {
	somebody := len(g.ways) > 0 && g.loose == meeting && outcome == notIn && !g.self
	return g.in || g.theirs || somebody || g.atOthers() && !g.party
}

// triedBy is how it was tried, which some outcomes say by themselves.
func (g gist) triedBy(outcome came) (way, bool) {
	switch {
	case len(g.ways) > 0:
		return g.ways[0], true
	case outcome == numberDead:
		return byCall, true
	case outcome == returned:
		return byLetter, true
	case outcome == notIn || outcome == refusedDoor || outcome == noAccess:
		return byVisit, g.ours || slices.Contains(g.place, care.AtAccommodation)
	}
	return "", false
}

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
	askCame   = "Record what came of it, as a contact, an attempt or what somebody else said: this does not say for sure whether you and the young person were in touch"
	askHow    = "Record it by hand: this does not say how you were in touch, or tried to be"
	askStrand = "Record it by hand: this is in words that are not understood"
	askOther  = "Record by hand what somebody else told us, or that we tried: this speaks of somebody else, and does not say what was learnt of the young person"
)

// gist is what the words of a type and an outcome say together.
type gist struct {
	ways   []way
	place  []care.Place
	came   []came
	others []care.Informant
	self   bool
	in     bool
}

func gistOf(words []word) gist {
	var g gist
	for _, w := range words {
		g.ways, g.place, g.came, g.others = once(g.ways, w.way), once(g.place, w.place), once(g.came, w.came), once(g.others, w.other)
		g.self, g.in = g.self || w.self, g.in || w.in
	}
	return g
}

func once[T comparable](all []T, v T) []T {
	var none T
	if v == none || slices.Contains(all, v) {
		return all
	}
	return append(all, v)
}

// readMeeting reads the type and the outcome of a row, and whether the young person
// was seen where a column says so.
func readMeeting(kind, outcome string, wasSeen reading[care.YesNo]) met {
	words, strange := saidOf(meaningful(kind))
	more, alsoStrange := saidOf(meaningful(outcome))
	if strange != "" || alsoStrange != "" {
		return met{ask: askStrand + "."}
	}
	g := gistOf(append(words, more...))
	if wasSeen.known() {
		g.flagged(wasSeen.value)
	}
	return g.meaning()
}

// meaningful is a cell that says something, else nothing.
func meaningful(s string) string {
	if saysNothing(s) {
		return ""
	}
	return s
}

// flagged takes in what a column "seen" says. Not seen says nothing of a call.
func (g *gist) flagged(seenThen care.YesNo) {
	switch {
	case seenThen == care.Yes:
		g.came = once(g.came, seen)
	case slices.Equal(g.ways, []way{byVisit}):
		g.came = once(g.came, noAnswer)
	}
}

func (g gist) meaning() met {
	contact, attempt := slices.ContainsFunc(g.came, came.contact), slices.ContainsFunc(g.came, func(c came) bool { return c.attempt() && c != sent })
	called, told := slices.Contains(g.came, cancelled), slices.Contains(g.came, informed)
	switch {
	case contact && attempt, called && (contact || attempt || told):
		return met{ask: askCame + "."}
	case called && g.self:
		return met{ask: askCame + "."} // who cancels is in touch
	case called:
		return met{note: "it did not take place: neither a contact nor an attempt"}
	case len(g.others) > 0:
		return g.hearsay(contact, attempt, told)
	case len(g.ways) > 1 || len(g.place) > 1:
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

// tellers are those with whom one speaks of the young person. Of others it must
// be said that they told us something.
var tellers = []care.Informant{care.FromFamily, care.FromFriend, care.FromProvider}

// hearsay is what somebody else said: only where nobody else can be meant, and
// nothing but that they told us something. At a visit the young person may have
// been there, too.
func (g gist) hearsay(contact, attempt, told bool) met {
	talked := slices.Contains(g.came, spoke) || slices.Contains(g.came, answered)
	learnt := told || talked && slices.Contains(tellers, g.others[0]) && !slices.Contains(g.ways, byVisit)
	doubtful := g.self || attempt || len(g.others) > 1 || slices.Contains(g.came, sent) || slices.Contains(g.came, seen)
	if !learnt || doubtful || contact && !talked {
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
	byVisit: {care.SawElsewhere, []came{seen, spoke, succeeded}}, byCall: {care.Called, []came{spoke, answered, succeeded}},
	byVideo: {care.Video, []came{seen, spoke, answered, succeeded}}, byText: {care.TextOrApp, []came{answered, spoke}},
	byEmail: {care.Email, []came{answered, spoke}}, byLetter: {care.Letter, []came{answered}},
}

func (g gist) contact() met {
	if len(g.ways) == 0 && slices.Contains(g.came, seen) {
		g.ways = []way{byVisit}
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
	case !ok:
		return met{ask: askCame + "."}
	case g.in && g.ways[0] != byVisit:
		return met{fact: care.ContactMade{How: care.TheyContactedUs}}
	}
	m := met{fact: care.ContactMade{How: by.how}}
	if g.ways[0] == byVisit {
		m = g.visited()
	}
	return m
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
	messageLeft: care.MessageLeft, noAnswer: care.NoAnswer, tried: care.NoAnswer, sent: care.MessageLeft,
}

func (g gist) attempt() met {
	least := slices.Min(g.came)
	if slices.Contains(g.came, sent) && least != sent && least >= noAnswer {
		least = messageLeft // sent, and no reply
	}
	if len(g.ways) == 0 {
		switch least {
		case numberDead:
			g.ways = []way{byCall}
		case returned:
			g.ways = []way{byLetter}
		default:
			return met{ask: askHow + "."}
		}
	}
	if g.in {
		return met{ask: askCame + "."} // a call of theirs that we missed?
	}
	return met{fact: care.Attempted{How: attemptWays[g.ways[0]], Outcome: outcomes[least]}}
}

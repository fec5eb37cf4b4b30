package importing

import (
	"slices"
	"strings"

	care "intouch/pkg/careleaver"
)

// contactCells are the cells of a row that say what kind of contact it was and
// what came of it.
type contactCells struct {
	kind, outcome string
	succeeded     string // a yes or no of its own
	with          string // who was met or spoken to
	seen          string // a yes or no of its own
}

// readMeeting reads them together.
func readMeeting(c contactCells) met {
	var said []phrasesOf
	for _, cell := range []string{c.kind, c.outcome, yesAs(c.succeeded, "successful", "unsuccessful")} {
		words, strange := saidOf(meaningful(cell))
		if strange != "" {
			return met{ask: askStrand + "."}
		}
		said = append(said, words)
	}
	wasSeen := readSeen(c.seen)
	if wasSeen.ask != "" {
		return met{ask: wasSeen.ask}
	}
	g := gistOf(said...)
	if why := g.meets(c.with); why != "" {
		return met{ask: why}
	}
	if wasSeen.known() {
		g.flagged(wasSeen.value)
	}
	g.settleEngaged()
	return g.meaning()
}

// yesAs puts words for a yes or a no that has a column of its own.
func yesAs(cell, yes, no string) string {
	switch strings.ToLower(cell) {
	case "yes", "y", "true", "1":
		return yes
	case "no", "n", "false", "0":
		return no
	}
	return cell
}

const askSeen = "Say whether the young person was seen: this is neither yes nor no, or says it of somebody else."

// readSeen reads a column "seen". Who else was seen is not for it to say.
func readSeen(s string) reading[care.YesNo] {
	switch strings.Join(contactTokens(s), " ") {
	case "seen", "seen alone", "was seen", "yp seen", "yes seen", "yes alone", "yes seen alone":
		return says(care.Yes)
	case "not seen", "unseen", "was not seen", "wasnt seen", "yp not seen", "no not seen":
		return says(care.No)
	}
	_, rest := listLetter(s)
	if _, rest = number(rest); saysNothing(s) {
		return reading[care.YesNo]{}
	}
	if len(contactTokens(rest)) > 1 {
		return question[care.YesNo](askSeen)
	}
	return readFlag(s)
}

// peopleApart parts the people of a cell. What case systems call a child/young
// person is one.
var peopleApart = strings.NewReplacer("child/young person", "young person", "child / young person", "young person", "/", ",", ";", ",", "+", ",", "&", ",", " and ", ",")

// meets takes in who was met or spoken to. Where the young person is named, others
// were there beside them: with "YP, mother", not with "YP mother".
func (g *gist) meets(cell string) (ask string) {
	var people []phrasesOf
	for part := range strings.SplitSeq(peopleApart.Replace(strings.ToLower(meaningful(cell))), ",") {
		words, strange := saidOf(part)
		if strange != "" || words.ofTwo() {
			return askStrand + "."
		}
		people = append(people, words)
	}
	with := gistOf(people...)
	switch {
	case with.doubt || len(with.came)+len(with.ways)+len(with.place) > 0:
		return askStrand + "."
	case with.self:
		g.self, g.party = true, true
		return ""
	}
	for _, o := range with.others {
		g.others, g.told, g.toldUs = once(g.others, o), true, true
	}
	g.worker, g.colleague = g.worker || with.worker, g.colleague || with.colleague
	return ""
}

// ofTwo reports whether words for one person name the young person and somebody
// else: their mother, or a message through her.
func (c phrasesOf) ofTwo() bool {
	self := slices.ContainsFunc(c, func(w word) bool { return w.self })
	return self && slices.ContainsFunc(c, func(w word) bool { return w.other != "" || w.colleague || w.link == theirs })
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

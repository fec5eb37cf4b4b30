package importing

import (
	"slices"

	care "intouch/pkg/careleaver"
)

// gist is what the words of a row say together.
type gist struct {
	ways   []way
	both   bool      // two of them are joined by "and"
	loose  looseness // of the surest way
	place  []care.Place
	ours   bool // a place of the authority's
	came   []came
	others []care.Informant
	told   bool // they were talked with, not of
	toldUs bool // and it came from them
	review bool
	theirs bool // it may be the young person who tried

	self      bool // the young person is spoken of
	party     bool // as somebody who was there
	anchored  bool // what makes a contact is said of nobody but them
	in        bool
	worker    bool // one of us is named
	colleague bool // and may be the other end of it
	doubt     bool // it can be read in two ways
}

// phrasesOf are the words of one cell, in their order.
type phrasesOf []word

// gistOf reads cells together. Which words stand beside each other counts within
// a cell only.
func gistOf(cells ...phrasesOf) gist {
	g := gist{loose: meeting, anchored: true}
	var aside []way
	for _, c := range cells {
		for i, w := range c {
			if w.aside {
				aside, w.way = append(aside, w.way), ""
			}
			g.takes(w)
			g.takesBeside(c, i)
		}
	}
	if len(g.ways) == 0 && len(aside) > 0 {
		g.ways, g.loose = aside[:1], sure
	}
	return g
}

// takes takes in what a word says wherever it stands.
func (g *gist) takes(w word) {
	g.ways, g.place, g.came = once(g.ways, w.way), once(g.place, w.place), once(g.came, w.came)
	if w.way != "" {
		g.loose = min(g.loose, w.loose)
	}
	g.ours, g.in, g.review = g.ours || w.ours, g.in || w.in, g.review || w.review
}

// takesBeside takes in what a word says where it stands.
func (g *gist) takesBeside(c phrasesOf, i int) {
	w, before := c[i], c.before(i, article)
	if w.other != "" && !c.besideThem(i) {
		g.others = once(g.others, w.other)
		g.told = g.told || before.link == toward || before.link == agent || c.after(i).came == informed
		g.toldUs = g.toldUs || before.link == toward && before.in
	}
	g.both = g.both || w.way != "" && before.link == joint && c.before(i, article, joint).way != ""
	g.self = g.self || c.speaksOfThem(i)
	g.party = g.party || c.speaksOfThem(i) && before.link == toward
	g.anchored = g.anchored && (!w.came.contact() || c.ofThem(i))
	g.worker, g.colleague = g.worker || w.colleague, g.colleague || w.colleague && !c.didIt(i)
	g.theirs = g.theirs || w.did && before.self
	g.doubt = g.doubt || c.ambiguous(i)
}

// settleEngaged decides whether somebody was engaged or the line.
func (g *gist) settleEngaged() {
	i := slices.Index(g.came, engaged)
	if i < 0 {
		return
	}
	switch {
	case slices.Equal(g.ways, []way{byCall}) && !g.self:
		g.came[i] = noAnswer
	case slices.Equal(g.ways, []way{byVisit}), slices.Equal(g.ways, []way{byVideo}):
		g.came[i] = succeeded
	default:
		g.doubt = true
	}
}

// before is the word before i, passing over some links; after the one after it.
func (c phrasesOf) before(i int, over ...link) word {
	for i--; i >= 0; i-- {
		if c[i].link == noLink || !slices.Contains(over, c[i].link) {
			return c[i]
		}
	}
	return word{}
}

func (c phrasesOf) after(i int, over ...link) word {
	rest := slices.Clone(c[i:])
	slices.Reverse(rest)
	return rest.before(len(rest)-1, over...)
}

// speaksOfThem reports whether a word is the young person: not as the matter of a
// talk, nor as whose worker somebody is.
func (c phrasesOf) speaksOfThem(i int) bool {
	return c[i].self && c.before(i, article).link != about && !c.after(i).colleague
}

// ofThem reports whether the young person stands beside a word, and nobody
// between.
func (c phrasesOf) ofThem(i int) bool {
	if c[i].self {
		return true
	}
	links := []link{article, verb, toward, agent}
	before, after := c.before(i, links...), c.after(i, links...)
	return before.self && !before.pronoun || after.self && !after.pronoun
}

// didIt reports whether one of us is named as who was in touch: after "by", or
// first, before a visit: "social worker visit". A call or a message of theirs may
// be one to somebody else.
func (c phrasesOf) didIt(i int) bool {
	if c.before(i, article).link == agent {
		return true
	}
	names := func(w word) bool { return w.colleague || w.link == article || w.link == manner }
	rest := slices.IndexFunc(c[i:], func(w word) bool { return !names(w) })
	return rest > 0 && c[i+rest].way == byVisit && !slices.ContainsFunc(c[:i], func(w word) bool { return !names(w) })
}

// besideThem reports whether somebody else is named as being there when the young
// person was seen: "YP and baby seen", "YP seen with baby".
func (c phrasesOf) besideThem(i int) bool {
	at := i - 1
	for at >= 0 && c[at].link == article {
		at--
	}
	switch {
	case at < 1:
		return false
	case c[at].link == joint:
		return c[at-1].self && (c.after(i, verb).came == seen || c.before(at-1, article).came == seen)
	}
	return c[at].link == toward && !c[at].in && c[at-1].came == seen && c.before(at-1, verb).self
}

// ambiguous reports whether a word and those beside it say something that they do
// not say each: "their worker", "from the worker", "home seen".
func (c phrasesOf) ambiguous(i int) bool {
	w, next := c[i], c.after(i, article)
	switch {
	case c.ofThemOnly(i), c.oursOnly(i), w.plan && c.ofAnotherDay(i), w.came == wroteBack && w.link == toward && i == len(c)-1:
		return true
	case w.link == receipt: // what was received, or by whom
		return c.before(i, article).way == "" && next.way == "" && !next.in
	case w.came == attended:
		return next.link == agent && !c.after(i, article, agent).self || next.place != "" && !next.ours && next.way == "" && !c.before(i, verb).self
	case next.colleague:
		return w.link == theirs || w.self || w.in && w.link == toward
	case next.self && w.link == agent: // received by them, or sent
		return c.before(i).in || c.before(i).came == sent
	case w.came == sent && c.before(i, verb).self:
		return !slices.ContainsFunc(c[:i], func(w word) bool { return w.link == toward })
	case next.came == seen:
		return w.way == "" && w.place == care.AtAccommodation
	}
	return false
}

// ofThemOnly reports whether the young person is only what it was about: "YP
// discussed", "call re YP", "YP college".
func (c phrasesOf) ofThemOnly(i int) bool {
	w, next := c[i], c.after(i, article)
	return w.topic && (next.self || c.before(i, article, verb).self) || w.link == about && next.self || w.self && next.staffed
}

// oursOnly reports whether we wrote, or they to one of us: "replied to YP", "YP
// spoke to SW".
func (c phrasesOf) oursOnly(i int) bool {
	w, next := c[i], c.after(i)
	if w.came != spoke && w.came != answered || next.link != toward || next.in {
		return false
	}
	return w.came == answered && !c.before(i, verb).self || c.after(i, article, toward).colleague
}

// ofAnotherDay reports whether a plan stands beside what came of it, and so may be
// for another day. A planned visit that was successful is the visit.
func (c phrasesOf) ofAnotherDay(i int) bool {
	came := slices.IndexFunc(c, func(w word) bool { return w.came.contact() && w.came != seen && w.came != attended })
	return came >= 0 && (came < i || c.after(i, manner).way == "")
}

func once[T comparable](all []T, v T) []T {
	var none T
	if v == none || slices.Contains(all, v) {
		return all
	}
	return append(all, v)
}

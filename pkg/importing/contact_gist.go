package importing

import (
	"slices"

	care "intouch/pkg/careleaver"
)

// gist is what the words of a row say together.
type gist struct {
	ways   []way
	loose  looseness // of the surest way
	place  []care.Place
	ours   bool // a place of the authority's
	came   []came
	others []care.Informant

	self      bool // the young person is spoken of
	party     bool // as somebody who was there
	anchored  bool // what makes a contact is said of nobody but them
	in        bool
	colleague bool // one of us, who may be the other end of it
	doubt     bool // it can be read in two ways
}

// phrasesOf are the words of one cell, in their order.
type phrasesOf []word

// gistOf reads cells together. Which words stand beside each other counts within
// a cell only.
func gistOf(cells ...phrasesOf) gist {
	g := gist{loose: meeting, anchored: true}
	for _, c := range cells {
		for i, w := range c {
			g.ways, g.place, g.came, g.others = once(g.ways, w.way), once(g.place, w.place), once(g.came, w.came), once(g.others, w.other)
			if w.way != "" {
				g.loose = min(g.loose, w.loose)
			}
			g.ours, g.in = g.ours || w.ours, g.in || w.in
			g.self = g.self || c.speaksOfThem(i)
			g.party = g.party || c.speaksOfThem(i) && c.before(i, article).link == toward
			g.anchored = g.anchored && (!w.came.contact() || c.ofThem(i))
			g.colleague = g.colleague || w.colleague && !c.didIt(i)
			g.doubt = g.doubt || c.ambiguous(i)
		}
	}
	g.settleEngaged()
	return g
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
	links := []link{article, verb, toward, agent}
	before, after := c.before(i, links...), c.after(i, links...)
	return before.self && !before.pronoun || after.self && !after.pronoun
}

// didIt reports whether one of us is named as who was in touch: after "by", or
// first, before a way: "social worker visit".
func (c phrasesOf) didIt(i int) bool {
	if c.before(i, article).link == agent {
		return true
	}
	names := func(w word) bool { return w.colleague || w.link == article || w.link == manner }
	rest := slices.IndexFunc(c[i:], func(w word) bool { return !names(w) })
	return rest > 0 && c[i+rest].way != "" && !slices.ContainsFunc(c[:i], func(w word) bool { return !names(w) })
}

// ambiguous reports whether a word and the next say something that they do not
// say each: "their worker", "from the worker", "home seen".
func (c phrasesOf) ambiguous(i int) bool {
	w, next := c[i], c.after(i, article)
	switch {
	case next.colleague:
		return w.link == theirs || w.self || w.in && w.link == toward
	case next.self && w.link == agent:
		return c.before(i).in // received by them
	case next.came == seen:
		return w.way == "" && w.place == care.AtAccommodation
	}
	return false
}

func once[T comparable](all []T, v T) []T {
	var none T
	if v == none || slices.Contains(all, v) {
		return all
	}
	return append(all, v)
}

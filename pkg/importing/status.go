package importing

import (
	"slices"
	"strings"
	"unicode"

	care "intouch/pkg/careleaver"
)

// inTouch is what the column "LA in Touch" says: of being in touch, and with
// some councils of where they are, which is a fact about somebody who is still
// owed contact (rules.md section 8).
type inTouch struct {
	listed care.ListedInTouch
	where  care.Residence // "G" abroad or notKnown; empty: nothing said
}

// The in-touch column: words beside a number win, since the numbers differ
// between councils; of bare numbers only 1 and 2 mean the same everywhere.
var inTouches = vocabulary[inTouch]{
	{inTouch{listed: care.ListedYes}, phrases("yes", "=y", "in touch", "=in contact", "=yes in contact")},
	{inTouch{listed: care.ListedNo}, phrases("no", "=n", "not in touch", "no longer in touch", "=not in contact", "=no not in contact", "lost contact", "no lost contact")},
	{inTouch{care.ListedYes, "G"}, phrases("yes abroad")},
	{inTouch{care.ListedNo, "G"}, phrases("no abroad", "no deport")},
	{inTouch{care.ListedNo, notKnown}, phrases("residence not known", "no residence not known", "whereabout not known", "no whereabout not known", "residence unknown", "no residence unknown", "whereabout unknown", "no whereabout unknown")},
	{inTouch{listed: care.ListedDied}, phrases("died", "no died", "not in touch died", "deceased", "no deceased", "not in touch deceased", "dead", "no dead", "not in touch dead", "passed away", "no passed away", "not in touch passed away")},
	{inTouch{listed: care.ListedRefused}, phrases("=refu", "refus", "no refus", "=declined", "=no declined", "decline contact", "no decline contact", "decline service", "no decline service",
		"decline support", "no decline support", "not want contact", "no not want contact")},
	{inTouch{listed: care.ListedNotReq}, phrases("nreq", "no nreq", "no longer require", "not require")},
	{inTouch{listed: care.ListedReturned}, phrases("rhom", "no rhom", "return parent", "no return parent", "return home", "no return home")},
	{inTouch{}, phrases("abroad", "deport")}, // 903 has both: in touch abroad, and not
	{inTouch{}, phrases("missing", "return home country")},
	{nothingInTouch, phrases("not recorded", "no record", "no info", "=unknown", "=not known")},
}

// nothingInTouch is said by words for "nothing was recorded".
var nothingInTouch = inTouch{where: "nothing"}

// besideDeath are the words that may stand beside a death for it to be that of the
// care leaver. It closes a case: with any other word, somebody says whose it was.
var besideDeath = setOf("died", "deceased", "dead", "no", "not", "in", "touch", "after", "before", "prior", "to", "but", "leaving", "care", "leaver", "young", "person", "yp", "client",
	"the", "a", "on", "at", "of", "has", "is", "age", "aged", "birthday", "passed", "away")

// theirDeath reports whether nothing but a death is said, and when it was. "In
// touch, not dead" has the words of "not in touch, dead".
func (t text) theirDeath() bool {
	alive := strings.Contains(strings.Join(t.words, " "), "not d") // died, dead, deceased
	return !alive && t.hasOnly(besideDeath)
}

// hasOnly reports whether a text is of those words and of dates.
func (t text) hasOnly(words map[string]bool) bool {
	return !slices.ContainsFunc(t.words, func(w string) bool { return !words[w] && !months[w] && !isNumber(w) })
}

var months = setOf("jan", "january", "feb", "february", "mar", "march", "apr", "april", "may", "jun", "june", "jul", "july", "aug", "august",
	"sep", "sept", "september", "oct", "october", "nov", "november", "dec", "december")

func isNumber(word string) bool { return unicode.IsDigit(rune(word[0])) }

// besideYes are the words that may stand beside a yes for it to say that we are in
// touch with them now: not that we try to be, will be or were, nor that somebody
// else is.
var besideYes = setOf("yes", "y", "in", "touch", "contact", "the", "young", "person", "yp", "care", "leaver", "is", "currently", "regular", "regularly", "weekly", "fortnightly", "monthly", "seen", "by", "phone", "on",
	"with", "through", "and", "pa", "their", "personal", "adviser", "advisor", "resident", "residing", "living", "uk", "abroad", "gone")

// inTouchNow reports whether nothing but being in touch is said. A year alone is
// the past: "yes, in 2024".
func (t text) inTouchNow() bool {
	dated := func(i int) bool { return i >= 0 && i < len(t.words) && (months[t.words[i]] || isNumber(t.words[i])) }
	for i, w := range t.words {
		if len(w) == len("2024") && isNumber(w) && !dated(i-1) && !dated(i+1) {
			return false
		}
	}
	return t.hasOnly(besideYes)
}

// ofOneOfUs reports whether a no may be said of one of us: "PA not in touch", but
// not "not in touch with PA".
func (t text) ofOneOfUs() bool {
	return slices.ContainsFunc(t.words, func(w string) bool { return oneOfUs[w] }) && !slices.Contains(t.words, "with")
}

var oneOfUs = setOf("pa", "adviser", "advisor", "worker", "sw")

const askInTouch = "Record whether you are in touch, and since when: this says neither yes nor no, nor why not"

const askWhose = "Record whether you are in touch with the care leaver, or that they have died: this may be about somebody else."

func readInTouch(s string) reading[inTouch] {
	bare, rest := number(s)
	letter, words := listLetter(rest)
	switch {
	case saysNothing(s) && !textOf(s).hasWord("missing"): // a young person can be
		return reading[inTouch]{}
	case unmapped.MatchString(s):
		return question[inTouch](askUnmapped)
	case bare == "1" && rest == "", words == "" && (letter == 'a' || letter == 'y'):
		return says(inTouch{listed: care.ListedYes})
	case bare == "2" && rest == "", words == "" && (letter == 'b' || letter == 'n'):
		return says(inTouch{listed: care.ListedNo})
	case bare != "" && rest == "":
		return question[inTouch]("Record whether you are in touch: this number means different things in different councils.")
	}
	t := textOf(words)
	r := decide(inTouches, t, inTouch{}, askInTouch)
	if r.value == nothingInTouch {
		return reading[inTouch]{}
	}
	if r.value.listed == care.ListedYes && !t.inTouchNow() {
		return question[inTouch](askInTouch + " for sure.")
	}
	if r.value.listed == care.ListedNo && t.ofOneOfUs() || r.value.listed == care.ListedDied && !t.theirDeath() || r.value.listed != care.ListedReturned && someoneElseIn(t.words) {
		return question[inTouch](askWhose)
	}
	if letter == 'a' && r.known() && r.value.listed != care.ListedYes || letter == 'b' && r.value.listed == care.ListedYes {
		return question[inTouch](askInTouch + "; the letter and the words say different things.")
	}
	return r
}

// categories is how people write the category of care leaver.
var categories = vocabulary[care.Category]{
	{care.Relevant, phrases("relevant")},
	{care.FormerRelevant, phrases("former relevant", "=fr")},
	{care.Qualifying, phrases("qualifying", "=q")},
	{care.Eligible, phrases("eligible", "=e")},
}

var categoryLetters = map[byte]care.Category{'a': care.Relevant, 'b': care.FormerRelevant, 'c': care.Qualifying, 'd': care.Eligible}

const askCategory = "Settle the category of care leaver: until then they are owed contact as former relevant. This names none"

func readCategory(s string) reading[care.Category] {
	letter, words := listLetter(s)
	switch {
	case saysNothing(s):
		return reading[care.Category]{}
	case unmapped.MatchString(s):
		return question[care.Category](askUnmapped)
	case len(s) == 1 && categoryLetters[letter] == "": // Q, E: an abbreviation, not a letter of the list
		words = s
	}
	return decide(categories, textOf(words), categoryLetters[letter], askCategory)
}

// suitabilities is how people write whether the accommodation is suitable. A
// bare 0 is a question: it is "unsuitable" with some and "not recorded" with others.
var suitabilities = vocabulary[care.YesNo]{
	{care.Yes, phrases("suitable", "yes", "=y", "=true", "=1")},
	{care.No, phrases("unsuitable", "not suitable", "no", "=n", "=false", "=2")},
	{nothingSaid, phrases("not recorded", "not in touch or not recorded", "=unknown", "=not known", "=not in touch")},
}

var yesNoLetters = map[byte]care.YesNo{'a': care.Yes, 'b': care.No}

func readSuitability(s string) reading[care.YesNo] {
	return readYesNo(s, suitabilities, "Record whether the accommodation is suitable: this says neither yes nor no")
}

// nothingSaid is said by words for "nothing was recorded".
const nothingSaid care.YesNo = "nothing"

// yesNos is how people write yes and no.
var yesNos = vocabulary[care.YesNo]{
	{care.Yes, phrases("yes", "=y", "=true", "=1")},
	{care.No, phrases("no", "=n", "=false", "=0")},
	{nothingSaid, phrases("not recorded", "=unknown", "=not known")},
}

func readFlag(s string) reading[care.YesNo] {
	if strings.EqualFold(s, "none") { // the SSDA903's code for no disability
		return says(care.No)
	}
	return readYesNo(s, yesNos, "Record yes or no: this says neither")
}

func readYesNo(s string, v vocabulary[care.YesNo], ask string) reading[care.YesNo] {
	s = asWhole(s)
	letter, words := listLetter(s)
	if words == "" && yesNoLetters[letter] == "" { // "Y" is a word, not a letter of a list
		letter, words = 0, s
	}
	switch n, rest := number(words); {
	case saysNothing(s):
		return reading[care.YesNo]{}
	case n != "" && rest != "": // words beside a number win
		words = rest
	}
	r := decide(v, textOf(words), yesNoLetters[letter], ask)
	if r.value == nothingSaid {
		return reading[care.YesNo]{}
	}
	return r
}

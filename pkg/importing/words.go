package importing

import (
	"slices"
	"strings"
	"unicode"
)

// vocabulary is how people write the values of a column.
type vocabulary[T comparable] []meaning[T]

// meaning is a value and the phrases that say it. A zero value is for phrases
// that could be said of more than one, and so must be asked about.
type meaning[T comparable] struct {
	value   T
	phrases []phrase
}

// phrase is a set of words that, wherever they stand in a text, say something
// together. Words of four letters and more are beginnings: "lodging" is also
// found in "lodgings". With whole, the text must say nothing else.
type phrase struct {
	words []string
	whole bool
}

// phrases reads phrases as they are written in the tables; "=other" is a phrase
// that must be the whole text.
func phrases(texts ...string) []phrase {
	all := make([]phrase, len(texts))
	for i, t := range texts {
		whole, found := strings.CutPrefix(t, "=")
		all[i] = phrase{strings.Fields(whole), found}
	}
	return all
}

// fits is what a text can mean: the values of the phrases in it. The phrase
// that says more wins: in "former relevant" nobody reads "relevant". Doubt
// reports a word such as "not" or "awaiting" that none of the phrases explains.
func (v vocabulary[T]) fits(t text) (values []T, doubt bool) {
	type found struct {
		value T
		words []string
	}
	var all []found
	t.cut = t.cut && !v.knows(t.words)
	for _, m := range v {
		for _, p := range m.phrases {
			if t.has(p) {
				all = append(all, found{m.value, p.words})
			}
		}
	}
	var explained []string
	for i, f := range all {
		outdone := slices.ContainsFunc(all, func(g found) bool { return saysMore(g.words, all[i].words) })
		if outdone {
			continue
		}
		if !slices.Contains(values, f.value) {
			values = append(values, f.value)
		}
		explained = append(explained, f.words...)
	}
	return values, t.doubtful(explained)
}

// knows reports whether the last of the words is whole: a word of some phrase.
func (v vocabulary[T]) knows(words []string) bool {
	for _, m := range v {
		for _, p := range m.phrases {
			if len(words) > 0 && slices.Contains(p.words, words[len(words)-1]) {
				return true
			}
		}
	}
	return false
}

// saysMore reports whether a has all words of b, and others.
func saysMore(a, b []string) bool {
	return len(a) > len(b) && !slices.ContainsFunc(b, func(w string) bool { return !slices.Contains(a, w) })
}

// text is the words of a cell.
type text struct {
	words []string
	cut   bool // the export may have cut the last word off
}

// likelyCut is from how many signs on an export may have cut a text off.
const likelyCut = 30

// examples begin a part of a text that only illustrates what was said before it.
var examples = []string{" eg ", " eg.", " eg,", " e.g", "(eg", "(e.g", " i.e", "(i.e", "(like ", " for example", "(for example", " such as ", "(such as"}

// textOf takes a cleaned cell apart into words, without its examples.
func textOf(s string) text {
	lower := strings.ToLower(s)
	for _, e := range examples {
		if i := strings.Index(lower, e); i > 0 {
			lower = lower[:i]
		}
	}
	cut := len(lower) == len(s) && len(s) >= likelyCut && unicode.IsLetter(rune(s[len(s)-1]))
	lower = strings.NewReplacer("&", " and ", "'", "", "f/t", "full time", "p/t", "part time", "?", " ? ").Replace(lower)
	words := strings.FieldsFunc(lower, func(r rune) bool { return r != '?' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return text{spelledOut(words), cut}
}

// shorthand are words that stand for more than one.
var shorthand = map[string][]string{
	"ft": {"full", "time"}, "fulltime": {"full", "time"}, "pt": {"part", "time"}, "parttime": {"part", "time"},
	"semiindependent": {"semi", "independent"}, "uni": {"university"},
}

func spelledOut(words []string) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		if long, ok := shorthand[w]; ok {
			out = append(out, long...)
			continue
		}
		out = append(out, w)
	}
	return out
}

func (t text) has(p phrase) bool {
	if p.whole {
		return slices.Equal(t.words, p.words)
	}
	return !slices.ContainsFunc(p.words, func(w string) bool { return !t.hasWord(w) })
}

func (t text) hasWord(word string) bool {
	for i, w := range t.words {
		if sameWord(w, word) || t.cut && i == len(t.words)-1 && cutShort(w, word) {
			return true
		}
	}
	return false
}

// doubters turn what is said into something else, unless a phrase has them.
var doubters = setOf("?", "not", "no", "non", "never", "former", "formerly", "previously", "previous", "ex", "was", "were", "until", "left", "released",
	"awaiting", "pending", "possibly", "possible", "maybe", "unsure", "either", "query", "risk", "threatened", "hostel", "hostels", "unknown")

func (t text) doubtful(explained []string) bool {
	return slices.ContainsFunc(t.words, func(w string) bool {
		return doubters[w] && !slices.ContainsFunc(explained, func(e string) bool { return sameWord(w, e) })
	})
}

// without is the text without those words.
func (t text) without(words ...string) text {
	return text{slices.DeleteFunc(slices.Clone(t.words), func(w string) bool { return slices.Contains(words, w) }), t.cut}
}

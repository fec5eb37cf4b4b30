package importing

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestClean(t *testing.T) {
	check(t, func(s string) string { return s }, []readCase{
		{"odd spaces", " a\u00a0 b\t\nc ", "a b c"},
		{"invisible signs", "\ufeffU\u200b1\u00ad", "U1"},
		{"every dash is a dash", "a–b—c−d", "a-b-c-d"},
		{"curly marks are plain", "“host” ‘family’", `"host" 'family'`},
		{"full width", "Ｕ：", "U:"},
		{"a mark that makes a text of it", "'0012", "0012"},
		{"a formula that makes a text of it", `="0012"`, "0012"},
		{"an apostrophe inside stays", "O'Brien", "O'Brien"},
	})
}

func TestSameWord(t *testing.T) {
	for _, c := range []struct {
		what, w, word string
		want          bool
	}{
		{"the word", "custody", "custody", true},
		{"a word that begins with it", "lodgings", "lodging", true},
		{"a letter too many", "residenece", "residence", true},
		{"a letter missing", "accomodation", "accommodation", true},
		{"a wrong letter", "relevent", "relevant", true},
		{"two letters swapped", "suitabel", "suitable", true},
		{"a slip in the plural", "lodgngs", "lodging", true},
		{"two slips", "acomodation", "accommodation", false},
		{"another first letter", "mother", "other", false},
		{"and another", "reported", "deported", false},
		{"a short word has no slips", "now", "no", false},
		{"nor is it a beginning", "note", "no", false},
		{"unsuitable is not suitable", "unsuitable", "suitable", false},
		{"a word of which it is the beginning", "custod", "custodial", false},
	} {
		t.Run(c.what, func(t *testing.T) {
			if got := sameWord(c.w, c.word); got != c.want {
				t.Errorf("%q and %q: %v", c.w, c.word, got)
			}
		})
	}
}

// Any one slip after the first letter of a long word is forgiven, and two
// words are the same or not whichever is the one that is written.
func TestOneSlip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-z]{6,12}`).Draw(t, "word")
		at := rapid.IntRange(1, len(word)-1).Draw(t, "at")
		sign := rapid.StringMatching(`[a-z]`).Draw(t, "sign")
		slip := word[:at] + sign + word[at:]
		switch rapid.IntRange(0, 3).Draw(t, "slip") {
		case 1:
			slip = word[:at] + word[at+1:]
		case 2:
			slip = word[:at] + sign + word[at+1:]
		case 3:
			slip = word[:at-1] + string(word[at]) + string(word[at-1]) + word[at+1:]
		}
		if slip != word && oneSlip(slip, word) != oneSlip(word, slip) {
			t.Errorf("%q and %q are not the same both ways", slip, word)
		}
		if slip != word && !oneSlip(slip, word) {
			t.Errorf("%q is not forgiven as %q", slip, word)
		}
	})
}

func TestSaysNothing(t *testing.T) {
	for _, s := range []string{"", "-", "--", "n/a", "N/A", "#N/A", "nan", "NaN", "NULL", "None", "(blank)", "<NA>", "#REF!", "#MULTIVALUE", "NF1 1NF", "Not recorded.", "TBC"} {
		if !saysNothing(clean(s)) {
			t.Errorf("%q is taken for something", s)
		}
	}
	for _, s := range []string{"N", "0", "1", "R", "Not known", "Unknown", "Nan Jones", "a", "No"} {
		if saysNothing(clean(s)) {
			t.Errorf("%q is taken for nothing", s)
		}
	}
}

func TestTheMoreExactPhraseWins(t *testing.T) {
	v := vocabulary[string]{{"colour", phrases("red")}, {"fish", phrases("red herring")}, {"ship", phrases("ship")}, {"", phrases("red flag")}, {"all", phrases("=red sea")}}
	for _, c := range []struct {
		what, text, want string
		doubt            bool
	}{
		{"one phrase", "a red house", "colour", false},
		{"a phrase within another", "a herring, red", "fish", false},
		{"two phrases", "a red ship", "colour ship", false},
		{"a phrase that says nothing by itself", "a red flag", "", false},
		{"a phrase that must be the whole text", "Red sea", "all", false},
		{"and is not", "the red sea", "colour", false},
		{"a word that turns it round", "not red", "colour", true},
		{"no phrase", "blue", "", false},
	} {
		t.Run(c.what, func(t *testing.T) {
			values, doubt := v.fits(textOf(c.text))
			if got := strings.TrimSpace(strings.Join(values, " ")); got != c.want || doubt != c.doubt {
				t.Errorf("%q fits %q, doubt %v", c.text, got, doubt)
			}
		})
	}
}

package importing

import "strings"

const (
	stemLetters = 4 // words of so many letters are beginnings of words
	typoLetters = 5 // words of so many letters may be misspelt by one letter
	cutLetters  = 5 // so many letters must be left of a word that was cut off
)

// sameWord reports whether somebody who wrote w meant the word: the word, one
// that begins with it, or the word with one letter wrong, missing, doubled or
// swapped. The first letter is always right, so that a mother is not "other".
func sameWord(w, word string) bool {
	switch {
	case w == word, len(word) >= stemLetters && strings.HasPrefix(w, word):
		return true
	case len(word) < typoLetters || len(w) < typoLetters || w[0] != word[0]:
		return false
	}
	return oneSlip(w, word) || oneSlip(w, word+"s")
}

// cutShort reports whether w can be what an export left of the word.
func cutShort(w, word string) bool { return len(w) >= cutLetters && strings.HasPrefix(word, w) }

// oneSlip reports whether a single slip of the pen lies between a and b.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 0:
		swapped := i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		return i < len(a) && (a[i+1:] == b[i+1:] || swapped)
	case 1:
		return a[i:] == b[i+1:]
	}
	return false
}

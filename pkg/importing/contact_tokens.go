package importing

import (
	"strings"
	"unicode"
)

// dressings are ways of writing with signs what is otherwise written with letters.
var dressings = strings.NewReplacer("'", "", "&", " and ", "voice mail", "voicemail", "voice-mail", "voicemail", "drop-in", "drop in", "walk-in", "walk in", "e-mail", "email",
	"two-way", "two way", "answer phone", "answerphone", "re-arranged", "rearranged", "re-scheduled", "rescheduled")

// shortForms are letters with signs between them that stand for words.
var shortForms = map[string]string{
	"t/c": "tc", "t.c": "tc", "p/c": "phone call", "h/v": "hv", "h.v": "hv", "o/v": "office visit", "f/f": "face to face", "v/m": "vm", "l/m": "left message", "n/r": "no reply",
}

// contactTokens are the words of a cell. A question mark is one, and understood
// by nobody.
func contactTokens(cell string) []string {
	var all []string
	s := strings.ReplaceAll(dressings.Replace(strings.ToLower(cell)), "?", " ? ")
	for _, field := range strings.FieldsFunc(s, func(r rune) bool { return !strings.ContainsRune("/.", r) && parts(r) }) {
		if long, ok := shortForms[strings.Trim(field, "./")]; ok {
			field = long
		}
		all = append(all, strings.FieldsFunc(field, parts)...)
	}
	return all
}

// parts reports whether a sign stands between words.
func parts(r rune) bool { return r != '?' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }

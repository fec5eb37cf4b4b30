package importing

import (
	"strings"
	"unicode"
)

// clean is the text of a cell as a person would say it: no odd spaces, no
// invisible signs, plain dashes and quotation marks, nothing of the tricks with
// which spreadsheets are told that a number is text ('0012, ="0012").
func clean(cell string) string {
	s := strings.Join(strings.Fields(strings.Map(plain, cell)), " ")
	if inner, ok := strings.CutPrefix(s, `="`); ok {
		s = strings.TrimSuffix(inner, `"`)
	}
	return strings.TrimSpace(strings.TrimPrefix(s, "'"))
}

// plain maps a sign to the one that it stands for.
func plain(r rune) rune {
	switch {
	case r >= '\u2010' && r <= '\u2015', r == '\u2212', r == '\ufe58', r == '\ufe63':
		return '-'
	case r >= '\u2018' && r <= '\u201b':
		return '\''
	case r >= '\u201c' && r <= '\u201f':
		return '"'
	case r >= '\uff01' && r <= '\uff5e': // full width
		return r - 0xfee0
	case unicode.IsSpace(r), unicode.IsControl(r):
		return ' '
	case unicode.Is(unicode.Cf, r): // zero width, soft hyphen, byte order mark
		return -1
	}
	return r
}

// nothing are the texts with which systems write that they have no value
// (lessons.md, I15). Unknown is not among them: what it means depends on the
// column.
var nothing = setOf(
	"", "nan", "nat", "null", "na", "n/a", "nil", "undefined", "blank", "empty", "missing", "no data", "no value", "tbc", "tba",
	"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!", "#multivalue", "multivalue", "error", "none", "nf1 1nf",
	"not recorded", "not entered", "not stated", "not available", "not applicable", "not yet obtained", "no information", "not provided", "not completed",
)

// saysNothing reports whether a cleaned cell has no value.
func saysNothing(s string) bool {
	return nothing[strings.ToLower(strings.Trim(s, " .-_,;:()[]<>*'\""))] || nothing[strings.ToLower(s)]
}

func setOf(words ...string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}

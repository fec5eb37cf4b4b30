package importing

import (
	"regexp"
	"strings"
)

// Codes come in every dressing: "a) Yes", "B - With parents", "(U) Independent
// living", "Supported lodgings [E]", "F1)", "Z2".
var (
	ordinal   = regexp.MustCompile(`^[(\[]?0*(\d{1,2})[)\]]?(?:\s*[-:.)]\s*|\s+|$)`) // "01 - ", "1 ", "2"
	listCode  = regexp.MustCompile(`^[(\[]?([A-Za-z])(?:[)\]][-:.]?|\s*[-:.])\s*|^([A-Za-z])$`)
	unmapped  = regexp.MustCompile(`(?i)\b(?:not|un) ?mapped\b`)
	lettering = regexp.MustCompile(`^(?:\(([A-Z])(\d?)\)|\[([A-Z])(\d?)\]|([A-Z])(\d?)(?:\)|\s*[-:.]|\s|$)|([a-z])(\d?)$)`)
	bracketed = regexp.MustCompile(`[(\[]([A-Z])(\d?)[)\]]`)
	loner     = regexp.MustCompile(`(?:^|[\s/(\[])([A-Z])\d?(?:$|[\s/)\]:-])`)
	activity  = regexp.MustCompile(`^[(\[]?([FPGfpg])\s?(\d)(?:$|[)\]:.\s-])|[(\[]([FPG])(\d)[)\]]`)
)

// listLetter takes the letter of the Annex A list off a cell: "a) Yes" is 'a'
// and "Yes". 0 when there is none.
func listLetter(s string) (letter byte, rest string) {
	m := listCode.FindStringSubmatch(s)
	if m == nil {
		return 0, s
	}
	return strings.ToLower(m[1] + m[2])[0], strings.TrimSpace(s[len(m[0]):])
}

// number takes a leading number off a cell: "01 - Yes" is "1" and "Yes". Empty
// when there is none.
func number(s string) (n, rest string) {
	m := ordinal.FindStringSubmatch(s)
	if m == nil {
		return "", s
	}
	return m[1], strings.TrimSpace(s[len(m[0]):])
}

// asWhole is a whole number as it was before it passed through a program for
// numbers: "7961370.0" is "7961370". Anything else is as it stands.
func asWhole(s string) string {
	if whole, ok := strings.CutSuffix(s, ".0"); ok && digitsOnly(whole) {
		return whole
	}
	return s
}

// letterCode finds the 903 letter of an accommodation and the digit after it,
// each empty when there is none. More than one letter is none: "B / C".
func letterCode(s string) (letter, digit string) {
	m := lettering.FindStringSubmatch(s)
	if m == nil || strings.HasPrefix(strings.ToLower(s), "b & b") || strings.HasPrefix(strings.ToLower(s), "b and b") {
		m = bracketed.FindStringSubmatch(s)
	}
	if m == nil {
		return "", ""
	}
	letter, digit = firstPair(m[1:])
	letter = strings.ToUpper(letter)
	if !residenceLetters[letter] || otherLetter(s, letter) {
		return "", ""
	}
	return letter, digit
}

// otherLetter reports whether another letter of an accommodation stands alone in s.
func otherLetter(s, letter string) bool {
	for _, m := range loner.FindAllStringSubmatch(s, -1) {
		if m[1] != letter && residenceLetters[m[1]] {
			return true
		}
	}
	return false
}

// firstPair is the first of alternating groups, letter and digit, that matched.
func firstPair(groups []string) (letter, digit string) {
	for i := 0; i+1 < len(groups); i += 2 {
		if groups[i] != "" {
			return groups[i], groups[i+1]
		}
	}
	return "", ""
}

// activityCode finds a 903 activity code, such as F1; empty when there is none.
func activityCode(s string) string {
	m := activity.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	letter, digit := firstPair(m[1:])
	return strings.ToUpper(letter) + digit
}

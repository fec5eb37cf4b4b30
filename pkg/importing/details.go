package importing

import (
	"regexp"
	"slices"
	"strings"
)

// genders is how people write gender and sex.
var genders = vocabulary[string]{
	{"Male", phrases("male", "=m", "man", "=boy")},
	{"Female", phrases("female", "=f", "woman", "=girl")},
	{"Neither", phrases("neither", "non binary", "nonbinary", "indeterminate")},
	{gap, phrases("not recorded", "not stated", "=unknown", "=not known", "=u", "=0", "=9")},
}

// gap is said by words for "nothing was recorded".
const gap = "nothing"

var (
	genderLetters = map[byte]string{'a': "Male", 'b': "Female", 'd': "Neither"}
	genderNumbers = map[string]string{"1": "Male", "2": "Female"} // SSDA903 to 2024
)

func readGender(s string) reading[string] {
	letter, words := listLetter(s)
	n, rest := number(s)
	switch {
	case saysNothing(s):
		return reading[string]{}
	case n != "" && rest == "" && genderNumbers[n] != "":
		return says(genderNumbers[n])
	case n != "" && rest != "":
		words = rest
	case len(s) == 1: // M, F: a word, not a letter of the list
		letter, words = 0, s
	}
	return filled(decide(genders, textOf(words), genderLetters[letter], "Record the gender: this names none"))
}

// readSex reads the column of that name, which some editions have: M, F, or
// nothing.
func readSex(s string) reading[string] {
	r := readGender(s)
	switch r.value {
	case "Male", "Female":
		return says(r.value[:1])
	case "Neither":
		return question[string]("Record the sex as M or F: this says neither.")
	}
	return r
}

// filled makes a missing reading of words for "nothing was recorded".
func filled(r reading[string]) reading[string] {
	if r.value == gap {
		return reading[string]{}
	}
	return r
}

// ethnicities are the codes of the SSDA903 that say something, and their words.
// NOBT (not yet obtained) says nothing.
var ethnicities = vocabulary[string]{
	{"WBRI", phrases("white british")},
	{"WIRI", phrases("white irish")},
	{"WOTH", phrases("any other white background", "white other", "other white")},
	{"WIRT", phrases("traveller irish heritage", "irish traveller")},
	{"WROM", phrases("gypsy", "=roma")},
	{"MWBC", phrases("white and black caribbean")},
	{"MWBA", phrases("white and black african")},
	{"MWAS", phrases("white and asian")},
	{"MOTH", phrases("any other mixed background", "mixed other", "other mixed")},
	{"AIND", phrases("indian")},
	{"", phrases("west indian")},
	{"APKN", phrases("pakistani")},
	{"ABAN", phrases("bangladeshi")},
	{"AOTH", phrases("any other asian background", "asian other", "other asian")},
	{"BCRB", phrases("black caribbean", "=caribbean")},
	{"BAFR", phrases("black african", "=african")},
	{"BOTH", phrases("any other black background", "black other", "other black")},
	{"CHNE", phrases("chinese")},
	{"OOTH", phrases("any other ethnic group", "other ethnic group")},
	{"REFU", phrases("=refu", "refused")},
	{gap, phrases("nobt", "not obtained", "not recorded", "not stated", "=unknown", "=not known")},
}

func readEthnicity(s string) reading[string] {
	_, words := listLetter(s)
	if saysNothing(s) {
		return reading[string]{}
	}
	t := textOf(words)
	for _, m := range ethnicities { // the code, in any dressing, says it all
		if code := strings.ToLower(m.value); slices.Contains(t.words, code) && code != gap {
			return says(m.value)
		}
	}
	return filled(decide(ethnicities, t, "", "Record the ethnicity: this names none of the SSDA903's"))
}

// nobody are the texts that stand where a name or a team should.
var nobody = setOf("none", "unallocated", "not allocated", "no pa", "no personal adviser", "no personal advisor", "no worker", "awaiting allocation",
	"to be allocated", "vacant", "vacancy", "unknown", "not known", "unassigned", "not assigned", "x", "0", "duty")

// readName reads the name of a worker or a team, as it is spelt.
func readName(s string) reading[string] {
	switch {
	case saysNothing(s), nobody[strings.ToLower(s)]:
		return reading[string]{}
	case strings.ContainsAny(s, "/;|&") || strings.Contains(strings.ToLower(s), " and "):
		return question[string]("Allocate one of them: this names more than one.")
	case !strings.ContainsFunc(s, isLetter):
		return question[string]("Record who it is: this is no name.")
	}
	return says(s)
}

// readTeam reads the name of a team, which may have any sign in it.
func readTeam(s string) reading[string] {
	if saysNothing(s) || nobody[strings.ToLower(s)] {
		return reading[string]{}
	}
	return says(s)
}

func isLetter(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 127 }

// readID reads the id by which the authority knows the person. Whoever has none
// is not yet on the register.
func readID(s string) reading[string] {
	switch {
	case saysNothing(s), nobody[strings.ToLower(s)], strings.Trim(s, "0") == "":
		return question[string]("Enter the id by which your authority knows them, and import the list again.")
	case mangled.MatchString(s):
		return question[string]("The spreadsheet has shortened this id: format the column as text, and import the list again.")
	case len(s) > longestID:
		return question[string]("This is too long for an id: check the columns, and import the list again.")
	}
	return says(asWhole(s))
}

const longestID = 60

var mangled = regexp.MustCompile(`^\d(?:\.\d+)?[eE]\+?\d+$`) // 7.96E+06

func digitsOnly(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

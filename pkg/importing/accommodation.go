package importing

import (
	"strings"

	care "intouch/pkg/careleaver"
)

// What the column says that is not a home with a 903 letter.
const (
	inCustody   care.Residence = "X"         // an absence, not a home
	notKnown    care.Residence = "R"         // whereabouts not known
	inPlacement care.Residence = "placement" // of a child who is still looked after: no letter of care leavers
)

// zero903 is how the 903 says that accommodation or activity is not known, or
// that the young person died or returned home.
const zero903 = "0"

// residenceLetters are the letters of the 903, homes or not.
var residenceLetters = func() map[string]bool {
	set := setOf(string(inCustody), string(notKnown))
	for _, r := range care.Residences {
		set[string(r.Code)] = true
	}
	return set
}()

// accommodations is how people write types of accommodation (domain.md section
// 3.2). Not known is only what says so (I2); a placement is never a home with a
// *former* foster carer.
var accommodations = vocabulary[care.Residence]{
	{"B", phrases("parent", "relative", "grandparent", "mother", "father", "connected person")},
	{"C", phrases("community home", "residential care", "nhs")},
	{"D", phrases("semi independent", "semi independent living", "transitional accommodation")},
	{"E", phrases("supported lodging", "supported lodging accommodation", "shared lives")},
	{"G", phrases("gone abroad", "abroad", "overseas")},
	{"H", phrases("deport", "deport gone abroad", "deport abroad")},
	{"K", phrases("ordinary lodging", "lodging no formal support", "lodging without formal support")},
	{notKnown, phrases("residence not known", "residence unknown", "whereabout not known", "whereabout unknown", "address not known",
		"address unknown", "accommodation not known", "accommodation unknown")},
	{"S", phrases("no fixed abode", "no fixed address", "homeless", "nfa", "rough sleep", "sleeping rough")},
	{"T", phrases("foyer", "foyer supported lodging", "foyer supported accommodation")},
	{"U", phrases("independent living", "own tenancy", "university", "university accommodation", "college accommodation", "student accommodation")},
	{"V", phrases("emergency", "night shelter", "direct access")},
	{"W", phrases("bed breakfast", "b and b", "bandb")},
	{inCustody, phrases("custody", "custodial", "prison", "hmp", "young offender", "yoi")},
	{"Y", phrases("other accommodation", "=other")},
	{"Z", phrases("former foster carer", "former fost", "foster carer", "staying put", "foster carer staying put", "foster placement staying put")},
	{inPlacement, phrases("placement", "placed", "lac", "foster carer", "foster placement", "placement relative", "placement foster carer", "placed parent",
		"lac parent relative", "lac custody", "lac foster placement", "children home", "residential school", "homes hostel", "family centre", "mother baby", "residential accommodation children home")},
	{"", phrases("supported accommodation", "supported living", "supported independent living", "supported housing")},
}

// readAccommodation reads a type of accommodation, and what the cell says of its
// suitability beside: the 903 digit (1 suitable, 2 unsuitable; others are not
// about suitability) or the word.
func readAccommodation(s string) (reading[care.Residence], care.YesNo) {
	letter, digit := letterCode(s)
	t := textOf(s)
	var suitable care.YesNo
	switch {
	case saysNothing(s), s == zero903:
		return reading[care.Residence]{}, ""
	case unmapped.MatchString(s):
		return question[care.Residence](askUnmapped), ""
	case t.hasWord("unsuitable"), t.hasWord("not") && t.hasWord("suitable"):
		suitable, t = care.No, t.without("not", "unsuitable", "suitable")
	case t.hasWord("suitable"):
		suitable, t = care.Yes, t.without("suitable")
	default:
		suitable = digits[digit]
	}
	t = t.without(strings.ToLower(letter + digit)) // the code itself is no word
	return decide(accommodations, t, care.Residence(letter), askAccommodation), suitable
}

// digits are what the digit after an accommodation letter says of its suitability.
var digits = map[string]care.YesNo{"1": care.Yes, "2": care.No}

const (
	askAccommodation = "Record where they live: this names no type of accommodation"
	askPlacement     = "This is a placement of a child who is still looked after: record whether they are, or else where they live"
)

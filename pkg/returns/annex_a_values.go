package returns

import (
	"cmp"
	"slices"
	"strings"

	care "intouch/pkg/careleaver"
)

// The values of Annex A as Ofsted lists them (domain.md 4.1).

// genders are Ofsted's values by how a gender or a sex is written.
var genders = map[string]string{
	"male": "a) Male", "m": "a) Male", "man": "a) Male", "boy": "a) Male",
	"female": "b) Female", "f": "b) Female", "woman": "b) Female", "girl": "b) Female",
	"neither": "d) Neither", "non-binary": "d) Neither", "nonbinary": "d) Neither", "indeterminate": "d) Neither",
}

// genderNotStated is Ofsted's value where none is recorded, or one in words that
// are none of Ofsted's.
const genderNotStated = "c) Not stated/recorded"

// ethnicities are the codes in the order of their letters.
var ethnicities = []string{
	"WBRI", "WIRI", "WIRT", "WOTH", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH",
	"BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", notObtained, "UNKNOWN",
}

// notObtained is the code where nothing is recorded.
const notObtained = "NOBT"

// ethnicity is the code with its letter. Words that are no code stay as they
// were recorded: somebody must see that they are none.
func ethnicity(recorded string) string {
	code := cmp.Or(strings.ToUpper(strings.TrimSpace(recorded)), notObtained)
	if i := slices.Index(ethnicities, code); i >= 0 {
		return string(rune('a'+i)) + ") " + code
	}
	return recorded
}

var yesNos = map[care.YesNo]string{care.Yes: "a) Yes", care.No: "b) No"}

// categories are Ofsted's values. A category that is not recorded has none.
var categories = map[care.Category]string{
	care.Relevant: "a) Relevant child", care.FormerRelevant: "b) Former relevant child",
	care.Qualifying: "c) Qualifying care leaver", care.Eligible: "d) Eligible child",
}

// What the column "LA in Touch" says.
const (
	inTouchYes      = "a) Yes"
	inTouchNo       = "b) No"
	inTouchDied     = "c) Died"
	inTouchRefused  = "d) Refu"
	inTouchNoNeed   = "e) NREQ"
	inTouchReturned = "f) Rhom"
)

// accommodations are Ofsted's words beside the 903 letters.
var accommodations = map[string]string{
	"B": "Parents/relatives", "C": "Community home / residential care",
	"D": "Semi-independent, transitional accommodation and self-contained accommodation", "E": "Supported lodgings", "G": "Abroad", "H": "Deported",
	"K": "Ordinary lodgings, without formal support", residenceNotKnown: "Residence not known", noFixedAbode: "No fixed abode / homeless",
	"T": "Foyers and similar supported accommodation", "U": "Independent living", "V": "Emergency accommodation", "W": "Bed and breakfast",
	inCustody: "In custody", "Y": "Other accommodation", "Z": "With former foster carers",
}

// What is no letter of a dwelling: whereabouts not known, no fixed abode, and
// custody.
const (
	residenceNotKnown = "R"
	noFixedAbode      = "S"
	inCustody         = "X"
)

func accommodation(letter string) string {
	if letter == "" {
		return ""
	}
	return letter + ": " + accommodations[letter]
}

const (
	suitable   = "a) Suitable"
	unsuitable = "b) Unsuitable"
)

var suitabilities = map[care.YesNo]string{care.Yes: suitable, care.No: unsuitable}

// activities are Ofsted's words beside the 903 codes. F3 and P3, which stand in
// registers of before 2022, are stated as they were (domain.md 4.1).
var activities = map[care.ActivityCode]string{
	"F1": "Full time in higher education", "P1": "Part time in higher education",
	"F2": "Full time in education other than higher", "P2": "Part time in education other than higher",
	"F3": "Full time in training or employment", "P3": "Part time in training or employment",
	"F4": "Young person engaged full time in an apprenticeship", "P4": "Young person engaged part time in an apprenticeship",
	"F5": "Young person engaged full time in training or employment (not apprenticeship)",
	"P5": "Young person engaged part time in training or employment (not apprenticeship)",
	"G4": "Not in education, employment or training - illness or disability", "G5": "Not in education, employment or training - other",
	"G6": "Not in education, employment or training - pregnancy or parenting",
}

func activity(code care.ActivityCode) string {
	if code == "" {
		return ""
	}
	return string(code) + ": " + activities[code]
}

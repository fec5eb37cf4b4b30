package figures

import care "intouch/pkg/careleaver"

// Band is a band of ages. The Department for Education publishes three of them;
// the others are there so that nobody is in none.
type Band string

// The bands.
const (
	Under17     Band = "under_17"
	Aged17to18  Band = "17_18"
	Aged19to21  Band = "19_21"
	Aged22to25  Band = "22_25"
	Over25      Band = "over_25"
	AgeNotKnown Band = "age_not_known"
)

// Bands lists them in words for people.
var Bands = care.Codes[Band]{
	{Code: Aged17to18, Label: "17 to 18"}, {Code: Aged19to21, Label: "19 to 21"}, {Code: Aged22to25, Label: "22 to 25"},
	{Code: Under17, Label: "Under 17"}, {Code: Over25, Label: "26 and over"}, {Code: AgeNotKnown, Label: "Date of birth missing"},
}

// Published reports whether the band is one that DfE publishes. Only of these
// is there a percentage.
func (b Band) Published() bool { return b == Aged17to18 || b == Aged19to21 || b == Aged22to25 }

// bandOf is the band of somebody born on a day, on another.
func bandOf(born, on care.Day) Band {
	if born.IsZero() {
		return AgeNotKnown
	}
	return bandOfAge(born.Age(on))
}

func bandOfAge(years int) Band {
	switch {
	case years < 17:
		return Under17
	case years <= 18:
		return Aged17to18
	case years <= 21:
		return Aged19to21
	case years <= 25:
		return Aged22to25
	}
	return Over25
}

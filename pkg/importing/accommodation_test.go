package importing

import (
	"testing"

	care "intouch/pkg/careleaver"
)

func TestTypesOfAccommodation(t *testing.T) {
	for _, c := range []struct {
		what, cell string
		want       string // letter; "" nothing; "?" a question
		suitable   care.YesNo
	}{
		{"the list's own words", "U: Independent living", "U", ""},
		{"a letter alone", "K", "K", ""},
		{"a small letter alone", "b", "B", ""},
		{"a letter in brackets before", "(T) Foyers and similar supported accommodation", "T", ""},
		{"a letter in brackets behind", "Gone abroad [G]", "G", ""},
		{"the digit 1 is suitable", "U1 - Independent living", "U", "yes"},
		{"the digit 2 is unsuitable", "B2", "B", "no"},
		{"other digits say nothing of suitability", "D3 - Semi-independent", "D", ""},
		{"a word says unsuitable", "(Y) 16+ Other Accommodation - unsuitable", "Y", "no"},
		{"two words say unsuitable", "Y - Not suitable", "Y", "no"},
		{"a word says suitable", "Y - Suitable", "Y", "yes"},
		{"a misspelt word", "Residenece not known", "R", ""},
		{"words that sound alike", "(S) No Fixed Above/Homeless", "S", ""},
		{"a text that was cut off", "Young person now lives with parents or other relat", "B", ""},
		{"odd dashes and spaces", "B – With parents", "B", ""},
		{"only what comes before the examples counts", "Independent living, eg. in flat or lodgings without formal support staff, or in", "U", ""},
		{"foyers are not supported lodgings", "Foyers and similar supported lodgings", "T", ""},
		{"semi-independent is not independent", "Semi independent living", "D", ""},
		{"lodgings without support", "Ordinary lodgings without formal support", "K", ""},
		{"B&B is not the letter B", "B&B", "W", ""},
		{"B & B is not either", "B & B", "W", ""},
		{"prison is custody", "HMP Example", "X", ""},
		{"the letter and the words may say the same in part", "Z - Supported Lodgings (Staying Put)", "Z", ""},
		{"old letters of another list before words", "e) Gone abroad", "G", ""},
		{"0 is how the 903 says nothing", "0", "", ""},
		{"not recorded is nothing", "Not Recorded", "", ""},
		{"no information is nothing, not homeless", "No Information", "", ""},
		{"a dash is nothing", "-", "", ""},
		{"nan is nothing", "nan", "", ""},
		{"an error of the spreadsheet is nothing", "#MULTIVALUE", "", ""},

		{"unknown might be not known or not recorded", "Unknown", "?", ""},
		{"supported accommodation might be two", "Supported accommodation", "?", ""},
		{"supported independent living is not independent living", "Supported Independent Living", "?", ""},
		{"a hostel for the homeless is a roof", "Homeless hostel", "?", ""},
		{"at risk is not homeless", "At risk of homelessness", "?", ""},
		{"not homeless is not homeless", "Not homeless", "?", ""},
		{"released is not in custody", "Released from custody", "?", ""},
		{"a question mark is a question", "Independent living?", "?", ""},
		{"a letter that the words contradict", "U: Supported lodgings", "?", ""},
		{"two letters", "B/C", "?", ""},
		{"two letters with a word between", "C or D", "?", ""},
		{"a code of which the exporting system knows nothing", "Code 'C2' is not mapped", "?", ""},
		{"reported is not deported", "Reported missing", "?", ""},
		{"a person is not a prison", "Person moved", "?", ""},
		{"a bare number", "3", "?", ""},
		{"words of nothing that we know", "Narrow boat", "?", ""},
		{"a placement of a looked-after child", "1 - LAC Foster Placement", string(inPlacement), ""},
		{"a children's home", "Living in a residential children's home", string(inPlacement), ""},
		{"a mother and baby unit is neither mother's nor other", "Mother and baby unit", string(inPlacement), ""},
		{"a foster carer who may not be a former one", "Placement with other foster carer, arranged through agency, inside LA boundary", string(inPlacement), ""},
	} {
		t.Run(c.what, func(t *testing.T) {
			r, suitable := readAccommodation(clean(c.cell))
			got := inWords(r, spelt)
			if got != c.want || suitable != c.suitable {
				t.Errorf("%q was read as %q, suitable %q; want %q, %q", c.cell, got, suitable, c.want, c.suitable)
			}
		})
	}
}

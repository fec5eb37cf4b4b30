package importing

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

type readCase struct{ what, cell, want string }

func check(t *testing.T, read func(string) string, cases []readCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.what, func(t *testing.T) {
			if got := read(clean(c.cell)); got != c.want {
				t.Errorf("%q was read as %q, want %q", c.cell, got, c.want)
			}
		})
	}
}

func inTouchInWords(s string) string {
	return inWords(readInTouch(s), func(v inTouch) string { return strings.TrimSpace(string(v.listed) + " " + string(v.where)) })
}

func TestInTouch(t *testing.T) {
	check(t, inTouchInWords, []readCase{
		{"the list's own words", "a) Yes", "yes"},
		{"the list's own no", "b) No", "no"},
		{"a letter alone", "b)", "no"},
		{"a bare 1 is yes everywhere", "1", "yes"},
		{"a bare 2 is no everywhere", "02", "no"},
		{"words beside a number win", "01 - Yes, resident in the UK", "yes"},
		{"the number can mean another thing elsewhere", "2 -  No", "no"},
		{"0 with a word", "0 - No", "no"},
		{"gone abroad and in touch", "03 - Yes, gone abroad", "yes G"},
		{"gone abroad and not in touch", "4 - No, gone abroad", "no G"},
		{"residence not known", "5 No, residence not known", "no R"},
		{"residence not known, by itself", "Residence not known", "no R"},
		{"died", "6 - Died after leaving care, but prior to 19th birthday", "died"},
		{"refuses", "3 - Young Person Refuses contact", "refu"},
		{"refuses, as the list has it", "d) Refu", "refu"},
		{"no, and why", "No - refuses contact", "refu"},
		{"no longer requires services", "10 - Young person no longer requires services", "nreq"},
		{"no longer requires, cut off", "Young person no longer requires child", "nreq"},
		{"returned home, cut off", "Young person returned to live with parents or someone with parental responsibili", "rhom"},
		{"returned home", "f) Rhom", "rhom"},
		{"not recorded is nothing", "c) Not recorded", ""},
		{"no contact recorded is nothing", "No Contact Recorded", ""},
		{"no details on record is nothing", "No care leaver details on record (child still in care)", ""},
		{"unknown is nothing", "Unknown", ""},
		{"no information is nothing", "No info", ""},
		{"nor is it when it says of what", "No information held", ""},
		{"not in touch, and died", "Not in touch - died", "died"},
		{"deceased, by itself", "Deceased", "died"},
		{"the young person died, and when", "No - young person died 12/05/2026", "died"},
		{"in touch through us", "In touch through PA", "yes"},

		{"not dead is not died", "In touch, not dead", "?"},
		{"nor in front", "Not deceased - in touch", "?"},
		{"a mother's death is hers", "No - mother died", "?"},
		{"as is a baby's", "No - baby died", "?"},
		{"and with nothing else", "mother died", "?"},
		{"a parent's, in front", "Deceased parent", "?"},
		{"and behind", "Parent deceased", "?"},
		{"the care leaver's child is not the care leaver", "No - care leaver's child died", "?"},
		{"who died, if not they", "No, not in touch since he died", "?"},
		{"a carer is not care", "Carer died", "?"},
		{"a line is not somebody", "No - phone line dead", "?"},
		{"in touch with the family", "in touch with family", "?"},
		{"in touch through a carer", "in touch via carer", "?"},
		{"with the mother, not with them", "Not in touch, but mother is", "?"},
		{"a third party is in touch", "Yes - third party", "?"},
		{"somebody else refuses", "No - father refuses contact", "?"},
		{"other bare numbers differ between councils", "5", "?"},
		{"so does 0", "0", "?"},
		{"other bare letters differ between lists", "c)", "?"},
		{"the letter says yes and the word no", "a) No", "?"},
		{"abroad, and nothing of being in touch", "Gone abroad", "?"},
		{"yes and no", "Yes/No", "?"},
		{"yes, but", "Yes, not seen", "?"},
		{"yes, and refuses", "Yes - refuses visits", "?"},
		{"a refugee has not refused", "Refugee", "?"},
		{"a code that is not mapped", "Code '7' is not mapped", "?"},
		{"left out by somebody else", "d) Exclude", "?"},
	})
}

func TestBeingInTouchIsSaidOfNowAndOfUs(t *testing.T) {
	check(t, inTouchInWords, []readCase{
		{"they could not", "Unable to get in touch", "?"},
		{"they try", "Trying to get in touch", "?"},
		{"to come", "Will be in touch", "?"},
		{"seldom", "Rarely in touch", "?"},
		{"last", "Last in touch 2023", "?"},
		{"then", "Yes, in 2024", "?"},
		{"no longer", "Yes lapsed", "?"},
		{"written to", "Yes - letter sent", "?"},
		{"tried", "Yes, attempted", "?"},
		{"with somebody else of ours", "In touch with social worker", "?"},
		{"with a college", "In touch with college", "?"},
		{"with the job centre", "In touch with Job Centre", "?"},
		{"the adviser is not", "PA not in touch", "?"},
		{"missing is a matter, not an empty cell", "Missing", "?"},
		{"missing, and no", "No - missing", "?"},
		{"a country of their own is no parents' home", "Returned to home country", "?"},
		{"only so", "Yes - via social media only", "?"},
		{"out of touch, in contact with others", "In contact with housing", "?"},
		{"no adviser is", "No PA in touch", "?"},

		{"with their adviser", "Yes, in touch with PA", "yes"},
		{"with their personal adviser", "In touch with personal adviser", "yes"},
		{"regularly", "Yes - regular contact", "yes"},
		{"how often", "In touch weekly, by phone", "yes"},
		{"seen, and when", "Yes - seen 12/05/2026", "yes"},
		{"seen in May", "Yes, seen May 2026", "yes"},
		{"where", "Yes (UK)", "yes"},
		{"currently", "Currently in touch", "yes"},
		{"in contact", "In contact", "yes"},
		{"abroad", "Yes - living abroad", "yes G"},
		{"where they are nobody knows", "No - whereabouts unknown", "no R"},
		{"lost", "Lost contact", "no"},
		{"lost, and no", "No - lost contact", "no"},
		{"not in contact", "Not in contact", "no"},
		{"not with their adviser", "Not in touch with PA", "no"},
		{"not, and since when", "Not in touch, last contact 2023", "no"},
		{"not currently", "Not currently in touch", "no"},
		{"deported", "No - deported", "no G"},
		{"declined", "Declined contact", "refu"},
		{"declined, and no", "No - declined service", "refu"},
		{"does not want", "Does not want contact", "refu"},
		{"does not want, by name", "Young person does not want contact", "refu"},
		{"passed away", "Passed away", "died"},
		{"passed away, and when", "No - passed away June 2025", "died"},
		{"whose passing", "Mother passed away", "?"},
	})
}

// Whatever a cell says, with somebody else in it it says nothing of the care
// leaver, but that they went back to live with them; a death is theirs, and a yes is one,
// only where no word could make it something else.
func TestWhatIsSaidOfSomebodyElseIsNotOfTheCareLeaver(t *testing.T) {
	says := []string{"yes", "no", "in touch", "not in touch", "died", "deceased", "refuses", "no longer requires", "abroad", "residence not known"}
	others := []string{"mother", "father", "parents", "family", "baby", "carer", "foster carer", "partner", "friend", "support worker", "police", "third party"}
	rapid.Check(t, func(rt *rapid.T) {
		said, other := rapid.SampledFrom(says).Draw(rt, "said"), rapid.SampledFrom(others).Draw(rt, "other")
		more := rapid.SampledFrom([]string{"", "with", "via", "his", "- 2024"}).Draw(rt, "more")
		for _, cell := range []string{said + " " + more + " " + other, other + " " + more + " " + said} {
			if r := readInTouch(clean(cell)); r.known() {
				rt.Fatalf("%q was read as %+v", cell, r.value)
			}
		}
		strange := rapid.StringMatching(`[bcdfgqxz]{4,9}`).Draw(rt, "strange")
		for _, cell := range []string{strange + " died", strange + " in touch", "yes " + strange} {
			if r := readInTouch(cell); r.known() {
				rt.Fatalf("%q was read as %+v", cell, r.value)
			}
		}
	})
}

func TestCategory(t *testing.T) {
	check(t, func(s string) string { return inWords(readCategory(s), spelt) }, []readCase{
		{"the list's own words", "b) Former relevant child", "former_relevant"},
		{"relevant is not former relevant", "a) Relevant child", "relevant"},
		{"a range of ages beside", "former relevant 18-20", "former_relevant"},
		{"an abbreviation", "FR", "former_relevant"},
		{"Q is an abbreviation", "Q", "qualifying"},
		{"E is an abbreviation", "E", "eligible"},
		{"a letter of the list", "d)", "eligible"},
		{"a misspelt word", "Former relevent", "former_relevant"},
		{"other, but eligible", "Other - eligible", "eligible"},
		{"a dash is nothing", "-", ""},

		{"e) is no letter of the list", "e)", "?"},
		{"other is none", "Other", "?"},
		{"two categories", "Qualifying (Former Relevant)", "?"},
		{"not eligible", "Not eligible", "?"},
		{"no current eligibility", "No Current Eligibility", "?"},
		{"formerly eligible", "Previously eligible", "?"},
		{"the letter and the words disagree", "b) Relevant child", "?"},
		{"a name of a service", "Care Leaver - PA to 25", "?"},
	})
}

func TestSuitability(t *testing.T) {
	check(t, func(s string) string { return inWords(readSuitability(s), spelt) }, []readCase{
		{"the list's own words", "a) Suitable", "yes"},
		{"unsuitable has suitable in it", "b) Unsuitable", "no"},
		{"words beside a number win", "0 - UNSUITABLE", "no"},
		{"the 903's 1", "1", "yes"},
		{"the 903's 2", "2", "no"},
		{"the 903's 1 through a program for numbers", "1.0", "yes"},
		{"the 903's 2 through one", "2.0", "no"},
		{"true", "True", "yes"},
		{"false", "FALSE", "no"},
		{"Y", "Y", "yes"},
		{"a sentence", "Accommodation is considered to be unsuitable", "no"},
		{"not recorded", "c) Not in touch or not recorded", ""},
		{"a bare 0 is two things", "0", "?"},
		{"so it is through a program for numbers", "0.0", "?"},
		{"both", "Suitable/unsuitable", "?"},
		{"not sure", "Suitable?", "?"},
	})
}

func TestActivities(t *testing.T) {
	check(t, func(s string) string { return inWords(readActivity(s), spelt) }, []readCase{
		{"the list's own words", "F1: Full time in higher education", "F1"},
		{"a code before a bracket", "F2) Young person engaged full time in education other than higher", "F2"},
		{"a code in brackets", "Full time in an apprenticeship [F4]", "F4"},
		{"a small code", "p4", "P4"},
		{"words alone", "Full time in education other than higher education", "F2"},
		{"higher", "Young person engaged part-time in higher education (i.e. beyond A level)", "P1"},
		{"short for full time", "F/T university", "F1"},
		{"not an apprenticeship", "Full time in training or employment (not apprenticeship)", "F5"},
		{"cut off in the bracket", "Young person engaged full time in training or employment (not apprent", "F5"},
		{"what F3 said, before 2022", "Full time in training or employment", "F3"},
		{"a misspelt word", "Part time trainig", "P3"},
		{"F5 without its bracket", "F5 - Full time in training or employment", "F5"},
		{"an apprenticeship", "Engaged full time in an apprenticeship", "F4"},
		{"illness", "NEET - illness or disability", "G4"},
		{"other", "Not in education, employment or training - other", "G5"},
		{"parenting, cut off", "Not in education, employment or training - pregnancy or parent", "G6"},
		{"0 is how the 903 says nothing", "0", ""},
		{"not recorded", "Not recorded", ""},

		{"neet, and not why", "NEET", "?"},
		{"neet with the why cut off", "Not in education, employment or training - o", "?"},
		{"full time education of which kind", "Full time education", "?"},
		{"education and employment", "Full time education, training or employment", "?"},
		{"an apprenticeship of which hours", "Apprenticeship", "?"},
		{"a code and other words", "F1 - Full time in an apprenticeship", "?"},
		{"not disabled", "No disability", "?"},
		{"a code that is none", "F9", "?"},
	})
}

func TestDetails(t *testing.T) {
	text := func(r reading[string]) string { return inWords(r, spelt) }
	check(t, func(s string) string { return text(readGender(s)) }, []readCase{
		{"a man", "a) Male", "Male"}, {"a woman has a man in her", "b) Female", "Female"}, {"a letter", "F", "Female"}, {"the old 903's number", "2", "Female"},
		{"neither", "d) Neither", "Neither"}, {"not stated", "c) Not stated/recorded", ""}, {"something else", "Prefers not to say", "?"},
	})
	check(t, func(s string) string { return text(readEthnicity(s)) }, []readCase{
		{"the list's own code", "r) OOTH", "OOTH"}, {"the code BOTH is not the word both", "p) BOTH", "BOTH"}, {"words", "White British", "WBRI"},
		{"mixed is not black Caribbean", "Mixed - White and Black Caribbean", "MWBC"}, {"not yet obtained", "t) NOBT", ""}, {"refused", "s) REFU", "REFU"},
		{"a West Indian is not Indian", "West Indian", "?"}, {"a Romanian is not Roma", "White Romanian", "?"}, {"unknown", "u) UNKNOWN", ""},
	})
	check(t, func(s string) string { return inWords(readFlag(s), spelt) }, []readCase{
		{"yes", "a) Yes", "yes"}, {"no", "b) No", "no"}, {"Y", "Y", "yes"}, {"0", "0", "no"}, {"1", "1", "yes"}, {"the code for no disability", "NONE", "no"},
		{"nothing", "", ""}, {"a diagnosis is not an answer", "Autism", "?"}, {"2", "2", "?"},
		{"1 through a program for numbers", "1.0", "yes"}, {"0 through one", "0.0", "no"}, {"2 through one", "2.0", "?"}, {"one and a half", "1.5", "?"}, {"ten", "10", "?"},
	})
	check(t, func(s string) string { return text(readName(s)) }, []readCase{
		{"a name", "Jae  Vang", "Jae Vang"}, {"a name from another alphabet", "Źofia", "Źofia"}, {"nobody", "Unallocated", ""}, {"nobody yet", "TBC", ""},
		{"two", "Jae Vang / Emir Dyer", "?"}, {"two with and", "Jae Vang and Emir Dyer", "?"}, {"a number", "1234", "?"},
	})
	check(t, func(s string) string { return text(readID(s)) }, []readCase{
		{"an id", "7961370", "7961370"}, {"through a program for numbers", "7961370.0", "7961370"}, {"a dotted id stays", "12.5", "12.5"}, {"for a spreadsheet, a text", `="0012"`, "0012"},
		{"shortened by a spreadsheet", "7.96E+06", "?"}, {"a dash", "-", "?"}, {"nothing", "", "?"}, {"zeros", "000", "?"}, {"not recorded", "Not recorded", "?"},
	})
}

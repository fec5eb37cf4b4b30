package importing

import (
	care "intouch/pkg/careleaver"
)

// activities is how people write activities (domain.md section 3.2). Training or
// employment of which nobody says that it is not an apprenticeship is what F3
// and P3 said before 2022: it is kept as stated, never made more exact.
var activities = append(append(timed("full time", "F"), timed("part time", "P")...), vocabulary[care.ActivityCode]{
	{"G4", phrases("illness", "disability", "not education illness", "not education disability", "neet illness", "neet disability")},
	{"G5", phrases("not education other", "neet other")},
	{"G6", phrases("pregnan", "parenting", "not education pregnan", "not education parenting", "neet pregnan", "neet parenting")},
}...)

// timed are the activities that are full or part time.
func timed(time string, letter care.ActivityCode) vocabulary[care.ActivityCode] {
	with := func(words ...string) []phrase {
		for i, w := range words {
			words[i] = time + " " + w
		}
		return phrases(words...)
	}
	return vocabulary[care.ActivityCode]{
		{letter + "1", with("higher", "higher education", "university", "degree")},
		{letter + "2", with("other than higher", "education other than higher", "not higher", "education not higher", "non higher", "education non higher",
			"education other", "further education", "sixth form")},
		{letter + "3", with("training", "employment", "employed")},
		{letter + "4", with("apprentic")},
		{letter + "5", with("training not apprentic", "employment not apprentic", "employed not apprentic")},
		{"", with("education")}, // higher or not?
	}
}

const askActivity = "Record what they do: this names no activity, or not whether it is full or part time"

func readActivity(s string) reading[care.ActivityCode] {
	code := care.ActivityCode(activityCode(s))
	switch {
	case saysNothing(s), s == zero903:
		return reading[care.ActivityCode]{}
	case unmapped.MatchString(s):
		return question[care.ActivityCode](askUnmapped)
	case !care.ActivityCodes.Has(code) && !care.OldActivityCodes.Has(code):
		code = ""
	}
	r := decide(activities, textOf(s), code, askActivity)
	if values, _ := activities.fits(textOf(s)); r.ask != "" && moreExact(code, values) {
		return says(code)
	}
	return r
}

// moreExact reports whether the words are those of the superseded F3 or P3 and
// the code is the F5 or P5 that took their place: lists often leave "(not
// apprenticeship)" out.
func moreExact(code care.ActivityCode, values []care.ActivityCode) bool {
	return len(code) == 2 && code[1] == '5' && len(values) == 1 && values[0] == code[:1]+"3"
}

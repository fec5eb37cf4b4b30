package demo

import (
	"bytes"
	"encoding/csv"
	"strconv"

	care "intouch/pkg/careleaver"
)

// columns of Annex A, List 9 (domain.md section 4.1).
var columns = []string{
	"Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)",
	"Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)", "Does the Child have a Disability", "Allocated Team", "Allocated Worker",
	"Allocated Personal Advisor", "Eligibility Category", "Latest Pathway Plan Review Date", "LA in Touch", "Latest Date of Contact",
	"Type of Accommodation", "Suitability of Accommodation", "Activity Status",
}

// listed is what the list says of somebody's past.
type listed struct {
	inTouch  string
	spoken   care.Day // zero: no date
	reviewed care.Day
}

// listedAs draws it: most were spoken to of late, some long ago, of some the
// list says yes and gives no date.
func (l *life) listedAs() listed {
	p := listed{"a) Yes", l.From.AddDays(-between(l.rnd, 0, 45)), l.From.AddDays(-between(l.rnd, 5, 185))}
	n := l.rnd.IntN(100)
	switch {
	case l.lookedAfter():
		return listed{"a) Yes", 0, l.From.AddDays(-between(l.rnd, 5, 170))}
	case l.Temperament == Refusing && n < 40:
		p.inTouch, p.spoken = "d) Refu", 0
	case n < 5:
		p.spoken = 0
	case n < 14, l.age() >= 21 && n < 40:
		p.spoken = l.From.AddDays(-between(l.rnd, 60, 250))
	case l.Temperament == Drifting && n < 30, l.age() >= 21 && n < 55:
		p.inTouch, p.spoken = "b) No", 0
	}
	if l.rnd.IntN(10) == 0 {
		p.reviewed = l.From.AddDays(-between(l.rnd, 190, 330))
	}
	return p
}

// list is the register with which the authority begins, as a council would
// send it to Ofsted: with a few cells that nobody can read, and two rows that
// name nobody.
func (w World) list(lives []*life) []byte {
	var b bytes.Buffer
	out := csv.NewWriter(&b)
	out.Write(columns)
	r := w.random(forList, 0)
	for _, l := range lives {
		if !w.listed(l.Person) {
			continue
		}
		row := l.row()
		if chance(r, 0.02) {
			m := pick(r, messes)
			row[m.column] = m.says
		}
		out.Write(row)
	}
	for _, id := range []string{"", "n/a"} {
		row := make([]string, len(columns))
		row[0], row[9], row[12] = id, w.staff().posts[0].holders[0].name, "a) Yes"
		out.Write(row)
	}
	out.Flush()
	return b.Bytes()
}

// mess is a cell as real lists have them.
type mess struct {
	column int
	says   string
}

var messes = []mess{
	{13, "see case notes"}, {10, "PA to 25?"}, {14, "Supported accommodation"}, {16, "Education"}, {3, "not known"},
	{12, "5 - No, residence not known"}, {12, "1 - Yes, resident in the UK"}, {11, "31/02/2023"}, {15, "0"}, {12, "3"},
}

// row is somebody as a row of the list.
func (l *life) row() []string {
	team := l.posts[l.post].team
	row := []string{
		l.LocalID, l.Sex, l.Ethnicity, british(l.Born), strconv.Itoa(l.Born.Age(l.From)), yesNo(l.UASC), yesNo(l.Disability), l.teams[team].name, "", "",
		map[care.Category]string{care.FormerRelevant: "b) Former relevant child", care.Qualifying: "c) Qualifying care leaver", care.Eligible: "d) Eligible child"}[l.Category],
		british(l.before.reviewed), l.before.inTouch, british(l.before.spoken), "", "", "",
	}
	if l.Category == care.Eligible {
		row[8] = l.social[team].name
	}
	if l.adviser != nil {
		row[9] = l.adviser.name
	}
	if l.home.letter != "" {
		row[14], row[15] = string(l.home.letter)+": "+care.Residences.Label(l.home.letter), "a) Suitable"
		if l.home.letter.Passing() {
			row[15] = "b) Unsuitable"
		}
		row[16] = string(l.activity.code) + ": " + care.ActivityCodes.Label(l.activity.code)
	}
	return row
}

// british is a day as lists write it; nothing for no day.
func british(d care.Day) string {
	if d.IsZero() {
		return ""
	}
	s := d.String()
	return s[8:] + "/" + s[5:7] + "/" + s[:4]
}

func yesNo(y care.YesNo) string {
	if y == care.Yes {
		return "a) Yes"
	}
	return "b) No"
}

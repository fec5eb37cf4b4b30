package importing

import (
	"errors"
	"fmt"
	"strings"
	"time"

	care "intouch/pkg/careleaver"
)

// An OC3 file is the SSDA903 return of care leavers (domain.md section 3): a
// row for each, with what was true around the birthday in the year of collection.
// Of which day each value is evidence is docs/decisions/0010-of-what-day-a-return-speaks.md.

// Columns of the return, as it calls them.
const (
	oc3ID            Column = "CHILD"
	oc3Birth         Column = "DOB"
	oc3InTouch       Column = "IN_TOUCH"
	oc3Activity      Column = "ACTIV"
	oc3Accommodation Column = "ACCOM"
)

// oc3Names are the columns of a register by their names in the return.
var oc3Names = map[Column]Column{
	ColumnID: oc3ID, ColumnBirth: oc3Birth, ColumnInTouch: oc3InTouch, ColumnActivity: oc3Activity, ColumnAccommodation: oc3Accommodation, ColumnSuitability: oc3Accommodation,
}

var oc3 = layout{
	name: "the OC3 return", id: ColumnID, dates: []Column{ColumnBirth},
	heads: []named{
		{ColumnID, []string{"child", "child id", "childid", "id"}, "child unique id", []string{"child"}},
		{ColumnBirth, []string{"dob", "birth"}, "date", []string{"dob"}},
		{ColumnInTouch, []string{"in touch", "intouch"}, "code", []string{"in", "touch"}},
		{ColumnActivity, []string{"activ", "activity"}, "code main", []string{"activ"}},
		{ColumnAccommodation, []string{"accom", "accommodation"}, "code", []string{"accom"}},
	},
	needs: []Column{ColumnInTouch, ColumnActivity, ColumnAccommodation},
	noted: []Column{ColumnBirth},
}

// collectionYear is a year of collection, named by the year in which it ends: 1
// April to 31 March.
type collectionYear int

func (y collectionYear) first() care.Day { return care.NewDay(int(y)-1, time.April, 1) }
func (y collectionYear) last() care.Day  { return care.NewDay(int(y), time.March, 31) }

// collection finds the year and the day of the file: the year that was said or
// else the one that the day falls into, and the year's last day or else today.
func (j *Job) collection() error {
	if j.Year == 0 && j.AsAt.IsZero() {
		return errors.New("say in which year the collection ends (--year), such as 2026 for April 2025 to March 2026")
	}
	if j.Year == 0 {
		y, m, _ := j.AsAt.Date()
		if j.Year = y; m >= time.April {
			j.Year++
		}
	}
	year := collectionYear(j.Year)
	if j.Year < 2000 || j.Year > 2100 || !j.Today.IsZero() && year.first() > j.Today {
		return fmt.Errorf("%d is no year in which this collection can have ended: check it (--year)", j.Year)
	}
	if j.AsAt.IsZero() {
		if j.AsAt = year.last(); !j.Today.IsZero() {
			j.AsAt = min(j.AsAt, j.Today)
		}
	}
	return nil
}

// The return is of those who turn 17 to 25 in the year; of those who turn 22 to
// 25 it says what was true at the last contact in the year (domain.md section 3.3).
const (
	youngestReturned = 17
	oldestReturned   = 25
	lastAtBirthday   = 21
)

// oc3Reader reads the rows of a return.
type oc3Reader struct {
	reader
	year collectionYear
	run  *run
}

func (o oc3Reader) item(g gridRow) item {
	row := o.read(g)
	it := item{row: row, kind: care.ChildID, shown: oc3Names, tell: (*telling).tell}
	it.asAt, it.until = o.speaksOf(row.birth.or(0)), min(o.year.last(), o.asAt)
	return it
}

// speaksOf is the day of which a row is taken to speak: the birthday, for those
// of whom the return says what was true then; else the first day of the year, as
// any later one would claim more than the row says.
func (o oc3Reader) speaksOf(born care.Day) care.Day {
	day, age := o.birthday(born)
	if born.IsZero() || age > lastAtBirthday || day > o.asAt {
		return o.year.first()
	}
	return day
}

// birthday is the one that falls into the year, and which it is.
func (o oc3Reader) birthday(born care.Day) (care.Day, int) {
	if born.IsZero() {
		return 0, 0
	}
	age := born.Age(o.year.last())
	return born.Birthday(age), age
}

func (o oc3Reader) read(g gridRow) row {
	texts := map[Column]string{}
	for c := range o.list.at {
		texts[c] = o.list.cell(g, c)
	}
	out := row{
		number: g.number, raw: g, texts: texts, id: readID(texts[ColumnID]), birth: o.born(texts[ColumnBirth]),
		inTouch: readInTouch(texts[ColumnInTouch]), activity: readActivity(texts[ColumnActivity]),
	}
	out.accommodation, out.suitable = readReturned(texts[ColumnAccommodation])
	if out.texts[ColumnSuitability] = texts[ColumnAccommodation]; out.inTouch.value.listed == care.ListedDied {
		out.accommodation, out.suitable, out.activity = reading[care.Residence]{}, reading[care.YesNo]{}, reading[care.ActivityCode]{}
	}
	return out
}

// born reads the date of birth. One that is not of somebody in the return is a
// question: it would close somebody who is owed contact, or the year is wrong.
func (o oc3Reader) born(s string) reading[care.Day] {
	b := dates{o.asAt.AddMonths(-12 * longAgo), o.asAt, o.monthFirst[ColumnBirth]}.read(s)
	if !b.known() {
		return b
	}
	day, age := o.birthday(b.value)
	if day > o.asAt {
		o.run.early++
	}
	if age < youngestReturned || age > oldestReturned {
		return question[care.Day](fmt.Sprintf("Enter the date of birth: with this one they would turn %d in the year to 31 March %d, and the return is of those who turn 17 to 25.", age, o.year))
	}
	return b
}

// readReturned reads ACCOM: a letter and whether that is suitable. Custody and no
// fixed abode never are, and the return knows only 2 of them.
func readReturned(s string) (reading[care.Residence], reading[care.YesNo]) {
	home, said := readAccommodation(s)
	_, digit := letterCode(s)
	suitable := reading[care.YesNo]{}
	if said != "" {
		suitable = says(said)
	}
	never := home.value == "S" || home.value == inCustody
	if home.known() && (digit != "" && said == "" || never && said == care.Yes) {
		suitable = question[care.YesNo]("Record whether the accommodation is suitable: 1 is suitable, 2 is not, and neither custody nor no fixed abode ever is.")
	}
	if strings.Trim(s, "0") == "" {
		return reading[care.Residence]{}, reading[care.YesNo]{}
	}
	return home, suitable
}

package figures

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Reading the Department's own files, of which the shipped table is made. Names
// of columns change: those of 2025 are others than those of 2024, and a pipeline
// that did not notice made zeros of them (docs/domain.md section 5). So what is
// known is read under either name, and anything else is refused.

// dfeRow is a row of a file of the Department, in our terms.
type dfeRow struct {
	Year int
	Area
	Level  string // National, Regional, Local authority
	Age    string // "17", "18", "17_18", "19_21"
	Figure Figure
	Part   Part
	Stated
}

// columns are the names that a column has had.
var columns = map[string]string{
	"age": "age", "care_leaver_age": "age", "age_group": "age",
	"in_touch": "what", "accommodation_suitability": "what", "characteristic": "what", "breakdown": "what",
	"number": "number", "care_leaver_count": "number", "percentage": "percent", "care_leaver_percent": "percent",
	"time_period": "year", "geographic_level": "level", "new_la_code": "code", "la_name": "name", "region_code": "region", "region_name": "region name", "measure": "measure",
	"time_identifier": "", "country_code": "", "country_name": "", "old_la_code": "", "cla_group": "",
}

// ages are the bands that are read, and those that are passed over.
var ages = map[string]string{
	"aged 17 to 18": "17_18", "17 to 18 years": "17_18", "aged 19 to 21": "19_21", "19 to 21 years": "19_21", "17 years": "17", "18 years": "18",
	"19 years": "", "20 years": "", "21 years": "",
}

type meant struct {
	f Figure
	p Part
}

// breakdowns are what rows say, in our terms.
var breakdowns = map[string]meant{
	"local authority in touch with care leaver": {InTouch903, Yes}, "local authority not in touch with care leaver": {InTouch903, No},
	"young person no longer requires services": {InTouch903, Nreq}, "young person refuses contact": {InTouch903, Refu},
	"accommodation considered suitable": {Suitable, IsSuitable}, "accommodation considered not suitable": {Suitable, NotSuitable},
	"accommodation considered unsuitable": {Suitable, NotSuitable}, "no information": {Suitable, NoInformation}, "suitability total": {Suitable, total},
	"total not in education, training or employment": {Activity, NEET}, "total information not known": {Activity, NotKnown}, "total activity of care leavers": {Activity, total},
}

// passedOver are rows that are known and not needed: the shares that make up
// the totals of activity.
var passedOver = []string{
	"full-time education other than higher education", "full-time higher education i.e. studies beyond a level", "full-time in an apprenticeship",
	"full-time in training or employment (excl. apprenticeship)", "full-time in training or employment", "in higher education i.e. studies beyond a level", "la not in touch",
	"owing to illness or disability", "owing to other reasons", "owing to pregnancy or parenting", "part-time education other than higher education",
	"part-time higher education i.e. studies beyond a level", "part-time in an apprenticeship", "part-time in training or employment (excl. apprenticeship)",
	"part-time in training or employment", "total in apprenticeship", "total in education other than higher education", "total in training or employment (excl. apprenticeship)",
	"total in training or employment", "young person no longer requires services from la", "young person refuses contact from la",
}

// readDfE reads a file of care leavers' figures: in touch, suitability of
// accommodation, or activity. An error names the line and what was not known.
func readDfE(file io.Reader) ([]dfeRow, error) {
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read the Department's file: %w", err)
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("read the Department's file: it is empty")
	}
	at, err := readHead(lines[0])
	if err != nil {
		return nil, err
	}
	var rows []dfeRow
	for i, line := range lines[1:] {
		row, needed, err := at.row(line)
		if err != nil {
			return nil, fmt.Errorf("read the Department's file, line %d: %w", i+2, err)
		}
		if needed {
			rows = append(rows, row)
		}
	}
	return rows, settleTotals(rows)
}

// head says in which place a column stands.
type head map[string]int

func readHead(line []string) (head, error) {
	at := head{}
	for i, name := range line {
		name = strings.ToLower(strings.TrimPrefix(strings.TrimSpace(name), "\ufeff"))
		column, ok := columns[name]
		if !ok {
			return nil, fmt.Errorf("the Department's file has a column %q that is not known: see what it means before reading the file", name)
		}
		at[column] = i
	}
	for _, column := range []string{"year", "level", "age", "what", "number", "percent"} {
		if _, ok := at[column]; !ok {
			return nil, fmt.Errorf("the Department's file has no column for the %s", column)
		}
	}
	return at, nil
}

// of is what a line says in a column; empty where the file has no such column.
func (at head) of(line []string, column string) string {
	i, ok := at[column]
	if !ok {
		return ""
	}
	return strings.TrimSpace(line[i])
}

func (at head) row(line []string) (row dfeRow, needed bool, err error) {
	if m := at.of(line, "measure"); m == "Gender" || m == "LA in-touch with the care leaver" {
		return row, false, nil
	}
	year, err := parseValue(at.of(line, "year"))
	if err != nil {
		return row, false, fmt.Errorf("the year: %w", err)
	}
	age, ok := ages[strings.ToLower(at.of(line, "age"))]
	if !ok {
		return row, false, fmt.Errorf("an age %q that is not known", at.of(line, "age"))
	}
	row = dfeRow{Year: year.N, Area: at.area(line), Level: at.of(line, "level"), Age: age}
	known, err := row.say(at.of(line, "what"))
	if err != nil || !known || age == "" {
		return row, false, err
	}
	if row.Number, err = parseValue(at.of(line, "number")); err == nil {
		row.Percent, err = parseValue(at.of(line, "percent"))
	}
	return row, err == nil, err
}

func (at head) area(line []string) Area {
	switch at.of(line, "level") {
	case "National":
		return Area{England, "England"}
	case "Regional":
		return Area{at.of(line, "region"), at.of(line, "region name")}
	}
	return Area{at.of(line, "code"), at.of(line, "name")}
}

// say takes what the row is about; false for one that is not needed.
func (r *dfeRow) say(what string) (bool, error) {
	name := strings.ToLower(what)
	if slices.Contains(passedOver, name) {
		return false, nil
	}
	if name == "total" {
		r.Part = total // of what, the other rows say
		return true, nil
	}
	m, ok := breakdowns[name]
	if !ok {
		return false, fmt.Errorf("%q, which is not known", what)
	}
	r.Figure, r.Part = m.f, m.p
	return true, nil
}

// settleTotals says of what a bare "Total" is: a file is about one figure.
func settleTotals(rows []dfeRow) error {
	of := Figure("")
	for _, r := range rows {
		if r.Figure != "" && of != "" && r.Figure != of {
			return fmt.Errorf("the Department's file is about %s and about %s: one of them at a time", Figures.Label(of), Figures.Label(r.Figure))
		}
		if r.Figure != "" {
			of = r.Figure
		}
	}
	for i := range rows {
		rows[i].Figure = of
	}
	return nil
}
